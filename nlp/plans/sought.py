"""One pass over a text (一次扫描): every word of every list, and every opening of every pattern, found by one automaton.

A list (`Words`) or pattern (`Pattern`, `Counted`) is made when its module is imported; every later `Pass` looks for it. What
a list or pattern then asks of the pass is only what was found of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Generic, Literal, TypeVar

from nlp.matching import Match, Phrases

Group = TypeVar("Group", bound=Hashable)
_begins = itemgetter(1)


class Sought:
    """Something told by literal words, which the pass looks for."""

    def __init__(self) -> None:
        #: its place among what a pass found
        self.place = len(_sought)
        #: by the number of a word in the pass, its groups
        self.groups_of: dict[int, list[int]] = {}
        _sought.append(self)

    def words(self) -> Iterable[tuple[str, int]]:
        """Return the words, each with the number of its group; asked for once, when the first text is read."""
        raise NotImplementedError


_sought: list[Sought] = []


def known_patterns() -> tuple[Pattern, ...]:
    """Return the patterns made so far."""
    return tuple(sought for sought in _sought if isinstance(sought, Pattern))


@cache
def _everything(known: int) -> tuple[Phrases, list[list[int]]]:
    """Return the automaton of the words of the first so many lists and patterns, and for each word the places of its own."""
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
    return Phrases(numbers, overlapping=True), places


class Pass:
    """What was found in one folded text.

    Parameters
    ----------
    key : the text.
    """

    def __init__(self, key: str) -> None:
        self.key = key
        automaton, places = _everything(len(_sought))
        #: by the place of a list or pattern, its words in the text, in order of their ends
        self.found: list[list[Match]] = [[] for _ in _sought]
        found = self.found
        for match in automaton.find_folded(key):
            for place in places[match[0]]:
                found[place].append(match)
        numbers = [(match.start(), match.lastindex) for match in _NUMBER.finditer(key)]
        #: where numbers begin, by how they are written
        self.numbers = {
            "digits": [start for start, digits in numbers if digits],
            "words": [start for start, digits in numbers if not digits],
            "both": [start for start, _ in numbers],
        }


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
        self._names: list[Group] = []
        self._nested = nested
        self._alone: tuple[Phrases, list[int]] | None = None

    def words(self) -> list[tuple[str, int]]:
        """Return the words, each with the number of its group."""
        groups = self._groups()
        self._names = list(groups)
        return [(word, number) for number, words in enumerate(groups.values()) for word in words]

    def of(self, seen: Pass) -> list[tuple[Group, int, int]]:
        """Return the words that stand in a text by group, start and end, in order of their ends."""
        found = seen.found[self.place]
        names, groups_of = self._names, self.groups_of
        if self._nested:
            return [(names[group], start, end) for number, start, end in found for group in groups_of[number]]
        kept: list[tuple[Group, int, int]] = []
        past = 0
        for number, start, end in found:
            if start < past:
                # it gives way to one that begins before it, and takes the place of those that begin within it
                at = bisect_left(kept, start, key=_begins)
                if at and kept[at - 1][2] > start:
                    continue
                del kept[at:]
            kept.append((names[groups_of[number][0]], start, end))
            past = end
        return kept

    def find(self, key: str) -> list[tuple[Group, int, int]]:
        """Return the same of a text in which nothing else is looked for."""
        if self._alone is None:
            words = self.words()
            self._alone = Phrases([word for word, _ in words], overlapping=self._nested), [group for _, group in words]
        phrases, groups = self._alone
        return [(self._names[groups[index]], start, end) for index, start, end in phrases.find_folded(key)]


class Pattern(Sought):
    """A regular expression told by the words it opens with: ``Pattern("会同 联合", "(?P<who>...)局")``.

    The expression is tried only where one of them stands.

    Parameters
    ----------
    openings : literal words, parted by blanks, in the order they are tried; rest : the expression after them.
    """

    def __init__(self, openings: str, rest: str) -> None:
        super().__init__()
        self.openings = openings.split()
        self.compiled = re.compile(f"(?:{'|'.join(map(re.escape, self.openings))}){rest}")

    def words(self) -> list[tuple[str, int]]:
        """Return the words it opens with."""
        return [(word, 0) for word in self.openings]

    def starts(self, seen: Pass) -> Sequence[int]:
        """Return where the expression may begin, in text order."""
        found = seen.found[self.place]
        if not found:
            return ()
        return sorted([start for _, start, _ in found]) if len(found) > 1 else (found[0][1],)

    def matches(self, seen: Pass) -> list[re.Match[str]]:
        """Return the matches in a text, in order, none overlapping: those of ``finditer``."""
        starts = self.starts(seen)
        if not starts:
            return []
        matches: list[re.Match[str]] = []
        past, key, matched = 0, seen.key, self.compiled.match
        for start in starts:
            if start >= past and (match := matched(key, start)):
                matches.append(match)
                past = match.end()
        return matches

    def spans(self, seen: Pass) -> list[tuple[int, int]]:
        """Return the spans of the matches."""
        matches = self.matches(seen)
        return [match.span() for match in matches] if matches else []


_WORDED = "(?:一(?=[百千万])|[二两三四五六七八九十百千])"
_NUMBERS = {"digits": "[0-9]", "words": _WORDED, "both": f"(?:[0-9]|{_WORDED})"}
_NUMBER = re.compile(f"({_NUMBERS['digits']}+)|{_NUMBERS['words']}+")


class Counted(Pattern):
    """A regular expression that opens with a number; it is tried where one begins.

    Parameters
    ----------
    rest : the expression after the first character of the number; written : ``"digits"`` (12), ``"words"`` (十二), or both.
    """

    def __init__(self, rest: str, written: Literal["digits", "words", "both"] = "both") -> None:
        super().__init__("", "")
        self.written = written
        self.compiled = re.compile(_NUMBERS[written] + rest)

    def starts(self, seen: Pass) -> Sequence[int]:
        """Return where a number begins."""
        return seen.numbers[self.written]
