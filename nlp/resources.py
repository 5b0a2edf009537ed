"""Finds ``models/`` and ``corpora/``: inside the installed package, else beside ``pyproject.toml`` in a checkout.

Nothing is ever written there. What must be remembered between runs (jieba's dictionary cache, say) goes to the user's
cache folder.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from nlp.errors import UsageError

_PACKAGE = Path(__file__).resolve().parent
_KINDS = ("models", "corpora")


@cache
def folder(kind: str) -> Path:
    """Return the folder ``models`` or ``corpora``.

    Raises
    ------
    UsageError
        When neither the installed package nor the checkout holds it.
    """
    if kind not in _KINDS:
        raise UsageError(f"没有名为 {kind!r} 的资源文件夹：可用 {'、'.join(_KINDS)}")
    for candidate in (_PACKAGE / kind, _PACKAGE.parent / kind):
        if candidate.is_dir():
            return candidate
    raise UsageError(f"{_PACKAGE} 旁缺少文件夹 {kind}/：请重新安装 gongkai")


def path(*parts: str) -> Path:
    """Return the path of one resource, for example ``path("models", "codebooks", "gongkai.toml")``."""
    return folder(parts[0]).joinpath(*parts[1:])


def cache_folder() -> Path:
    """Return the user's cache folder for gongkai, made when it is missing (never a shared temporary folder)."""
    override = os.environ.get("GONGKAI_CACHE")
    if override:
        base = Path(override)
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", str(Path.home() / "AppData" / "Local"))) / "gongkai" / "Cache"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches" / "gongkai"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))) / "gongkai"
    base.mkdir(parents=True, exist_ok=True)
    return base
