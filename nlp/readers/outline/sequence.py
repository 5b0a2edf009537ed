"""The outline (章节判定): which candidates are the headings, decided for the whole sequence at once.

Each way of choosing candidates in text order has a score: what speaks for each heading by itself, plus how well
neighbours fit (order of the sections, numbering, a body that is there, the statutory table where its section is). The
best sequence is found by dynamic programming over ``(last candidate, last kind)``; the score of no headings is 0.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from nlp.readers.outline.document import Document
from nlp.readers.outline.headings import Heading

#: where a kind stands among the sections; ``extra`` (a section of some agency's own) may stand anywhere
PLACES = {
    "overview": 1,
    "disclosure": 2,
    "requests": 3,
    "review": 4,
    "problems": 5,
    "measures": 6,
    "other": 7,
    "after": 8,
}
_TABLES = frozenset(("disclosure", "requests", "review"))
_PROSE = frozenset(("overview", "problems", "measures"))
_CJK = re.compile("[\u4e00-\u9fff]")
_NEVER = -math.inf
#: the style of a heading that was made up, because the one that should stand there is missing
FOUND = "found"
#: and of one that is the label of its paragraph, without a number
RUN_IN = "run"
#: a candidate that strong is a heading nearly by itself; passing one over costs
STRONG = 4.5
_SKIPPED = 0.8
#: sections of one report are numbered in one way; another way is that of the items below them
_OTHER_STYLE = -2.5


class Outlined(NamedTuple):
    """The chosen headings in text order, and how to work out the score of the sequence, which is seldom asked for."""

    headings: tuple[Heading, ...]
    weigh: Callable[[], float]

    @property
    def score(self) -> float:
        """The score of the sequence."""
        return self.weigh()


class _State(NamedTuple):
    score: float
    back: int
    place: int


def decide(document: Document, candidates: Sequence[Heading]) -> Outlined:
    """Return the best consistent sequence of headings.

    candidates : in text order, several may share a place. The running time is quadratic in their number.
    """
    candidates = _pruned(candidates)
    places = _places(document)
    behind = [_behind(document, places, heading) for heading in candidates]
    if len(candidates) > 1 and behind[-1].word < math.inf and _beyond_doubt(candidates, behind):
        return Outlined(tuple(candidates), lambda: _total(candidates, behind, len(document.text)))
    states: list[dict[int, _State]] = []
    passed = _passed(candidates)
    for index in range(len(candidates)):
        states.append(_arrivals(candidates, behind, states, passed, index))
    best, at, place = 0.0, -1, 0
    for index, heading in enumerate(candidates):
        skipped = passed[-1] - passed[index] - (heading.score >= STRONG)
        closing = _body(heading, behind[index], len(document.text)) - _SKIPPED * skipped
        for key, state in states[index].items():
            if state.score + closing > best:
                best, at, place = state.score + closing, index, key
    chosen: list[Heading] = []
    while at >= 0:
        chosen.append(candidates[at])
        state = states[at][place]
        at, place = state.back, state.place
    return Outlined(tuple(reversed(chosen)), lambda: best)


def _beyond_doubt(candidates: Sequence[Heading], behind: Sequence[_Behind]) -> bool:
    """Whether all candidates are headings at first sight: strong, in the order of sections and numbered one up, with bodies.

    Leaving one out costs its score, a step in the numbering and the fine for passing over it, at least 6.3 together; its own
    body may have weighed 2.4 against it, and that of the heading before it, grown, gains at most 1.7.
    """
    return all(
        earlier.score >= STRONG <= later.score
        and 0 < PLACES.get(earlier.kind, 0) < PLACES.get(later.kind, 0)
        and earlier.style == later.style
        and 0 < earlier.rank == later.rank - 1
        and earlier.end <= later.start
        and (follows.word < later.start or earlier.kind not in _PROSE)
        for earlier, later, follows in zip(candidates, candidates[1:], behind, strict=False)
    )


def _total(chosen: Sequence[Heading], behind: Sequence[_Behind], end: int) -> float:
    """The score of a sequence that passes over nothing."""
    ends = [*(heading.start for heading in chosen[1:]), end]
    bodies = [_body(heading, after, until) for heading, after, until in zip(chosen, behind, ends, strict=True)]
    steps = [_numbers(earlier, later) for earlier, later in pairwise(chosen)]
    return sum(heading.score for heading in chosen) + sum(bodies) + sum(steps) + _opening(chosen[0])


def _pruned(candidates: Sequence[Heading]) -> Sequence[Heading]:
    """Leave out that a titled line could be a section of the agency's own, where the titles are in order anyway."""
    own = [heading for heading in candidates if heading.kind in PLACES]
    places = [PLACES[heading.kind] for heading in own]
    if places != sorted(set(places)):
        return candidates
    titled = {heading.start for heading in own}
    return [heading for heading in candidates if heading.kind in PLACES or heading.start not in titled]


def _passed(candidates: Sequence[Heading]) -> list[int]:
    """Return, for each candidate, how many places of strong ones lie before it; a last entry counts them all.

    The candidate's own place is not among them.
    """
    passed: list[int] = []
    count, place, strong = 0, -1, False
    for heading in candidates:
        if heading.start != place:
            count += strong
            place, strong = heading.start, False
        strong = strong or heading.score >= STRONG
        passed.append(count)
    return [*passed, count + strong]


def _arrivals(
    candidates: Sequence[Heading],
    behind: Sequence[_Behind],
    states: Sequence[dict[int, _State]],
    passed: Sequence[int],
    index: int,
) -> dict[int, _State]:
    """Return, for each place in the order of sections reached at a candidate, the best way to it."""
    heading = candidates[index]
    own = PLACES.get(heading.kind, 0)
    opening = _opening(heading)
    arrivals = {own: _State(heading.score + opening, -1, 0)} if opening > _NEVER else {}
    for before, (earlier, reached) in enumerate(zip(candidates, states, strict=False)):
        if not reached or earlier.end > heading.start or min(reached) >= own > 0:
            continue
        step = _numbers(earlier, heading)
        # most pairs cannot follow one another, which their numbers tell soonest
        step = heading.score + _body(earlier, behind[before], heading.start) + step if step > _NEVER else _NEVER
        if step == _NEVER:
            continue
        fine = _SKIPPED * (passed[index] - passed[before] - (earlier.score >= STRONG))
        for place, state in reached.items():
            arrived = own or place
            score = state.score + step - fine
            if (place < own or not own) and (arrived not in arrivals or score > arrivals[arrived].score):
                arrivals[arrived] = _State(score, before, place)
    return arrivals


def _opening(heading: Heading) -> float:
    if heading.kind == "extra":
        return -1.0 if heading.rank == 1 else _NEVER
    return 0.5 if heading.kind == "overview" else 0.0


def _numbers(earlier: Heading, later: Heading) -> float:
    """How well two numbers follow each other.

    Broken numbering is common, so it weighs little against a title. A section of the agency's own has nothing but its
    number to show: it must go on where the one before it stopped, and none after it may go back.
    """
    if earlier.style != later.style and FOUND not in (earlier.style, later.style):
        return _NEVER if "extra" in (earlier.kind, later.kind) else _OTHER_STYLE
    if not (earlier.rank and later.rank):
        return _NEVER if later.kind == "extra" and later.style != RUN_IN else -0.3
    if later.rank == earlier.rank + 1:
        return 1.0
    back = later.rank < earlier.rank
    if later.kind == "extra" or (earlier.kind == "extra" and back):
        return _NEVER
    return (-1.0 if back else -0.3) - (1.5 if earlier.kind == "extra" else 0.0)


class _Behind(NamedTuple):
    """What comes behind a heading: where its first word stands, if any, and the first mark of each statutory table."""

    word: float
    tables: Mapping[str, int]


def _places(document: Document) -> dict[str, list[int]]:
    """Return where the marks of each statutory table stand, in order."""
    places: dict[str, list[int]] = {}
    for place, kind in document.marks:
        places.setdefault(kind, []).append(place)
    return places


def _behind(document: Document, places: Mapping[str, Sequence[int]], heading: Heading) -> _Behind:
    match = _CJK.search(document.key, heading.body)
    first = {kind: found[at] for kind, found in places.items() if (at := bisect_left(found, heading.end)) < len(found)}
    return _Behind(match.start() if match else math.inf, first)


def _body(heading: Heading, behind: _Behind, end: int) -> float:
    """How well the text up to the next heading serves as the body of `heading`."""
    kind = heading.kind
    if kind == "after":
        return 0.0
    score = 0.0
    tables = [table for table, place in behind.tables.items() if place < end] if behind.tables else []
    if kind not in _TABLES:
        score = -0.8 * len(tables)
    elif kind in tables:
        score = 1.0 - 0.3 * (len(tables) - 1)
    else:
        score = -0.3 * len(tables)
    if behind.word < end:
        return score
    if kind in _PROSE:
        return _NEVER
    return score if tables else score - 0.7
