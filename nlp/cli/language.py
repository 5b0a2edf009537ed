"""Which language the command speaks (界面语言): Chinese where the locale is Chinese, English where it is another.

A system that names no locale says nothing of its user, and most users read Chinese: Chinese then. ``C`` and ``POSIX`` are
locales, and not Chinese ones. On Windows the language of its own windows and menus counts.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import Any

#: in the order in which POSIX asks them
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
#: the primary language of a Windows language identifier, and Chinese among them
_PRIMARY, _CHINESE = 0x3FF, 0x04


@cache
def chinese() -> bool:
    """Return whether help and talk are in Chinese; ``GONGKAI_LANG=en`` or ``zh`` overrides the system."""
    asked = os.environ.get("GONGKAI_LANG")
    if not asked and sys.platform == "win32":
        return _windows_speaks_chinese()
    asked = asked or next((named for name in _VARIABLES if (named := os.environ.get(name))), "zh")
    return asked.lower().startswith(("zh", "chinese"))


def _windows_speaks_chinese() -> bool:
    import ctypes

    kernel: Any = getattr(ctypes, "windll").kernel32  # noqa: B009  (a name that mypy knows on Windows only)
    return int(kernel.GetUserDefaultUILanguage()) & _PRIMARY == _CHINESE


def say(zh: str, en: str) -> str:
    """Return the text in the language of the command."""
    return zh if chinese() else en
