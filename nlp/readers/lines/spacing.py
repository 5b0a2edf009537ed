"""Blanks that are layout, not text, closed up (空格): spaced-out headings, blanks that a page's layout puts beside figures.

A blank that separates a heading from what follows, or two cells, is left: it tells something.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import sub

from nlp.readers.lines.source import Line, without

#: twice a blank, not once and more: what begins with a plain character is found many times as fast
_GAP = re.compile("  *")
_UNITS = frozenset("年月日号件条个项次期篇份人家名万亿元余多类场处批册户款部章版岁级届楼室时天周季度%％")
_BEFORE_FIGURE = frozenset("年月第共为约自至到")
_FEWEST_SPREAD = 4
_LONGEST_SINGLE = 4
_SPREAD_YEAR = re.compile(r"(?:\d +){3}\d(?= *年)")
#: a blank between Chinese characters or marks, or between those and figures or letters
_CHINESE = "[\u3400-\u9fff，。、；：？！（）《》“”‘’〔〕【】…()]"
# the blank first, so that the search is for that; the last: 1 943 条, set with figures of another font
_LAID_OUT = re.compile(
    rf" (?<={_CHINESE} ) *+(?={_CHINESE}|[^\W_])| (?<=[^\W_] ) *+(?={_CHINESE})"
    r"| (?<=\d )(?<!\d{4} )(?=\d{3}(?: \d{3})*(?!\d) *[\u4e00-\u9fff%])"
)
#: two of what `_is_single` takes, side by side: without them nothing is spaced out
_SINGLES = re.compile(r" (?:\d{1,4}|[^ ]、?) +(?:\d{1,4}|[^ ]、?)(?= |$)")
_CELLS = re.compile(r"\d +\d")
#: a numbered heading's own words, up to the blank that sets them off
_SET_OFF = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])\s*[\u3400-\u9fff、]{2,24}( +)"
)

Gap = tuple[int, int]


def is_spread(text: str) -> bool:
    """Return whether a line has so many blanks that it may be a spaced-out heading; figures at its end make it a row."""
    return " " in text and 3 * text.count(" ") >= len(text) > 2 and "|" not in text and not text[-1].isdigit()


def closed_heading(line: Line) -> Line:
    """Return the line with spaced-out headings in it closed up (一 、 总 体 情 况), other blanks left."""
    closing, _ = _spread(line.text, _gaps(line.text))
    return without(line, closing) if closing else line


def closed_up(line: Line, *, laid_out: bool = False) -> Line:
    """Return the line without blanks that are only layout.

    laid_out : the line comes from a page layout (PDF), where blanks are made from the distance of characters.
    """
    text = line.text
    if " " not in text:
        return line
    closing = _closing_on_page(text) if laid_out else _closing(text)
    return without(line, closing) if closing else line


def _gaps(text: str) -> list[Gap]:
    """The runs of blanks; most are single, and where all are, telling so is cheaper than a search for each."""
    if "  " in text:
        return [match.span() for match in _GAP.finditer(text)]
    return [(at, at + 1) for at, char in enumerate(text) if char == " "]


def _closing(text: str) -> list[Gap]:
    gaps = _gaps(text)
    closing, telling = _spread(text, gaps) if _SINGLES.search(" " + text) else ([], [])
    told = {*closing, *telling}
    return sorted(closing + [gap for gap in gaps if gap not in told and _beside_figure(text, *gap)])


def _closing_on_page(text: str) -> list[Gap]:
    """The same of a line whose spaced-out headings have been closed up; what sets a heading off from its text stays."""
    heading = _SET_OFF.match(text)
    told = heading.start(1) if heading else -1
    return [match.span() for match in _LAID_OUT.finditer(text) if match.start() != told]


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _spread(text: str, gaps: Sequence[Gap]) -> tuple[list[Gap], list[Gap]]:
    """The gaps inside headings set with a blank after each character (一 、 总 体 情 况), and the gaps that end such."""
    starts = [0, *(end for _, end in gaps)]
    stops = [*(start for start, _ in gaps), len(text)]
    # most pieces are one character, or many
    singles = [
        size == 1 or (size <= _LONGEST_SINGLE and _is_single(text, start, size))
        for start, size in zip(starts, map(sub, stops, starts), strict=True)
    ]
    closing: list[Gap] = []
    telling: list[Gap] = []
    first = 0
    for at, single in enumerate([*singles, False]):
        if single:
            continue
        if at - first > 1 and _is_spread(text[starts[first] : stops[at - 1]], text):
            closing += gaps[first : at - 1]
            # the gap before a longer word parts the heading from what follows
            telling += gaps[at - 1 : at]
        first = at + 1
    return closing, telling


def _is_single(text: str, start: int, size: int) -> bool:
    """A year, or a heading's number."""
    return text[start : start + size].isdigit() or (size == 2 and text[start + 1] == "、")


def _is_spread(run: str, text: str) -> bool:
    """Four Chinese characters apart, or a whole line of them (概  述); figures side by side are cells."""
    if _CELLS.search(_SPREAD_YEAR.sub("", run)):
        return False
    return sum(map(_is_han, run)) >= (2 if run == text else _FEWEST_SPREAD)


def _beside_figure(text: str, start: int, end: int) -> bool:
    """A blank beside a figure in running text: 2023 年, 共 12 件; never between the cells of a flattened row."""
    before, after = text[start - 1], text[end]
    return (before.isdigit() and after in _UNITS) or (before in _BEFORE_FIGURE and after.isdigit())
