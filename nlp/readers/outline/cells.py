"""Cells of tables that were left inside a narrative (残留表格): found line by line and set aside as tables."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from nlp.readers.lines.extract import Extract
from nlp.readers.outline.document import Document
from nlp.report import Section, Table

#: sections out of whose text cells are taken altogether
CLEARED = ("overview", "problems")
#: a line without a word: digits, separators, brackets
_CELL = re.compile(r"[\d\s.,，%％+\-—–/|()（）:：]*")
#: the same among others, quickly found; without one there is no table
_WORDLESS = re.compile(r"\n[\d\s.,，%％+\-—–/|()（）:：]*(?:\n|$)")
_SENTENCE = re.compile("[。；！？;!?]")
#: what has a comma is a sentence broken over lines, but for the long cells of the statutory tables
_LONG_CELL = re.compile("勾稽关系|项之和|不计其他情形|不再处理|逾期不补正")
#: a line without a full stop is prose from this length on
_PROSE = 30
#: that many lines in a row without a sentence, one of them without a word, are a table
_RUN = 3


def left(text: str, lines: Sequence[tuple[int, int]]) -> list[bool]:
    """Return, for each line, whether it is a cell of a table."""
    blank = [_CELL.fullmatch(text, start, end) is not None for start, end in lines]
    if not any(blank):
        return blank
    short = [
        cell or (end - start < _PROSE and not _is_prose(text[start:end]))
        for cell, (start, end) in zip(blank, lines, strict=True)
    ]
    found = list(blank)
    begin = 0
    for index in range(len(lines) + 1):
        if index < len(lines) and short[index]:
            continue
        if index - begin >= _RUN and any(blank[begin:index]):
            found[begin:index] = [True] * (index - begin)
        begin = index + 1
    return found


def _is_prose(line: str) -> bool:
    return bool(_SENTENCE.search(line) or (("，" in line or "," in line) and not _LONG_CELL.search(line)))


def lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the lines of a stretch that hold anything."""
    found: list[tuple[int, int]] = []
    while start < end:
        at = text.find("\n", start, end)
        at = end if at < 0 else at
        if text[start:at].strip():
            found.append((start, at))
        start = at + 1
    return found


def removed(extract: Extract, page: Document, sections: Sequence[Section]) -> Extract:
    """Return the extract without the cells that stand inside a narrative; the very same one where there are none."""
    gone: list[int] = []
    for section in sections:
        if section.kind in CLEARED and _WORDLESS.search("\n" + page.text[section.start : section.end]):
            spans = lines(page.text, section.start, section.end)
            found = left(page.text, spans)
            gone += [bisect_left(page.starts, start) for (start, _), cell in zip(spans, found, strict=True) if cell]
    drop = {index for index in gone if index < len(page.starts) and page.starts[index] in page.starts}
    if not drop:
        return extract
    kept = [index for index in range(len(extract.blocks)) if index not in drop]
    table = Table(tuple((extract.blocks[index].text,) for index in sorted(drop)))
    moved = [(bisect_left(kept, position), found) for position, found in extract.tables]
    place = bisect_left(kept, min(drop))
    tables = sorted([*moved, (place, table)], key=lambda item: item[0])
    return Extract(tuple(extract.blocks[index] for index in kept), tuple(tables), extract.title, extract.warnings)
