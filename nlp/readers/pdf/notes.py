"""Footnotes (脚注): small lines at the foot of a page, and the raised digits that point to them, out of the text.

A note is one only where its number stands raised in the text above it on the same page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from nlp.readers.lines.source import Line, without
from nlp.readers.pdf.columns import Placed
from nlp.readers.pdf.rows import Ruler

_CIRCLED = "①-⑳"
#: how a note begins: 1 指…, [1]…, ①…
_NOTE = re.compile(rf"[\[〔［]?(\d{{1,2}}|[{_CIRCLED}])[\]〕］]? ?(?=[\u4e00-\u9fff《“（])")
#: what may point to it: a number right behind a word or a mark, or between brackets
#: (pdfium begins a line with it where it is raised much)
_POINTER = re.compile(
    rf"(?<=[\u4e00-\u9fff》”）。，；、：]) {{0,3}}\n? ?[\[〔［]?(\d{{1,2}}|[{_CIRCLED}])[\]〕］]?(?![\d.．%％])"
)
_PAGE_MARK = re.compile(r"[-—–·. ]*\d{0,3}[-—–·. ]*")
_HAN = re.compile("[\u4e00-\u9fff]")
#: a note's characters are no wider than that, compared with the text's, and so are raised figures
_SMALL = 0.85
#: notes stand among the last lines of a page
_MOST_LINES = 12


class Notes(NamedTuple):
    """Where in the file's text the notes' lines begin, and from where to where each pointer stands."""

    lines: frozenset[int]
    pointers: tuple[tuple[int, int], ...]


NONE = Notes(frozenset(), ())


def noted(ruler: Ruler, text: str, lines: Sequence[Placed], at: int) -> Notes:
    """Return the footnotes of a page; `at` is where its text begins in the file's."""
    foot = _foot(text, lines, at)
    if not foot:
        return NONE
    em = _text_width(text, lines, at)
    small = [
        line for line in foot if _width(ruler, text[line.start - at : line.end - at], line.start - at) < _SMALL * em
    ]
    # the first of them must be a note's first line
    first = next((n for n, line in enumerate(small) if _NOTE.match(text, line.start - at)), len(small))
    notes = {match[1]: line for line in small[first:] if (match := _NOTE.match(text, line.start - at))}
    pointers = _pointers(ruler, text[: min((line.start for line in small[first:]), default=at) - at], notes, em)
    if not pointers:
        return NONE
    return Notes(
        frozenset(line.start for line in small[first:]), tuple((at + start, at + end) for start, end in pointers)
    )


def _foot(text: str, lines: Sequence[Placed], at: int) -> list[Placed]:
    """The last lines of a page, page marks aside, where one of them may begin a note."""
    last = lines[-_MOST_LINES:]
    begins = _NOTE.match
    # most pages have none
    if not any(begins(text, line[0] - at) for line in last):
        return []
    return [line for line in last if not _PAGE_MARK.fullmatch(text, line.start - at, line.end - at)]


def _text_width(text: str, lines: Sequence[Placed], at: int) -> float:
    """The width of most lines' characters, in points."""
    widths = Counter(round(line.em, 1) for line in lines if _HAN.match(text, line.start - at))
    return max(widths, key=lambda width: (widths[width], width), default=0.0)


def _width(ruler: Ruler, words: str, start: int) -> float:
    """The width of the first Chinese character of a line; none is as wide as any."""
    found = _HAN.search(words)
    if found is None:
        return float("inf")
    lefts, _, rights = ruler.edges([start + found.start()])
    return rights[0] - lefts[0]


def _pointers(ruler: Ruler, text: str, notes: Mapping[str, Placed], em: float) -> list[tuple[int, int]]:
    """Where the numbers of notes stand raised in the text."""
    found = [match for match in _POINTER.finditer(text) if match[1] in notes]
    lefts, _, rights = ruler.edges([match.start(1) for match in found])
    # a figure is half as wide as a Chinese character, one in a circle as wide
    normal = [em if len(match[1]) == 1 and not match[1].isascii() else em / 2 for match in found]
    raised = zip(found, lefts, rights, normal, strict=True)
    return [match.span() for match, left, right, width in raised if right - left < _SMALL * width]


def rejoined(lines: Sequence[Placed], notes: Notes) -> list[Placed]:
    """Return the lines of a page without its notes; those that a pointer broke in two are one again."""
    breaks = {start for start, _ in notes.pointers}
    whole: list[Placed] = []
    for line in lines:
        if line.start in notes.lines:
            continue
        if whole and whole[-1].end in breaks:
            line = whole.pop()._replace(end=line.end, right=line.right)  # noqa: PLW2901
        whole.append(line)
    return whole


def without_pointers(lines: list[Line], pointers: Collection[tuple[int, int]]) -> list[Line]:
    """Return the lines without the figures that point to notes."""
    return [_without(line, pointers) for line in lines] if pointers else lines


def _without(line: Line, pointers: Collection[tuple[int, int]]) -> Line:
    if len(line.spans) != 1:
        return line
    (begin, end), *_ = line.spans
    return without(line, [(a - begin, b - begin) for a, b in sorted(pointers) if begin <= a and b <= end])
