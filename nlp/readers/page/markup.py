"""Markup as strangers write it: bounded before it is parsed, and searched for where a text node came from (标记)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.errors import ReadError

_MOST_TAGS = 200_000
_DEEPEST = 2_000
_MOST_ATTRIBUTES = 2_000
#: markup shorter than this parses in well under a second whatever it holds, and than that however many attributes
_SMALL, _LONG = 100_000, 300_000
_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^"'>]++|"[^"]*+"|'[^']*+')*+)>?""")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
#: tags that the parser itself closes when the next one opens
_SELF_ENDING = frozenset(
    ["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "html", "head", "body"]
)


def bounded(markup: str, name: str) -> str:
    """Return `markup`, unless it is made to keep a parser busy for ever.

    Raises
    ------
    ReadError
        When there are too many tags, they nest too deep, or one has too many attributes.
    """
    if len(markup) <= _SMALL:
        return markup
    tags = markup.count("<")
    if tags > _MOST_TAGS:
        raise ReadError(f"{name}：一页有 {tags:,} 个标签，最多读 {_MOST_TAGS:,} 个：请只保存报告本身的网页")
    if tags - markup.count("</") > _DEEPEST or len(markup) > _LONG:
        _count(markup, name)
    return markup


def _count(markup: str, name: str) -> None:
    """Raise `ReadError` where tags really nest too deep or one has too many attributes; slow, so for doubtful pages."""
    depth = 0
    for closing, tag, attributes in _TAG.findall(markup):
        if len(attributes) > _MOST_ATTRIBUTES and len(attributes.split()) > _MOST_ATTRIBUTES:
            raise ReadError(f"{name}：<{tag[:20]}> 标签有上千个属性，不像报告的网页：请重新保存")
        if tag.lower() in _VOID or (tag.lower() in _SELF_ENDING and depth < _DEEPEST // 2):
            continue
        depth = max(depth - 1, 0) if closing else depth + (not attributes.endswith("/"))
        if depth > _DEEPEST:
            raise ReadError(f"{name}：标签嵌套超过 {_DEEPEST:,} 层：请用浏览器重新保存网页")


#: stretches that stand in the markup as they are; anything else may be written as a character reference
_LITERAL = re.compile(r"[\u3400-\u9fff\uff00-\uffef\u3001-\u301e0-9A-Za-z]+")
_WINDOW = 4_000


def located(markup: str, pieces: Iterable[str], place: str = "") -> list[tuple[int, str, int]]:
    """Return where text nodes came from in their markup; they are looked for one after the other.

    Parameters
    ----------
    markup, pieces : the markup and its text nodes in order; place : what to call the markup.

    Returns
    -------
    ``(start, place, offset)``: from `start` of the joined text on, characters came from `offset` of the markup.
    """
    origins: list[tuple[int, str, int]] = []
    written, seek = 0, max(markup.find("<body"), 0)
    for piece in pieces:
        at = markup.find(piece, seek)
        if at >= 0 and "&" not in piece:
            origins.append((written, place, at))
            seek = at + len(piece)
        else:
            parts = _parts(markup, piece, seek)
            origins += [(written + start, place, offset) for start, offset in parts]
            seek = parts[-1][1]
        written += len(piece)
    return origins or [(0, place, 0)]


def _parts(markup: str, piece: str, seek: int) -> list[tuple[int, int]]:
    """The same for a node with character references: its literal stretches are found one by one."""
    parts = [(0, seek)]
    for match in _LITERAL.finditer(piece):
        place = markup.find(match[0], seek, seek + _WINDOW)
        if place >= 0:
            seek = place + len(match[0])
            parts += [(match.start(), place), (match.end(), seek)]
    return parts
