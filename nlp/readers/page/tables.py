"""The tables of a page (网页表格): data tables as rows of cells, told apart from tables that only lay out a page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from nlp.readers.lines.grid import is_data
from nlp.report import Table

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

#: how many columns and rows a cell covers
_Span = tuple[int, int]
_ONE: _Span = (1, 1)
_WIDEST_SPAN = 60
_MOST_COLUMNS = 200


def data_table(table: LexborNode) -> Table | None:
    """Return the cells of a ``<table>`` when it is a data table, None when it only lays out a page (布局表)."""
    if len(table.css("table")) > 1:  # the table itself is among them
        return None
    kinds = _cell_tags()
    rows = table.css("tr")
    cells = [[cell for cell in row.iter() if cell.tag_id in kinds] for row in rows]
    texts = [[cell.text_lexbor().strip() for cell in inside] for inside in cells]
    if not is_data(texts):
        return None
    spanned = table.css("[colspan],[rowspan]")
    spans = {cell.mem_id: _span(cell) for cell in spanned}
    # most rows have none, and their cells need not be asked
    wide = {cell.parent.mem_id for cell in spanned if cell.parent}
    covered = [
        [spans.get(cell.mem_id, _ONE) for cell in inside] if row.mem_id in wide else None
        for row, inside in zip(rows, cells, strict=True)
    ]
    return Table(_filled([_closed(row) for row in texts], covered))


@cache
def _cell_tags() -> frozenset[int]:
    """The numbers of the tags of cells, which are compared faster than names."""
    from selectolax.lexbor import LexborHTMLParser

    return frozenset(cell.tag_id for cell in LexborHTMLParser("<table><tr><td></td><th></th></table>").css("td,th"))


def _closed(row: list[str]) -> list[str]:
    """The cells with one blank for every stretch of white space, which most have none of."""
    whole = "".join(row)
    return [" ".join(cell.split()) for cell in row] if len(whole.split()) > 1 else row


def _span(cell: LexborNode) -> _Span:
    given = cell.attributes
    return _number(given.get("colspan")), _number(given.get("rowspan"))


@lru_cache(maxsize=1024)
def _number(given: str | None) -> int:
    """How many columns or rows a cell says it covers; Python itself refuses numbers of thousands of digits."""
    return max(min(int(given.strip()[:9]), _WIDEST_SPAN), 1) if given and given.strip().isdecimal() else 1


def _filled(texts: Sequence[list[str]], spans: Sequence[list[_Span] | None]) -> tuple[tuple[str, ...], ...]:
    """The cells row by row; a cell over several columns or rows stands in each of them."""
    rows: list[tuple[str, ...]] = []
    hanging: dict[int, tuple[int, str]] = {}
    for cells, covered in zip(texts, spans, strict=True):
        row = cells[:_MOST_COLUMNS]
        if covered or hanging:
            row, hanging = _spread(cells, covered or [_ONE] * len(cells), hanging)
        if any(row):
            rows.append(tuple(row))
    return tuple(rows)


def _spread(
    cells: Sequence[str], spans: Sequence[_Span], hanging: dict[int, tuple[int, str]]
) -> tuple[list[str], dict[int, tuple[int, str]]]:
    """A row with each cell in all its columns and those that hang into it, by column; and what hangs into the next."""
    row: list[str] = []
    carried: dict[int, tuple[int, str]] = {}
    for text, (across, down) in zip(cells, spans, strict=True):
        if hanging:
            _hang(row, hanging, carried)
        begin = len(row)
        row += [text] * min(across, _MOST_COLUMNS - begin)
        if down > 1:
            carried.update(dict.fromkeys(range(begin, len(row)), (down - 1, text)))
    _hang(row, hanging, carried)
    return row, carried


def _hang(row: list[str], hanging: dict[int, tuple[int, str]], carried: dict[int, tuple[int, str]]) -> None:
    """Put in the cells that reach down from the rows above."""
    while len(row) in hanging:
        left, text = hanging.pop(len(row))
        if left > 1:
            carried[len(row)] = (left - 1, text)
        row.append(text)
