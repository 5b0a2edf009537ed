"""``gongkai compare``: two or more years of one agency, or of several (逐年对比)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.batch import gather
from nlp.batch.collect import read_all
from nlp.batch.outputs import write_records
from nlp.cli.console import FAILED, emit, name_failure, wrote
from nlp.cli.language import say
from nlp.cli.options import Figures, Paths, file_to_write
from nlp.errors import UsageError
from nlp.manifest import Failure

if TYPE_CHECKING:
    from nlp.render import Brief
    from nlp.report import Report

_DATA = (".json", ".jsonl")


def _forms() -> tuple[str, ...]:
    from nlp.render import writers

    return (*(f".{name}" for name in writers), ".jsonl")


def _command(
    paths: Paths,
    output: Annotated[
        list[Path] | None,
        file_to_write(
            "对比报告 .html .docx .xlsx .md，或数据 .json .jsonl",
            "a report (.html .docx .xlsx .md) or data (.json .jsonl)",
            _forms,
            many=True,
        ),
    ] = None,
    figures: Figures = None,
) -> None:
    if len(gather(paths).inputs) < 2:
        raise UsageError(
            "对比至少需要两份报告：gongkai compare 上年.pdf 本年.pdf",
            english="compare needs two reports at least: gongkai compare earlier.pdf later.pdf",
        )
    reports, failures = read_all(paths, workers=1)
    failures += _unplaced(reports)
    for failure in failures:
        name_failure(failure)
    if len(reports) < 2:
        raise typer.Exit(FAILED)
    data = [path for path in output or () if path.suffix.lower() in _DATA]
    if data or not output:
        _data(_records(reports), data)
    _pages(reports, [path for path in output or () if path not in data], figures)
    raise typer.Exit(FAILED if failures else 0)


def _unplaced(reports: Sequence[Report]) -> list[Failure]:
    """Return the ledger's lines for reports that stand in no series; two files are compared whatever they are."""
    from nlp.study.panels import placed

    if len(reports) == 2 or not any(map(placed, reports)):
        return []
    wanted = "看不出发布机关或年度，不能列入逐年对比：请在文件里写明，或只给两份文件"
    return [Failure(report.source, "NotAReportError", wanted) for report in reports if not placed(report)]


def _records(reports: Sequence[Report]) -> list[dict[str, Any]]:
    """Return one record a pair; of more than two files, each agency's pairs and then its series."""
    from nlp.study import compare, compare_series

    if len(reports) == 2:
        # two files are taken in the order given, as OLD NEW says
        return [compare(*reports).to_dict()]
    return [
        record
        for series in compare_series(reports)
        for record in (*(each.to_dict() for each in series.comparisons), series.to_dict())
    ]


def _data(records: list[dict[str, Any]], files: Sequence[Path]) -> None:
    for path in files:
        wrote(path, write_records(records, path))
    if not files:
        for record in records:
            emit(record)


def _pages(reports: Sequence[Report], files: Sequence[Path], figures: Path | None) -> None:
    """Write the comparative report in each form asked for, and its charts; it is made once."""
    if not files and figures is None:
        return
    from nlp.render import write, write_figures

    brief = _brief(reports)
    for path in files:
        write(brief, path)
        wrote(path, len(reports), "份报告", "reports")
    if figures is not None:
        write_figures(brief, figures)


def _brief(reports: Sequence[Report]) -> Brief:
    from nlp.render import brief_of_comparison, brief_of_study
    from nlp.study import compare, conduct

    return brief_of_comparison(compare(*reports)) if len(reports) == 2 else brief_of_study(conduct(reports))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "compare",
        help=say(
            "比较同一机关不同年度的报告：相同、改写、移位、新增、删去，以及上年措施的兑现情况；多个机关的文件各成一列。\n\n"
            "例：gongkai compare 2021.pdf 2022.pdf -o 对比.html -o 对比.docx",
            "Compare years of one agency: what is same, edited, moved, new, dropped, and what became of last year's "
            "plans; of several agencies, each by itself.\n\nExample: gongkai compare 2021.pdf 2022.pdf -o new.html -o new.docx",
        ),
    )(_command)
