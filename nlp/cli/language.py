"""Which language the command speaks (界面语言): Chinese where the locale is Chinese or unknown, English otherwise."""

from __future__ import annotations

import locale
import os
from functools import cache


@cache
def chinese() -> bool:
    """Return whether help and talk are in Chinese; ``GONGKAI_LANG=en`` or ``zh`` overrides the locale."""
    asked = os.environ.get("GONGKAI_LANG") or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES")
    asked = asked or os.environ.get("LANG") or locale.getlocale()[0] or ""
    name = asked.lower()
    return name in ("", "c", "posix", "c.utf-8", "c.utf8") or name.startswith(("zh", "chinese"))


def say(zh: str, en: str) -> str:
    """Return the text in the language of the command."""
    return zh if chinese() else en
