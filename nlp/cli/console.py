"""stdout is data, stderr is talk (标准输出只放数据，提示走标准错误)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nlp.batch.outputs import Rows, json_line, nested, write_records
from nlp.batch.running import Outcome
from nlp.cli.english import in_english
from nlp.cli.language import chinese, say
from nlp.cli.manner import manner
from nlp.manifest import Failure
from nlp.study.progress import Progress

FAILED = 1
MISUSED = 2


def utf8_streams() -> None:
    """Make stdout and stderr UTF-8 with plain line ends on every system."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def talk(message: str) -> None:
    """Say one line on stderr."""
    sys.stderr.write(message + "\n")


def note(message: str) -> None:
    """Say one line on stderr that nobody must know: under ``--quiet`` it stays unsaid."""
    if not manner.quiet:
        talk(message)


def wrote(path: Path, number: int, zh: str = "条", en: str = "records") -> None:
    """Say what was written: one line of talk, or under ``--json`` one object on stdout."""
    if manner.json:
        emit({"output": str(path), en: number})
    else:
        note(say(f"已写出 {path}（{number} {zh}）", f"wrote {path} ({number} {en})"))


def emit(record: dict[str, Any]) -> None:
    """Print one record on stdout."""
    sys.stdout.write(json_line(record) + "\n")


def name_failure(failure: Failure) -> None:
    """Name one failed input on stderr, on one line."""
    where = "" if failure.source in failure.message else failure.source
    if chinese():
        talk(f"未能处理：{where}{'：' if where else ''}{failure.message}")
    else:
        talk(f"failed: {where}{': ' if where else ''}{in_english(failure.message)}")


def deliver(
    outcomes: Iterable[Outcome], output: Path | None, *, failures: Iterable[Failure] = (), rows: Rows = nested
) -> int:
    """Print or write the records of a run, name its failures, and return the exit status.

    output : a file whose suffix picks the form, or None for JSON Lines on stdout, record by record.
    """
    failed = list(failures)
    for failure in failed:
        name_failure(failure)
    kept: list[dict[str, Any]] = []
    for outcome in outcomes:
        if outcome.failure:
            failed.append(outcome.failure)
            name_failure(outcome.failure)
            continue
        records = outcome.value if isinstance(outcome.value, list) else [outcome.value]
        if output is not None:
            kept.extend(records)
            continue
        for record in records:
            emit(record)
    if output is not None:
        wrote(output, write_records(kept, output, rows=rows))
    return FAILED if failed else 0


def conclude(
    records: Iterable[dict[str, Any]], output: Path | None, *, failures: Iterable[Failure] = (), rows: Rows = nested
) -> int:
    """Print or write records made of all inputs together, and return the exit status; `failures` are named already."""
    if output is not None:
        wrote(output, write_records(records, output, rows=rows))
    else:
        for record in records:
            emit(record)
    return FAILED if list(failures) else 0


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Give a progress function that draws on stderr where that is a terminal, and nothing elsewhere."""
    if manner.quiet or not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield advance


def tracked(outcomes: Iterable[Outcome], stage: str, total: int, advance: Progress) -> Iterator[Outcome]:
    """Yield the outcomes, advancing a progress bar."""
    for done, outcome in enumerate(outcomes, 1):
        yield outcome
        advance(stage, done, total)
