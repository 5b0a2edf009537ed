"""``gongkai tag``: themes with the exact words as evidence (主题标注)."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from nlp.batch import gather, run
from nlp.batch.parts import PART_FORMS
from nlp.batch.tagging import long_rows, tag_record, tag_to_file, wide_rows
from nlp.cli.console import FAILED, deliver, name_failure, note, progress_bar, tracked, wrote
from nlp.cli.language import say
from nlp.cli.options import Output, Paths, Workers
from nlp.settings import load
from nlp.themes import check, codebooks, load_codebook


def _command(
    paths: Paths,
    codebook: Annotated[
        str, typer.Option("--codebook", metavar="NAME|FILE", help=say("编码表名称或文件，默认按设置", "name or file"))
    ] = "",
    output: Output = None,
    rules_only: Annotated[
        bool,
        typer.Option(
            "--rules-only", help=say("只用编码表的规则，不用分句模型", "the codebook's rules, without its model")
        ),
    ] = False,
    wide: Annotated[
        bool, typer.Option("--wide", help=say("表格输出时一份报告一行", "in tables, one row a report"))
    ] = False,
    workers: Workers = 0,
) -> None:
    settings = load()["tag"]
    codebook, learned = codebook or settings["codebook"], settings["learned"] and not rules_only
    _doubt(codebook)
    with progress_bar() as advance:
        if output is not None and output.suffix.lower() in PART_FORMS:
            done = tag_to_file(
                paths, output, codebook=codebook, learned=learned, wide=wide, workers=workers, progress=advance
            )
            for failure in done.failures:
                name_failure(failure)
            wrote(output, done.rows)
            raise typer.Exit(FAILED if done.failures else 0)
        load_codebook(codebook)
        gathered = gather(paths)
        outcomes = run(gathered.inputs, partial(tag_record, codebook=codebook, learned=learned), workers=workers)
        outcomes = tracked(outcomes, say("标注", "tagging"), len(gathered.inputs), advance)
        rows = wide_rows if wide else long_rows
        raise typer.Exit(deliver(outcomes, output, failures=gathered.failures, rows=rows))


def _doubt(codebook: str) -> None:
    """Say that a user's own codebook does not hold together; the shipped ones are checked by the tests."""
    if codebook in codebooks():
        return
    problems = check(load_codebook(codebook))
    if problems:
        more = f"gongkai codebook check {codebook}"
        note(
            say(
                f"编码表 {codebook} 有 {len(problems)} 处问题，如 {problems[0]}。全部：{more}",
                f"codebook {codebook}: {len(problems)} problems, for example {problems[0]}. All of them: {more}",
            )
        )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "tag",
        help=say(
            "标注主题，每个标签附原文证据。\n\n例：gongkai tag 年报文件夹 -o 主题.xlsx",
            "Tag themes, each with the words it rests on.\n\nExample: gongkai tag reports/ -o themes.xlsx",
        ),
    )(_command)
