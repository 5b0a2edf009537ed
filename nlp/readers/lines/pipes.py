"""Tables drawn with pipes (竖线表格): rows that belong together become a table, single ones their cells.

A table between lines without pipes, each of its rows framed and of cells, is known in the text before that is cut into
lines (`drawn`); what else there is of pipes is told line by line (`without_pipes`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from nlp.readers.lines.rows import BOUNDARY, PAGE_MARK, PROSE, is_cell, kind
from nlp.readers.lines.source import Item, Line, bare_lines, part, strip
from nlp.report import Table

_PIPES = "|｜┃│"
_PIPE = re.compile(rf"[{_PIPES}]")
#: one cell a line, a pipe left over at its end
_PIPE_EDGE = re.compile(rf"[{_PIPES}]?([^{_PIPES}]*)[{_PIPES}]?$")
_RULE = re.compile(rf"[\s{_PIPES}:：\-—+=─]*")
#: rows from pipe to pipe, a line each
_FRAMED = re.compile(rf"(?:\n|^)((?: *+[{_PIPES}][^\n]*(?<=[{_PIPES}]) *(?:\n *+)++){{2,}}+)")
#: a page mark or a sign of Markdown has to be taken out first
_NO_CELLS = re.compile(rf"{PAGE_MARK}|\*\*|\]\(|`")
#: the one cell of a row that heads a table
_CAPTION = re.compile(
    "第二十条第|信息内容|行政复议|行政诉讼|申请人情况|[一二三四]、(?:本年新收|上年结转|本年度办理|结转下年)"
)


def drawn(text: str) -> Iterator[tuple[int, int, Table]]:
    """Yield the tables that are plainly drawn with pipes, and from where to where each stands."""
    if not any(pipe in text for pipe in _PIPES):
        return
    for match in _FRAMED.finditer(text):
        start, end = match.span(1)
        if not _stands_in_text(text, start, end) or _NO_CELLS.search(text, start, end):
            continue
        rows = [row for row in bare_lines(text, start, end) if not _RULE.fullmatch(row[1])]
        if len(rows) > 1:
            yield from _tables(rows)


def _tables(rows: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int, Table]]:
    """Yield the tables among rows from pipe to pipe, each row with the place where it begins."""
    parts = [_cells(row) for _, row in rows]
    cells = _that_are_cells({cell for row in parts for cell in row})
    at = 0
    for is_table, chunk in groupby(parts, lambda row: _is_row(row, cells)):
        found = tuple(chunk)
        last, row = rows[at + len(found) - 1]
        if is_table:
            yield rows[at][0], last + len(row), Table(found)
        at += len(found)


def _stands_in_text(text: str, start: int, end: int) -> bool:
    """Whether the table goes on neither above nor below: there is prose or a heading, and no pipe."""
    above, below = text[:start].rstrip(), text[end:].partition("\n")[0].strip()
    around = (above[above.rfind("\n") + 1 :].lstrip(), below)
    return all(kind(line) in (PROSE, BOUNDARY) and not _PIPE.search(line) for line in around)


def _cells(line: str) -> tuple[str, ...]:
    """What stands between the pipes of a row; those at its ends are its frame."""
    pieces = _PIPE.split(line)
    return tuple([piece.strip() for piece in pieces[not pieces[0] : -1 if not pieces[-1] else None]])


def _that_are_cells(texts: set[str]) -> set[str]:
    """What of the texts between pipes can be cells; most stand in many rows, so that each is asked for once."""
    return {text for text in texts if is_cell(text)}


def _is_row(row: Sequence[str], cells: set[str]) -> bool:
    filled = [cell for cell in row if cell]
    return cells.issuperset(filled) and (len(filled) > 1 or any(map(_CAPTION.match, filled)))


def without_pipes(lines: Sequence[Line]) -> list[Item]:
    """Return the lines and tables in order, tables drawn with pipes taken out of the lines."""
    text = "\n".join([line.text for line in lines])
    return list(_taken_apart(lines)) if any(pipe in text for pipe in _PIPES) else list(lines)


def _taken_apart(lines: Sequence[Line]) -> Iterator[Item]:
    rows: list[Line] = []
    for line in lines:
        pipes = len(_PIPE.findall(line.text))
        if pipes > 1 or (pipes and rows):
            if not _RULE.fullmatch(line.text):
                rows.append(line)
            continue
        edge = _PIPE_EDGE.match(line.text) if pipes else None
        bare = strip(part(line, *edge.span(1))) if edge else line
        if rows and bare.text:
            yield from _table(rows)
            rows = []
        if bare.text or not rows:
            yield bare
    yield from _table(rows)


def _table(rows: list[Line]) -> Iterator[Item]:
    """Rows of short cells are a table; a row that holds prose, a heading or nothing but one cell is text."""
    grid: list[tuple[str, ...]] = []
    parts = [_cells(row.text) for row in rows]
    cells = _that_are_cells({cell for row in parts for cell in row})
    for row, found in zip(rows, parts, strict=True):
        if len(rows) > 1 and _is_row(found, cells):
            grid.append(found)
            continue
        if grid:
            yield Table(tuple(grid))
            grid = []
        yield from _apart(row)
    if grid:
        yield Table(tuple(grid))


def _apart(row: Line) -> list[Line]:
    """The cells of a row that hold something, as lines."""
    pieces = _PIPE.split(row.text)
    starts = accumulate((len(piece) + 1 for piece in pieces), initial=0)
    pairs = zip(pieces, starts, strict=False)
    return [strip(part(row, start, start + len(piece))) for piece, start in pairs if piece.strip()]
