"""A page inside a page (页中之页): the report in a string of a script that a browser would run, or escaped once too often."""

from __future__ import annotations

import json
import re

_SCRIPT = re.compile(r"<script\b[^>]*+>(.*?)</script", re.DOTALL | re.IGNORECASE)
#: a string of JSON or JavaScript too long to be a setting
_STRING = re.compile(r'"((?:[^"\\]|\\.){300,}+)"', re.DOTALL)
_TAG = re.compile(r"<(?:p|div|span|br|table|h[1-6])\b[^<>]*>", re.IGNORECASE)
_CLOSING = re.compile(r"</(?:p|div|span|td|table)>|<br ?/?>", re.IGNORECASE)
_HAN = re.compile("[\u4e00-\u9fff]")
_FEWEST_TAGS, _FEWEST_HAN = 3, 100
_MOST = 5_000_000


def scripted(markup: str) -> str | None:
    """Return the markup in a script's string that holds the most Chinese text, or None."""
    if len(markup) > _MOST:
        return None
    strings = [string for script in _SCRIPT.findall(markup) for string in _STRING.findall(script)]
    told = [page for page in map(_decoded, strings) if len(_TAG.findall(page)) >= _FEWEST_TAGS]
    best = max(told, key=_size, default="")
    return best if _size(best) >= _FEWEST_HAN else None


def is_markup(text: str) -> bool:
    """Return whether a text is itself markup: a page escaped twice, a cell that holds a page."""
    return "<" in text and len(_CLOSING.findall(text)) >= _FEWEST_TAGS


def _decoded(string: str) -> str:
    try:
        return str(json.loads(f'"{string}"', strict=False))
    except ValueError:
        # JavaScript knows a few escapes more
        return string.replace('\\"', '"').replace("\\/", "/").replace("\\n", "\n")


def _size(text: str) -> int:
    return len(_HAN.findall(text))
