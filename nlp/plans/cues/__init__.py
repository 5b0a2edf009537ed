"""Cues of concreteness (具体性线索), one file each: what a clause says that could be checked.

A cue is a function of a `Scan`, registered under its name; one new file is a new cue:

    @cues.register("quantity")
    def quantity(scan: Scan) -> list[Hit]: ...

Word lists lie beside the model, one TOML file a cue (``models/plans/cues/quantity.toml``). A cue without a weight in the
model is shown as evidence and does not count.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import cache

from nlp.matching import Phrases
from nlp.plans.plain import Plain, lexicon, vague_lexicon
from nlp.registry import Registry

Hit = tuple[int, int, float, str]
"""``(start, end, grade, rule)``: where in `Plain.key` a cue shows, how strongly (0 to 1), and what found it."""

#: grade from which a hit is evidence; below it, something only sounds like the cue (定期 for a time, 专人 for an actor)
STRONG = 0.6

#: cues whose evidence may be a document's title; for the others, words inside one say nothing
_NAME_TITLES = frozenset({"object", "instrument", "problem"})


class Pattern:
    """A regular expression told by the words it opens with: ``Pattern("会同 联合", "(?P<who>...)局")``.

    The openings of all patterns are looked up in one pass over a text; an expression is tried only where one stands.

    Parameters
    ----------
    openings : literal words, parted by blanks, in the order they are tried; rest : the expression after them.
    """

    def __init__(self, openings: str, rest: str) -> None:
        self.openings = openings.split()
        self.compiled = re.compile(f"(?:{'|'.join(map(re.escape, self.openings))}){rest}")
        _patterns.append(self)

    def matches(self, scan: Scan) -> list[re.Match[str]]:
        """Return the matches in a text, in order, none overlapping: those of ``finditer``."""
        found: list[re.Match[str]] = []
        starts = scan.starts.get(self)
        if starts is None:
            return found
        past, key, matched = 0, scan.key, self.compiled.match
        for start in starts:
            if start >= past and (match := matched(key, start)):
                found.append(match)
                past = match.end()
        return found

    def spans(self, scan: Scan) -> list[tuple[int, int]]:
        """Return the spans of the matches."""
        return [match.span() for match in self.matches(scan)] if self in scan.starts else []


_patterns: list[Pattern] = []
#: openings of patterns that begin with a number
DIGITS = "0 1 2 3 4 5 6 7 8 9"
NUMERALS = "二 两 三 四 五 六 七 八 九 十"


def known_patterns() -> tuple[Pattern, ...]:
    """Return the patterns of all cues."""
    iter(cues)  # every cue is loaded, so that every pattern is known
    return tuple(_patterns)


@cache
def _openings(known: int) -> tuple[Phrases, list[list[Pattern]]]:
    """Return the automaton of the openings of the first so many patterns, and for each opening the patterns it opens."""
    opened: dict[str, list[Pattern]] = {}
    for pattern in _patterns[:known]:
        for opening in pattern.openings:
            opened.setdefault(opening, []).append(pattern)
    return Phrases(opened, overlapping=True), list(opened.values())


@cache
def _stock() -> Phrases:
    """Return the automaton of the common stock of the genre."""
    vague = vague_lexicon()
    return Phrases([*lexicon("generic.toml")["terms"], *vague["slogans"]["terms"], *vague["hedges"]["terms"]])


_TITLE = Pattern("《", "[^》]*》")


class Scan:
    """The hits of the cues in one text; each cue is looked for once, when it is first asked for."""

    def __init__(self, view: Plain) -> None:
        self.key = view.key
        self._found: dict[str, list[Hit]] = {}
        #: where each pattern may begin, in text order
        self.starts: dict[Pattern, list[int]] = {}
        starts = self.starts
        iter(cues)  # every cue is loaded, so that every pattern is known
        automaton, opened = _openings(len(_patterns))
        for index, start, _ in automaton.find_folded(view.key):
            for pattern in opened[index]:
                if pattern in starts:
                    starts[pattern].append(start)
                else:
                    starts[pattern] = [start]
        for found in starts.values():
            if len(found) > 1:
                found.sort()
        self._titles = _TITLE.spans(self)
        self._beyond: list[int] | None = None

    def beyond_stock(self) -> list[int]:
        """Return the positions of the Han characters that stand outside the common stock of the genre."""
        if self._beyond is None:
            key = self.key
            own: list[int] = []
            position = 0
            for _, start, end in (*_stock().find_folded(key), (0, len(key), 0)):
                if start > position:
                    own += [at for at in range(position, start) if "一" <= key[at] <= "龥"]
                position = end
            self._beyond = own
        return self._beyond

    def own(self, start: int, end: int) -> int:
        """Return how many characters of a stretch stand outside the common stock of the genre."""
        beyond = self.beyond_stock()
        return bisect_left(beyond, end) - bisect_left(beyond, start)

    def of(self, cue: str) -> list[Hit]:
        """Return the hits of one cue, in text order."""
        if cue not in self._found:
            hits = cues[cue](self)
            if self._titles and cue not in _NAME_TITLES:
                hits = [hit for hit in hits if not any(s < hit[1] and hit[0] < e for s, e in self._titles)]
            hits.sort()
            self._found[cue] = hits
        return self._found[cue]


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
