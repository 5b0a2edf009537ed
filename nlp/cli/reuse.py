"""``gongkai reuse``: wording shared between agencies (雷同表述)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import typer

from nlp.batch.collect import read_all
from nlp.cli.console import conclude, name_failure
from nlp.cli.language import say
from nlp.cli.options import Output, Paths, Workers


def _rows(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield one row a copy."""
    for passage in record["passages"]:
        yield {"kind": record["kind"], "issuers": len(record["issuers"]), "origin": record["source"], **passage}


def _command(paths: Paths, output: Output = None, workers: Workers = 0) -> None:
    from nlp.phrasing import reuse

    reports, failures = read_all(paths, workers=workers)
    for failure in failures:
        name_failure(failure)
    records = [passage.to_dict() for passage in reuse(reports)]
    raise typer.Exit(conclude(records, output, failures=failures, rows=_rows))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "reuse",
        help=say(
            "不同机关之间相同的表述。\n\n例：gongkai reuse 全市年报文件夹 -o 雷同.xlsx",
            "Wording shared between agencies.\n\nExample: gongkai reuse reports/ -o reuse.xlsx",
        ),
    )(_command)
