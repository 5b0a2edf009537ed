"""Lines by where they stand on a page (版面): columns in reading order, indents, and which lines reach the margin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from operator import sub
from typing import NamedTuple


class Placed(NamedTuple):
    """A line of a page: ``start:end`` in the file's text, and its box in points (`top` grows upwards).

    em : the width of its first character; column : 0 across the page, 1 left, 2 right.
    """

    start: int
    end: int
    left: float
    right: float
    top: float
    em: float
    column: int = 0


#: how many characters a full line may fall short of the margin
_RAGGED = 2.5
_FEWEST, _FEWEST_AT_EDGE = 5, 3
_NARROWEST = 0.25
_ACROSS_SHARE = 0.25


def in_reading_order(pages: Sequence[Sequence[Placed]], widths: Sequence[float]) -> list[list[Placed]]:
    """Return the lines of each page in reading order: where there are two columns, the left one first (双栏)."""
    gutters = [_gutter(page, width, _FEWEST) for page, width in zip(pages, widths, strict=True)]
    found = [gutter for gutter in gutters if gutter is not None]
    if not found:
        return [list(page) for page in pages]
    # a page of tables, or a last one that is nearly empty, keeps the columns of the others
    shared = sorted(found)[len(found) // 2]
    return [_ordered(page, gutter or _if_fits(page, shared)) for page, gutter in zip(pages, gutters, strict=True)]


def _ordered(page: Sequence[Placed], gutter: float | None) -> list[Placed]:
    if gutter is None:
        return list(page)
    ordered: list[Placed] = []
    left: list[Placed] = []
    right: list[Placed] = []
    for line in sorted(page, key=lambda line: -line.top):
        if line.left < gutter < line.right:
            # a line across the page ends what stood beside each other above it
            ordered += [*left, *right, line]
            left, right = [], []
        elif line.right <= gutter:
            left.append(line._replace(column=1))
        else:
            right.append(line._replace(column=2))
    return [*ordered, *left, *right]


def _if_fits(page: Sequence[Placed], gutter: float | None) -> float | None:
    across = sum(line.left < gutter < line.right for line in page) if gutter is not None else 0
    return gutter if 4 * across <= len(page) else None


def _gutter(lines: Sequence[Placed], page_width: float, fewest: int) -> float | None:
    """The x between two columns of text, or None."""
    start = left_edge([line[2] for line in lines], page_width)
    if start is None:
        return None
    gutter = start - 4
    left = [line for line in lines if line.right <= gutter]
    right = [line for line in lines if line.left >= gutter]
    across = len(lines) - len(left) - len(right)
    if min(len(left), len(right)) < fewest or across > _ACROSS_SHARE * len(lines):
        return None
    wide = min(sum(line.right - line.left >= _NARROWEST * page_width for line in side) for side in (left, right))
    beside = max(_bottom(left), _bottom(right)) < min(_top(left), _top(right))
    return gutter if wide >= fewest and beside else None


def left_edge(lefts: Sequence[float], page_width: float) -> float | None:
    """The left edge of a second column: the leftmost place near the middle where several lines begin (the rest indent)."""
    low, high = 0.35 * page_width, 0.7 * page_width
    starts = Counter([round(left / 4) for left in lefts if low < left < high])
    edges = [4.0 * bucket for bucket, count in starts.items() if count >= _FEWEST_AT_EDGE]
    return min(edges, default=None)


def _top(lines: Sequence[Placed]) -> float:
    return max(line.top for line in lines)


def _bottom(lines: Sequence[Placed]) -> float:
    return min(line.top for line in lines)


def told(pages: Sequence[Sequence[Placed]]) -> list[list[tuple[bool, bool]]]:
    """Return for each line whether a paragraph opens there, and whether it reaches the margin (缩进与行满).

    The margins are those that the lines of all pages share; what reaches them may go on in the next line.
    """
    lines = [line for page in pages for line in page]
    columns = {line[-1] for line in lines}
    margins = {
        column: _margins(lines if len(columns) == 1 else [line for line in lines if line.column == column])
        for column in columns
    }
    return [_told(page, margins) for page in pages]


class _Margins(NamedTuple):
    """Beyond `indent` a paragraph opens, at `reach` a line is full; steps down the page that set paragraphs apart."""

    indent: float
    reach: float
    apart: tuple[float, float]


def _margins(lines: Sequence[Placed]) -> _Margins:
    _, _, lefts, rights, tops, ems, _ = zip(*lines, strict=True)
    widths = list(map(sub, rights, lefts))
    widest = sorted(widths, reverse=True)[min(2, len(lines) - 1)]
    wide = [at for at, width in enumerate(widths) if width >= 0.6 * widest]
    right = sorted([rights[at] for at in wide], reverse=True)[min(2, len(wide) - 1)]
    em = sorted([ems[at] for at in wide])[3 * len(wide) // 4]
    reach = right - _RAGGED * em
    # the line after a full one is the same paragraph's next, so it begins at the margin
    edges = [after for after, past in zip(lefts[1:], rights, strict=False) if past > reach]
    counts = Counter([round(edge / 2) for edge in edges or [lefts[at] for at in wide]])
    left = 2.0 * min(counts, key=lambda bucket: (-counts[bucket], bucket))
    down = [(step, past) for step, past in zip(map(sub, tops, tops[1:]), rights, strict=False) if 0 < step < 6 * em]
    # the step from a full line to the next is that of prose; the rows of tables stand closer
    steps = sorted([step for step, past in down if past > reach] or [step for step, _ in down])
    pitch = steps[len(steps) // 2] if steps else 0.0
    return _Margins(left + 1.2 * em, reach, (1.6 * pitch, 3.5 * pitch))


def _told(page: Sequence[Placed], margins: Mapping[int, _Margins]) -> list[tuple[bool, bool]]:
    found: list[tuple[bool, bool]] = []
    above, beside = 0.0, -1
    for _, _, left, right, top, _, column in page:
        indent, reach, (near, far) = margins[column]
        # paragraphs may be set apart; what lies further below stands under a head or a picture
        apart = column == beside and near < above - top < far
        found.append((left > indent or apart, right > reach))
        above, beside = top, column
    return found
