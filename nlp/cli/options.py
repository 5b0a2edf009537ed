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
Lexicon = Annotated[
    Path | None,
    typer.Option(
        "--lexicon", metavar="FILE",
        help=say("自己的词表，一行一词，与自带的合用", "a word list to keep whole, one a line, beside the shipped one"),
        show_default=False,
    ),
]  # fmt: skip
Stop = Annotated[
    Path | None,
    typer.Option(
        "--stop", metavar="FILE",
        help=say("自己的停用词，空格或换行分隔", "words to leave out, parted by blanks or line breaks"),
        show_default=False,
    ),
]  # fmt: skip
Places = Annotated[bool, typer.Option("--places", help=say("地名也算词语", "names of places count as well"))]
Figures = Annotated[
    Path | None,
    typer.Option(
        "--figures", metavar="FOLDER",
        help=say("图表另存为 SVG 与 PNG 文件", "write the charts as SVG and PNG files too"), show_default=False,
    ),
]  # fmt: skip
Workers = Annotated[
    int, typer.Option("--workers", min=0, help=say("进程数，0 为全部核心", "processes, 0 for all cores"))
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=say("不显示进度", "no progress on stderr"))]
