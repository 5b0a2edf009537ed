"""Reports as a panel of agencies and years (面板): order, doubles, and the adjacent pairs of each agency."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from nlp.report import Report, as_reports

_DOUBLE = "同一机关同一年度另有文件"


def _agency(report: Report) -> str:
    return report.issuer_id or report.issuer or ""


def _prose(report: Report) -> int:
    return sum(len(span) for span in report.narratives.all)


def panel(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Return the reports ordered by agency, year and source, doubles marked.

    Two files of one agency and year are both kept; each gets a warning that names the other, and in a series the
    fullest one serves (`series`).
    """
    ordered = sorted(as_reports(reports, texts=False), key=lambda r: (_agency(r), r.year or 0, r.source))
    marks = double_marks([(_agency(r), r.year, _prose(r), r.source) for r in ordered])
    return tuple(
        replace(report, warnings=(*report.warnings, mark)) if mark else report
        for report, mark in zip(ordered, marks, strict=True)
    )


def double_marks(files: Sequence[tuple[str, int | None, int, str]]) -> list[str]:
    """Return for each file the warning it gets where another is of the same agency and year, else an empty text.

    Parameters
    ----------
    files : agency (its identifier, or its name where it has none, empty where unknown), year, characters of prose, source.
    """
    groups: dict[tuple[str, int | None], list[int]] = {}
    for number, (agency, year, _, _) in enumerate(files):
        if agency and year is not None:
            groups.setdefault((agency, year), []).append(number)
    marks = [""] * len(files)
    for members in (group for group in groups.values() if len(group) > 1):
        fullest = max(members, key=lambda number: files[number][2])
        for member in members:
            others = "、".join(files[other][3] for other in members if other != member)
            role = "本份文字最全，用于逐年比较" if member == fullest else f"逐年比较采用文字更全的 {files[fullest][3]}"
            marks[member] = f"{_DOUBLE}：{others}；{role}"
    return marks


def doubled(report: Report) -> tuple[str, ...]:
    """Return what `panel` has marked a report with, where there is another file of its agency and year."""
    return tuple(warning for warning in report.warnings if warning.startswith(_DOUBLE))


def placed(report: Report) -> bool:
    """Return whether a report can stand in a series: its agency and its year are known."""
    return bool(_agency(report)) and report.year is not None


def series(reports: Iterable[Report]) -> dict[str, tuple[Report, ...]]:
    """Return each agency's reports, one a year, in order of years: of doubles the fullest.

    Reports without an agency or a year are left out: they cannot stand in a series.
    """
    best: dict[tuple[str, int], Report] = {}
    for report in reports:
        if not placed(report):
            continue
        key = (_agency(report), report.year or 0)
        if key not in best or _prose(report) > _prose(best[key]):
            best[key] = report
    runs: dict[str, list[Report]] = {}
    for agency, year in sorted(best):
        runs.setdefault(agency, []).append(best[agency, year])
    return {agency: tuple(members) for agency, members in runs.items()}


def adjacent(reports: Iterable[Report]) -> tuple[tuple[Report, Report], ...]:
    """Return the pairs of one agency's successive reports, agencies in order.

    Years may be missing between the two; the comparison warns of it.
    """
    return tuple(pair for members in series(reports).values() for pair in pairwise(members))
