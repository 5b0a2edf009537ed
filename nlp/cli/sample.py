"""``gongkai sample``: a stratified sheet for people to code (抽样编码表)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nlp.batch.collect import read_all
from nlp.cli.console import FAILED, name_failure, wrote
from nlp.cli.language import say
from nlp.cli.options import Paths, file_to_write

_FORMS_ZH = "写到哪里：.xlsx 表格，.json 导入 Label Studio，.jsonl 导入 doccano"
_FORMS_EN = "where to: .xlsx a sheet, .json for Label Studio, .jsonl for doccano"
_SUFFIXES = (".xlsx", ".json", ".jsonl")


def _command(
    paths: Paths,
    output: Annotated[Path, file_to_write(_FORMS_ZH, _FORMS_EN, lambda: _SUFFIXES)],
    number: Annotated[int, typer.Option("-n", min=1, help=say("抽多少段", "how many units"))] = 200,
    codebook: Annotated[
        str, typer.Option("--codebook", help=say("编码表名称或文件", "codebook name or file"))
    ] = "gongkai",
    seed: Annotated[int | None, typer.Option("--seed", help=say("随机种子", "random seed"), show_default=False)] = None,
) -> None:
    from nlp.agreement.exchange import write_tasks
    from nlp.agreement.sheets import write_sheet
    from nlp.themes import load_codebook
    from nlp.themes.validation import sample

    reports, failures = read_all(paths)
    for failure in failures:
        name_failure(failure)
    if not reports:
        raise typer.Exit(FAILED)
    themes = [theme for theme in load_codebook(codebook).themes if theme.parent is None]
    units = sample(reports, number, seed=seed)
    titles = [theme.title for theme in themes]
    if output.suffix.lower() == ".xlsx":
        write_sheet(output, units, titles, rules=[f"{theme.title}：{theme.definition}" for theme in themes])
        written = [output]
    else:
        written = write_tasks(output, units, titles)
    for file in written:
        wrote(file, len(units), "段", "units")
    raise typer.Exit(FAILED if failures else 0)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "sample",
        help=say(
            "分层抽样，生成供人工编码的表格，填好后交给 validate。\n\n例：gongkai sample 年报文件夹 -n 200 -o 编码员甲.xlsx",
            "Draw a stratified sheet for people to code; validate reads it back.\n\n"
            "Example: gongkai sample reports/ -n 200 -o coder1.xlsx",
        ),
    )(_command)
