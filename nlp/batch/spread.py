"""One slow function over a few inputs, on all cores (分摊): the numbers of topics of ``-k auto``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from nlp.batch.pool import core_count, ordered_map
from nlp.study.progress import Progress, silent

T = TypeVar("T")
R = TypeVar("R")


def spread_over(
    workers: int = 0, *, stage: str = "", progress: Progress = silent
) -> Callable[[Callable[[T], R], Sequence[T]], Iterator[R]]:
    """Return a ``map`` that uses several processes and tells how far it is.

    Parameters
    ----------
    workers : processes; 0 for as many as there are cores.
    stage : what the work is called; progress : told after each input.
    """

    def spread(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        # the last are the largest: begun first, none of them is left running alone at the end
        backwards = ordered_map(work, reversed(items), min(core_count(workers), len(items)))
        found: list[R] = []
        for result in backwards:
            found.append(result)
            progress(stage, len(found), len(items))
        yield from reversed(found)

    return spread
