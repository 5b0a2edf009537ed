"""A report's narratives as words, figures and titles with their places (词与数字的位置), for comparing word by word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, compress
from typing import TYPE_CHECKING

from nlp.phrasing.result import Passage
from nlp.report import Report, Span
from nlp.text import fold

if TYPE_CHECKING:
    from nlp.segment import Lexicon

#: a date, a figure with its magnitude, a year in Chinese numerals, 第七期
FIGURE = re.compile(
    r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?!份)|\d+(?:[.,]\d+)*[余多]?[万亿]?[余多]?%?|[二一][〇○零一二三四五六七八九]{3}(?=年|$)|第[一二三四五六七八九十百\d]{1,4}[期批届次]"
)
#: what is never cut: a title, a figure
_WHOLE = re.compile(rf"《[^》\n]{{1,60}}》|{FIGURE.pattern}")


_DIGITS = frozenset("0123456789")
#: what each of them begins with; looking for it first is several times faster
_HEAD = re.compile("[《\\d二一第]")


def _wholes(text: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    past = 0
    while head := _HEAD.search(text, past):
        past = head.end()
        if whole := _WHOLE.match(text, head.start()):
            found.append(whole)
            past = whole.end()
    return found


@dataclass(slots=True)
class Run:
    """Tokens of some spans one after the other, made only where they are looked at.

    at : their numbers in the report; keys : their folded forms; masked : the same, every figure in digits a ``0``.
    """

    owner: Tokens
    at: Sequence[int]
    keys: list[str]
    masked: list[str]

    @property
    def size(self) -> int:
        """Their characters together."""
        return sum(map(len, self.keys))

    def figures(self, places: range) -> list[bool]:
        """Return for some places whether the token there is a figure."""
        at, figures = self.at, self.owner.figures
        return [at[place] in figures for place in places]

    def fixed(self, places: range) -> bool:
        """Return whether a figure or a title stands among some places: these are never cut."""
        return any(self.figures(places)) or any(self.keys[place][0] == "《" for place in places)

    def passage(self, places: range) -> Passage:
        """Return what stands at some places, from the first to the last of them."""
        owner, last = self.owner, places[-1]
        start = owner.starts[self.at[places[0]]]
        end = owner.starts[self.at[last]] + len(self.keys[last])
        return Passage(start, end, owner.text[start:end])


class Tokens:
    """All tokens of a report's narratives, found once, read by span.

    Words are jieba's, finer than those of `nlp.segment`: a term that gained a word shows that word. They are kept in
    columns, for most are never looked at one by one.

    spans : of the narratives, in text order; starts : where each token begins; figures : the numbers of those that are figures.
    """

    def __init__(self, report: Report) -> None:
        self.text = report.text
        self._folded = fold(report.text)
        self.spans = report.narratives.all
        self._keys: list[str] = []
        self.starts: list[int] = []
        self.figures: set[int] = set()
        for span in self.spans:
            self._read(span)
        self._masked = self._keys.copy()
        for number in self.figures:
            if self._keys[number][0] in _DIGITS:
                self._masked[number] = "0"

    def _read(self, span: Span) -> None:
        from nlp.segment import segment

        start, text, key = span.start, self.text[span.start : span.end], self._folded[span.start : span.end]
        wholes = _wholes(text)
        pasts = [0, *(whole.end() for whole in wholes)]
        nexts = [*(whole.start() for whole in wholes), len(text)]
        keys = segment(_MARK.join(map(key.__getitem__, map(slice, pasts, nexts))), lexicon=_no_terms())
        at = -1
        for whole in wholes:
            at = keys.index(_MARK, at + 1)
            keys[at] = key[whole.start() : whole.end()]
        edges = accumulate(map(len, keys), initial=start)
        spoken = [not key.isspace() for key in keys]
        first = len(self.starts)
        self._keys += compress(keys, spoken)
        self.starts += compress(edges, spoken)
        counted = (start + whole.start() for whole in wholes if whole.group()[0] != "《")
        self.figures.update(bisect_left(self.starts, at, first) for at in counted)

    def run(self, spans: Iterable[tuple[int, int]]) -> Run:
        """Return the tokens that begin in some spans, in their order."""
        ranges = [range(bisect_left(self.starts, start), bisect_left(self.starts, end)) for start, end in spans]
        if len(ranges) == 1:
            inside = slice(ranges[0].start, ranges[0].stop)
            return Run(self, ranges[0], self._keys[inside], self._masked[inside])
        at = [number for each in ranges for number in each]
        return Run(self, at, [self._keys[number] for number in at], [self._masked[number] for number in at])

    def folded(self, passage: Passage | None) -> str:
        """Return the folded text of a passage, nothing for none."""
        return self._folded[passage.start : passage.end] if passage else ""

    def keys(self, span: Span) -> list[str]:
        """Return the folded forms of the tokens that begin in a span."""
        return self._keys[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]


def is_word(key: str) -> bool:
    """Return whether a token is a word, a figure or a title rather than a mark."""
    return key[0].isalnum() or key[0] == "《"


#: stands for what is never cut while the rest is; the engines let it stand alone
_MARK = "\ue011"


@cache
def _no_terms() -> Lexicon:
    from nlp.segment import Lexicon

    return Lexicon(())
