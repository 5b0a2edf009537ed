"""Cues of concreteness (具体性线索), one file each: what a clause says that could be checked.

A cue is a function of a `Scan`, registered under its name; one new file is a new cue:

    @cues.register("quantity")
    def quantity(scan: Scan) -> list[Hit]: ...

Word lists lie beside the model, one TOML file a cue (``models/plans/cues/quantity.toml``). A cue without a weight in the
model is shown as evidence and does not count.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from functools import cache

from nlp.matching import Phrases
from nlp.plans.plain import Plain, lexicon, vague_lexicon
from nlp.plans.sought import Counted, Pass, Pattern, Words
from nlp.registry import Registry

__all__ = ["STRONG", "Counted", "Hit", "Pattern", "Scan", "Terms", "Words", "cues"]

Hit = tuple[int, int, float, str]
"""``(start, end, grade, rule)``: where in `Plain.key` a cue shows, how strongly (0 to 1), and what found it."""

#: grade from which a hit is evidence; below it, something only sounds like the cue (定期 for a time, 专人 for an actor)
STRONG = 0.6

#: cues whose evidence may be a document's title; for the others, words inside one say nothing
_NAME_TITLES = frozenset({"object", "instrument", "problem"})


@cache
def _stock() -> Phrases:
    """Return the automaton of the common stock of the genre."""
    vague = vague_lexicon()
    return Phrases([*lexicon("generic.toml")["terms"], *vague["slogans"]["terms"], *vague["hedges"]["terms"]])


_TITLE = Pattern("《", "[^》]*》")


class Scan(Pass):
    """The hits of the cues in one text; each cue is looked for once, when it is first asked for.

    Parameters
    ----------
    view : the text.
    """

    def __init__(self, view: Plain) -> None:
        iter(cues)  # every cue is loaded, so that all it looks for is known
        super().__init__(view.key)
        self._hits: dict[str, list[Hit]] = {}
        self._titles = _TITLE.spans(self)
        self._beyond: list[int] | None = None

    def beyond_stock(self) -> list[int]:
        """Return the positions of the Han characters that stand outside the common stock of the genre."""
        if self._beyond is None:
            key = self.key
            beyond: list[int] = []
            position = 0
            for _, start, end in _stock().find_folded(key):
                if start > position:
                    beyond += range(position, start)
                position = end
            beyond += range(position, len(key))
            self._beyond = [at for at in beyond if "一" <= key[at] <= "龥"]
        return self._beyond

    def own(self, start: int, end: int) -> int:
        """Return how many characters of a stretch stand outside the common stock of the genre."""
        beyond = self.beyond_stock()
        return bisect_left(beyond, end) - bisect_left(beyond, start)

    def of(self, cue: str) -> list[Hit]:
        """Return the hits of one cue, in text order."""
        if cue not in self._hits:
            hits = cues[cue](self)
            if cue not in _NAME_TITLES:
                for start, end in self._titles:
                    hits = [hit for hit in hits if hit[0] >= end or hit[1] <= start]
            hits.sort()
            self._hits[cue] = hits
        return self._hits[cue]


Finder = Callable[[Scan], list[Hit]]
cues: Registry[Finder] = Registry("具体性线索", "nlp.plans.cues")


class Terms:
    """The word list of one cue: tables of terms, each with a grade. To be made where the cue is defined, once."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._words = Words(self._tables)

    def _tables(self) -> dict[tuple[float, str], list[str]]:
        tables = lexicon("cues", f"{self._name}.toml")
        return {
            (float(table["grade"]), rule): table["terms"]
            for rule, table in tables.items()
            if isinstance(table, dict) and "grade" in table
        }

    def hits(self, scan: Scan) -> list[Hit]:
        """Return the terms that stand in a text, longest first, none overlapping."""
        return [(start, end, *mark) for mark, start, end in self._words.of(scan)]
