"""Processor time of work, least of several rounds (计时)."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time
from typing import Any

ROUNDS = 5


def best(work: Callable[[], Any]) -> float:
    """Return the least processor time of several rounds: the one the machine disturbed least."""
    return interleaved(work)[0]


def interleaved(*works: Callable[[], Any], rounds: int = ROUNDS) -> list[float]:
    """Return the same for each of several works done in turns, so that what disturbs one disturbs all."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            begun = process_time()
            work()
            taken.append(process_time() - begun)
    return list(map(min, times))
