"""Headings set upright (竖排标题): 概 / 述, a character or a few a line, in the narrow left column of a form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.readers.lines.source import Line, joined
from nlp.readers.outline.wording import SURE, grammar

#: two very short lines, and all such that follow; a plain character first, so that the search is fast
_UPRIGHT = re.compile("\n[\u4e00-\u9fff]{1,5}+(?:\n[\u4e00-\u9fff]{1,5}+)+(?=\n)")
_PROSE = frozenset("，。；")
#: the longest title has 24 characters
_MOST_LINES = 24


def some_may_be_upright(text: str) -> bool:
    """Return whether any line of a text may be set upright."""
    return _UPRIGHT.search("\n" + text) is not None


def put_together(lines: Sequence[Line], text: str) -> list[Line]:
    """Return the lines with those set upright joined that make the title of a section, where prose stands beside it.

    text : the lines joined by line breaks.
    """
    found: list[Line] = []
    at = 0
    for match in _UPRIGHT.finditer("\n" + text):
        first = text.count("\n", 0, match.start())
        past = first + match[0].count("\n")
        if not _PROSE & set(lines[past].text):
            continue
        begin = _begin([line.text for line in lines[first:past]])
        if begin is not None:
            found += lines[at : first + begin]
            found.append(joined(lines[first + begin : past])._replace(heading=True))
            at = past
    return [*found, *lines[at:]]


def _begin(rows: Sequence[str]) -> int | None:
    """Which of several rows begins a title that ends with the last of them; none of them is a title by itself."""
    for begin in range(max(len(rows) - _MOST_LINES, 0), len(rows) - 1):
        if _is_title("".join(rows[begin:])) and not any(map(_is_title, rows[begin:])):
            return begin
    return None


def _is_title(words: str) -> bool:
    known = grammar().whole(words)
    return known is not None and known.quality >= SURE
