"""``gongkai terms``: new words of a corpus (新词发现)."""

from __future__ import annotations

from typing import Annotated

import typer

from nlp.batch.collect import read_all
from nlp.cli.console import conclude, name_failure
from nlp.cli.language import say
from nlp.cli.options import Output, Paths, Workers


def _command(
    paths: Paths,
    least: Annotated[int, typer.Option("--least", min=2, help=say("至少出现几次", "least occurrences"))] = 3,
    top: Annotated[int, typer.Option("--top", min=1, help=say("返回多少个", "how many"))] = 50,
    output: Output = None,
    workers: Workers = 0,
) -> None:
    from nlp.keywords.discovery import terms

    reports, failures = read_all(paths, workers=workers)
    for failure in failures:
        name_failure(failure)
    records = [term.to_dict() for term in terms(reports, least=least, top=top)]
    raise typer.Exit(conclude(records, output, failures=failures))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "terms",
        help=say(
            "从语料中发现词典里没有的词语。\n\n例：gongkai terms 年报文件夹 -o 新词.xlsx",
            "Find terms of a corpus that no dictionary has.\n\nExample: gongkai terms reports/ -o terms.xlsx",
        ),
    )(_command)
