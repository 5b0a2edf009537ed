"""Many reports (批处理): the only layer that knows where work runs and where results are written."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp.batch.analysis import analyze as analyze
    from nlp.batch.collect import read_all as read_all
    from nlp.batch.inputs import Input as Input
    from nlp.batch.inputs import gather as gather
    from nlp.batch.running import Outcome as Outcome
    from nlp.batch.running import run as run

_HOMES = {
    "Input": "nlp.batch.inputs",
    "Outcome": "nlp.batch.running",
    "analyze": "nlp.batch.analysis",
    "read_all": "nlp.batch.collect",
    "gather": "nlp.batch.inputs",
    "run": "nlp.batch.running",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'nlp.batch' has no attribute {name!r}")
