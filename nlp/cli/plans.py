"""``gongkai plans``: problems and plans with their concreteness (问题与改进措施)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

import typer

from nlp.batch import gather, run
from nlp.batch.inputs import Reading
from nlp.batch.outputs import nested
from nlp.cli.console import deliver, progress_bar, tracked
from nlp.cli.language import say
from nlp.cli.options import Output, Paths, Workers
from nlp.plans import plans, score_clause
from nlp.plans.result import CUES
from nlp.report import Report


def _record(report: Report) -> dict[str, Any]:
    return plans(report).to_dict()


def _clauses(report: Report) -> dict[str, Any] | list[dict[str, Any]]:
    """Score a row as one clause; of a whole report, every clause of its plans and problems."""
    if not report.whole:
        clause = score_clause(report.text)
        scored = clause.to_dict()
        return {**{key: scored[key] for key in ("score", "level", "cues", "vague")}, "reason": clause.reason}
    found = plans(report)
    return [
        {**report.identity(), "kind": kind, **clause.to_dict(), "reason": clause.reason}
        for kind, items in (("problem", found.problems), ("plan", found.plans))
        for item in items
        for clause in item.clauses
    ]


def _rows(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield one row an item."""
    who = {key: record[key] for key in record if key not in ("problems", "plans", "score", "warnings")}
    for kind, items in (("problem", record["problems"]), ("plan", record["plans"])):
        for item in items:
            cues = {cue: "｜".join(e["quote"] for e in item["cues"].get(cue, ())) for cue in CUES}
            flat = {key: item[key] for key in ("start", "end", "text", "tense", "score", "level")}
            vague = "｜".join(e["quote"] for e in item["vague"])
            yield {**who, "kind": kind, **flat, **cues, "vague": vague, "reason": item["reason"]}


def _command(
    paths: Paths,
    unit: Annotated[
        Literal["narrative", "clause"],
        typer.Option("--unit", help=say("每行是一篇叙述还是一个小句", "a row is a narrative or one clause")),
    ] = "narrative",
    output: Output = None,
    workers: Workers = 0,
) -> None:
    gathered = gather(paths)
    with progress_bar() as advance:
        by_clause = unit == "clause"
        reading: Reading = "clause" if by_clause else "problems"
        outcomes = run(gathered.inputs, _clauses if by_clause else _record, reading=reading, workers=workers)
        outcomes = tracked(outcomes, say("计分", "scoring"), len(gathered.inputs), advance)
        raise typer.Exit(deliver(outcomes, output, failures=gathered.failures, rows=nested if by_clause else _rows))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "plans",
        help=say(
            "找出存在问题与改进措施，并评其具体性。\n\n例：gongkai plans 年报.docx -o 措施.xlsx",
            "Find problems and plans, and how concrete they are.\n\nExample: gongkai plans report.docx -o plans.xlsx",
        ),
    )(_command)
