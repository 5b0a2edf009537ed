"""Sentences that show what a topic is about (代表句)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.report import Evidence, Report
from nlp.segment.choices import Wording
from nlp.text import fold
from nlp.topics.fitted import FittedTopics
from nlp.topics.matrix import count
from nlp.topics.units import Unit, units

Array = NDArray[np.float64]
Example = tuple[str, Evidence]

#: sentences shown per topic, and of one report at most
_SHOWN, _OF_ONE_REPORT = 5, 2
#: of coarser units, only so many best ones are searched for sentences
_SEARCHED = 40
#: what differs between two years' copies of one sentence: figures, marks and blanks
_VARIES = re.compile(r"[\W\d]+")


def examples(
    fitted: FittedTopics, found: Sequence[Unit], shares: Array, reports: Sequence[Report], wording: Wording | None
) -> list[tuple[Example, ...]]:
    """Return for every topic the sentences that hold most of its words, with their places.

    A sentence scores its share of the topic times the topic's probability of the distinct words in it; copies of one
    sentence count once.

    Parameters
    ----------
    found, shares : the units of the model and their topic shares.
    reports : what the units stand in.
    """
    sentences, of = _sentences(fitted, found, shares, reports, wording)
    if not sentences:
        return [()] * shares.shape[1]
    counts = count([unit.words for unit in sentences], fitted.vocabulary)
    counts.data[:] = 1
    scores = of * np.asarray(counts @ fitted.model.components_.T)
    return [tuple(_best(scores[:, topic], topic, sentences, reports)) for topic in range(shares.shape[1])]


def _sentences(
    fitted: FittedTopics, found: Sequence[Unit], shares: Array, reports: Sequence[Report], wording: Wording | None
) -> tuple[Sequence[Unit], Array]:
    if fitted.unit == "sentence":
        return found, shares
    best = np.unique(np.argsort(-shares, axis=0, kind="stable")[:_SEARCHED])
    chosen = [found[int(index)] for index in best]
    wanted = {unit.report for unit in chosen}
    inside = [
        unit
        for unit in units(
            [r if i in wanted else Report("") for i, r in enumerate(reports)], "sentence", wording=wording
        )
        if any(c.report == unit.report and c.start <= unit.start < c.end for c in chosen)
    ]
    return inside, fitted.shares(inside)


def _best(scores: Array, topic: int, sentences: Sequence[Unit], reports: Sequence[Report]) -> Iterator[Example]:
    seen: set[str] = set()
    taken: dict[int, int] = {}
    for index in np.argsort(-scores, kind="stable"):
        unit = sentences[int(index)]
        report = reports[unit.report]
        key = _VARIES.sub("", fold(report.text[unit.start : unit.end]))
        if scores[index] <= 0 or len(seen) == _SHOWN:
            return
        if key in seen or taken.get(unit.report, 0) == _OF_ONE_REPORT:
            continue
        seen.add(key)
        taken[unit.report] = taken.get(unit.report, 0) + 1
        yield report.source, report.evidence(unit.start, unit.end, f"topic:{topic}")
