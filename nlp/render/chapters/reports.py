"""All reports in one table (报告一览): each figure leads to where it comes from."""

from __future__ import annotations

from nlp.render.brief import Cell, Column, Table, cell
from nlp.render.catalogue import Catalogue, percent
from nlp.render.chapters import plans, promises, themes, wording
from nlp.render.readings import fates, whole


def table(catalogue: Catalogue) -> Table:
    """Return one row a report: what it is, and the figure each chapter comes to, with the way there."""
    incoming = {catalogue.sides(c)[1]: n for n, c in enumerate(catalogue.study.comparisons)}
    rows = [
        (*catalogue.agency_cells(issuer), *_report_row(catalogue, position, incoming.get(position)))
        for issuer in catalogue.issuers
        for position in issuer.reports
    ]
    columns = (
        *catalogue.agency_columns(), Column("年度"), Column("文件"), Column("叙述字数", "number"), Column("主题数", "number"),
        Column("措施", "number"), Column("具体性", "number"), Column("沿用率", "number"), Column("上年措施兑现", "number"),
    )  # fmt: skip
    if not incoming:
        # nothing was compared: what could only be a row of dashes is left out
        columns, rows = columns[:-2], [row[:-2] for row in rows]
    return Table("tab-reports", "各份报告一览", columns, tuple(rows), head=1 + len(catalogue.agency_columns()))


def _report_row(catalogue: Catalogue, position: int, comparison: int | None) -> tuple[Cell, ...]:
    report, plan_set = catalogue.study.reports[position], catalogue.study.plans[position]
    issuer = catalogue.issuer_of(position)
    recycled, kept = cell("—", value=""), cell("—", value="")
    if comparison is not None:
        result = catalogue.study.comparisons[comparison]
        measures = whole(result.alignment)
        if measures and measures.recycled is not None:
            recycled = cell(percent(measures.recycled), link=wording.anchor_of(comparison), value=measures.recycled)
        counts = fates(result.follow_up, "plan")
        if sum(counts.values()):
            text = f"{counts['delivered']}/{sum(counts.values())}"
            kept = cell(text, link=promises.anchor_of(comparison), value=text)
    scored = (
        cell("—", value="") if plan_set.score is None
        else cell(f"{plan_set.score:.0f}", link=plans.anchor_of(position), value=plan_set.score)
    )  # fmt: skip
    named = sum(1 for tag in catalogue.study.tags[position].themes if tag.strength != "passing")
    return (
        cell(catalogue.year_label(position)), cell(catalogue.file_label(position)), cell(sum(len(s) for s in report.narratives.all)),
        cell(named, link=f"{themes.ANCHOR}-{issuer.key}"), cell(len(plan_set.plans)), scored, recycled, kept,
    )  # fmt: skip
