"""How long work tells where it is (进度)."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with the stage's Chinese name, how much is done, and how much there is."""


def silent(_stage: str, _done: int, _total: int) -> None:
    """Report no progress."""
