"""One pass over a text (一次扫描): every word of every list, and every opening of every pattern, found by one automaton.

A list (`Words`) or pattern (`Pattern`, `Counted`) is made when its module is imported; every later `Pass` looks for it. What
a list or pattern then asks of the pass is only what was found of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cache
from operator import itemgetter
from typing import Any, Generic, Literal, TypeVar

from nlp.matching import Match, Phrases

Group = TypeVar("Group", bound=Hashable)
Rule = TypeVar("Rule")
_begins = itemgetter(1)


class Sought:
    """Something told by literal words, which the pass looks for."""

    def __init__(self) -> None:
        #: its place among what a pass found
        self.place = len(_sought)
        #: by the number of a word in the pass, its groups
        self.groups_of: dict[int, list[Any]] = {}
        _sought.append(self)

    def words(self) -> Iterable[tuple[str, Any]]:
        """Return the words, each with its group; asked for once, when the first text is read."""
        raise NotImplementedError


_sought: list[Sought] = []


def known_patterns() -> tuple[Pattern, ...]:
    """Return the patterns made so far."""
    return tuple(sought for sought in _sought if isinstance(sought, Pattern))


@cache
def _everything(known: int) -> tuple[Phrases, list[list[int]], list[tuple[list[int], re.Pattern[str]]]]:
    """Return the automaton of the words of the first so many lists and patterns, for each word the places of its own, and the
    places of those that open with a number, by how it is written.
    """
    numbers: dict[str, int] = {}
    places: list[list[int]] = []
    for sought in _sought[:known]:
        sought.groups_of.clear()
        for word, group in sought.words():
            number = numbers.setdefault(word, len(places))
            if number == len(places):
                places.append([])
            if number not in sought.groups_of:
                sought.groups_of[number] = []
                places[number].append(sought.place)
            sought.groups_of[number].append(group)
    counted = [
        (
            [sought.place for sought in _sought[:known] if isinstance(sought, Counted) and written in sought.written],
            number,
        )
        for written, number in _NUMBERS.items()
    ]
    return Phrases(numbers, overlapping=True), places, counted


class Pass:
    """What was found in one folded text.

    Parameters
    ----------
    key : the text.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        automaton, places, counted = _everything(len(_sought))
        #: by the place of a list or pattern, its words in the text, in order of their ends
        self.found: list[list[Match]] = [[] for _ in _sought]
        found = self.found
        for match in automaton.find_folded(key):
            for place in places[match[0]]:
                found[place].append(match)
        for pattern, number in counted:
            if starts := [(0, match.start(), match.end()) for match in number.finditer(key)]:
                for place in pattern:
                    found[place] += starts

    def matches(self, rules: Mapping[Pattern, Rule]) -> list[tuple[re.Match[str], Rule]]:
        """Return the matches of several patterns, each with what goes with its pattern; most of them stand nowhere."""
        found = self.found
        return [
            (match, rule) for pattern, rule in rules.items() if found[pattern.place] for match in pattern.matches(self)
        ]

    def spans(self, patterns: Iterable[Pattern]) -> list[tuple[int, int]]:
        """Return the spans of the matches of several patterns; most of them stand nowhere."""
        found = self.found
        return [span for pattern in patterns if found[pattern.place] for span in pattern.spans(self)]


class Words(Sought, Generic[Group]):
    """Lists of words, in groups.

    Parameters
    ----------
    groups : gives the words by group, when they are first looked for; of two groups with the same word the first has it.
    nested : every occurrence counts, in every group; by default the longest of those that begin first, none overlapping.
    """

    def __init__(self, groups: Callable[[], Mapping[Group, Iterable[str]]], *, nested: bool = False) -> None:
        super().__init__()
        self._groups = groups
        self._nested = nested
        self._alone: tuple[Phrases, list[Group]] | None = None

    def words(self) -> list[tuple[str, Group]]:
        """Return the words, each with its group."""
        return [(word, group) for group, words in self._groups().items() for word in words]

    def of(self, seen: Pass) -> list[tuple[Group, int, int]]:
        """Return the words that stand in a text by group, start and end, in order of their ends."""
        found, groups_of = seen.found[self.place], self.groups_of
        if self._nested:
            return [(group, start, end) for number, start, end in found for group in groups_of[number]]
        kept: list[tuple[Group, int, int]] = []
        past = 0
        for number, start, end in found:
            if start < past:
                # it gives way to one that begins before it, and takes the place of those that begin within it
                at = bisect_left(kept, start, key=_begins)
                if at and kept[at - 1][2] > start:
                    continue
                del kept[at:]
            kept.append((groups_of[number][0], start, end))
            past = end
        return kept

    def find(self, key: str) -> list[tuple[Group, int, int]]:
        """Return the same of a text in which nothing else is looked for."""
        if self._alone is None:
            words = self.words()
            self._alone = Phrases([word for word, _ in words], overlapping=self._nested), [group for _, group in words]
        phrases, groups = self._alone
        return [(groups[index], start, end) for index, start, end in phrases.find_folded(key)]


class Pattern(Sought):
    """A regular expression told by the words it opens with: ``Pattern("会同 联合", "(?P<who>...)局")``.

    The expression is tried only where one of them stands.

    Parameters
    ----------
    openings : literal words, parted by blanks, in the order they are tried; rest : the expression after them.
    then : the characters that may follow an opening, where it stands in many texts and most often for nothing.
    """

    def __init__(self, openings: str, rest: str, then: str = "") -> None:
        super().__init__()
        self.openings = openings.split()
        self.then = then
        self.compiled = re.compile(f"(?:{'|'.join(map(re.escape, self.openings))}){rest}")

    def words(self) -> list[tuple[str, None]]:
        """Return the words it opens with."""
        return [(word + char, None) for word in self.openings for char in self.then or ("",)]

    def matches(self, seen: Pass) -> list[re.Match[str]]:
        """Return the matches in a text, in order, none overlapping: those of ``finditer``."""
        found = seen.found[self.place]
        if not found:
            return []
        matches: list[re.Match[str]] = []
        past, key, matched = 0, seen.key, self.compiled.match
        for _, start, _ in found if len(found) == 1 else sorted(found, key=_begins):
            if start >= past and (match := matched(key, start)):
                matches.append(match)
                past = match.end()
        return matches

    def spans(self, seen: Pass) -> list[tuple[int, int]]:
        """Return the spans of the matches."""
        return [match.span() for match in self.matches(seen)]


_WORDED = "(?:一(?=[百千万])|[二两三四五六七八九十百千])"
#: the first character of a number that may count something, by how it is written; a year or the number of an item does not: 2022年, 二是
_FIRST = {"digits": "[0-9](?![0-9]*+[年、])", "words": f"{_WORDED}(?!{_WORDED}*+[是、])"}
#: such numbers; what opens with a plain set of characters is searched for three times as fast
_NUMBERS = {
    "digits": re.compile("[0-9][0-9]*+(?![年、])"),
    "words": re.compile(f"[一二两三四五六七八九十百千](?:(?<!一)|(?=[百千万])){_WORDED}*+(?![是、])"),
}


class Counted(Pattern):
    """A regular expression that opens with a number, no year and no number of an item; it is tried where one begins.

    Parameters
    ----------
    rest : the expression after the first character of the number; written : in ``"digits"`` (12), in ``"words"`` (十二), or both.
    """

    def __init__(self, rest: str, *written: Literal["digits", "words"]) -> None:
        super().__init__("", "")
        self.written: tuple[str, ...] = written or tuple(_NUMBERS)
        self.compiled = re.compile(f"(?:{'|'.join(_FIRST[way] for way in self.written)}){rest}")
