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
from functools import cache, cached_property
from itertools import compress

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
def _stock() -> tuple[Phrases, list[bytes]]:
    """Return the automaton of the common stock of the genre, and noughts by length, as many as its longest phrase is long."""
    vague = vague_lexicon()
    stock = Phrases([*lexicon("generic.toml")["terms"], *vague["slogans"]["terms"], *vague["hedges"]["terms"]])
    return stock, [bytes(length) for length in range(1 + max(map(len, stock.phrases)))]


_TITLE = Pattern("《", "[^》]*》")
#: by the second byte of a code point, whether it is a Han character
_HAN = bytes(0x4E <= byte <= 0x9F for byte in range(256))


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

    @cached_property
    def _beyond(self) -> bytearray:
        """By character, 1 for a Han character outside the common stock of the genre, else 0."""
        beyond = bytearray(self.key.encode("utf-32-le", "surrogatepass")[1::4].translate(_HAN))
        stock, noughts = _stock()
        for _, start, end in stock.find_folded(self.key):
            beyond[start:end] = noughts[end - start]
        return beyond

    @cached_property
    def _runs(self) -> tuple[list[int], list[str]]:
        """Where two characters in a row stand outside the common stock, and the two characters."""
        marked = int.from_bytes(self._beyond, "little")
        both = (marked & marked >> 8).to_bytes(len(self.key), "little")
        places = list(compress(range(len(self.key)), both))
        return places, [self.key[at : at + 2] for at in places]

    def own(self, start: int, end: int) -> int:
        """Return how many characters of a stretch stand outside the common stock of the genre."""
        return self._beyond.count(1, start, end)

    def own_places(self, start: int, end: int) -> list[int]:
        """Return where the characters of a stretch stand that are outside the common stock of the genre."""
        return list(compress(range(start, end), self._beyond[start:end]))

    def own_runs(self, start: int, end: int) -> frozenset[str]:
        """Return the two-character runs of a stretch that stand outside the common stock of the genre."""
        places, runs = self._runs
        return frozenset(runs[bisect_left(places, start) : bisect_left(places, end - 1)])

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
        return [(start, end, grade, rule) for (grade, rule), start, end in self._words.of(scan)]
