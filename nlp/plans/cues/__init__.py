"""Cues of concreteness (具体性线索), one file each: what a clause says that could be checked.

A cue is a function of a `Scan`, registered under its name; one new file is a new cue:

    @cues.register("quantity")
    def quantity(scan: Scan) -> list[Hit]: ...

Word lists lie beside the model, one TOML file a cue (``models/plans/cues/quantity.toml``). A cue without a weight in the
model is shown as evidence and does not count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from nlp.matching import Phrases
from nlp.plans.plain import Plain, lexicon
from nlp.registry import Registry

Hit = tuple[int, int, float, str]
"""``(start, end, grade, rule)``: where in `Plain.key` a cue shows, how strongly (0 to 1), and what found it."""

#: grade from which a hit is evidence; below it, something only sounds like the cue (定期 for a time, 专人 for an actor)
STRONG = 0.6

_TITLE = re.compile("《[^》]*》")
#: cues whose evidence may be a document's title; for the others, words inside one say nothing
_NAME_TITLES = frozenset({"object", "instrument", "problem"})


class Scan:
    """The hits of the cues in one text; each cue is looked for once, when it is first asked for."""

    def __init__(self, view: Plain) -> None:
        self.key = view.key
        self._found: dict[str, list[Hit]] = {}
        self._titles = [match.span() for match in _TITLE.finditer(view.key)] if "《" in view.key else []

    def of(self, cue: str) -> list[Hit]:
        """Return the hits of one cue, in text order."""
        if cue not in self._found:
            hits = cues[cue](self)
            if self._titles and cue not in _NAME_TITLES:
                hits = [hit for hit in hits if not any(s < hit[1] and hit[0] < e for s, e in self._titles)]
            hits.sort()
            self._found[cue] = hits
        return self._found[cue]


class Pattern:
    """A regular expression with the characters one of which stands in everything it matches.

    Looking for a character costs a hundredth of a search, and most texts hold none of a cue's.
    """

    def __init__(self, holds: str, pattern: str) -> None:
        self._holds = holds
        self._compiled = re.compile(pattern)

    def matches(self, key: str) -> Iterable[re.Match[str]]:
        """Return the matches in a folded text, in order."""
        for char in self._holds:
            if char in key:
                return self._compiled.finditer(key)
        return ()

    def spans(self, key: str) -> list[tuple[int, int]]:
        """Return the spans of the matches."""
        return [match.span() for match in self.matches(key)]


Finder = Callable[[Scan], list[Hit]]
cues: Registry[Finder] = Registry("具体性线索", "nlp.plans.cues")


class Terms:
    """The word list of one cue: tables of terms, each with a grade."""

    def __init__(self, name: str) -> None:
        self._marks: list[tuple[float, str]] = []
        terms: list[str] = []
        for rule, table in lexicon("cues", f"{name}.toml").items():
            if isinstance(table, dict) and "grade" in table:
                terms += table["terms"]
                self._marks += [(float(table["grade"]), rule)] * len(table["terms"])
        self._phrases = Phrases(terms)

    def find(self, key: str) -> list[Hit]:
        """Return the terms that stand in a folded text, longest first, none overlapping."""
        marks = self._marks
        return [(start, end, *marks[index]) for index, start, end in self._phrases.find_folded(key)]


@cache
def terms(name: str) -> Terms:
    """Return the word list of the cue of that name."""
    return Terms(name)
