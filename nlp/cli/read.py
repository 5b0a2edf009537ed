"""``gongkai read``: reports as they were understood (读入)."""

from __future__ import annotations

from typing import Any

import typer

from nlp.batch import gather, run
from nlp.cli.console import deliver, progress_bar, tracked
from nlp.cli.language import say
from nlp.cli.options import Output, Paths, Workers
from nlp.report import Report


def _record(report: Report) -> dict[str, Any]:
    return report.to_dict()


def _command(paths: Paths, output: Output = None, workers: Workers = 0) -> None:
    gathered = gather(paths)
    with progress_bar() as advance:
        outcomes = run(gathered.inputs, _record, workers=workers)
        outcomes = tracked(outcomes, say("读取", "reading"), len(gathered.inputs), advance)
        raise typer.Exit(deliver(outcomes, output, failures=gathered.failures))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "read",
        help=say(
            "读入报告：正文、章节、发布机关、年度。\n\n例：gongkai read 年报.pdf",
            "Read reports: text, sections, issuer, year.\n\nExample: gongkai read report.pdf",
        ),
    )(_command)
