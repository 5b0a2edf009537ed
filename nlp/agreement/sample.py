"""Which units people should code: a stratified draw (分层抽样)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from random import Random
from typing import TypeVar

from nlp.agreement.bootstrap import SEED

T = TypeVar("T")


def stratified(units: Sequence[T], n: int, *, stratum: Callable[[T], Hashable], seed: int = SEED) -> list[T]:
    """Return at most `n` units, drawn evenly from the strata, in their first order.

    Every stratum gives one unit before any gives a second: what is rare is coded too, and shares of the sample are not
    shares of the whole.

    Parameters
    ----------
    units : what to draw from; n : how many; stratum : what kind a unit is (year and section, say); seed : of the draw.
    """
    chance = Random(seed)  # noqa: S311  # a sample is no secret
    strata: dict[Hashable, list[int]] = {}
    for place, unit in enumerate(units):
        strata.setdefault(stratum(unit), []).append(place)
    queues = list(strata.values())
    for queue in queues:
        chance.shuffle(queue)
    chance.shuffle(queues)
    drawn: list[int] = []
    while queues and len(drawn) < n:
        for queue in queues:
            if len(drawn) < n:
                drawn.append(queue.pop())
        queues = [queue for queue in queues if queue]
    return [units[place] for place in sorted(drawn)]
