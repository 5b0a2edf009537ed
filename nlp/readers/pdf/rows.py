"""The lines of a page with their boxes (行与位置), taken from the first and last character that is not a blank.

Only two characters a line are measured, all of a page in one go, so that reading costs little more than pdfium's own
extraction.
"""

from __future__ import annotations

import re
from array import array
from collections import deque
from collections.abc import Sequence
from ctypes import PYFUNCTYPE, c_float, c_int, c_void_p, cast, sizeof
from functools import cache
from itertools import islice, repeat
from typing import Any, NamedTuple

from nlp.readers.pdf.columns import Placed, left_edge

#: a line without the blanks at its ends
_ROW = re.compile(r"\S(?:.*\S)?")
_BLANK = re.compile(" +")
#: a blank that no figure or letter explains; the blank first, so that the search is for that
_APART = re.compile(r" (?<=[^\x00-\x7f] ) *(?=[^\x00-\x7f])")
#: quotation marks around nothing: they were drawn after the words they enclose
_DISPLACED = re.compile("“ *”|‘ *’")
#: the gap of a closing mark that was drawn after more words than it should: 同步 升级 ” 版
_DRIFTED = re.compile("[\u4e00-\u9fff] +[\u4e00-\u9fff]{1,12} ?[”’]")
_FEWEST_DOUBLED, _PART = 5, 6
#: as many Chinese characters as make a good part of a line
_PART_OF_HAN = re.compile(f"(?:[^\u4e00-\u9fff]*+[\u4e00-\u9fff]){{{_PART}}}")
#: lines that may be two which are measured before a page counts as one column
_TRIES = 8
_SHORT = 6
#: the bytes of a box: left, top, right, bottom
_BOX = 4 * sizeof(c_float)


class Ruler:
    """Measures characters of one page.

    text_page : pdfium's handle of its text.
    """

    def __init__(self, text_page: Any) -> None:
        self._page = cast(text_page, c_void_p).value

    def edges(self, indices: Sequence[int]) -> tuple[Sequence[float], Sequence[float], Sequence[float]]:
        """Return the left, top and right edges of characters, in points."""
        edges = array("f", bytes(_BOX * len(indices)))
        begin, _ = edges.buffer_info()
        places = range(begin, begin + _BOX * len(indices), _BOX)
        deque(map(_measure(), repeat(self._page), indices, places), maxlen=0)
        return edges[0::4], edges[1::4], edges[2::4]


@cache
def _measure() -> Any:
    """pdfium's own function, which takes addresses as they are: called for a thousand characters a report.

    Each call is over before another thread could make use of the time.
    """
    import pypdfium2.raw as pdfium

    place = cast(pdfium.FPDFText_GetLooseCharBox, c_void_p).value or 0
    return PYFUNCTYPE(c_int, c_void_p, c_int, c_void_p)(place)


def in_visual_order(ruler: Ruler, text: str) -> str:
    """Return a page's text with the characters of each line from left to right.

    pdfium gives them as the file draws them, and marks that a font lacks are drawn from another one after the rest. Only
    a page that shows it pays for the measuring.
    """
    displaced = _DISPLACED.search(text) is not None
    if not displaced and " ”" not in text and " ’" not in text:
        return text
    characters = list(text)
    for match in _ROW.finditer(text):
        start, end = match.span()
        if not displaced and not _DRIFTED.search(text, start, end):
            continue
        lefts, _, _ = ruler.edges(range(start, end))
        characters[start:end] = [text[start + at] for at in sorted(range(end - start), key=lefts.__getitem__)]
    return "".join(characters)


def placed(ruler: Ruler, text: str, at: int, page_width: float) -> list[Placed]:
    """Return the lines of a page; `at` is where its text begins in the file's.

    Lines that pdfium joined across the gap between two columns come apart.
    """
    rows = [match.span() for match in _ROW.finditer(text)]
    lines = _measured(ruler, rows, at)
    # a line that may be two beside each other has a blank with a good part of a line on either side
    wide = [line for line in lines if line.right - line.left > 0.5 * page_width]
    apart = _APART.search
    doubled = [line for line in wide if apart(text, line.start - at + _PART, line.end - at - _PART)]
    if len(doubled) < _FEWEST_DOUBLED or 3 * len(doubled) < len(wide):
        return lines
    two = list(islice((line for line in doubled if _is_two(text, line.start - at, line.end - at)), _TRIES))
    if len(two) < _FEWEST_DOUBLED or not _gaps(ruler, two, text, at, page_width):
        return lines
    return _parted(ruler, lines, text, at, page_width)


def _measured(ruler: Ruler, rows: Sequence[tuple[int, int]], at: int) -> list[Placed]:
    """The rows of a page's text as lines in the file's."""
    lefts, tops, rights = ruler.edges([start for start, _ in rows])
    # a short line is a table's or a heading's: its end need not be exact
    _, _, ends = ruler.edges([end - 1 for start, end in rows if end - start > _SHORT])
    past = iter(ends)
    lines: list[Placed] = []
    for (start, end), left, top, right in zip(rows, lefts, tops, rights, strict=True):
        em = max(right - left, 1.0)
        reach = next(past) if end - start > _SHORT else left + em * (end - start)
        lines.append(_line(Placed, (at + start, at + end, left, reach, top, em, 0)))
    return lines


#: makes a line faster than calling its type, which counts for the hundreds a report has
_line = tuple.__new__


class _Gap(NamedTuple):
    """Where a line goes on, in the page's text and in points."""

    cut: int
    left: float


def _is_two(text: str, start: int, end: int, cut: int | None = None) -> bool:
    """Whether text stands beside text in a line, parted at `cut` or at some blank: a table's cells are short or figures."""
    if cut is None:
        cut = text.find(" ", start + _PART, end)
    return len(text[start:cut].rstrip()) >= _PART and _PART_OF_HAN.match(text, cut, end) is not None


def _gaps(ruler: Ruler, lines: Sequence[Placed], text: str, at: int, page_width: float) -> dict[Placed, _Gap]:
    """Where the text of a line goes on behind a gap that is wider than a blank, near the middle of the page."""
    low, high = 0.35 * page_width, 0.75 * page_width
    blanks = [
        (line, *match.span()) for line in lines for match in _BLANK.finditer(text, line.start - at, line.end - at)
    ]
    lefts, _, _ = ruler.edges([cut for _, _, cut in blanks])
    inner = [(*blank, left) for blank, left in zip(blanks, lefts, strict=True) if low < left <= high]
    _, _, rights = ruler.edges([start - 1 for _, start, _, _ in inner])
    gaps: dict[Placed, _Gap] = {}
    for (line, _, cut, left), right in zip(inner, rights, strict=True):
        if left - right > 1.2 * line.em:
            gaps.setdefault(line, _Gap(cut, left))
    return gaps


def _parted(ruler: Ruler, lines: Sequence[Placed], text: str, at: int, page_width: float) -> list[Placed]:
    """The lines with those taken apart that pdfium joined across the gap between two columns."""
    gaps = _gaps(ruler, lines, text, at, page_width)
    beside = sum([_is_two(text, line.start - at, line.end - at, gap.cut) for line, gap in gaps.items()])
    edge = left_edge([gap.left for gap in gaps.values()], page_width)
    if edge is None or beside < _FEWEST_DOUBLED:
        return list(lines)
    parted: list[Placed] = []
    for line in lines:
        gap = gaps.get(line)
        if gap is None or gap.left < edge - 4:
            parted.append(line)
            continue
        start, end = line.start - at, line.end - at
        parted += _measured(ruler, [(start, len(text[: gap.cut].rstrip())), (gap.cut, end)], at)
    return parted
