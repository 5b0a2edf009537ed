"""A codebook compiled: one automaton for all its words, and a table of what each is good for (主题扫描).

Every literal of the codebook, anchors of patterns and members included, goes into one `nlp.matching.Phrases`; one pass
over the folded text finds them all, and only around them is anything else looked at (`nlp.themes.finds`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from nlp.matching import Phrases
from nlp.text import fold
from nlp.themes.codebook import Codebook, Cue
from nlp.themes.finds import ALIKE, LEADS, NAMED, NOTHING, SURE, WORDS, Finds, Hit, Use
from nlp.themes.members import MemberGroup
from nlp.themes.scene import Scene

_NOWHERE = 1 << 60
_by_end = itemgetter(2)


#: where in the row of edges a use looks, and where it writes; where its finds are kept; the use
_Entry = tuple[int, int, int, Use]


class Scanner:
    """Finds the words of every theme of a codebook in a narrative.

    Built once for each codebook (`scanner_of`); holds no state of any text.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._masks = len(codebook.themes)
        self._width = self._masks + 1
        # one edge for each theme, one for masks; one where nothing is ever written, and one where nothing is read
        never, unread = self._masks + 1, self._masks + 2
        self._edges = self._masks + 3
        entries: defaultdict[str, list[_Entry]] = defaultdict(list)
        for literal, index, use in _uses(codebook):
            if not literal.strip():
                continue  # `nlp.themes.checking` tells of it
            edge = self._masks if codebook.nested == "longest" else index
            read, written = (edge, edge) if use.kind != LEADS else (never, unread)
            entries[literal].append((read, written, use.kind * self._width + index, use))
        self._phrases = Phrases(entries, overlapping=True)
        self._entries = [tuple(each) for each in entries.values()]

    def scan(self, narrative: str, offset: int = 0) -> Finds:
        """Return what a narrative holds of every theme.

        offset : where in the report the narrative begins.
        """
        scene = Scene(narrative, offset)
        hits: defaultdict[int, list[Hit]] = defaultdict(list)
        entries = self._entries
        # From the last end to the first, and the longest first where ends are equal (the engine's own order): in this
        # order a word is nested exactly when one kept before it for its theme begins no later.
        edges = [_NOWHERE] * self._edges
        for index, start, end in sorted(self._phrases.find_folded(scene.key), key=_by_end, reverse=True):
            for read, written, place, use in entries[index]:
                if edges[read] > start:
                    edges[written] = start
                    hits[place].append((start, end, use))
        masks = hits.pop(ALIKE * self._width + self._masks, [])
        return Finds(scene, self._unmasked(hits, masks) if masks else hits, masks, self._width)

    def _unmasked(self, hits: Mapping[int, Sequence[Hit]], masks: Sequence[Hit]) -> dict[int, Sequence[Hit]]:
        """Return the hits without the words that lie in a mask."""
        return {
            place: kept
            for place, found in hits.items()
            if (kept := found if place // self._width == LEADS else [hit for hit in found if not _within(hit, masks)])
        }


@lru_cache(maxsize=16)
def scanner_of(codebook: Codebook) -> Scanner:
    """Return the compiled codebook, made at first use and kept."""
    return Scanner(codebook)


def _uses(codebook: Codebook) -> Iterator[tuple[str, int, Use]]:
    """Yield every literal with the index of the theme it serves and how; masks serve the one after the last."""
    for mask in codebook.masks:
        yield fold(mask), len(codebook.themes), Use(ALIKE, NOTHING)
    for index, theme in enumerate(codebook.themes):
        for cue in theme.cues:
            for term in cue.terms:
                yield fold(term), index, _use(cue, term)
        for together in theme.together:
            group = MemberGroup(together)
            for literal, member in group.literals():
                yield literal, index, Use(LEADS, NAMED, group=group, member=member)


def _use(cue: Cue, term: str) -> Use:
    if cue.pattern is not None:
        return Use(LEADS, cue.best, cue=cue)
    if cue.role == "lookalike":
        return Use(ALIKE, NOTHING)
    rule = f"{cue.name}:{term}"
    return Use(WORDS, cue.best, rule, cue) if cue.trials else Use(SURE + cue.best, cue.best, rule)


def _within(hit: Hit, masks: Sequence[Hit]) -> bool:
    return any(start <= hit[0] and hit[1] <= end for start, end, _ in masks)
