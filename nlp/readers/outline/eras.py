"""Which format a report follows (报告格式): told by what its tables say, else by its year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from nlp.readers.outline.document import Document
from nlp.readers.outline.wording import outlines
from nlp.report import Section

#: kinds that the formats of 2019 and 2021 prescribe with one and the same title
_PRESCRIBED = ("disclosure", "requests", "review", "problems")


def era(document: Document, sections: Sequence[Section], year: int | None) -> str | None:
    """Return the name of the outline, or None where nothing tells.

    The tables decide, because some agencies kept the old format for a year. A report without them that titles its
    sections in its own way is of the free form, whenever it was written; any other follows the format then in force.
    """
    if told := _told_by_tables(document):
        return told
    if own_titles(sections) >= 2:
        return "free"
    if year is not None:
        return next((o.name for o in outlines() if o.years[0] <= year <= o.years[1]), None)
    # the formats of 2019 and 2021 open with an overview: three sections without one are the end of a report of the free form
    fewest = 4 if any(section.kind == "overview" for section in sections) else 3
    return "free" if prescribed(sections) < 2 and len(sections) >= fewest else None


def _told_by_tables(document: Document) -> str | None:
    """The outline that more strings of the tables belong to than to any other, in the tables set aside or in the text."""
    told = [table for _, table, kind in document.tables if kind in (None, "disclosure")]
    whole = "\n".join([document.key, *[cell for table in told for row in table.rows for cell in row]])
    hits = [(sum([mark in whole for mark in outline.marks]), outline.name) for outline in outlines()]
    most = max(hits)[0]
    best = [name for count, name in hits if count == most]
    return best[0] if most and len(best) == 1 else None


def own_titles(sections: Sequence[Section]) -> int:
    """Return how many of sections two to four the agency titled in its own way, where it titled none as prescribed."""
    return 0 if prescribed(sections) else sum(section.kind in _PRESCRIBED[:3] for section in sections)


def prescribed(sections: Sequence[Section]) -> int:
    """Return how many sections bear the very titles that 2019 and 2021 prescribe."""
    titles = _titles()
    return len([s for s in sections if s.kind in _PRESCRIBED and titles.get(s.kind, "-") in s.heading])


@cache
def _titles() -> Mapping[str, str]:
    """Return the titles that 2019 and 2021 prescribe."""
    return next(outline.titles for outline in outlines() if outline.name == "2021")
