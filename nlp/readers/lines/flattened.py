"""Tables that lost their lines (压平的表格): one cell a line, rows of blanks and digits, pipes. Out of the text, kept as tables.

What stands alone on its line and reads like a heading is never taken, except for the row labels that the statutory tables
themselves print like headings (四、结转下年度继续办理).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.readers.lines.source import Item, Line, part, strip
from nlp.report import Table

# what a line is to a table; plain strings, not an Enum: they are compared for every line
_BLANK = "blank"
_NUMBER = "one cell or a row that ends in figures"
_LABEL = "may be a cell"
_BOUNDARY = "a heading or a title: never inside a table"
_PROSE = "prose"

_FIGURE = r"[-−－+]?\d[\d,，.]*(?:%|[万亿]{1,2}元?|元|[件条个份项])?|[-—－/／]"
_FIGURE_ENDS = frozenset("0123456789.,，%-—－/／元件条个份项)）")
_UNIT = r"(?:\s*[(（]?(?:[万亿]{0,2}元|[件条个份项次])[)）]?)?"
_FIGURES = re.compile(rf"(?:{_FIGURE})(?:\s+(?:{_FIGURE}))*{_UNIT}")
#: word by word, each as a whole, because lines that are no rows are met far oftener
_ROW = re.compile(rf"(?P<label>\S++(?:\s++\S++)*?)(?P<figures>(?:\s+(?:{_FIGURE}))+{_UNIT})")
_LONGEST_ROW_LABEL = 60
_FIGURE_CELL = re.compile(rf"(?<!\S)(?:{_FIGURE})(?!\S)")
#: a number with nothing behind it is the broken label of a row
_ENUMERATED = re.compile(
    r"[一二三四五六七八九十]{1,3} ?[、.．,，：:]|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,2}(?:部分|章)"
)
#: row labels of the statutory tables of 2019 and 2021 that look like headings
_ROW_LABEL = re.compile(
    r"[一二三四五六七八九十]{1,2}、(?:本年新收|上年结转|上年度结转|本年度办理结果|结转下年)"
    r"|[（(][一二三四五六七八九十][)）](?:予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|总计)"
)
#: cells of the statutory tables that hold punctuation
_LONG_CELL = re.compile(
    r"本列数据|勾稽关系|项加第[一二三四]|项之和|第三项加第四项|区分处理的|不计其他情形|只计这一情|单位[:：]\s*万?元"
)
_CAPTION = re.compile(
    "第二十条第|信息内容|行政复议|行政诉讼|申请人情况|[一二三四]、(?:本年新收|上年结转|本年度办理|结转下年)"
)
_TITLE = re.compile(r"(?:年度?报告|年报)[（(]?[^，。]{0,6}[)）]?$")
_PROSE_MARK = re.compile("[。；！？，,;：:]")
_LONGEST_LABEL = 40
_LONGEST_NAME = 12
_FEWEST_FIGURES = 3


def set_aside_tables(lines: Sequence[Line]) -> list[Item]:
    """Return lines and tables in order, with flattened tables taken out of the lines."""
    piped = _PIPE.search("\n".join([line.text for line in lines]))
    items = list(_without_pipes(lines)) if piped else list[Item](lines)
    numbers = [at for at, item in enumerate(items) if isinstance(item, Line) and _ends_in_figures(item)]
    if _figures([items[at] for at in numbers], [_NUMBER] * len(numbers)) < _FEWEST_FIGURES:
        return items
    result: list[Item] = []
    figures = frozenset(numbers)
    at = 0
    for number in numbers:
        if number < at:
            continue
        # a region without prose around a figure; what lies between two such is text
        begin, end, kinds = _around(items, number, figures)
        result += items[at:begin]
        result += _region([item for item in items[begin:end] if isinstance(item, Line)], kinds)
        at = end
    return [*result, *items[at:]]


def _ends_in_figures(line: Line) -> bool:
    text = line.text
    return bool(text) and (text[-1] in _FIGURE_ENDS or text.isdecimal()) and _kind(text, line.heading) is _NUMBER


def _around(items: Sequence[Item], number: int, figures: frozenset[int]) -> tuple[int, int, list[str]]:
    """The region that holds no prose around one of the lines of figures, and what its lines are to a table."""
    above: list[str] = []
    begin = number
    while begin and (kind := _kind_of(items[begin - 1])) is not _PROSE:
        above.append(kind)
        begin -= 1
    kinds = [*reversed(above), _NUMBER]
    end = number + 1
    while end < len(items) and (kind := _NUMBER if end in figures else _kind_of(items[end])) is not _PROSE:
        kinds.append(kind)
        end += 1
    return begin, end, kinds


def _kind_of(item: Item) -> str:
    return _kind(item.text, item.heading) if isinstance(item, Line) else _PROSE


def _kind(text: str, heading: bool = False) -> str:
    if not text:
        return _BLANK
    if heading or len(text) > 2 * _LONGEST_LABEL:
        return _BOUNDARY if len(text) <= _LONGEST_LABEL else _PROSE
    if text.isdecimal() or (text[-1] in _FIGURE_ENDS and _FIGURES.fullmatch(text)):
        return _NUMBER
    row = _row(text) if text[-1] in _FIGURE_ENDS and " " in text else None
    label = row["label"] if row else text
    cell = _NUMBER if row else _LABEL
    if _PROSE_MARK.search(label):
        return cell if _ROW_LABEL.match(label) or _LONG_CELL.search(label) else _PROSE
    if _is_heading(label):
        return _BOUNDARY
    return cell if row or len(text) <= _LONGEST_LABEL or _is_header(text) else _PROSE


def _row(text: str) -> re.Match[str] | None:
    row = _ROW.fullmatch(text)
    return row if row and row.end("label") <= _LONGEST_ROW_LABEL else None


def is_text(line: str) -> bool:
    """Return whether a line can be no part of a table: prose, a heading, a title."""
    return _kind(line) in (_PROSE, _BOUNDARY)


def _is_header(text: str) -> bool:
    """A row of column names."""
    return " " in text and max(map(len, text.split())) <= _LONGEST_NAME


def _is_heading(label: str) -> bool:
    """A number with words behind it, which is no row's label; or a title."""
    match = _ENUMERATED.match(label)
    if match and match.end() < len(label):
        return not _ROW_LABEL.match(label)
    return "报" in label and bool(_TITLE.search(label))


def _figures(items: Sequence[Item], kinds: Sequence[str]) -> int:
    """How many figures the lines of figures hold, as far as it matters."""
    count = 0
    for item, kind in zip(items, kinds, strict=True):
        if kind is _NUMBER and isinstance(item, Line):
            count += len(_FIGURE_CELL.findall(item.text))
            if count >= _FEWEST_FIGURES:
                break
    return count


def _region(lines: list[Line], kinds: list[str]) -> Iterator[Item]:
    """Take the tables out of a stretch that holds no prose."""
    if _figures(lines, kinds) < _FEWEST_FIGURES:
        yield from lines
        return
    begin = 0
    for at in range(len(lines) + 1):
        if at == len(lines) or kinds[at] is _BOUNDARY:
            yield from _chunk(lines[begin:at], kinds[begin:at])
            if at < len(lines):
                yield lines[at]
            begin = at + 1


def _chunk(lines: list[Line], kinds: list[str]) -> Iterator[Item]:
    """A table runs from the first cell to the last figure; what follows is text again."""
    figures = [at for at, kind in enumerate(kinds) if kind is _NUMBER]
    if not figures:
        yield from lines
        return
    past = figures[-1] + 1
    pairs = zip(lines[:past], kinds, strict=False)
    yield Table(tuple([_cells(line.text) if kind is _NUMBER else (line.text,) for line, kind in pairs if line.text]))
    yield from lines[past:]


def _cells(text: str) -> tuple[str, ...]:
    if " " not in text:
        return (text,)
    row = None if _FIGURES.fullmatch(text) else _row(text)
    return (row["label"].strip(), *row["figures"].split()) if row else tuple(text.split())


_PIPE = re.compile(r"[|｜┃│]")
#: one cell a line, a pipe left over at its end
_PIPE_EDGE = re.compile(r"[|｜┃│]?([^|｜┃│]*)[|｜┃│]?$")
_RULE = re.compile(r"[\s|｜┃│:：\-—+=─]*")


def _without_pipes(lines: Sequence[Line]) -> Iterator[Item]:
    """Turn pipe rows that belong together into a table; take single ones apart into their cells."""
    rows: list[_PipeRow] = []
    for line in lines:
        pipes = [match.span() for match in _PIPE.finditer(line.text)]
        if len(pipes) > 1 or (pipes and rows):
            if not _RULE.fullmatch(line.text):
                rows.append(_PipeRow(line, pipes))
            continue
        edge = _PIPE_EDGE.match(line.text) if pipes else None
        bare = strip(part(line, *edge.span(1))) if edge else line
        if bare.text or not rows:
            yield from _pipe_table(rows)
            rows = []
            yield bare
    yield from _pipe_table(rows)


class _PipeRow:
    """A row between pipes; the pipes at its ends are its frame."""

    def __init__(self, line: Line, pipes: Sequence[tuple[int, int]]) -> None:
        self.line = line
        starts = [0, *(end for _, end in pipes)]
        stops = [*(start for start, _ in pipes), len(line.text)]
        first = 1 if pipes[0][0] == 0 else 0
        last = -1 if pipes[-1][1] == len(line.text) else None
        self.bounds = list(zip(starts, stops, strict=True))[first:last]
        self.texts = [line.text[start:stop].strip() for start, stop in self.bounds]

    def cells(self) -> list[Line]:
        """The cells that hold something, as lines."""
        pairs = zip(self.bounds, self.texts, strict=True)
        return [strip(part(self.line, *bounds)) for bounds, text in pairs if text]


def _pipe_table(rows: list[_PipeRow]) -> Iterator[Item]:
    """Rows of short cells are a table; a row that holds prose, a heading or nothing but one cell is text."""
    grid: list[tuple[str, ...]] = []
    for row in rows:
        filled = [text for text in row.texts if text]
        if len(rows) > 1 and all(map(_is_cell, filled)) and (len(filled) > 1 or any(map(_CAPTION.match, filled))):
            grid.append(tuple(row.texts))
            continue
        if grid:
            yield Table(tuple(grid))
            grid = []
        yield from row.cells()
    if grid:
        yield Table(tuple(grid))


def _is_cell(text: str) -> bool:
    kind = _kind(text)
    return kind in (_NUMBER, _LABEL) or (kind is _BOUNDARY and bool(_ROW_LABEL.match(text)))
