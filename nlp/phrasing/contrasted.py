"""Rising and falling wording between two groups of reports (表述的消长): years, levels, regions, whatever was grouped."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nlp.report import Evidence, Report
from nlp.text import fold

_LONGEST = 4  # words in a phrase
_SHORTEST = 3  # letters in a phrase: single words of two letters are for keywords
_EMPTY = frozenset(
    "的了和与及等在对将把为是以中上下内于由从向到就也并或所其之被让使各该这那有"
)  # never at the edge of a phrase
_PRIOR = 500.0  # words of prior text: the more, the less rare phrases stand out


@dataclass(frozen=True, slots=True)
class Example:
    """Where a phrase stands: the report's source, and the evidence."""

    source: str
    evidence: Evidence

    def to_dict(self) -> dict[str, Any]:
        """Return a plain record."""
        return {"source": self.source, **self.evidence.to_dict()}


@dataclass(frozen=True, slots=True)
class Wording:
    """A phrase and its use in both groups.

    score : z-score of the log-odds ratio, above 0 more in the second group; first, second : occurrences;
    first_reports, second_reports : reports that use it; first_rate, second_rate : occurrences per 10,000 words.
    """

    phrase: str
    score: float
    first: int
    second: int
    first_reports: int
    second_reports: int
    first_rate: float
    second_rate: float
    examples: tuple[Example, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return a plain record."""
        return {
            "phrase": self.phrase, "score": self.score, "first": self.first, "second": self.second,
            "first_reports": self.first_reports, "second_reports": self.second_reports,
            "first_rate": self.first_rate, "second_rate": self.second_rate,
            "examples": [example.to_dict() for example in self.examples],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contrast:
    """Wording that rises from the first to the second group, and wording that falls (上升与下降的表述).

    rising, falling : strongest first, each with its log-odds z and both counts: an order, no test.
    """

    rising: tuple[Wording, ...]
    falling: tuple[Wording, ...]


def contrast(
    first: Iterable[Report], second: Iterable[Report], *, top: int = 30, examples: int = 3, least: float = 1.0
) -> Contrast:
    """Rank the phrases by which two groups of reports differ (消长表述).

    Phrases are runs of one to four words within a clause, figures left out. score = δ / σ with
    δ = ln((y₂ + a) / (n₂ + a₀ − y₂ − a)) − ln((y₁ + a) / (n₁ + a₀ − y₁ − a)), σ² = 1 / (y₁ + a) + 1 / (y₂ + a), y the
    occurrences, n the words of each group, a the phrase's share of a prior of a₀ = 500 words taken from both groups:
    Monroe, Colaresi & Quinn (2008), "Fightin' Words", Political Analysis 16(4). A phrase of one report alone is left
    out where its group has more than one, and so is a part of a longer phrase that occurs no oftener.

    Parameters
    ----------
    first, second : the groups, for instance two years, or counties and cities.
    top : phrases returned on each side; examples : places shown for each.
    least : smallest absolute score returned. Thousands of phrases are looked at: read the scores as a ranking and not
        as tests, whatever they reach.

    Returns
    -------
    Contrast
        Scores depend on the size of both groups: never compare them between contrasts.
    """
    groups = (_Group(first), _Group(second))
    found = [_wording(phrase, groups) for phrase in sorted(groups[0].counts | groups[1].counts)]
    telling = [wording for wording in found if abs(wording.score) >= least and _spread(wording, groups)]
    rising = _longest(sorted((w for w in telling if w.score > 0), key=lambda w: (-w.score, w.phrase)), top)
    falling = _longest(sorted((w for w in telling if w.score < 0), key=lambda w: (w.score, w.phrase)), top)
    return Contrast(
        tuple(_with_examples(w, groups[1], examples) for w in rising),
        tuple(_with_examples(w, groups[0], examples) for w in falling),
    )  # fmt: skip


class _Group:
    """A group of reports with the phrases in them."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.reports = list(reports)
        self.counts, self.holders = Counter[str](), Counter[str]()
        self.words = 0
        self.places = [_words(report) for report in self.reports]
        for words in self.places:
            self.words += len(words)
            own = Counter(phrase for phrase, _, _ in _phrases(words))
            self.counts.update(own)
            self.holders.update(own.keys())

    def examples(self, phrase: str, limit: int) -> tuple[Example, ...]:
        """Return places where the phrase stands, each in another report as far as there are any."""
        found = []
        for report, words in zip(self.reports, self.places, strict=True):
            place = next(((start, end) for other, start, end in _phrases(words) if other == phrase), None)
            if place:
                found.append(Example(report.source, report.evidence(*place, rule=phrase)))
            if len(found) == limit:
                break
        return tuple(found)


Placed = tuple[str, int, int]
"""A word or phrase and its span."""


def _words(report: Report) -> list[Placed]:
    """Return the words of both narratives that are letters throughout, folded, with their spans."""
    from nlp.segment import offsets, segment

    found = []
    for span in report.narratives.all:
        words = segment(report.quote(span))
        for word, (start, end) in zip(words, offsets(words, span.start), strict=True):
            if word.isalpha():
                found.append((fold(word), start, end))
    return found


def _phrases(words: Sequence[Placed]) -> Iterator[Placed]:
    """Yield each run of one to four words that stand side by side, with its span."""
    for at, (first, start, _) in enumerate(words):
        if first in _EMPTY:
            continue
        phrase, reached = "", start
        for word, begin, end in words[at : at + _LONGEST]:
            if begin != reached:
                break
            phrase, reached = phrase + word, end
            if len(phrase) >= _SHORTEST and word not in _EMPTY:
                yield phrase, start, end


def _wording(phrase: str, groups: tuple[_Group, _Group]) -> Wording:
    used = [group.counts[phrase] for group in groups]
    sizes = [max(1, group.words) for group in groups]
    prior = _PRIOR * sum(used) / sum(sizes)
    odds = [math.log((y + prior) / (n + _PRIOR - y - prior)) for y, n in zip(used, sizes, strict=True)]
    spread = math.sqrt(sum(1 / (y + prior) for y in used))
    return Wording(
        phrase, round((odds[1] - odds[0]) / spread, 4), used[0], used[1],
        groups[0].holders[phrase], groups[1].holders[phrase],
        round(10_000 * used[0] / sizes[0], 4), round(10_000 * used[1] / sizes[1], 4), (),
    )  # fmt: skip


def _spread(wording: Wording, groups: tuple[_Group, _Group]) -> bool:
    side = wording.score > 0
    holders = wording.second_reports if side else wording.first_reports
    return holders > 1 or len(groups[side].reports) < 2


def _longest(ranked: Sequence[Wording], top: int) -> list[Wording]:
    """Leave out parts of longer phrases that occur no oftener, and longer ones that say what a part says better."""
    chosen: list[Wording] = []
    for wording in ranked:
        used = wording.first + wording.second
        rivals = (w for w in ranked if w.phrase != wording.phrase and wording.phrase in w.phrase)
        if any(used <= w.first + w.second for w in rivals):
            continue
        if any(w.phrase in wording.phrase or wording.phrase in w.phrase for w in chosen):
            continue
        chosen.append(wording)
        if len(chosen) == top:
            break
    return chosen


def _with_examples(wording: Wording, group: _Group, limit: int) -> Wording:
    return replace(wording, examples=group.examples(wording.phrase, limit))
