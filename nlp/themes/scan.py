"""A codebook compiled: one automaton for all its words, and a table of what each is good for (主题扫描).

Every literal of the codebook, anchors of patterns and members included, goes into one `nlp.themes.placing`; one pass over
the folded text finds them all, and only around them is anything else looked at (`nlp.themes.finds`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from nlp.matching import Match
from nlp.text import fold
from nlp.themes.codebook import Codebook, Cue
from nlp.themes.finds import ALIKE, LEADS, NAMED, NOTHING, SURE, WORDS, Finds, Use
from nlp.themes.members import MemberGroup
from nlp.themes.placing import ANYWHERE, placing
from nlp.themes.scene import Scene


class Scanner:
    """Finds the words of every theme of a codebook in a narrative.

    Built once for each codebook (`scanner_of`); holds no state of any text.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._masks = len(codebook.themes)
        self._width = self._masks + 1
        literals: list[str] = []
        self._uses: list[Use] = []
        #: for each use: where its finds are kept, and which of the row of edges (one for each theme, the last for masks)
        #: tells that it is nested; an anchor is found wherever it stands
        places: list[int] = []
        edges: list[int] = []
        for literal, index, use in _uses(codebook):
            if not literal.strip():
                continue  # `nlp.themes.checking` tells of it
            literals.append(literal)
            self._uses.append(use)
            places.append(use.kind * self._width + index)
            edges.append(ANYWHERE if use.kind == LEADS else self._masks if codebook.nested == "longest" else index)
        self._placing = placing(literals, places, edges)

    def scan(self, narrative: str, offset: int = 0) -> Finds:
        """Return what a narrative holds of every theme.

        offset : where in the report the narrative begins.
        """
        scene = Scene(narrative, offset)
        hits = self._placing.placed(scene.key)
        masks = hits.pop(ALIKE * self._width + self._masks, [])
        return Finds(scene, self._uses, self._unmasked(hits, masks) if masks else hits, masks, self._width)

    def _unmasked(self, hits: dict[int, Sequence[Match]], masks: Sequence[Match]) -> dict[int, Sequence[Match]]:
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
        anchors: defaultdict[str, list[Cue]] = defaultdict(list)
        for cue in theme.cues:
            for term in cue.terms:
                if cue.pattern is None:
                    yield fold(term), index, _use(cue, term)
                else:
                    anchors[fold(term)].append(cue)
        for anchor, cues in anchors.items():
            yield anchor, index, Use(LEADS, max(cue.best for cue in cues), cues=tuple(cues))
        for together in theme.together:
            group = MemberGroup(together)
            for literal, member in group.literals():
                yield literal, index, Use(LEADS, NAMED, group=group, member=member)


def _use(cue: Cue, term: str) -> Use:
    if cue.role == "lookalike":
        return Use(ALIKE, NOTHING)
    rule = f"{cue.name}:{term}"
    return Use(WORDS, cue.best, rule, cue) if cue.trials else Use(SURE, cue.best, rule)


def _within(hit: Match, masks: Sequence[Match]) -> bool:
    return any(start <= hit[1] and hit[2] <= end for _, start, end in masks)
