"""Runs one function over many inputs (批量运行): in order, streaming, on all cores; bad input goes to the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from nlp.batch.inputs import Input, Reading, failure_of
from nlp.batch.pool import core_count, ordered_map
from nlp.batch.relocation import relocated
from nlp.errors import InputError, ReadError
from nlp.manifest import Failure
from nlp.report import Report
from nlp.settings import load

Work = Callable[[Report], Any]
T = TypeVar("T")

#: below this many inputs further processes cost more than they save
_WORTH_A_PROCESS = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input (结果).

    source : which input; value : what the work returned; failure : the ledger's line where it could not be done, else None.
    """

    source: str
    value: Any = None
    failure: Failure | None = None


def run(
    inputs: Sequence[Input], work: Work, *, reading: Reading = "report", workers: int = 0, chunk: int = 0
) -> Iterator[Outcome]:
    """Yield one outcome an input, in the inputs' order, whatever the number of processes.

    Parameters
    ----------
    inputs : see `gather`.
    work : a picklable function of one report; a record (dict) it returns is put under the input's own
        identity, and so is each record of a list.
    reading : how a row of a table is understood, see `Input.read`.
    workers : processes; 0 for as many as there are cores. Few inputs are done in this process.
    chunk : inputs handed to a process at a time; 0 for what the settings say.
    """
    size = chunk or load()["batch"]["chunk"]
    for batch in ordered_map(
        partial(outcomes, work=work, reading=reading), chunked(inputs, size), process_count(inputs, workers)
    ):
        yield from batch


def process_count(inputs: Sequence[Input], workers: int) -> int:
    """Return how many processes so many inputs are worth."""
    return core_count(workers) if len(inputs) >= _WORTH_A_PROCESS else 1


def chunked(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items in lists of at most `size`."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def outcomes(batch: list[Input], work: Work, reading: Reading) -> list[Outcome]:
    """Return the outcomes of one chunk."""
    return [outcome(item, work, reading) for item in batch]


def outcome(item: Input, work: Work, reading: Reading) -> Outcome:
    """Return what becomes of one input; a foreseen error is its failure."""
    try:
        report = item.read(reading)
        value = work(report)
    except InputError as error:
        return Outcome(item.source, failure=failure_of(item.source, error))
    except OSError as error:
        told = ReadError(f"{item.source}：读写出错（{error.strerror or error}）：请检查文件与权限")
        return Outcome(item.source, failure=failure_of(item.source, told))
    if isinstance(value, list):
        value = [item.label(record) for record in value]
    elif isinstance(value, dict):
        # a record that carries its text keeps the offsets into it
        own = item.row is None or "text" in value
        value = item.label(value if own else relocated(value, report, item.text))
    return Outcome(item.source, value)
