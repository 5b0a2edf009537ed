"""The library's errors in English (错误信息的英文), by a list of what they say in Chinese.

The library words its errors once, in Chinese, with the value in them; what varies is taken out of the message and put into
the English one.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_HOLE = "{}"
_HAN = re.compile("[\u4e00-\u9fff]")


@cache
def translations() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return pattern and English of every message known, those with the most words of their own first."""
    listed = tomllib.loads(files("nlp.cli").joinpath("english.toml").read_text(encoding="utf-8"))
    ordered = sorted(listed.items(), key=lambda pair: -len(pair[0].replace(_HOLE, "")))
    return tuple((_pattern(message), english) for message, english in ordered)


def _pattern(message: str) -> re.Pattern[str]:
    return re.compile("(.*?)".join(re.escape(piece) for piece in message.split(_HOLE)), re.S)


def in_english(message: str) -> str:
    """Return a message of the library in English, as it is where it is not known; values in it stay what they are."""
    for pattern, english in translations():
        found = pattern.fullmatch(message)
        if found:
            return english.format(*(in_english(value) if _HAN.search(value) else value for value in found.groups()))
    return message
