"""Stretches of cells taken out of a text before it is cut into lines (单元格长列).

Three quarters of the lines of a pasted report are the cells of its statutory tables. What `nlp.readers.lines.flattened` decides
among all that may stand between lines is decided here for a whole stretch, where it is plain: short lines between two
paragraphs of prose, none of them a page mark, a pipe or spaced out. Any other is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from nlp.readers.lines.markdown import may_be_marked
from nlp.readers.lines.pipes import drawn
from nlp.readers.lines.rows import FIGURE, NUMBER, PAGE_MARK, PROSE, cells, cut_at_headings, enough_figures, kind, kinds
from nlp.readers.lines.source import Item, Source, bare_lines
from nlp.readers.lines.spacing import is_spread
from nlp.report import Table

_WORD = r"[^\s。；！？，,;：:|｜┃│#*>`]{1,40}+"
#: cells of the statutory tables that hold punctuation
_CAPTION = r"[（(]?(?:本列数据|二[)）]部分公开[（(]区分处理的)[^\n 。]{0,60}"
#: a word alone first, which most cells are, figures too
_CELL = rf"(?:{_WORD}(?!\S)|(?:{FIGURE})(?!\S)|{_WORD}(?:[:：]万?元[）)]?)?+|{_CAPTION})"
#: possessive throughout: what is no cell is left at once
_STRETCH = re.compile(rf"\n *+((?:{_CELL}(?: ++{_CELL})*+ *+\n[\n ]*+){{5,}}+)")
_PAGE_MARK = re.compile(PAGE_MARK)


def lines(source: Source) -> list[Item]:
    """Return the text line by line, plain stretches of cells as tables."""
    items: list[Item] = []
    at = 0
    tables = [] if source.marked else sorted([*_tables(source.text), *drawn(source.text)], key=itemgetter(0))
    for start, end, table in tables:
        items += source.lines(at, start)
        items.append(table)
        at = end
    return [*items, *source.lines(at)]


def _tables(text: str) -> Iterator[tuple[int, int, Table]]:
    """Yield the tables, and from where to where each stands."""
    for match in _STRETCH.finditer(text):
        start, end = match.span(1)
        if not _stands_in_prose(text, start, end) or _PAGE_MARK.search(text, start, end):
            continue
        rows = bare_lines(text, start, end)
        # most cells are figures, and most figures 0: what each is is asked once
        told = kinds({row for _, row in rows})
        if PROSE in told.values() or any(is_spread(row) for row in told if " " in row):
            continue
        whats = [told[row] for _, row in rows]
        if not enough_figures(row for (_, row), what in zip(rows, whats, strict=True) if what is NUMBER):
            continue
        parts = {row: cells(row) for row in told}
        for begin, past in cut_at_headings(whats):
            last, row = rows[past - 1]
            yield rows[begin][0], last + len(row), Table(tuple([parts[row] for _, row in rows[begin:past]]))


def _stands_in_prose(text: str, start: int, end: int) -> bool:
    above, below = text[:start].rstrip(), text[end:].partition("\n")[0].strip()
    around = (above[above.rfind("\n") + 1 :].lstrip(), below)
    return all(kind(line) is PROSE and not may_be_marked(line) for line in around)
