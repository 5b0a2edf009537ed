"""A report's narratives as words, figures and titles with their places (词与数字的位置), for comparing word by word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nlp.report import Report, Span
from nlp.text import fold

if TYPE_CHECKING:
    from nlp.segment import Lexicon

#: a figure with its magnitude, a year in Chinese numerals, 第七期
FIGURE = re.compile(
    r"\d+(?:[.,]\d+)*[余多]?[万亿]?[余多]?%?|[二一][〇○零一二三四五六七八九]{3}(?=年|$)|第[一二三四五六七八九十百\d]{1,4}[期批届次]"
)
#: what is never cut: a title, a figure
_WHOLE = re.compile(rf"《[^》\n]{{1,60}}》|{FIGURE.pattern}")


class Token(NamedTuple):
    """A word, figure, title or mark: its folded form, its span in the report, and whether it is a figure."""

    key: str
    start: int
    end: int
    figure: bool = False

    @property
    def wordy(self) -> bool:
        """Whether it is more than a mark."""
        return _wordy(self.key)


def _wordy(key: str) -> bool:
    return key[0].isalnum() or key[0] == "《"


class Tokens:
    """All tokens of a report's narratives, found once, read by span.

    Words are jieba's, finer than those of `nlp.segment`: a term that gained a word shows that word. They are kept in
    columns, for most are never looked at one by one.
    """

    def __init__(self, report: Report) -> None:
        self.text = report.text
        self._keys: list[str] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._figures: set[int] = set()
        for span in report.narratives.all:
            self._read(report.text[span.start : span.end], span.start)
        spoken = [(start, key) for start, key in zip(self._starts, self._keys, strict=True) if _wordy(key)]
        self._word_starts, self._words = [start for start, _ in spoken], [key for _, key in spoken]

    def _read(self, text: str, start: int) -> None:
        from nlp.segment import segment

        key = fold(text)
        wholes = _WHOLE.finditer(text)
        position = 0
        for word in segment(_WHOLE.sub(_MARK, text), lexicon=_no_terms()):
            past = position + len(word)
            if word == _MARK and (whole := next(wholes, None)):
                past = whole.end()
                if text[position] != "《":
                    self._figures.add(start + position)
            if not word.isspace():
                self._keys.append(key[position:past])
                self._starts.append(start + position)
                self._ends.append(start + past)
            position = past

    def within(self, start: int, end: int) -> list[Token]:
        """Return the tokens that begin in ``start:end``."""
        return [
            Token(self._keys[at], self._starts[at], self._ends[at], self._starts[at] in self._figures)
            for at in range(bisect_left(self._starts, start), bisect_left(self._starts, end))
        ]

    def words(self, spans: Iterable[Span]) -> list[str]:
        """Return the words and figures of some spans, without marks."""
        found: list[str] = []
        for span in spans:
            first, past = (bisect_left(self._word_starts, edge) for edge in (span.start, span.end))
            found.extend(self._words[first:past])
        return found


#: stands for what is never cut while the rest is; the engines let it stand alone
_MARK = "\ue011"


@cache
def _no_terms() -> Lexicon:
    from nlp.segment import Lexicon

    return Lexicon(())
