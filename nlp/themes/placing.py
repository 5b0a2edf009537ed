"""The words of an instrument found in a text, each kept in its place (归位): what serves one theme in one way lies together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import Protocol

from nlp import kernel
from nlp.matching import Match, Phrases

#: the edge of a word that is found wherever it stands
ANYWHERE = -1
_NOWHERE = 1 << 60
#: more characters than an instrument has, which the compiled automaton need not be tried on
_MOST = 5_000_000
_by_end = itemgetter(2)


class Placing(Protocol):
    """Finds words in folded texts."""

    def placed(self, key: str, /) -> dict[int, Sequence[Match]]:
        """Return the words that stand in a folded text by their place, places in order, words from the last to the first.

        A word is left out where it stands inside another of the same edge.
        """


class _Placing:
    """The same in Python, by the automaton of `nlp.matching`."""

    def __init__(self, words: Sequence[str], places: Sequence[int], edges: Sequence[int]) -> None:
        self._phrases = Phrases(words, overlapping=True)
        self._kept = tuple(zip(places, edges, strict=True))
        self._width = max(edges, default=ANYWHERE) + 1

    def placed(self, key: str, /) -> dict[int, Sequence[Match]]:
        hits: defaultdict[int, list[Match]] = defaultdict(list)
        kept = self._kept
        # From the last end to the first, and the longest first where ends are equal (the engine's own order): in this
        # order a word is nested exactly when one kept before it begins no later.
        begun = [_NOWHERE] * self._width
        for hit in sorted(self._phrases.find_folded(key), key=_by_end, reverse=True):
            index, start, _ = hit
            place, edge = kept[index]
            if edge != ANYWHERE:
                if begun[edge] <= start:
                    continue
                begun[edge] = start
            hits[place].append(hit)
        return dict(sorted(hits.items()))


def placing(words: Sequence[str], places: Sequence[int], edges: Sequence[int]) -> Placing:
    """Compile some words.

    words : folded, none empty; places : where each is kept; edges : two words of one edge are never both kept where one stands
    inside the other, a word of the edge `ANYWHERE` always is.
    """
    if kernel.compiled is None or sum(map(len, words)) > _MOST:
        return _Placing(words, places, edges)
    automaton: Placing = kernel.compiled.Automaton(tuple(words), tuple(places), tuple(edges))
    return automaton
