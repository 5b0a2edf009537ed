"""Which clauses of the two sides of a link answer each other (分句对应), so that words are compared with their like only.

Compared as wholes, two sentences of which half was rewritten share stray words by chance, and a list put in another
order pairs each figure with its neighbour's. So clauses find each other first, wherever they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from nlp.phrasing.tokens import Run
from nlp.similarity import assign

_BREAKS = frozenset("，；：。、！？,;:!?）)")
_OPENINGS = frozenset("（(")
_MARKS = _BREAKS | _OPENINGS
_STRIPPED = "".join(sorted(_MARKS))
_ALIKE = 0.4  # share of characters in common, in order, from which two clauses are one clause reworded
_BETTER = 0.05  # what a clause must add to be taken as part of its neighbour's counterpart


class Block(NamedTuple):
    """Places in the two runs that answer each other, ``first:past``; one side is empty where a clause stands alone."""

    old: tuple[int, int]
    new: tuple[int, int]


def matched(old: Run, new: Run) -> list[Block]:
    """Return the blocks of clauses to be compared with each other, by their place in the new run.

    Clauses that follow each other on both sides make one block, and so do those that have no counterpart.
    """
    if old.masked == new.masked:  # nothing but figures changed
        return [Block((0, len(old.keys)), (0, len(new.keys)))]
    left, right = _clauses(old), _clauses(new)
    of_old = _counterparts([text for *_, text in left], [text for *_, text in right])
    return _blocks(of_old, [(a, b) for a, b, _ in left], [(a, b) for a, b, _ in right])


Clause = tuple[int, int, str]
"""Where a clause begins and ends in its run, and its wording, figures left out."""


def _clauses(run: Run) -> list[Clause]:
    keys = run.masked
    cuts = [at + (key in _BREAKS) for at, key in enumerate(keys) if key in _MARKS]
    edges = sorted({0, *cuts, len(keys)})
    return [(first, past, "".join(keys[first:past]).strip(_STRIPPED)) for first, past in pairwise(edges)]


def _counterparts(old: Sequence[str], new: Sequence[str]) -> list[set[int]]:
    """Return for each old clause the new ones it answers; several old ones may answer one."""
    found: list[set[int]] = [set() for _ in old]
    places: dict[str, list[int]] = {}
    for j in reversed(range(len(new))):
        places.setdefault(new[j], []).append(j)
    for answers, text in zip(found, old, strict=True):
        if places.get(text):
            answers.add(places[text].pop())
    waiting = [i for i, answers in enumerate(found) if not answers]
    free = sorted([j for left in places.values() for j in left])
    if waiting and free:
        for i, j in _alike(old, new, waiting, free):
            found[i].add(j)
            free.remove(j)
    _absorb(found, old, new, free)
    return found


def _alike(old: Sequence[str], new: Sequence[str], rows: list[int], columns: list[int]) -> list[tuple[int, int]]:
    if len(rows) == len(columns) == 1:  # the usual case
        like = Indel.normalized_similarity(old[rows[0]], new[columns[0]]) >= _ALIKE
        return [(rows[0], columns[0])] if like else []
    scores = cdist([old[i] for i in rows], [new[j] for j in columns], scorer=Indel.normalized_similarity)
    return [(rows[a], columns[b]) for a, b in assign(scores, floor=_ALIKE)]


def _absorb(found: list[set[int]], old: Sequence[str], new: Sequence[str], free: list[int]) -> None:
    """Give a clause without counterpart to its neighbour's where the two together are more like it."""
    for i in [i for i, answers in enumerate(found) if not answers]:
        for beside in (i - 1, i + 1):
            if 0 <= beside < len(old) and len(found[beside]) == 1 and not found[i]:
                (j,) = found[beside]
                if _gains(old[beside], old[min(i, beside)] + old[max(i, beside)], new[j]):
                    found[i].add(j)
    owner = {j: i for i, answers in enumerate(found) for j in answers} if free else {}
    for j in free:
        for beside in (j - 1, j + 1):
            if j in owner or beside not in owner:
                continue
            if _gains(new[beside], new[min(j, beside)] + new[max(j, beside)], old[owner[beside]]):
                owner[j] = owner[beside]
                found[owner[j]].add(j)


def _gains(alone: str, together: str, other: str) -> bool:
    return Indel.normalized_similarity(together, other) > Indel.normalized_similarity(alone, other) + _BETTER


def _blocks(of_old: list[set[int]], left: list[tuple[int, int]], right: list[tuple[int, int]]) -> list[Block]:
    linked = list(_joined(of_old))
    if linked == [(range(len(left)), range(len(right)))]:  # the usual case: no clause without a counterpart
        return [Block((0, left[-1][1]), (0, right[-1][1]))]
    taken = {j for _, news in linked for j in range(news.start, news.stop)}
    alone = [(range(0), news) for news in _runs(j for j in range(len(right)) if j not in taken)]
    gone = [(olds, range(0)) for olds in _runs(i for i, answers in enumerate(of_old) if not answers)]
    after = {olds.stop: news.stop for olds, news in linked}
    placed = sorted([*linked, *alone], key=lambda both: both[1].start)
    placed += gone
    placed.sort(key=lambda both: both[1].start if both[1] else after.get(both[0].start, 0) - 0.5)
    return [Block(_edges(olds, left), _edges(news, right)) for olds, news in placed]


def _joined(of_old: list[set[int]]) -> Iterator[tuple[range, range]]:
    """Yield the clauses that answer each other, those that go on in step on both sides as one."""
    olds, news = range(0), range(0)
    for i, answers in enumerate(of_old):
        if not answers:
            continue
        first, past = min(answers), max(answers) + 1
        if olds and i == olds.stop and first in (news.stop, news.stop - 1):
            olds, news = range(olds.start, i + 1), range(news.start, max(past, news.stop))
            continue
        if olds:
            yield olds, news
        olds, news = range(i, i + 1), range(first, past)
    if olds:
        yield olds, news


def _runs(numbers: Iterator[int]) -> Iterator[range]:
    run = range(0)
    for number in numbers:
        if run and number == run.stop:
            run = range(run.start, number + 1)
            continue
        if run:
            yield run
        run = range(number, number + 1)
    if run:
        yield run


def _edges(numbers: range, clauses: list[tuple[int, int]]) -> tuple[int, int]:
    return (clauses[numbers.start][0], clauses[numbers.stop - 1][1]) if numbers else (0, 0)
