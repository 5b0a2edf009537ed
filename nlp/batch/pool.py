"""Processes that do the work (进程池): the same on every system, and none left behind when the parent is killed."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_WATCH_SECONDS = 1.0


def _die_with(parent: int) -> None:
    """End this process once its parent is gone: a killed parent cannot tell its workers to stop."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_WATCH_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def core_count(workers: int) -> int:
    """Return how many processes to use: `workers`, or the cores this process may use when that is 0."""
    if workers:
        return workers
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def ordered_map(work: Callable[[T], R], items: Iterable[T], workers: int) -> Iterator[R]:
    """Yield ``work(item)`` for every item, in order, from `workers` processes.

    Twice as many items are in flight as there are processes: never idle, and memory stays flat. With one worker
    everything happens in this process.
    """
    if workers <= 1:
        yield from map(work, items)
        return
    # spawn on every system: a fork in a process with threads (a progress bar has one) may hang
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_die_with, initargs=(os.getpid(),))
    try:
        remaining = iter(items)
        waiting: deque[Future[R]] = deque(pool.submit(work, item) for item in islice(remaining, 2 * workers))
        while waiting:
            done = waiting.popleft().result()
            waiting.extend(pool.submit(work, item) for item in islice(remaining, 1))
            yield done
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
