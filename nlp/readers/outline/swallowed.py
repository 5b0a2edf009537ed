"""Headings that were taken for rows of a table (误入表格的标题): given back to the text.

A table without lines begins right under its heading, and a heading without 一、 looks like its first row. What stands
alone in a row, and is numbered and worded as a section title or is one to the letter, is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from nlp.readers.identity.titles import GENRE
from nlp.readers.lines.extract import Block, Extract
from nlp.readers.outline.document import matching_key
from nlp.readers.outline.wording import grammar
from nlp.report import Table

_NUMBERED = re.compile("[#*> ]*(?:第?[一二三四五六七八九十]{1,2}(?:部分)?|[0-9]{1,2})? ?[、，,.．:： *]*")
_LONGEST = 40
#: a title ends in one of these: 情况 概述 事项 措施 问题 计划 打算 报告 …
_SPEAKS = re.compile("[况況述项項施題题划劃算告报報](?<=...)[^\n]{0,8}$", re.MULTILINE)


def released(extract: Extract) -> Extract:
    """Return the extract with headings out of its tables; the very same one where none was swallowed."""
    rows = list(chain.from_iterable([table.rows for _, table in extract.tables]))
    # in most files no cell at all reads like a title, alone in its row or not
    if not any(map(_reads_like_title, _speaking(rows))):
        return extract
    alone = [row[:1] for row in rows if row and not any(row[1:])]
    if not any(map(_reads_like_title, _speaking(alone))):
        return extract
    blocks: list[Block] = []
    tables: list[tuple[int, Table]] = []
    at = 0
    for position, table in extract.tables:
        blocks += extract.blocks[at:position]
        at = position
        for piece in _pieces(table):
            if isinstance(piece, str):
                blocks.append(Block(piece))
            else:
                tables.append((len(blocks), piece))
    blocks += extract.blocks[at:]
    return Extract(tuple(blocks), tuple(tables), extract.title, extract.warnings)


def _speaking(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of cells that end like a title."""
    lines = "\n".join(chain.from_iterable(rows))
    for match in _SPEAKS.finditer(lines):
        yield lines[lines.rfind("\n", 0, match.start()) + 1 : match.end()]


def is_title(row: tuple[str, ...]) -> bool:
    """Whether a row of a table is the title of the report or the heading of a section."""
    return bool(row) and not any(row[1:]) and _reads_like_title(row[0])


@lru_cache(maxsize=1024)
def _reads_like_title(cell: str) -> bool:
    """The same for the one cell of a row; the labels of the statutory tables are the same in every report."""
    if len(cell) > 2 * _LONGEST:
        return False
    key = matching_key(_closed(cell))
    number = _NUMBERED.match(key)
    begin = number.end() if number else 0
    window = key[begin:].rstrip("*#。：")
    if key.endswith(("报告", "年报")):
        return GENRE.search(key) is not None
    if begin == 0 or len(key) > _LONGEST:
        return grammar().prescribes(window)
    title = grammar().whole(window)
    return title is not None and title.quality > 2.0


def _closed(cell: str) -> str:
    """Return a spaced-out heading closed up (二 、 主 动 公 开)."""
    return cell.replace(" ", "")


def _pieces(table: Table) -> Iterator[Table | str]:
    rows: list[tuple[str, ...]] = []
    for row in table.rows:
        if is_title(row):
            if rows:
                yield Table(tuple(rows))
            yield _closed(row[0])
            rows = []
        else:
            rows.append(row)
    if rows:
        yield Table(tuple(rows))
