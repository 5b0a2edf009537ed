"""Reads every report a call names (读入全部), in this process or on all cores."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from nlp.batch.inputs import gather
from nlp.batch.running import run
from nlp.manifest import Failure
from nlp.report import Report
from nlp.study.progress import Progress, silent


def _keep(report: Report) -> Report:
    return report


def read_all(
    paths: Iterable[str | Path], *, workers: int = 0, progress: Progress = silent
) -> tuple[list[Report], list[Failure]]:
    """Read every report that some paths stand for (读入全部).

    Parameters
    ----------
    paths : files, folders or tables; workers : processes, 0 for all cores; progress : called after every input.

    Returns
    -------
    tuple
        The reports in order of the inputs, and the failures: what cannot be used is named and the rest is read.

    Raises
    ------
    UsageError
        When no path is given, or none exists.
    """
    gathered = gather(paths)
    reports: list[Report] = []
    failures = list(gathered.failures)
    for done, outcome in enumerate(run(gathered.inputs, _keep, workers=workers), 1):
        if outcome.failure:
            failures.append(outcome.failure)
        else:
            reports.append(outcome.value)
        progress("读取", done, len(gathered.inputs))
    return reports, failures
