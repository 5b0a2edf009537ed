"""``gongkai analyze``: the main job (主任务)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nlp.cli.console import FAILED, emit, name_failure, note, progress_bar
from nlp.cli.language import say
from nlp.cli.manner import manner, mention_passed_over
from nlp.cli.options import Figures, Paths, Workers, folder_to_write


def _command(
    paths: Paths,
    output: Annotated[
        Path, folder_to_write("输出文件夹，默认 result", "folder to write to, by default result", "-o", "--output")
    ] = Path("result"),
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="docx|xlsx|md", help=say("另存为其他格式", "further forms"), show_default=False),
    ] = None,
    figures: Figures = None,
    workers: Workers = 0,
) -> None:
    from nlp.batch import analyze
    from nlp.settings import load

    with progress_bar() as advance:
        result = analyze(
            paths, output, settings=load(), also=also or (), workers=workers, progress=advance
        )  # fmt: skip
    for failure in result.failures:
        name_failure(failure)
    mention_passed_over(paths)  # now, so that the path of the report is the last line
    done = len(result.study.reports)
    if manner.json:
        emit({"output": str(result.page), "reports": done, "failures": len(result.failures)})
    else:
        note(say(f"分析了 {done} 份报告，对比报告：", f"analysed {done} reports, comparative report:"))
        typer.echo(str(result.page))
    if figures is not None:
        from nlp.render import brief_of_study, write_figures

        write_figures(brief_of_study(result.study), figures)
    raise typer.Exit(FAILED if result.failures else 0)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "analyze",
        help=say(
            "主任务：主题、措辞变化、措施具体性、兑现情况，写成表格与对比报告 index.html。\n\n"
            "例：gongkai analyze 我的文件夹 -o 结果 --also docx",
            "The main job: themes, changes of wording, concreteness of plans and their fate, as tables and index.html."
            "\n\nExample: gongkai analyze my-folder -o result --also docx",
        ),
    )(_command)
