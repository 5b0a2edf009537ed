"""``gongkai compare``: two or more years of one agency (逐年对比)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.batch import gather
from nlp.batch.collect import read_all
from nlp.batch.outputs import write_records
from nlp.cli.console import FAILED, emit, name_failure, talk
from nlp.cli.language import say
from nlp.cli.options import Figures, Paths
from nlp.errors import UsageError

if TYPE_CHECKING:
    from nlp.render import Brief
    from nlp.report import Report
    from nlp.study import Series


def _command(
    paths: Paths,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE",
            help=say("对比报告 .html .docx .xlsx .md，或数据 .json .jsonl", "a report or data, by suffix"),
            show_default=False,
        ),
    ] = None,
    figures: Figures = None,
) -> None:  # fmt: skip
    from nlp.render import write, write_figures, writers
    from nlp.study import Series, compare, compare_series

    if len(gather(paths).inputs) < 2:
        raise UsageError("对比至少需要两份报告：gongkai compare 上年.pdf 本年.pdf")
    reports, failures = read_all(paths, workers=1)
    for failure in failures:
        name_failure(failure)
    if len(reports) < 2:
        raise typer.Exit(FAILED)
    # two files are taken in the order given, as OLD NEW says; a longer series by its years
    series = Series((compare(*reports),)) if len(reports) == 2 else compare_series(reports)
    form = output.suffix.lower().lstrip(".") if output else "jsonl"
    if form not in ("json", "jsonl", *writers):
        raise UsageError(f"不认识的输出格式 {f'.{form}'!r}：可用 .jsonl {' '.join(f'.{name}' for name in writers)}")
    if form in ("json", "jsonl"):
        _data(series, output)
    if figures is not None or form not in ("json", "jsonl"):
        brief = _brief(series, reports)
        if output is not None and form not in ("json", "jsonl"):
            write(brief, output)
        if figures is not None:
            write_figures(brief, figures)
    if output is not None:
        talk(say(f"已写出 {output}", f"wrote {output}"))
    raise typer.Exit(FAILED if failures else 0)


def _data(series: Series, output: Path | None) -> None:
    records = [comparison.to_dict() for comparison in series.comparisons]
    if len(records) > 1:
        records.append(series.to_dict())
    if output is None:
        for record in records:
            emit(record)
    else:
        write_records(records, output)


def _brief(series: Series, reports: list[Report]) -> Brief:
    from nlp.render import brief_of_comparison, brief_of_study
    from nlp.study import conduct

    if len(series.comparisons) == 1:
        return brief_of_comparison(series.comparisons[0])
    return brief_of_study(conduct(reports))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "compare",
        help=say(
            "比较同一机关不同年度的报告：相同、改写、移位、新增、删去，以及上年措施的兑现情况。\n\n"
            "例：gongkai compare 2021.pdf 2022.pdf -o 对比.html",
            "Compare years of one agency: what is same, edited, moved, new, dropped, and what became of last year's "
            "plans.\n\nExample: gongkai compare 2021.pdf 2022.pdf -o comparison.html",
        ),
    )(_command)
