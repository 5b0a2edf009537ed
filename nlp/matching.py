"""One automaton over characters: all phrases of an instrument found in one pass, longest first.

The engine is ``ahocorasick_rs`` (code-point offsets, leftmost-longest). It matches on folded text (`nlp.text.fold`), so
a phrase is found whatever the width of its punctuation or the script it is written in.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

import ahocorasick_rs

from nlp.text import fold

_HALF = re.compile("[\ud800-\udfff]")
Match = tuple[int, int, int]
"""``(index, start, end)``: which phrase, and its span."""


class Phrases:
    """A set of phrases to look for.

    Parameters
    ----------
    phrases : the phrases; their position in the sequence is the index that matches carry.
    overlapping : report every occurrence, nested ones too; by default the leftmost-longest, none overlapping.
    """

    def __init__(self, phrases: Iterable[str], *, overlapping: bool = False) -> None:
        self.phrases: tuple[str, ...] = tuple(phrases)
        self.overlapping = overlapping
        kind = ahocorasick_rs.MatchKind.Standard if overlapping else ahocorasick_rs.MatchKind.LeftmostLongest
        keys = [fold(phrase) for phrase in self.phrases]
        self._engine = ahocorasick_rs.AhoCorasick(keys, matchkind=kind) if keys else None

    def find(self, text: str) -> list[Match]:
        """Return all matches in `text`, in text order."""
        return self.find_folded(fold(text))

    def find_folded(self, key: str) -> list[Match]:
        """Return all matches in an already folded text; for callers that search one text with several automata."""
        if self._engine is None:
            return []
        try:
            matches: list[Match] = self._engine.find_matches_as_indexes(key, overlapping=self.overlapping)
        except UnicodeEncodeError:
            # half a character, of a text cut in two by a careless program; the engine takes whole ones
            return self.find_folded(_HALF.sub("\ufffd", key))
        return matches

    def __reduce__(self) -> tuple[Callable[[tuple[str, ...], bool], Phrases], tuple[tuple[str, ...], bool]]:
        # the compiled engine cannot travel between processes; it is built again from its phrases
        return (_rebuild, (self.phrases, self.overlapping))


def _rebuild(phrases: tuple[str, ...], overlapping: bool) -> Phrases:
    return Phrases(phrases, overlapping=overlapping)


class Mask:
    """Spans of a text that do not count, asked by overlap (屏蔽区)."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        self.spans: Sequence[tuple[int, int]] = tuple(merged)
        self._starts = [start for start, _ in merged]

    def covers(self, start: int, end: int) -> bool:
        """Return whether any masked span overlaps ``start:end``."""
        last = bisect_left(self._starts, end) - 1
        return last >= 0 and start < self.spans[last][1]
