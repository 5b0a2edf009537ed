"""``gongkai fetch``: published reports onto disk (采集)."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.console import FAILED, emit, note
from nlp.cli.language import say
from nlp.cli.options import folder_to_write


def _command(
    table: Annotated[
        Path, typer.Argument(metavar="LIST", help=say("地址表：.csv、.jsonl 或每行一个网址", "a table of addresses"))
    ],
    output: Annotated[Path, folder_to_write("存到哪里", "folder to keep them in", "-o", "--output")],
    pause: Annotated[
        float, typer.Option("--pause", min=0.0, help=say("同一网站两次请求的间隔（秒）", "seconds between requests"))
    ] = 2.0,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help=say("允许内部网络地址", "allow private addresses"))
    ] = False,
) -> None:
    from nlp.fetch import Limits, fetch, read_addresses

    counts: Counter[str] = Counter()
    for result in fetch(read_addresses(table), output, limits=Limits(pause=pause, allow_private=allow_private)):
        counts[result.status] += 1
        emit(asdict(result))
        if result.message:
            note(result.message)
    raise typer.Exit(FAILED if counts["failed"] or counts["refused"] else 0)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "fetch",
        help=say(
            "按地址表采集已发布的报告，逐个网站间隔请求，原样保存并记录来源。\n\n例：gongkai fetch 地址.csv -o 原件",
            "Bring published reports onto disk, politely, with a record of each.\n\nExample: gongkai fetch list.csv -o raw",
        ),
    )(_command)
