"""Which format a report follows (报告格式): told by what its tables say, else by its year."""

from __future__ import annotations

from collections.abc import Sequence

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
    told = [table for _, table, kind in document.tables if kind in (None, "disclosure")]
    cells = "\n".join([cell for table in told for row in table.rows for cell in row])
    hits = {
        outline.name: sum(mark in document.key or mark in cells for mark in outline.marks) for outline in outlines()
    }
    best = max(hits, key=lambda name: hits[name])
    if hits[best] and list(hits.values()).count(hits[best]) == 1:
        return best
    if own_titles(sections) >= 2:
        return "free"
    if year is not None:
        return next((o.name for o in outlines() if o.years[0] <= year <= o.years[1]), None)
    return None if prescribed(sections) >= 2 else "free" if len(sections) >= 4 else None


def own_titles(sections: Sequence[Section]) -> int:
    """Return how many of sections two to four the agency titled in its own way, where it titled none as prescribed."""
    return 0 if prescribed(sections) else sum(section.kind in _PRESCRIBED[:3] for section in sections)


def prescribed(sections: Sequence[Section]) -> int:
    """Return how many sections bear the very titles that 2019 and 2021 prescribe."""
    titles = next(outline.titles for outline in outlines() if outline.name == "2021")
    return sum(titles.get(section.kind, "-") in section.heading for section in sections if section.kind in _PRESCRIBED)
