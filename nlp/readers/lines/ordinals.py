"""Tables whose rows are counted (序号): 1 桂花新村 120 户, 2 望湖里 217 户; out of the text, whatever their cells end in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.readers.lines.source import NUMBERED, Item, Line
from nlp.readers.outline.wording import SURE, grammar
from nlp.report import Table

#: the number of a row and what stands in its next cell: no item's mark, no unit
_ROW = re.compile(
    r"(\d{1,3}) ?(?=[^\s\d、.．，,:：;；)）/~～—–%％-])(?![年月日时号件条个项次期篇份人家名万亿元余多位处场届级])"
)
_FIRST = re.compile(r"1(?![\d.．、,，])")
_SENTENCE = re.compile("[。；]|，.*，")
_HEAD = re.compile("序号|编号|名称|项目|类别|单位|事项")
_CAPTION = re.compile("附?表 ?[0-9一二三四五六七八九十]{1,2}")
_MARK = re.compile("[，。；：]")
#: fewer rows make no table, and no row or head is longer
_FEWEST, _LONGEST = 4, 80


def without_counted_rows(items: Sequence[Item]) -> list[Item]:
    """Return lines and tables in order, with tables of counted rows taken out of the lines, head and caption too."""
    result: list[Item] = []
    at = 0
    for first in [at for at, item in enumerate(items) if isinstance(item, Line) and _FIRST.match(item.text)]:
        rows = _rows(items, first) if first >= at else []
        if len(rows) < _FEWEST or any(map(_is_titled, rows)):
            continue
        begin = _begin(items, first, at)
        end = items.index(rows[-1], first) + 1
        result += [*items[at:begin], Table(tuple((row.text,) for row in _lines(items[begin:end])))]
        at = end
    return [*result, *items[at:]]


def _number(item: Item) -> int:
    """The number that a line begins with as rows do; 0 where it is no row."""
    if not isinstance(item, Line) or not item.text[:1].isdigit() or len(item.text) > _LONGEST:
        return 0
    row = _ROW.match(item.text)
    return int(row[1]) if row and not _SENTENCE.search(item.text) else 0


def _rows(items: Sequence[Item], first: int) -> list[Line]:
    """The rows counted on from the first one; between them the head may come back on a new page."""
    head = items[first - 1] if first else None
    rows: list[Line] = []
    for item in items[first:]:
        if not isinstance(item, Line):
            break
        if _number(item) == len(rows) + 1:
            rows.append(item)
        elif item.text and not (isinstance(head, Line) and item.text == head.text):
            break
    return rows


def _is_titled(row: Line) -> bool:
    """Whether a row is an entry of a table of contents."""
    match = _ROW.match(row.text)
    title = row.text[match.end() :] if match else ""
    known = grammar().classify(title, len(title))
    return known is not None and known.quality >= SURE


def _begin(items: Sequence[Item], first: int, after: int) -> int:
    """Where a table begins: with its caption, its head, or its first row."""
    begin = first
    for pattern in (_HEAD, _CAPTION):
        above = items[begin - 1] if begin > after else None
        if isinstance(above, Line) and _stands_above(above.text, pattern):
            begin -= 1
    return begin


def _stands_above(text: str, pattern: re.Pattern[str]) -> bool:
    found = pattern.search(text) if pattern is _HEAD else pattern.match(text)
    return found is not None and len(text) <= _LONGEST and not _MARK.search(text) and not NUMBERED.match(text)


def _lines(items: Sequence[Item]) -> list[Line]:
    return [item for item in items if isinstance(item, Line) and item.text]
