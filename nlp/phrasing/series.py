"""Three or more years of one agency (多年序列): when each passage first appeared, how long it lived, and what it counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from nlp.phrasing.alignment import align
from nlp.phrasing.counts import FigureSeries, figure_series
from nlp.phrasing.result import Alignment, Pair, Passage
from nlp.report import Report
from nlp.similarity import assign, comparable, overlap

_RETURNED = 0.6  # likeness from which a passage that was dropped counts as having come back


@dataclass(frozen=True, slots=True)
class Appearance:
    """One year's wording of a passage: the report's year and source, the sentence, and how it came from the year before.

    status : a status of `Pair`; ``returned`` when the passage was missing in between.
    """

    year: int | None
    source: str
    passage: Passage
    status: str
    similarity: float

    def to_dict(self) -> dict[str, Any]:
        """Return a plain record."""
        return {
            "year": self.year, "source": self.source, "status": self.status, "similarity": self.similarity,
            **self.passage.to_dict(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lifespan:
    """A passage through the years (表述的存续).

    appearances : its wording year by year, in order, each with its place and how it relates to the year before.
    """

    appearances: tuple[Appearance, ...]

    @property
    def first(self) -> int | None:
        """The year it first appeared, among the reports given."""
        return self.appearances[0].year

    @property
    def last(self) -> int | None:
        """The year it was last seen."""
        return self.appearances[-1].year

    @property
    def years(self) -> int:
        """In how many reports it stands."""
        return len({(appearance.year, appearance.source) for appearance in self.appearances})

    @property
    def unchanged(self) -> bool:
        """Whether nothing but figures, years and punctuation ever changed."""
        return all(appearance.status in ("new", "same") for appearance in self.appearances)

    def to_dict(self) -> dict[str, Any]:
        """Return a plain record."""
        return {
            "first": self.first, "last": self.last, "years": self.years,
            "appearances": [appearance.to_dict() for appearance in self.appearances],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Timeline:
    """A series of reports of one agency (逐年表述).

    reports : in order of years; alignments : of each with the next; passages : the life of every passage; figures : those
    reported in two or more years; warnings : of the alignments, each once.
    """

    reports: tuple[Report, ...]
    alignments: tuple[Alignment, ...]
    passages: tuple[Lifespan, ...]
    figures: tuple[FigureSeries, ...]
    warnings: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return a plain record."""
        return {
            "years": [report.year for report in self.reports],
            "passages": [life.to_dict() for life in self.passages],
            "figures": [figure.to_dict() for figure in self.figures],
            "warnings": list(self.warnings),
        }


def timeline(reports: Iterable[Report], *, alignments: Sequence[Alignment] | None = None) -> Timeline:
    """Follow the wording of one agency through its reports (逐年追踪).

    A passage lives on in every sentence aligned with it a year later; of several the first in the text carries it. A
    passage that is dropped and comes back in much the same words is one passage.

    Parameters
    ----------
    reports : of one agency, one a year, in any order; reports without a year come first.
    alignments : of each report with the next, in order of years, where they have been made already.

    Returns
    -------
    Timeline
        How long a passage lived is known only within the reports given; across a change of format (2019, 2021)
        lives look shorter than they are.
    """
    ordered = tuple(sorted(reports, key=lambda report: (report.year or 0, report.source)))
    aligned = tuple(alignments) if alignments is not None else tuple(align(a, b) for a, b in pairwise(ordered))
    lives = _Lives(ordered)
    for alignment in aligned:
        lives.continue_with(alignment)
    warnings = tuple(dict.fromkeys(warning for alignment in aligned for warning in alignment.warnings))
    return Timeline(ordered, aligned, lives.all(), figure_series(aligned), warnings)


class _Lives:
    """The passages seen so far, and which of them each sentence of the latest report carries on."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.lives: list[list[Appearance]] = []
        self.current: dict[int, int] = {}  # start of a sentence in the latest report -> its life
        if len(reports) == 1:
            self.continue_with(align(Report(text=""), reports[0]))

    def continue_with(self, alignment: Alignment) -> None:
        """Take in the next year."""
        if not self.lives:
            for pair in alignment.pairs:
                for passage in pair.old:
                    self._begin(alignment.old, passage)
        before, self.current = self.current, {}
        for pair in alignment.pairs:
            if pair.old and pair.new:
                self._carry_on(alignment.new, pair, before)
        fresh = [passage for pair in alignment.pairs if not pair.old for passage in pair.new]
        self._come_back(alignment.new, fresh, set(before.values()))

    def all(self) -> tuple[Lifespan, ...]:
        """Return the lives, the earliest first."""
        found = (Lifespan(tuple(life)) for life in self.lives)
        return tuple(sorted(found, key=lambda life: (life.first or 0, life.appearances[0].passage.start)))

    def _begin(self, report: Report, passage: Passage) -> None:
        self.current[passage.start] = len(self.lives)
        self.lives.append([Appearance(report.year, report.source, passage, "new", 0.0)])

    def _carry_on(self, report: Report, pair: Pair, before: dict[int, int]) -> None:
        known = [before[passage.start] for passage in pair.old if passage.start in before]
        # of sentences that were merged the one that has lived longest goes on
        life = min(known, key=lambda number: (self.lives[number][0].year or 0, number)) if known else None
        for passage in pair.new:
            if life is None:
                self._begin(report, passage)
                continue
            if not any(a.source == report.source and a.year == report.year for a in self.lives[life]):
                self.lives[life].append(Appearance(report.year, report.source, passage, pair.status, pair.similarity))
            self.current[passage.start] = life

    def _come_back(self, report: Report, fresh: Sequence[Passage], alive: set[int]) -> None:
        ended = [number for number in range(len(self.lives)) if number not in alive | set(self.current.values())]
        returned: dict[int, tuple[int, float]] = {}
        if ended and fresh:
            old = [comparable(self.lives[number][-1].passage.text.replace("\n", " ")) for number in ended]
            likeness = overlap(old, [comparable(passage.text.replace("\n", " ")) for passage in fresh]).dice()
            pairs = assign(likeness, floor=_RETURNED)
            returned = {at: (ended[number], float(likeness[number, at])) for number, at in pairs}
        for at, passage in enumerate(fresh):
            if at not in returned:
                self._begin(report, passage)
                continue
            life, likeness_found = returned[at]
            self.lives[life].append(
                Appearance(report.year, report.source, passage, "returned", round(likeness_found, 4))
            )  # fmt: skip
            self.current[passage.start] = life
