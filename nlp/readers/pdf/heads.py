"""Running heads that differ from page to page (奇偶页眉不同): small lines at one height above the text of every page.

Heads that come back in the same words are known by those (`nlp.readers.lines.pagemarks.without_page_edges`); in a short
file, the bulletin's name on one page and the column's on the other come once each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter, itemgetter
from statistics import median

from nlp.readers.pdf.columns import Placed

_TOP = itemgetter(Placed._fields.index("top"))
_EM = attrgetter("em")
#: lines within so many points stand at one height
_LEVEL = 2.0
#: a head's characters are no wider than that, compared with the text's; and it stands so many lines above it
_SMALL, _APART = 0.92, 1.15
_LONGEST = 40
_SENTENCE = re.compile("[，。；,;]")
_FIGURES = re.compile(r"[\d\s]+")


def without_small_heads(pages: Sequence[Sequence[Placed]], text: str) -> Sequence[Sequence[Placed]]:
    """Return the pages without such heads; `text` is the file's, which the lines are places of.

    The first page may have none (首页不同).
    """
    if len(pages) < 2 or not all(pages):
        return pages
    first, *later = [max(page, key=_TOP).top for page in pages]
    level = min(later) - _LEVEL
    if max(later) - min(later) > _LEVEL:
        return pages
    if abs(first - later[0]) <= _LEVEL:
        return _without(pages, level, text)
    return [pages[0], *_without(pages[1:], level, text)] if len(later) > 1 else pages


def _without(pages: Sequence[Sequence[Placed]], level: float, text: str) -> Sequence[Sequence[Placed]]:
    """The pages without what stands above `level`, where that is a running head on each and not the same on all."""
    kept: list[list[Placed]] = []
    said: set[str] = set()
    for page in pages:
        heads, rest = [line for line in page if line.top >= level], [line for line in page if line.top < level]
        if not _is_head(heads, rest, text):
            return pages
        kept.append(rest)
        said.add(_FIGURES.sub("", "".join([text[line.start : line.end] for line in heads])))
    return kept if len(said) > 1 else pages


def _is_head(heads: Sequence[Placed], rest: Sequence[Placed], text: str) -> bool:
    """Whether lines stand above the rest of their page as a running head does."""
    words = [text[line.start : line.end] for line in heads]
    if len(rest) < 2 or any(len(row) > _LONGEST or _SENTENCE.search(row) for row in words):
        return False
    # a figure is half as wide as a Chinese character
    widest = max(line.em * (1 + row[0].isascii()) for line, row in zip(heads, words, strict=True))
    if widest > _SMALL * median(map(_EM, rest)):
        return False
    heights = sorted(map(_TOP, rest), reverse=True)
    steps = [above - below for above, below in pairwise(heights) if above - below > _LEVEL]
    return bool(steps) and heads[0].top - heights[0] > _APART * median(steps)
