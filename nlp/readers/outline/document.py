"""The blocks of a file as one text: what the grammar of headings looks at (全文).

Joining is where `Report.text` is born: blocks in order with a line break between them, tables left aside but their places
known, and the way back to the file kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from nlp.readers.lines.extract import Block, Extract
from nlp.readers.outline.wording import grammar
from nlp.report import Origin, Table
from nlp.text import fold

Mark = tuple[int, str]
#: 本年新收政府信息公开申请46件: a sentence that speaks as the table does
_COUNTED = re.compile("(?:数量)?(?:共计?|为|合计)?[0-9]+ ?[件条宗]")
#: a report has hundreds of origins, and this is three times as fast as calling their type
_new = tuple.__new__
_WIDTHS = tuple(zip(",;:?!()", "，；：？！（）", strict=True))


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what is known about its places.

    key : `text` with punctuation in one width, and in a traditional copy simplified: what patterns are matched on;
    starts : where each block begins; loud : starts of blocks that typography marks as headings;
    marks : ``(place, kind)`` of strings and tables that only the statutory table of section `kind` holds;
    tables : ``(place, table, kind)``, the kind of section whose statutory table it is or None.
    """

    text: str
    key: str
    starts: tuple[int, ...]
    loud: frozenset[int]
    marks: tuple[Mark, ...]
    tables: tuple[tuple[int, Table, str | None], ...]

    def end_of_block(self, offset: int) -> int:
        """Return where the block that holds `offset` ends."""
        # by the blocks' beginnings: looking for a line break would be slow on a page flattened into one line
        following = bisect_right(self.starts, offset)
        return self.starts[following] - 1 if following < len(self.starts) else len(self.text)

    def size_of_block(self, offset: int) -> int:
        """Return how many characters the block that holds `offset` has."""
        return self.end_of_block(offset) - self.starts[bisect_right(self.starts, offset) - 1]

    def opens(self, offset: int) -> bool:
        """Return whether a block begins at `offset`."""
        return offset == 0 or self.text[offset - 1] == "\n"


def document(extract: Extract) -> Document:
    """Return the joined text of an extract."""
    text = "\n".join([block.text for block in extract.blocks])
    key = matching_key(text)
    starts = (
        tuple(accumulate([len(block.text) + 1 for block in extract.blocks[:-1]], initial=0)) if extract.blocks else ()
    )
    loud = frozenset([start for start, block in zip(starts, extract.blocks, strict=True) if block.heading])
    tables = tuple((_place(starts, text, position), table, subject(table)) for position, table in extract.tables)
    # a table set aside stood at the end of the line before its place
    aside = ((max(place - 1, 0), kind) for place, _, kind in tables if kind)
    marks = sorted((*_marks(key), *aside))
    return Document(text, key, starts, loud, tuple(marks), tables)


def matching_key(text: str) -> str:
    """Return what patterns are matched on, of the same length.

    `nlp.text.fold` maps every character and is too slow for whole texts; replacing the seven marks that matter is ten
    times faster. 公開: a traditional copy of a report on 公开 cannot do without that character.
    """
    if "開" in text:
        return fold(text)
    for half, full in _WIDTHS:
        text = text.replace(half, full)
    return text


def _place(starts: tuple[int, ...], text: str, position: int) -> int:
    return starts[position] if position < len(starts) else len(text)


def _marks(key: str) -> list[Mark]:
    marks = []
    for phrase, kind in grammar().tables:
        at = key.find(phrase)
        while at >= 0:
            if not _COUNTED.match(key, at + len(phrase)):
                marks.append((at, kind))
            at = key.find(phrase, at + len(phrase))
    return marks


def subject(table: Table) -> str | None:
    """Return the kind of section whose statutory table this is, judged by its cells, or None."""
    cells = matching_key("\n".join([cell for row in table.rows[:8] for cell in row]))
    found = [kind for phrase, kind in grammar().tables if phrase in cells]
    return max(dict.fromkeys(found), key=found.count) if found else None


def origins(blocks: tuple[Block, ...], starts: tuple[int, ...]) -> tuple[Origin, ...]:
    """Return the map from the joined text back to the file."""
    return tuple(
        [
            _new(Origin, (begin + start, begin + end, place, offset))
            for begin, block in zip(starts, blocks, strict=True)
            for start, end, place, offset in block.runs
        ]
    )


def marks_between(marks: tuple[Mark, ...], start: int, end: int) -> set[str]:
    """Return the kinds of the statutory tables that stand between two places."""
    return {kind for _, kind in marks[bisect_left(marks, (start, "")) : bisect_left(marks, (end, ""))]}
