"""A report that stands twice in one file (重复的全文): pages that hold a copy for telephones, texts pasted twice."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.readers.identity.titles import GENRE
from nlp.readers.lines.extract import Block, Extract

#: a paragraph of that many characters says where the copy begins
_LONG = 30
#: so much of the first must come back in the second
_SAME = 0.9
_YEAR = re.compile("20[0-9]{2}")
#: a title has no more characters
_TITLE = 60


def once(extract: Extract) -> Extract:
    """Return the extract without the second copy of its text; the very same one where nothing comes twice.

    Two years of one office, or two offices, may share most of their wording: only what names the same years under the
    same title is a copy.
    """
    begin = _copied(extract.blocks)
    if begin is None:
        return extract
    tables = tuple((position, table) for position, table in extract.tables if position <= begin)
    return Extract(extract.blocks[:begin], tables, extract.title, extract.warnings)


def _copied(blocks: Sequence[Block]) -> int | None:
    """Where the copy begins, or None."""
    first: dict[str, int] = {}
    for at, block in enumerate(blocks):
        if len(block.text) < _LONG:
            continue
        if block.text not in first:
            first[block.text] = at
            continue
        above = first[block.text]
        while above and blocks[above - 1].text == blocks[at - 1].text:
            above, at = above - 1, at - 1  # noqa: PLW2901  (short lines above it are copied as well)
        return at if _same(blocks[above:at], blocks[at:]) and len(_titles(blocks)) < 2 else None
    return None


def _same(original: Sequence[Block], copy: Sequence[Block]) -> bool:
    texts = {block.text for block in copy}
    size = sum(len(block.text) for block in original)
    shared = sum(len(block.text) for block in original if block.text in texts)
    return shared >= _SAME * size and _years(original) == _years(copy)


def _titles(blocks: Sequence[Block]) -> set[str]:
    return {block.text for block in blocks if len(block.text) <= _TITLE and GENRE.search(block.text)}


def _years(blocks: Sequence[Block]) -> set[str]:
    return {year for block in blocks for year in _YEAR.findall(block.text)}
