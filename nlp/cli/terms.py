"""``gongkai terms``: new words of a corpus (新词发现)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nlp.batch.collect import read_all
from nlp.cli.console import FAILED, conclude, name_failure, wrote
from nlp.cli.language import say
from nlp.cli.options import Lexicon, Paths, Places, Stop, Workers, table_to_write


def _command(
    paths: Paths,
    least: Annotated[
        int,
        typer.Option("--least", min=0, help=say("至少出现几次，0 按语料大小", "least occurrences, 0 by corpus size")),
    ] = 0,
    top: Annotated[int, typer.Option("--top", min=1, help=say("返回多少个", "how many"))] = 50,
    lexicon: Lexicon = None,
    stop: Stop = None,
    places: Places = False,
    output: Annotated[Path | None, table_to_write(".txt")] = None,
    workers: Workers = 0,
) -> None:
    from nlp.keywords.discovery import lexicon_text, terms
    from nlp.manifest import write_bytes
    from nlp.segment import wording

    chosen = wording(lexicon=lexicon, stop=stop, places=places)
    reports, failures = read_all(paths, workers=workers)
    for failure in failures:
        name_failure(failure)
    found = terms(reports, least=least or None, top=top, wording=chosen)
    if output is not None and output.suffix.lower() == ".txt":
        write_bytes(output, lexicon_text(found).encode())
        wrote(output, len(found))
        raise typer.Exit(FAILED if failures else 0)
    sources = [report.source for report in reports]
    raise typer.Exit(conclude([term.to_dict(sources) for term in found], output, failures=failures))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "terms",
        help=say(
            "从语料中发现词典里没有的词语；写成 .txt 就是词表，删去不要的行，可交给 --lexicon。\n\n"
            "例：gongkai terms 年报文件夹 -o 新词.txt",
            "Find terms of a corpus that no dictionary has; as .txt they are a word list for --lexicon.\n\n"
            "Example: gongkai terms reports/ -o new.txt",
        ),
    )(_command)
