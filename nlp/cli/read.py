"""``gongkai read``: reports as they were understood (读入)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import typer

from nlp.batch import Outcome, gather, run
from nlp.cli.console import deliver, progress_bar, tracked
from nlp.cli.language import say
from nlp.cli.options import Output, Paths, Workers
from nlp.report import Report
from nlp.study.panels import double_marks

#: inputs up to which all are read before the first is printed, so that doubles can be told
_HELD = 2000


def _record(report: Report) -> dict[str, Any]:
    return report.to_dict()


def _marked(outcomes: Iterable[Outcome], number: int) -> Iterable[Outcome]:
    """Return the outcomes with files of one agency and year marked; of very many, which are printed as they come, none."""
    if number > _HELD:
        return outcomes
    held = list(outcomes)
    done = [outcome for outcome in held if outcome.failure is None]
    marks = double_marks([
        (o.value["issuer_id"] or o.value["issuer"] or "", o.value["year"], _prose(o.value), o.source) for o in done
    ])  # fmt: skip
    for outcome, mark in zip(done, marks, strict=True):
        outcome.value["warnings"] += [mark] if mark else []
    return held


def _prose(record: dict[str, Any]) -> int:
    return sum(end - start for spans in record["narratives"].values() for start, end in spans)


def _command(paths: Paths, output: Output = None, workers: Workers = 0) -> None:
    gathered = gather(paths)
    with progress_bar() as advance:
        outcomes = run(gathered.inputs, _record, workers=workers)
        outcomes = tracked(outcomes, say("读取", "reading"), len(gathered.inputs), advance)
        raise typer.Exit(deliver(_marked(outcomes, len(gathered.inputs)), output, failures=gathered.failures))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "read",
        help=say(
            "读入报告：正文、章节、发布机关、年度。\n\n例：gongkai read 年报.pdf",
            "Read reports: text, sections, issuer, year.\n\nExample: gongkai read report.pdf",
        ),
    )(_command)
