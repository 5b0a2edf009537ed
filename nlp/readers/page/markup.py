"""Markup as strangers write it: bounded before it is parsed, and searched for where a text node came from (标记)."""

from __future__ import annotations

import re

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


class Locator:
    """Finds text nodes in the markup they came from, one after the other.

    Attributes
    ----------
    origins : ``(start, place, offset)``: from `start` of the joined text on, characters came from `offset` of the markup.
    """

    __slots__ = ("_markup", "_seek", "_written", "origins", "place")

    def __init__(self, markup: str, place: str = "") -> None:
        self._markup = markup
        self.place = place
        self._seek = max(markup.find("<body"), 0)
        self._written = 0
        self.origins: list[tuple[int, str, int]] = []

    def add(self, piece: str) -> None:
        """Note where the next text node lies."""
        place = self._markup.find(piece, self._seek)
        if place >= 0 and "&" not in piece:
            self.origins.append((self._written, self.place, place))
            self._seek = place + len(piece)
        else:
            self._add_parts(piece)
        self._written += len(piece)

    def _add_parts(self, piece: str) -> None:
        """The same for a node with character references: its literal stretches are found one by one."""
        self.origins.append((self._written, self.place, self._seek))
        for match in _LITERAL.finditer(piece):
            place = self._markup.find(match[0], self._seek, self._seek + _WINDOW)
            if place >= 0:
                self._seek = place + len(match[0])
                self.origins.append((self._written + match.start(), self.place, place))
                self.origins.append((self._written + match.end(), self.place, self._seek))
