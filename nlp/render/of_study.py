"""A study becomes a Brief (研究→对比报告): one chapter a question, findings first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from nlp.render.brief import Brief, Section, Sheet
from nlp.render.catalogue import Catalogue, numeral, short_name
from nlp.render.chapters import course, findings, keywords, method, plans, promises, reuse, themes, topics, wording

if TYPE_CHECKING:
    from nlp.study import Study

_CHAPTERS = (
    findings.chapter, themes.chapter, wording.chapter, plans.chapter, promises.chapter, course.chapter,
    keywords.chapter, topics.chapter, reuse.chapter, method.failures, method.chapter,
)  # fmt: skip
#: reports that make no series
_TWO = 2


def brief_of_study(study: Study) -> Brief:
    """Return the comparative report on a whole study (对比报告).

    Parameters
    ----------
    study : of one or many agencies and years; the chapters follow what there is: one agency's series, several agencies
        in one year, or a whole corpus.
    """
    return brief_of(Catalogue(study))


def brief_of(catalogue: Catalogue, *, title: str = "", record: Mapping[str, Any] | None = None) -> Brief:
    """Return the brief on what a catalogue holds; `title` instead of the one it would get."""
    study = catalogue.study
    sections = [section for chapter in _CHAPTERS if (section := chapter(catalogue)) is not None]
    return Brief(
        title=title or _title(catalogue),
        subtitle=_subtitle(catalogue),
        sections=tuple(_numbered(section, n) for n, section in enumerate(sections, 1)),
        groups={issuer.key: issuer.name for issuer in catalogue.issuers},
        size=len(study.reports),
        sheets=lambda: sheets_of(study),
        record=record,
        made_by=method.made_by(study.manifest),
    )


def _numbered(section: Section, number: int) -> Section:
    return replace(section, title=f"{numeral(number)}、{section.title}")


def _title(catalogue: Catalogue) -> str:
    if len(catalogue.issuers) == 1:
        return f"{short_name(catalogue.issuers[0].name)}政府信息公开年度报告分析（{catalogue.span_of_years}）"
    return f"{len(catalogue.issuers)}个机关政府信息公开年度报告比较（{catalogue.span_of_years}）"


def _subtitle(catalogue: Catalogue) -> str:
    names = "、".join(issuer.name for issuer in catalogue.issuers[:6])
    more = f"等{len(catalogue.issuers)}个机关" if len(catalogue.issuers) > 6 else ""
    characters = sum(len(span) for report in catalogue.study.reports for span in report.narratives.all)
    return f"{names}{more}，共{len(catalogue.study.reports)}份报告，叙述文字{characters:,}字"


def sheets_of(study: Study) -> tuple[Sheet, ...]:
    """Return the study's tables as sheets, empty ones left out."""
    from nlp.study.frames import TABLES

    sheets = []
    for name, table in TABLES.items():
        records = list(table(study))
        # of two years, the life of a passage is what its pair says
        if records and not (name == "lifespans" and len(study.reports) <= _TWO):
            columns = tuple(records[0])
            rows = [[record.get(column) for column in columns] for record in records]
            sheets.append(Sheet(name, columns, _named(study, columns, rows)))
    return tuple(sheets)


def _named(study: Study, columns: Sequence[str], rows: list[list[Any]]) -> list[list[Any]]:
    """Return the rows with the theme above each called by its title: its identifier means nothing to a reader."""
    if "parent" in columns:
        titles = {theme.id: theme.title for theme in study.codebook.themes}
        place = columns.index("parent")
        for row in rows:
            row[place] = titles.get(row[place], row[place])
    return rows
