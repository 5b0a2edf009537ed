"""A page inside a page (页中之页): the report in a string of a script that a browser would run, in a field, in a frame, or
escaped once too often.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape, unescape

#: what a page keeps for its scripts, or for browsers without them
_KEEPER = re.compile(r"<(/?)(script|textarea|noscript|template)\b[^<>]*+>", re.IGNORECASE)
#: a string of JSON or JavaScript, in one pass also where the last is never closed; shorter ones are settings
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"?', re.DOTALL)
_SHORTEST = 300
_VALUE = re.compile(r'\b(?:value|srcdoc)="([^"]{300,}+)"')
_TAG = re.compile(r"<(?:p|div|span|br|table|h[1-6])\b[^<>]*>", re.IGNORECASE)
_CLOSING = re.compile(r"</(?:p|div|span|td|table)>|<br ?/?>", re.IGNORECASE)
_TABLE = re.compile(r"<(/?)table\b[^<>]*+>", re.IGNORECASE)
_HAN = re.compile("[\u4e00-\u9fff]")
_PLAIN = "<pre>"
_FEWEST_TAGS, _FEWEST_HAN = 3, 100
_MOST = 5_000_000


def kept(markup: str) -> str | None:
    """Return the markup in a script's string or a hidden field that holds the most Chinese text, or None."""
    if len(markup) > _MOST:
        return None
    pages = [unescape(value) for value in _VALUE.findall(markup)]
    # a frame may hold another
    pages += [unescape(value) for page in pages for value in _VALUE.findall(page)]
    for keeper, inner in _keepers(markup):
        pages += map(_decoded, _strings(inner)) if keeper == "script" else [_shown(unescape(inner))]
    told = [page for page in pages if page.startswith(_PLAIN) or len(_TAG.findall(page)) >= _FEWEST_TAGS]
    best = max(told, key=_size, default="")
    return best if _size(best) >= _FEWEST_HAN else None


def _shown(inner: str) -> str:
    """Return what an element keeps as markup: plain text in a field for reading as it stands."""
    return inner if _TAG.search(inner) else f"{_PLAIN}{escape(inner)}</pre>"


def _keepers(markup: str) -> Iterator[tuple[str, str]]:
    """Yield the elements that keep something, by name, and what they hold; in one pass, whatever is never closed."""
    opened: re.Match[str] | None = None
    for tag in _KEEPER.finditer(markup):
        if opened is None:
            opened = None if tag[1] else tag
        elif tag[1] and tag[2].lower() == opened[2].lower():
            yield opened[2].lower(), markup[opened.end() : tag.start()]
            opened = None


def _strings(script: str) -> list[str]:
    """The long strings of a script, whether its first quotation mark opens one or stands alone."""
    found = _STRING.findall(script) + _STRING.findall(script, script.find('"') + 1)
    return [string for string in found if len(string) >= _SHORTEST]


def is_markup(text: str) -> bool:
    """Return whether a text is itself markup: a page escaped twice, a cell that holds a page."""
    return "<" in text and len(_CLOSING.findall(text)) >= _FEWEST_TAGS


def with_tables(text: str) -> str:
    """Return a text as markup: as it is, or, where only its tables are markup (Markdown), the rest for reading as it stands."""
    pieces: list[str] = []
    outside: list[str] = []
    at = 0
    for start, end in _tables(text):
        outside.append(text[at:start])
        pieces += [_shown(outside[-1]), text[start:end]]
        at = end
    outside.append(text[at:])
    if not pieces or is_markup("".join(outside)):
        return text
    return "".join([*pieces, _shown(outside[-1])])


def _tables(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the outermost tables begin and end; in one pass, whatever is never closed."""
    depth = start = 0
    for tag in _TABLE.finditer(text):
        if tag[1]:
            depth -= depth > 0
            if not depth and start < tag.start():
                yield start, tag.end()
                start = len(text)
        else:
            start = start if depth else tag.start()
            depth += 1


def _decoded(string: str) -> str:
    try:
        return str(json.loads(f'"{string}"', strict=False))
    except ValueError:
        # JavaScript knows a few escapes more
        return string.replace('\\"', '"').replace("\\/", "/").replace("\\n", "\n")


def _size(text: str) -> int:
    return len(_HAN.findall(text))
