"""The text as the cues read it: folded, without blanks, page marks and intensifiers (去虚词文本).

Leaving the intensifiers (进一步, 不断, 切实) out before anything is matched makes every cue blind to them, so that adding
one can never raise a score; and 进一步加大对网站的检查 is found by whatever finds 加大对网站的检查.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from nlp import resources
from nlp.matching import Phrases
from nlp.text import fold

#: after folding, the only blanks within a line
_BLANK = re.compile("[ \r]+")
#: a page mark that a PDF leaves inside a sentence (``-4-`` after folding)
_PAGE_MARK = re.compile(r"-\s?\d{1,3}\s?-(?![\d-])\s*")

_BLANKS = frozenset(" \t\n\u3000\xa0-—")
#: a text whose widest line has no more characters is taken as hard-wrapped; a line of it this full goes on in the next
_NARROW = 60
_NARROWEST = 18
_FULL = 0.8
_ENDED = re.compile(r"[。；：！？]\s*$")
#: a line that opens so goes on with nothing before it
_BULLET = re.compile(r"\s*(?:[●•·◆■▪○▶★※\-—*]|\d{1,2}[、.．）]|（?[一二三四五六七八九十]{1,3}[、）是])")


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Plain:
    """A text made ready for matching.

    text : as given; key : what is matched; at : ``key[i]`` stands at ``text[at[i]]``, with ``at[len(key)]`` past the
    last kept character; padding : spans of the intensifiers in `text`.
    """

    text: str
    key: str
    at: Sequence[int]
    padding: tuple[Span, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of `text` for a span of `key`."""
        return self.at[start], self.at[end - 1] + 1

    def outer(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of `text` for a span of `key`, with the intensifiers at its edges, without blanks there."""
        text, at = self.text, self.at
        first = at[start - 1] + 1 if start else 0
        last = at[end]
        while first < last and text[first] in _BLANKS:
            first += 1
        while last > first and text[last - 1] in _BLANKS:
            last -= 1
        return first, last

    def part(self, start: int, end: int) -> Plain:
        """Return what stands at a span of `key` as a text of its own, with the intensifiers at its edges."""
        first, last = self.outer(start, end)
        at = [place - first for place in self.at[start:end]]
        padding = [(begin - first, past - first) for begin, past in self.padding if first <= begin and past <= last]
        return Plain(self.text[first:last], self.key[start:end], [*at, last - first], tuple(padding))


def lexicon(*parts: str) -> Mapping[str, Any]:
    """Return one word list of ``models/plans``, for example ``lexicon("cues", "time.toml")``."""
    return tomllib.loads(resources.path("models", "plans", *parts).read_text(encoding="utf-8"))


@cache
def vague_lexicon() -> Mapping[str, Any]:
    """Return the list of vague words (空泛用语)."""
    return lexicon("vague.toml")


@cache
def _intensifiers() -> tuple[Phrases, int]:
    """Return the automaton, and how many of its first phrases are intensifiers (the rest only protect)."""
    words = vague_lexicon()["intensifiers"]
    negated = [before + word for before in words["predicate_before"] for word in words["predicate_words"]]
    return Phrases([*words["terms"], *words["keep"], *negated]), len(words["terms"])


def _dirt(key: str) -> list[Span]:
    """Return the spans of blanks and page marks."""
    found = [match.span() for match in _BLANK.finditer(key)] if " " in key or "\r" in key else []
    if "-" in key:
        for mark in _PAGE_MARK.finditer(key):
            start = mark.start()
            if start and (key[start - 1].isdigit() or key[start - 1] == "-"):
                continue
            while start and key[start - 1].isspace():
                start -= 1
            found.append((start, mark.end()))
    return found


def _wraps(key: str) -> list[Span]:
    """Return the line breaks that only wrap a line: of full lines that do not end a sentence, in a narrow text."""
    if key.count("\n") < 2:
        return []
    lines = key.split("\n")
    widest = max(map(len, lines))
    if not _NARROWEST <= widest <= _NARROW:
        return []
    found, position = [], 0
    for line, following in pairwise(lines):
        position += len(line)
        full = len(line) >= widest * _FULL
        if full and following.strip() and not (_ENDED.search(line) or _BULLET.match(following)):
            found.append((position, position + 1))
        position += 1
    return found


def plain(text: str) -> Plain:
    """Return `text` made ready for matching."""
    folded = fold(text)
    dirt = _dirt(folded) + _wraps(folded)
    key, at = _without(folded, range(len(folded) + 1), sorted(dirt)) if dirt else (folded, range(len(folded) + 1))
    automaton, count = _intensifiers()
    padding: list[Span] = []
    # once more where leaving one out brings another together: 进切实一步
    while found := [(start, end) for index, start, end in automaton.find_folded(key) if index < count]:
        padding += [(at[start], at[end - 1] + 1) for start, end in found]
        key, at = _without(key, at, found)
    return Plain(text, key, at, tuple(sorted(padding)))


def _without(key: str, at: Sequence[int], spans: Sequence[Span]) -> tuple[str, Sequence[int]]:
    """Return `key` and its offsets without some sorted spans of it."""
    kept: list[int] = []
    pieces: list[str] = []
    position = 0
    for start, end in spans:
        if start > position:
            kept.extend(at[position:start])
            pieces.append(key[position:start])
        position = max(position, end)
    kept.extend(at[position:])
    pieces.append(key[position:])
    return "".join(pieces), kept
