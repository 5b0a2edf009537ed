"""``gongkai kwic``: a term in its contexts (上下文检索)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nlp.batch.collect import read_all
from nlp.cli.console import FAILED, conclude, name_failure, wrote
from nlp.cli.language import say
from nlp.cli.manner import manner
from nlp.cli.options import Paths, Workers, table_to_write


def _command(
    term: Annotated[str, typer.Argument(metavar="TERM", help=say("要找的词语", "the term"))],
    paths: Paths,
    width: Annotated[int, typer.Option("--width", min=0, help=say("左右各多少字", "characters on each side"))] = 20,
    aligned: Annotated[
        bool, typer.Option("--aligned", help=say("在终端里对齐成列，不输出数据", "aligned columns instead of data"))
    ] = False,
    output: Annotated[Path | None, table_to_write(".html")] = None,
    workers: Workers = 0,
) -> None:
    from nlp.keywords.contexts import columns, kwic

    reports, failures = read_all(paths, workers=workers)
    for failure in failures:
        name_failure(failure)
    found = kwic(term, reports, width=width)
    if output is not None and output.suffix.lower() == ".html":
        from nlp.manifest import write_bytes
        from nlp.render.kwic_page import kwic_page

        write_bytes(output, kwic_page(term, found, reports))
        wrote(output, len(found))
        raise typer.Exit(FAILED if failures else 0)
    if aligned and output is None and not manner.json:
        typer.echo("\n".join(columns(found)))
        raise typer.Exit(FAILED if failures else 0)
    raise typer.Exit(conclude([context.to_dict() for context in found], output, failures=failures))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "kwic",
        help=say(
            "一个词语出现的上下文；写成 .html 是一张左右对齐的网页。\n\n例：gongkai kwic 依申请公开 年报文件夹 --aligned",
            "A term in its contexts; as .html a page of aligned columns.\n\n"
            "Example: gongkai kwic 依申请公开 reports/ -o contexts.html",
        ),
    )(_command)
