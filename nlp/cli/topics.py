"""``gongkai topics``: a topic model of a corpus (话题)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.console import FAILED, emit, name_failure, talk
from nlp.cli.language import say
from nlp.cli.options import Paths, Workers
from nlp.errors import UsageError


def _number(k: str) -> int | str:
    if k == "auto":
        return k
    if not k.isdecimal() or int(k) < 2:
        raise UsageError(f"-k 是 {k!r}：应为 2 以上的整数或 auto")
    return int(k)


def _command(
    paths: Paths,
    k: Annotated[str, typer.Option("-k", help=say("话题数，或 auto", "number of topics, or auto"))] = "auto",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FOLDER", help=say("输出文件夹", "folder"), show_default=False),
    ] = None,
    workers: Workers = 0,
) -> None:
    from nlp.batch.collect import read_all
    from nlp.batch.topics import write_topics
    from nlp.settings import load
    from nlp.study.labels import label_topics
    from nlp.themes import load_codebook
    from nlp.topics import topics

    number = _number(k)
    reports, failures = read_all(paths, workers=workers)
    for failure in failures:
        name_failure(failure)
    if not reports:
        raise typer.Exit(FAILED)
    settings = load()
    learned = topics(reports, k=number, seed=settings["topics"]["seed"])
    learned = label_topics(learned, load_codebook(settings["tag"]["codebook"]))
    if output is None:
        emit(learned.to_dict())
    else:
        write_topics(learned, reports, output, settings=settings, failures=failures)
        talk(say(f"已写出 {output}", f"wrote {output}"))
    raise typer.Exit(FAILED if failures else 0)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "topics",
        help=say(
            "从语料中学出话题，附代表句与占比。\n\n例：gongkai topics 年报文件夹 -k auto -o 话题",
            "Learn topics from a corpus.\n\nExample: gongkai topics reports/ -k auto -o topics",
        ),
    )(_command)
