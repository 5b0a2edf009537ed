"""Page marks and running heads taken out, even where they cut a sentence in two (页码、页眉).

Forms: ``— 6 —``, ``-4-``, ``第3页``, ``第 3 页 共 10 页``, ``3 / 10``, ``Page 3 of 10``. A bare number is a page mark only where it stands
between the two halves of a sentence: elsewhere it is a table cell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import TypeVar

from nlp.readers.lines.source import NUMBERED, Line, without

_T = TypeVar("_T")
#: tells what a line says
_Says = Callable[[_T], str]

_DASHES = "-—–─―－‐−"
_DASH = f"[{_DASHES}]"
_PAGE = (
    r"第 {0,3}\d{1,3} {0,3}[页頁](?: {0,3}[,，/／|]? {0,3}[（(]?共 {0,3}\d{1,3} {0,3}[页頁][）)]?)?"
    r"|共 {0,3}\d{1,3} {0,3}[页頁] {0,3}[,，/／|]? {0,3}第 {0,3}\d{1,3} {0,3}[页頁]"
)
_MARK_LINE = re.compile(
    rf"(?:{_DASH}+\s*\d{{1,3}}\s*{_DASH}+|[·•~～]\s*\d{{1,3}}\s*[·•~～]|{_PAGE}|[Pp]age\s*\d{{1,3}}(?:\s*(?:of|/)\s*\d{{1,3}})?"
    # the ornament above a heading on pages made for telephones
    r"|(?:PART|Part)\s*[.．·]?\s*\d{1,2})"
)
#: what a table says above its rows, where only that of it was left between the halves of a sentence
_TABLE_HEAD = re.compile("第二十条第[（(][一二三四五六七八九十]{1,2}[）)]项")
_FRACTION = re.compile(r"(\d{1,3})\s*[/／]\s*(\d{1,3})")
_DASHED = re.compile(rf"{_DASH}{_DASH}? *\d{{1,3}} *{_DASH}{{1,2}}")
_PAGED = re.compile(_PAGE)
#: what every mark with that word has in it; each begins with a plain character, so that the search is fast
_NUMBERED_PAGE = {"页": re.compile(r"页(?<=[\d ]页)"), "頁": re.compile(r"頁(?<=[\d ]頁)")}
_EDGE_NUMBER = re.compile(rf"{_DASH}*\s*(\d{{1,3}})\s*{_DASH}*")
_TITLE_ENDS = ("报告", "年报")
_SHORTEST_HALF, _SHORTEST_PROSE, _LONGEST_HEADING = 10, 15, 40
#: 见第3页 cites a page
_CITING = frozenset("见附")
_SENTENCE_END = "。！？；：!?;:"
_LONGEST_MARK = 24
#: what a browser prints above and below each page holds the title or the address of it
_LONGEST_EDGE = 200
_MARK_ENDS = frozenset("0123456789项页頁-—–─―－‐−·•~～）)")
_MARK_BEGINS = frozenset("-—–─―－‐−·•~～第共Pp")
_DIGITS = re.compile(r"\d+")
#: what a running head has not
_SENTENCE = re.compile("[，。；,;]")


def without_page_marks(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without page marks and the running heads beside them; what a mark cut apart may be joined."""
    bare = list(lines)
    for at in _holding_marks(lines):
        bare[at] = _without_inline(lines[at])
    marks = _mark_lines(lines)
    if not marks:
        return bare
    gone = marks | _running_heads(lines, marks)
    kept: list[Line] = []
    cut = False
    for at, line in enumerate(bare):
        if at in gone:
            cut = _heal(kept)
        elif cut and lines[at].text:
            kept.append(line._replace(opens=False))
            cut = False
        elif not (kept and kept[-1].full and not lines[at].text and _beside(lines, at, gone)):
            kept.append(line)
    return kept


def _holding_marks(lines: Sequence[Line]) -> set[int]:
    """Which lines may hold marks inside them, found by one search through all."""
    text = "\n".join([line[0] for line in lines])
    found = [match.start() for match in _DASHED.finditer(text)] if any(dash in text for dash in _DASHES) else []
    if any(word in text and numbered.search(text) for word, numbered in _NUMBERED_PAGE.items()):
        found += [match.start() for match in _PAGED.finditer(text)]
    if not found:
        return set()
    return set(accumulate(text.count("\n", above, at) for above, at in pairwise([0, *sorted(found)])))


def _mark_lines(lines: Sequence[Line]) -> set[int]:
    marks: set[int] = set()
    totals: Counter[str] = Counter()
    fractions: dict[int, str] = {}
    texts = [line[0] for line in lines]
    short = [at for at, text in enumerate(texts) if text[-1:] in _MARK_ENDS and len(text) <= _LONGEST_MARK]
    for at in short:
        text = texts[at]
        if text.isdecimal():
            if len(text) <= 3 and _cuts_sentence(lines, at):
                marks.add(at)
        elif text[0] in _MARK_BEGINS:
            if _MARK_LINE.fullmatch(text) or (_TABLE_HEAD.fullmatch(text) and _cuts_sentence(lines, at)):
                marks.add(at)
        elif match := _FRACTION.fullmatch(text):
            fractions[at] = match[2]
            totals[match[2]] += int(match[1]) <= int(match[2])
    return marks | {at for at, total in fractions.items() if totals[total] > 1}


def _neighbour(lines: Sequence[Line], at: int, step: int) -> int:
    """The nearest line with text before or after, or -1."""
    at += step
    while 0 <= at < len(lines) and not lines[at].text:
        at += step
    return at if 0 <= at < len(lines) else -1


def _cuts_sentence(lines: Sequence[Line], at: int) -> bool:
    before = _neighbour(lines, at, -1)
    if before < 0 or len(lines[before].text) < _SHORTEST_PROSE:
        return False
    after = _neighbour(lines, at, 1)
    if after < 0 or len(lines[after].text) < 4 or lines[after].text[0].isdigit():
        return False
    first, second = lines[before].text, lines[after].text
    prose = any(mark in first + second for mark in "，。；、")
    return prose and (first[-1] not in _SENTENCE_END or len(second) >= _SHORTEST_PROSE)


def _running_heads(lines: Sequence[Line], marks: set[int]) -> set[int]:
    """Lines beside page marks that come back with other digits or the same."""
    beside: dict[str, list[int]] = {}
    for mark in marks:
        for step in (-1, 1):
            at = _neighbour(lines, mark, step)
            if at >= 0 and at not in marks and 4 <= len(lines[at].text) <= 40 and not _SENTENCE.search(lines[at].text):
                beside.setdefault(_DIGITS.sub("0", lines[at].text), []).append(at)
    return {at for places in beside.values() if len(places) > 1 for at in places}


def _beside(lines: Sequence[Line], at: int, marks: set[int]) -> bool:
    """Whether an empty line belongs to the gap that a mark leaves."""
    return _neighbour(lines, at, 1) in marks or _neighbour(lines, at, -1) in marks


def _heal(kept: list[Line]) -> bool:
    """Let the line before a mark go on in the line after it, when its sentence is not at an end; return whether it does."""
    while kept and not kept[-1].text:
        kept.pop()
    if not kept or not is_cut(kept[-1].text):
        return False
    kept[-1] = kept[-1]._replace(full=True)
    return True


def is_cut(text: str) -> bool:
    """Return whether a line is the first half of a sentence: long enough, not at its end, and no heading."""
    if len(text) < _SHORTEST_HALF or text[-1] in _SENTENCE_END or text.endswith(_TITLE_ENDS):
        return False
    return len(text) > _LONGEST_HEADING or not NUMBERED.match(text) or any(mark in text for mark in "，。；")


def _without_inline(line: Line) -> Line:
    """Take out a mark that stands between Chinese characters; the digits of 2019—2021 or a telephone number do not."""
    text = line.text
    found = [*_DASHED.finditer(text), *_PAGED.finditer(text)]
    cuts = [span for match in found if _between_chinese(text, *(span := _with_blanks(text, *match.span())))]
    return without(line, sorted(cuts)) if cuts else line


def _between_chinese(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if not (before + after).strip() or any(char.isascii() for char in before + after):
        return False
    return not any(char in _CITING for char in text[max(start - 4, 0) : start])


def _with_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1] == " ":
        start -= 1
    while end < len(text) and text[end] == " ":
        end += 1
    return start, end


def without_page_edges(pages: Sequence[Sequence[_T]], says: _Says[_T]) -> list[list[_T]]:
    """Return the pages without bare page numbers and running heads in their first and last lines (页眉页脚).

    A number counts where it runs along with the pages; a head where most pages repeat it, other digits aside. The
    first page's own title stays.
    """
    kept = [list(page) for page in pages]
    for edge in (0, -1):
        for _ in range(2):
            edges = [says(page[edge]) if page else "" for page in kept]
            heads = _repeated(edges)
            # on the first page the line may be the title that the later pages repeat
            if edge == 0 and 0 in heads and not _titled(kept[0], says):
                heads.remove(0)
            drop = _numbered(edges) | heads
            for at in drop:
                del kept[at][edge]
            if not drop:
                break
    return kept


def _numbered(edges: Sequence[str]) -> set[int]:
    """Pages whose edge is a number that grows with the page."""
    shifts: dict[int, set[int]] = {}
    for at, text in enumerate(edges):
        if match := _EDGE_NUMBER.fullmatch(text):
            shifts.setdefault(int(match[1]) - at, set()).add(at)
    best = max(shifts.values(), key=len, default=set())
    return best if len(best) >= 2 else set()


def _repeated(edges: Sequence[str]) -> set[int]:
    forms: dict[str, set[int]] = {}
    for at, text in enumerate(edges):
        if 4 <= len(text) <= _LONGEST_EDGE:
            forms.setdefault(_DIGITS.sub("0", text), set()).add(at)
    best = max(forms.values(), key=len, default=set())
    return set() if len(best) < 2 or 2 * len(best) < len(edges) - 1 else best


def _titled(page: Sequence[_T], says: _Says[_T]) -> bool:
    return any(says(line).endswith(_TITLE_ENDS) for line in page[1:6])
