"""Texts broken anywhere, whose paragraphs keep their indent (缩进): what has none goes on where the line before stopped.

Old text files were broken by whatever program they went through, at no margin, with empty lines inside sentences. Only the
indent of each paragraph still tells where one begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from nlp.readers.lines.rows import NUMBER, kind
from nlp.readers.lines.source import NUMBERED, Line
from nlp.readers.outline.wording import grammar

_ENDS = frozenset("。！？")
_PROSE = re.compile("[，。；、：]")
_DATED = re.compile("[日月]$")
#: fewer indents, or fewer lines without one, tell nothing
_FEWEST_INDENTS, _FEWEST_BROKEN = 6, 5
#: of the lines that follow the end of a sentence, so few are not indented; of those without indent, so few follow one
_FEW = 0.2


def healed(lines: list[Line]) -> list[Line]:
    """Return the lines without the empty ones inside sentences; a line that goes on in the next is `full`."""
    # most texts have no indents
    broken = _broken(lines) if sum([line[3] for line in lines]) >= _FEWEST_INDENTS else set()
    if not broken:
        return lines
    found: list[Line] = []
    for at, line in enumerate(lines):
        if at in broken:
            while not found[-1].text:
                found.pop()
            found[-1] = found[-1]._replace(full=True)
        found.append(line)
    return found


def _broken(lines: Sequence[Line]) -> set[int]:
    """The lines that go on where the one before stopped; none where the indents tell nothing."""
    filled = [line for line in lines if line[0]]
    bare = [before[0][-1] for before, line in pairwise(filled) if not line[3]]
    if (
        len(bare) < _FEWEST_BROKEN
        or sum(map(_ENDS.__contains__, bare)) > _FEW * len(bare)
        or any(line.full for line in lines)
    ):
        return set()
    stopped = [line.opens for before, line in pairwise(filled) if before.text[-1] in _ENDS]
    if stopped.count(False) > _FEW * len(stopped) or _holds_cells(filled):
        return set()
    return {at for before, at in _pairs(lines) if not lines[at].opens and _goes_on(lines[before].text, lines[at].text)}


def _holds_cells(lines: Sequence[Line]) -> bool:
    return any(kind(line.text) is NUMBER for line in lines if not line.opens)


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Each line that holds anything, with the one before it."""
    filled = [at for at, line in enumerate(lines) if line.text]
    return pairwise(filled)


def _goes_on(text: str, after: str) -> bool:
    if text[-1] in _ENDS or NUMBERED.match(after) or _DATED.search(text):
        return False
    number = NUMBERED.match(text)
    if number and not _PROSE.search(text, number.end()):
        return grammar().whole(text[number.end() :] + after) is not None
    return bool(_PROSE.search(text) or _PROSE.search(after))
