"""Figures reported year after year (逐年数字): what was counted, how many, and the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.phrasing.lexicon import lexicon
from nlp.phrasing.result import Alignment, Pair, Passage
from nlp.report import Report
from nlp.similarity import assign, comparable

#: measure words of the genre; dates, ordinals and document numbers are no counts
_COUNT = re.compile(
    r"(?<![\d第〔\[号.])(\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?:[余多])?([万亿千百]?)(?:[余多])?\s*"
    r"(人次|条次|场次|万元|亿元|元|条|件|次|期|份|篇|场|家|个|人|户|项|批|名|册|部|宗|起|例|处|台|类|张|页|块|辆|%)"
)
_TENS = {"": 1.0, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}
_MONEY = {"万元": (1e4, "元"), "亿元": (1e8, "元")}
_APART = re.compile(r"[\W\d_]+|(?<=[\d余万亿])[条件次期份篇场家个人户项批名]")
_CLAUSE = re.compile(r"[，。；：！？;:!?\n]|,(?!\d)")  # the comma of 1,204 ends no clause
_FILLING = re.compile(r"^(?:其中|全年|本年度?|累计|共计?|年|月|日)+")
_LABEL = 20  # characters of a clause before or after a figure that say what is counted
_SAME = 0.5  # share of characters two labels have in common, in order, from which they count the same thing
_END = 6
_NOT = "不"


@dataclass(frozen=True, slots=True)
class Figure:
    """One count in one report: what is counted (label), the value and its unit, where it stands, and its sentence."""

    year: int | None
    source: str
    label: str
    value: float
    unit: str
    passage: Passage
    sentence: Passage

    def to_dict(self) -> dict[str, Any]:
        """Return a plain record."""
        return {
            "year": self.year, "source": self.source, "value": self.value, "unit": self.unit,
            **self.passage.to_dict(), "sentence": self.sentence.to_dict(),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class FigureSeries:
    """The same thing counted in two or more years, in order (同口径数字序列).

    label : what the latest report calls it; unit : 条, 件, 元 and so on; points : one a year, 万 and 亿 multiplied out.
    That two reports count the same thing under the same rules is what their wording suggests, and no more.
    """

    label: str
    unit: str
    points: tuple[Figure, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return a plain record."""
        return {"label": self.label, "unit": self.unit, "points": [point.to_dict() for point in self.points]}


def figures(report: Report, sentence: Passage) -> list[Figure]:
    """Return the counts in one sentence, in text order."""
    found = []
    for match in _COUNT.finditer(report.text, sentence.start, sentence.end):
        before = _CLAUSE.split(report.text[sentence.start : match.start()])[-1]
        after = _CLAUSE.split(report.text[match.end() : sentence.end])[0]
        label = _label(before) or _label(after, ahead=True)
        if label:
            value, unit = _value(match)
            passage = Passage(match.start(), match.end(), match.group())
            found.append(Figure(report.year, report.source, label, value, unit, passage, sentence))
    return found


def _label(text: str, *, ahead: bool = False) -> str:
    """Return the words next to a figure: those before it, or those after it where the clause begins with it."""
    runs = [run for run in _APART.split(text) if _key(run)]
    if not runs:
        return ""
    return runs[0][:_LABEL] if ahead else _FILLING.sub("", runs[-1])[-_LABEL:]


def _key(label: str) -> str:
    """Return what two labels are compared by: the words without openings and the agency's names for itself."""
    return lexicon().variable.sub("", lexicon().opening.sub("", comparable(label)))


def _value(match: re.Match[str]) -> tuple[float, str]:
    factor, unit = _MONEY.get(match.group(3), (1.0, match.group(3)))
    return float(match.group(1).replace(",", "")) * _TENS[match.group(2)] * factor, unit


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
    before, after = ([_key(figure.label) for figure in side] for side in (old, new))
    likeness = _likeness(before, after)
    # 予以公开 and 不予公开 share most of their characters
    same = [[a.unit == b.unit and (_NOT in a.label) == (_NOT in b.label) for b in new] for a in old]
    pairs = assign(np.where(same, likeness, 0.0), floor=_SAME)
    return [(old[i], new[j]) for i, j in pairs]


def _likeness(old: list[str], new: list[str]) -> Any:
    """Return how much labels have in common, as wholes and at their ends, where what is counted is named."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    ends = ([label[-_END:] for label in side] for side in (old, new))
    return sum(cdist(*sides, scorer=Indel.normalized_similarity) for sides in ((old, new), ends)) / 2
