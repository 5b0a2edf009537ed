"""``gongkai keywords``: ranked terms with their counts (关键词)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nlp.batch.collect import read_all
from nlp.cli.console import conclude, name_failure
from nlp.cli.language import say
from nlp.cli.options import Output, Paths, Workers
from nlp.report import Report


def _command(
    paths: Paths,
    measure: Annotated[
        str, typer.Option("--measure", help=say("度量：tfidf、textrank 等，默认按设置", "measure: tfidf, textrank ..."))
    ] = "",
    against: Annotated[
        str,
        typer.Option(
            "--against",
            metavar="PATH|reports|general",
            help=say("参照：路径、.tsv 词频表、reports（随附年报词频）、general（通用汉语）", "reference corpus"),
            show_default=False,
        ),
    ] = "",
    top: Annotated[int, typer.Option("--top", min=0, help=say("返回多少个，0 按设置", "how many, 0 as set"))] = 0,
    output: Output = None,
    workers: Workers = 0,
) -> None:
    from nlp.keywords import keywords
    from nlp.settings import load

    chosen = load()["keywords"]
    measure, top = measure or chosen["measure"], top or chosen["top"]
    reports, failures = read_all(paths, workers=workers)
    # a name or a table of counts goes to the measure as it is; anything else is a corpus to read
    reference: list[Report] | str | None = against or None
    if against and not against.endswith(".tsv") and Path(against).exists():
        reference, more = read_all([against], workers=workers)
        failures += more
    for failure in failures:
        name_failure(failure)
    records = []
    if reports:
        records = [term.to_dict() for term in keywords(reports, measure=measure, against=reference, top=top)]
    raise typer.Exit(conclude(records, output, failures=failures))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "keywords",
        help=say(
            "关键词及其频次。\n\n例：gongkai keywords 2022.pdf --measure keyness --against 2021.pdf",
            "Ranked terms with counts.\n\nExample: gongkai keywords 2022.pdf --measure keyness --against 2021.pdf",
        ),
    )(_command)
