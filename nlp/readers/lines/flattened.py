"""Tables that lost their lines (压平的表格): one cell a line, rows of blanks and digits. Out of the text, kept as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlp.readers.lines.ordinals import without_counted_rows
from nlp.readers.lines.pipes import without_pipes
from nlp.readers.lines.rows import (
    BOUNDARY,
    FIGURE_ENDS,
    NUMBER,
    PROSE,
    cells,
    cut_at_headings,
    ends_in_figures,
    enough_figures,
    kind,
)
from nlp.readers.lines.source import Item, Line
from nlp.report import Table

_LONGEST_HEADING = 40


def set_aside_tables(lines: Sequence[Line]) -> list[Item]:
    """Return lines and tables in order, with flattened tables taken out of the lines."""
    items = without_pipes(lines)
    # most texts hold no line that could be a first row
    if "1" in {line[0][:1] for line in lines}:
        items = without_counted_rows(items)
    figures = [
        (at, item)
        for at, item in enumerate(items)
        # its last character tells of most lines that they are none
        if isinstance(item, Line) and item[0][-1:] in FIGURE_ENDS and ends_in_figures(item[0]) and not item[2]
    ]
    if not enough_figures(line.text for _, line in figures):
        return items
    result: list[Item] = []
    at = 0
    for number, _ in figures:
        if number < at:
            continue
        # a region without prose around a figure; what lies between two such is text
        begin, end, kinds = _around(items, number)
        result += items[at:begin]
        result += _region([item for item in items[begin:end] if isinstance(item, Line)], kinds)
        at = end
    return [*result, *items[at:]]


def _around(items: Sequence[Item], number: int) -> tuple[int, int, list[str]]:
    """The region that holds no prose around one of the lines of figures, and what its lines are to a table."""
    above: list[str] = []
    begin = number
    while begin and (what := _kind(items[begin - 1])) is not PROSE:
        above.append(what)
        begin -= 1
    kinds = [*reversed(above), NUMBER]
    end = number + 1
    while end < len(items) and (what := _kind(items[end])) is not PROSE:
        kinds.append(what)
        end += 1
    return begin, end, kinds


def _kind(item: Item) -> str:
    if not isinstance(item, Line):
        return PROSE
    if item.heading and item.text:
        return BOUNDARY if len(item.text) <= _LONGEST_HEADING else PROSE
    return kind(item.text)


def _region(lines: Sequence[Line], kinds: Sequence[str]) -> Iterator[Item]:
    """Take the tables out of a stretch that holds no prose; what follows the last figure of each is text again."""
    if not enough_figures(line.text for line, what in zip(lines, kinds, strict=True) if what is NUMBER):
        yield from lines
        return
    at = 0
    for begin, end in cut_at_headings(kinds):
        yield from lines[at:begin]
        yield Table(tuple([cells(line.text) for line in lines[begin:end] if line.text]))
        at = end
    yield from lines[at:]
