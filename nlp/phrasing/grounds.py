"""Why two sentences that share little wording belong together (关联依据): the words both have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nlp.phrasing.lexicon import lexicon
from nlp.phrasing.result import Common, Passage
from nlp.phrasing.units import Unit
from nlp.text import fold

_MOST = 3
_TELLING = 2  # letters that must be left of common wording without set phrases and the words of the field


class _Run(NamedTuple):
    """A stretch both sides have: how much of it tells, where it begins in either, and how long it is."""

    telling: int
    old: int
    new: int
    length: int


def grounds(old: Sequence[Unit], new: Sequence[Unit]) -> tuple[Common, ...]:
    """Return the most telling wording two sides of a link have in common, at most three stretches, in text order.

    Set phrases and words that stand everywhere in the field tell nothing. Wording is compared folded
    (`nlp.text.fold`), and quoted from both reports.
    """
    runs = [run for a in old for b in new for run in _common(a, b)]
    best: list[_Run] = []
    for run in sorted(runs, key=lambda run: (-run.telling, run.old, run.new)):
        if len(best) < _MOST and not any(_overlap(run, other) for other in best):
            best.append(run)
    return tuple(
        Common(_passage(old, run.old, run.length), _passage(new, run.new, run.length))
        for run in sorted(best, key=lambda run: run.old)
    )  # fmt: skip


def _common(old: Unit, new: Unit) -> Iterator[_Run]:
    """Yield the telling stretches two sentences share, longest from every place on, from left to right."""
    left, right = fold(old.text), fold(new.text)
    places: dict[str, list[int]] = defaultdict(list)
    for at in range(new.core - new.start, len(right) - 1):
        places[right[at : at + 2]].append(at)
    at = old.core - old.start
    while at < len(left) - 1:
        length, there = max(
            ((_reach(left, at, right, b), b) for b in places.get(left[at : at + 2], ())), default=(1, 0)
        )
        if length >= _TELLING and (telling := _telling(left[at : at + length])) >= _TELLING:
            yield _Run(telling, old.start + at, new.start + there, length)
        at += length


def _reach(left: str, a: int, right: str, b: int) -> int:
    """Return how many letters two texts have in common from two places on."""
    length, most = 0, min(len(left) - a, len(right) - b)
    while length < most and left[a + length] == right[b + length] and left[a + length].isalpha():
        length += 1
    return max(length, 1)


def _telling(run: str) -> int:
    words = lexicon()
    for pattern in (words.stock, words.padding, words.generic):
        run = pattern.sub("", run)
    return len(run)


def _overlap(one: _Run, other: _Run) -> bool:
    return one.old < other.old + other.length and other.old < one.old + one.length


def _passage(units: Sequence[Unit], start: int, length: int) -> Passage:
    unit = next(unit for unit in units if unit.start <= start < unit.end)
    return Passage(start, start + length, unit.text[start - unit.start : start - unit.start + length])
