"""Arguments and options that several commands share (通用参数)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.language import say

Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH...",
        help=say(
            "报告文件、文件夹，或含 text 列的表格（.jsonl .csv .xlsx）", "files, folders, or tables with a text column"
        ),
        show_default=False,
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FILE",
        help=say(
            "写到文件，扩展名决定格式（.jsonl .json .csv .xlsx .parquet）；不给则输出 JSON Lines",
            "a file whose suffix picks the form (.jsonl .json .csv .xlsx .parquet); default JSON Lines",
        ),
        show_default=False,
    ),
]  # fmt: skip
Workers = Annotated[
    int, typer.Option("--workers", min=0, help=say("进程数，0 为全部核心", "processes, 0 for all cores"))
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=say("不显示进度", "no progress on stderr"))]
