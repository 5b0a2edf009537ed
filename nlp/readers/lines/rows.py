"""What a line is to a table that lost its lines (行的性质): a cell, a row, a heading that no table holds, or prose.

What stands alone on its line and reads like a heading is never a cell, except for the row labels that the statutory tables
themselves print like headings (四、结转下年度继续办理).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

# plain strings, not an Enum: they are compared for every line
BLANK = "blank"
NUMBER = "one cell or a row that ends in figures"
LABEL = "may be a cell"
BOUNDARY = "a heading or a title: never inside a table"
PROSE = "prose"

FIGURE = r"[-−－+]?\d[\d,，.]*(?:%|[万亿]{1,2}元?|元|[件条个份项])?|[-—－/／]"
#: what a page mark has in it, more or less
PAGE_MARK = r"[页頁Pp\-—–─―－‐−·•~～](?:(?<=[页頁])|(?<=[Pp])age|(?<![Pp]) *\d{1,3} *[-—–─―－‐−·•~～])"
#: what figures and rows of them end in
FIGURE_ENDS = frozenset("0123456789.,，%-—－/／元件条个份项)）")
_UNIT = r"(?:\s*[(（]?(?:[万亿]{0,2}元|[件条个份项次])[)）]?)?"
_FIGURES = re.compile(rf"(?:{FIGURE})(?:\s+(?:{FIGURE}))*{_UNIT}")
#: word by word, each as a whole, because lines that are no rows are met far oftener
_ROW = re.compile(rf"(?P<label>\S++(?:\s++\S++)*?)(?P<figures>(?:\s+(?:{FIGURE}))+{_UNIT})")
_LONGEST_ROW_LABEL = 60
_FIGURE_CELL = re.compile(rf"(?<!\S)(?:{FIGURE})(?!\S)")
#: a number with nothing behind it is the broken label of a row
_ENUMERATED = re.compile(
    r"[一二三四五六七八九十]{1,3} ?[、.．,，：:]|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,2}(?:部分|章)"
)
#: row labels of the statutory tables of 2019 and 2021 that look like headings
_ROW_LABEL = re.compile(
    r"[一二三四五六七八九十]{1,2} ?[、.．,，：:] ?(?:本年新收|上年结转|上年度结转|本年度办理结果|结转下年)"
    r"|[（(][一二三四五六七八九十][)）](?:予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|总计)"
)
#: cells of the statutory tables that hold punctuation
_LONG_CELL = re.compile(
    r"本列数据|勾稽关系|项加第[一二三四]|项之和|第三项加第四项|区分处理的|不计其他情形|只计这一情|单位[:：]\s*万?元"
)
_TITLE = re.compile(r"(?:年度?报告|年报)[（(]?[^，。]{0,6}[)）]?$")
#: marks of sentences, and counts that are told one after the other (部分公开 18 件、不予公开 22 件)
_PROSE_MARK = re.compile("[。；！？，,;：:]|[0-9] ?[件条次个份篇期项人场]、")
_LONGEST_LABEL = 40
_LONGEST_NAME = 12
#: fewer figures make no table
_FEWEST_FIGURES = 3
#: the statutory tables have some 150 labels, the same in every report, and their figures are short
_REMEMBERED = 4096


def kind(text: str) -> str:
    """Return what a line is to a table."""
    return _short(text) if len(text) <= 2 * _LONGEST_LABEL else PROSE


def kinds(texts: Iterable[str]) -> dict[str, str]:
    """Return what each of several lines is to a table."""
    return {text: _short(text) if len(text) <= 2 * _LONGEST_LABEL else PROSE for text in texts}


@lru_cache(maxsize=_REMEMBERED)
def _short(text: str) -> str:
    if not text:
        return BLANK
    if text.isdecimal() or (text[-1] in FIGURE_ENDS and _FIGURES.fullmatch(text)):
        return NUMBER
    row = _row(text) if text[-1] in FIGURE_ENDS and " " in text else None
    label = row["label"] if row else text
    cell = NUMBER if row else LABEL
    if _PROSE_MARK.search(label):
        return cell if _ROW_LABEL.match(label) or _LONG_CELL.search(label) else PROSE
    if _is_heading(label):
        return BOUNDARY
    return cell if row or len(text) <= _LONGEST_LABEL or _is_header(text) else PROSE


def _row(text: str) -> re.Match[str] | None:
    row = _ROW.fullmatch(text)
    return row if row and row.end("label") <= _LONGEST_ROW_LABEL else None


def _is_header(text: str) -> bool:
    """A row of column names."""
    return " " in text and max(map(len, text.split())) <= _LONGEST_NAME


def _is_heading(label: str) -> bool:
    """A number with words behind it, which is no row's label; or a title."""
    match = _ENUMERATED.match(label)
    if match and match.end() < len(label):
        return not _ROW_LABEL.match(label)
    return "报" in label and bool(_TITLE.search(label))


def ends_in_figures(text: str) -> bool:
    """Return whether a line is a figure, or a row that ends in figures."""
    return text[-1:] in FIGURE_ENDS and kind(text) is NUMBER


def enough_figures(rows: Iterable[str]) -> bool:
    """Return whether lines that are figures, or end in them, hold enough of these for a table."""
    count = 0
    for row in rows:
        count += len(_FIGURE_CELL.findall(row))
        if count >= _FEWEST_FIGURES:
            return True
    return False


def is_cell(text: str) -> bool:
    """Return whether the text between two pipes can be a cell."""
    what = kind(text)
    return what in (NUMBER, LABEL) or (what is BOUNDARY and bool(_ROW_LABEL.match(text)))


def cut_at_headings(kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the tables are among lines of these kinds: between headings, from the first cell to the last figure."""
    found: list[tuple[int, int]] = []
    begin = 0
    for end in [at for at, what in enumerate(kinds) if what is BOUNDARY] + [len(kinds)]:
        last = next((at for at in range(end - 1, begin - 1, -1) if kinds[at] is NUMBER), None)
        if last is not None:
            found.append((begin, last + 1))
        begin = end + 1
    return found


@lru_cache(maxsize=_REMEMBERED)
def cells(text: str) -> tuple[str, ...]:
    """Return the cells of a line of a table: a label and figures, figures alone, or one cell."""
    if " " not in text or kind(text) is not NUMBER:
        return (text,)
    row = None if _FIGURES.fullmatch(text) else _row(text)
    return (row["label"].strip(), *row["figures"].split()) if row else tuple(text.split())
