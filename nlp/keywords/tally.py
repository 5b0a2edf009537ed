"""Runs of words counted with their neighbours (词串统计), in two passes: what recurs first, then only that in detail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log2

from nlp.keywords.shape import Run, Shape
from nlp.report import Report
from nlp.segment.lexicon import Lexicon
from nlp.segment.words import segment
from nlp.text import clauses

#: words in a term at most, and its characters
_WORDS, _CHARACTERS = 4, 12
_CONTEXTS = 3
#: characters by which neighbours are told apart
_ALIKE = 2
#: what stands in them is a name: “民声在线”
_QUOTES = {"“": "”", '"': '"', "「": "」", "『": "』"}

Place = tuple[int, int, int]
"""``(index of the text, start, end)``."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Chinese words without a break, and the marks around them; ``""`` is the bound of a clause."""

    document: int
    words: tuple[str, ...]
    at: tuple[int, ...]
    before: str
    after: str

    @property
    def quoted(self) -> bool:
        """Whether the whole stretch stands in quotation marks."""
        return _QUOTES.get(self.before) == self.after

    def windows(self) -> Iterator[tuple[int, int]]:
        """Yield the bounds of all runs of two words or more that are short enough for a term."""
        for start in range(len(self.words) - 1):
            for end in range(start + 2, min(start + _WORDS, len(self.words)) + 1):
                if self.at[end] - self.at[start] > _CHARACTERS:
                    break
                yield start, end

    def beside(self, start: int, end: int) -> tuple[str, str]:
        """Return what stands left and right of a run: a word, a mark, or the bound of the clause."""
        left = self.words[start - 1] if start else self.before
        return left, self.words[end] if end < len(self.words) else self.after


@dataclass(slots=True)
class Detail:
    """What stands beside a run, in which texts it stands, and its first places.

    left, right : neighbours, where one that bounds the run is never the same twice; sides : both as they are;
    openings : occurrences at the head of a clause.
    """

    left: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    sides: set[tuple[str, str]] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    openings: int = 0
    places: list[Place] = field(default_factory=list)


class Tally:
    """The runs of some texts that read like terms and recur.

    Attributes
    ----------
    words : word -> occurrences; runs : run -> occurrences, of the candidates and of their parts;
    details : candidate -> its neighbours and places.
    """

    def __init__(self, reports: Sequence[Report], lexicon: Lexicon, shape: Shape) -> None:
        self.words: Counter[str] = Counter()
        self.runs: Counter[Run] = Counter()
        self.details: dict[Run, Detail] = {}
        self._named: Counter[Run] = Counter()
        self._reports, self._lexicon, self._shape = reports, lexicon, shape
        self._count()

    def keep(self, least: int) -> None:
        """Look at the runs that occur so often: count their parts, and gather what stands beside them."""
        kept = {run for run, count in self.runs.items() if count >= least} | self._named.keys()
        wanted = kept | {part for run in kept for part in _parts(run)}
        self.runs = Counter()
        self.details = {run: Detail() for run in kept}
        for stretch in self._stretches():
            for start, end in stretch.windows():
                run = stretch.words[start:end]
                if run in wanted:
                    self.runs[run] += 1
                    if run in kept:
                        self._note(self.details[run], stretch, start, end)
        self.details = {run: detail for run, detail in self.details.items() if self._is_kept(run, least)}

    def _is_kept(self, run: Run, least: int) -> bool:
        """Return whether a run recurs, and reads like a term or mostly stands in quotation marks."""
        return self.runs[run] >= least and (self._shape.is_term(run) or self.is_named(run))

    def is_named(self, run: Run) -> bool:
        """Return whether a run mostly stands in quotation marks."""
        return 2 * self._named[run] >= self.runs[run]

    def cohesion(self, run: Run) -> float:
        """Return the pointwise mutual information of a run's loosest joint, in bits."""
        total = self.words.total()

        def share(part: Run) -> float:
            return (self.words[part[0]] if len(part) == 1 else self.runs[part]) / total

        return min(log2(share(run) / (share(run[:cut]) * share(run[cut:]))) for cut in range(1, len(run)))

    def _count(self) -> None:
        fits: dict[Run, bool] = {}
        for stretch in self._stretches():
            self.words.update(stretch.words)
            for start, end in stretch.windows():
                run = stretch.words[start:end]
                if run not in fits:
                    fits[run] = self._shape.is_term(run)
                if fits[run]:
                    self.runs[run] += 1
                if stretch.quoted and end - start == len(stretch.words):
                    self._named[run] += 1

    def _note(self, detail: Detail, stretch: Stretch, start: int, end: int) -> None:
        left, right = stretch.beside(start, end)
        place = (stretch.document, stretch.at[start], stretch.at[end])
        run = stretch.words[start:end]
        # what is alike where it touches is one neighbour: 网站页面 before 设计 and before 设计规范
        detail.left[self._neighbour(left, place) or left[-_ALIKE:]] += 1
        runs_on = bool(right) and _is_chinese(right) and self._shape.runs_on(run[-1], right)
        detail.right["" if runs_on else self._neighbour(right, place) or right[:_ALIKE]] += 1
        detail.sides.add((left, right))
        detail.documents.add(stretch.document)
        detail.openings += not left
        if len(detail.places) < _CONTEXTS:
            detail.places.append(place)

    def _neighbour(self, word: str, place: Place) -> str:
        """Return a neighbour of its own for what bounds a run, and nothing for a word that may belong to it."""
        return f"{place}" if not word or not _is_chinese(word) or self._shape.bounds(word) else ""

    def _stretches(self) -> Iterator[Stretch]:
        for index, report in enumerate(self._reports):
            for span in report.narratives.all:
                for start, end in clauses(report.text, span.start, span.end):
                    yield from _stretches(index, segment(report.text[start:end], lexicon=self._lexicon), start)


def _is_chinese(word: str) -> bool:
    return "\u4e00" <= word[0] <= "\u9fff" and "\u4e00" <= word[-1] <= "\u9fff"


def _stretches(index: int, words: Sequence[str], start: int) -> Iterator[Stretch]:
    """Yield the stretches of Chinese words of one clause; marks, letters and digits part them."""
    run: list[str] = []
    at = [start]
    before = ""
    for word in words:
        if _is_chinese(word):
            run.append(word)
            at.append(at[-1] + len(word))
            continue
        if run:
            yield Stretch(index, tuple(run), tuple(at), before, word)
        run, at, before = [], [at[-1] + len(word)], word
    if run:
        yield Stretch(index, tuple(run), tuple(at), before, "")


def _parts(run: Run) -> Iterator[Run]:
    """Yield the beginnings and endings of a run that are runs themselves."""
    for cut in range(2, len(run)):
        yield run[:cut]
        yield run[-cut:]
