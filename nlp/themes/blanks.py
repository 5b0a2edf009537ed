"""Blanks inside words (字间空格): what typesetters and text boxes leave in 五 公 开, closed up to search and opened again."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

#: one or two blanks between Chinese characters or the marks around a term; a wider gap parts columns
_GAP = re.compile('(?<=[一-鿿"、]) {1,2}(?=[一-鿿"、])')


class Closed:
    """A folded text without the blanks inside its words, and the way back to where its characters stood.

    key : the closed text.
    """

    __slots__ = ("_added", "_places", "key")

    def __init__(self, key: str) -> None:
        gaps = [match.span() for match in _GAP.finditer(key)]
        self.key = _GAP.sub("", key) if gaps else key
        #: how many blanks were dropped up to each gap, and where in the closed text that gap was
        self._added = [0, *accumulate(end - start for start, end in gaps)]
        self._places = [start - dropped for (start, _), dropped in zip(gaps, self._added, strict=False)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span of the closed text stands in the text it was made from."""
        return self._open(start), self._open(end - 1) + 1

    def _open(self, at: int) -> int:
        return at + self._added[bisect_right(self._places, at)]
