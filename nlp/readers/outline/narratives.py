"""Which stretches of a report are prose on work done, and which are section five (叙述文本).

In the prescribed formats (2019, 2021) work done is told in 总体情况; before, each agency told it under headings of its own,
so that there the prose of every section counts but the preamble, section five and the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nlp.readers.outline.cells import CLEARED, left, lines
from nlp.report import Narratives, Section, Span


def narratives(text: str, sections: Sequence[Section], plain: Iterable[Section], *, free: bool) -> Narratives:
    """Return the narratives of a report.

    plain : the sections of kind ``other`` that tell of work done (a heading of the agency's own, not section six);
    free : the report is of the free form, or an excerpt: prose outside the overview counts too.
    """
    wanted = ("overview", "disclosure", "requests", "review") if free else ("overview",)
    work = [section for section in sections if section.kind in wanted]
    if free:
        work = sorted((*work, *plain), key=lambda section: section.start)
    return Narratives(
        work=tuple(span for section in work for span in prose(text, section)),
        problems=tuple(span for section in sections if section.kind == "problems" for span in prose(text, section)),
    )


def prose(text: str, section: Section) -> list[Span]:
    """Return the stretches of a section that are prose; for most sections that is all of it."""
    if section.kind in CLEARED:
        return [section.span] if section.end > section.start else []
    spans: list[Span] = []
    joined = False
    rows = lines(text, section.start, section.end)
    for (start, end), cell in zip(rows, left(text, rows), strict=True):
        if cell:
            joined = False
        elif joined:
            spans[-1] = Span(spans[-1].start, end)
        else:
            spans.append(Span(start, end))
            joined = True
    return spans
