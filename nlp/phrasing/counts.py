"""Figures reported year after year (逐年数字): what was counted, how many, and the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from nlp.phrasing.counted import APART, BRIEF, Counted, counted, key
from nlp.phrasing.lexicon import lexicon
from nlp.phrasing.result import Alignment, Pair, Passage
from nlp.report import Report
from nlp.similarity import assign

_TENS = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_MONEY = {"万元": (10**4, "元"), "亿元": (10**8, "元")}
_SAME = 0.5  # share of characters two labels have in common, in order, from which they count the same thing
_WHOLE = 0.4  # and of what they are parts of
_END = 6


@dataclass(frozen=True, slots=True)
class Figure:
    """One count in one report: what is counted, the value and its unit, where it stands, and its sentence."""

    year: int | None
    source: str
    what: Counted
    value: float
    unit: str
    passage: Passage
    sentence: Passage

    @property
    def label(self) -> str:
        """What is counted."""
        return self.what.label

    def to_dict(self) -> dict[str, Any]:
        """Return a plain record."""
        return {
            "year": self.year, "source": self.source, "value": self.value, "unit": self.unit,
            **self.passage.to_dict(), "sentence": self.sentence.to_dict(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class FigureSeries:
    """The same thing counted in two or more years, in order (同口径数字序列).

    label : what the latest report calls it, a part after its whole (政府信息公开申请·办结); unit : 条, 件, 元 and so on;
    points : one a year, 万 and 亿 multiplied out.
    That two reports count the same thing under the same rules is what their wording suggests, and no more.
    """

    label: str
    unit: str
    points: tuple[Figure, ...]

    @property
    def title(self) -> str:
        """What is counted, with its unit: 主动公开政府信息（条）."""
        return f"{self.label}（{self.unit}）"

    def to_dict(self) -> dict[str, Any]:
        """Return a plain record."""
        return {"label": self.label, "unit": self.unit, "points": [point.to_dict() for point in self.points]}


def figures(report: Report, sentence: Passage) -> list[Figure]:
    """Return the counts in one sentence, in text order."""
    found = []
    for what in counted(report.text, sentence.start, sentence.end):
        factor, unit = _MONEY.get(what.unit, (1, what.unit))
        value = float(Decimal(what.number.replace(",", "")) * _TENS[what.scale] * factor)
        passage = Passage(what.start, what.end, report.text[what.start : what.end])
        found.append(Figure(report.year, report.source, what, value, unit, passage, sentence))
    return found


def figure_series(alignments: Iterable[Alignment]) -> tuple[FigureSeries, ...]:
    """Return the figures that go on from year to year, through the sentences aligned.

    Parameters
    ----------
    alignments : of each report of one agency with the next, in order of years.

    Returns
    -------
    tuple of FigureSeries
        The longest first, then as they stand in the latest report.
    """
    chains: list[list[Figure]] = []
    ends: dict[tuple[int | None, str, int], int] = {}
    for alignment in alignments:
        for old, new in _continued(alignment):
            number = ends.pop((old.year, old.source, old.passage.start), None)
            if number is None:
                number = len(chains)
                chains.append([old])
            chains[number].append(new)
            ends[new.year, new.source, new.passage.start] = number
    ordered = sorted(chains, key=lambda chain: (-len(chain), -(chain[-1].year or 0), chain[-1].passage.start))
    return tuple(FigureSeries(chain[-1].label, chain[-1].unit, tuple(chain)) for chain in ordered)


def _continued(alignment: Alignment) -> list[tuple[Figure, Figure]]:
    found = []
    for pair in alignment.pairs:
        if pair.old and pair.new:
            found.extend(_matched(*_sides(alignment, pair)))
    return found


def _sides(alignment: Alignment, pair: Pair) -> tuple[list[Figure], list[Figure]]:
    old = [figure for passage in pair.old for figure in figures(alignment.old, passage)]
    return old, [figure for passage in pair.new for figure in figures(alignment.new, passage)]


def _matched(old: Sequence[Figure], new: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Pair the figures of two sentences that count the same thing: alike labels and one unit."""
    import numpy as np

    if not old or not new:
        return []
    likeness = _likeness([key(figure.what.own) for figure in old], [key(figure.what.own) for figure in new])
    same = [[_comparable(a, b) for b in new] for a in old]
    pairs = assign(np.where(same, likeness, 0.0), floor=_SAME)
    return [(old[i], new[j]) for i, j in pairs]


def _comparable(old: Figure, new: Figure) -> bool:
    """Return whether two figures may count the same thing at all."""
    if old.unit != new.unit or any((word in old.what.words) != (word in new.what.words) for word in APART):
        return False
    if old.unit == "%" or max(len(figure.what.own) for figure in (old, new)) > BRIEF:
        return True
    # 资金 and 办结 count what their whole is
    wholes = [lexicon().generic.sub("", key(figure.what.whole)) for figure in (old, new)]
    return not all(wholes) or float(_likeness(wholes[:1], wholes[1:])[0, 0]) >= _WHOLE


def _likeness(old: list[str], new: list[str]) -> Any:
    """Return how much labels have in common, as wholes and at their ends, where what is counted is named."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    ends = ([label[-_END:] for label in side] for side in (old, new))
    return sum(cdist(*sides, scorer=Indel.normalized_similarity) for sides in ((old, new), ends)) / 2
