"""What a pattern's matches can begin with (首字), told from its structure, so that a search passes over all other places.

The engine looks for first characters by itself where a pattern is a choice of plain words. Any other, verbs followed by
objects above all, it tries anew at every character; asked first what stands there, it needs half the time.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Sequence
from typing import Any

from nlp.kernel import bits

# the regular expression parser of the standard library; `re.compile` itself reads patterns with it
_parser: Any = importlib.import_module("re._parser")
#: a range of more characters says little about where a match begins
_WIDEST = 64
_REMAINDERS = 2048
#: the characters that what matches can begin with (None: any), and whether it can be empty
Opening = tuple[set[str] | None, bool]


def quickened(pattern: str) -> str:
    """Return a pattern with the same matches that asks first for a character they can begin with.

    pattern : one that compiles. It is returned as it is where it sets flags, where it can begin with anything or with
    nothing, and where the engine finds its first characters by itself.
    """
    items = _parser.parse(pattern)
    if items.state.flags & ~re.UNICODE or _plain(items):
        return pattern
    first, empty = _first(items)
    return f"(?=[{''.join(map(re.escape, sorted(first)))}])(?:{pattern})" if first and not empty else pattern


def opening(pattern: str) -> bytes | None:
    """Return what a match can begin with as the kernel takes it: a bit for each remainder of 2,048 that a character has.

    pattern : one that compiles. None where a match can begin with anything, or be empty.
    """
    items = _parser.parse(pattern)
    first, empty = _first(items)
    if items.state.flags & ~re.UNICODE or empty or not first:
        return None
    return bits(chr(ord(character) % _REMAINDERS) for character in first)[: _REMAINDERS // 8]


def _plain(items: Sequence[Any]) -> bool:
    """Return whether the engine sees the first characters: a literal, a set, or a choice of what begins with a literal."""
    if not len(items):
        return False
    op, argument = items[0]
    if str(op) == "SUBPATTERN":
        return _plain(argument[3])
    if str(op) == "BRANCH":
        return all(len(branch) and str(branch[0][0]) == "LITERAL" for branch in argument[1])
    return str(op) in ("LITERAL", "IN")


def _first(items: Iterable[Any]) -> Opening:
    """Return what a sequence can begin with."""
    found: set[str] = set()
    for op, argument in items:
        characters, empty = _begun(str(op), argument)
        if characters is None:
            return None, False
        found |= characters
        if not empty:
            return found, False
    return found, True


def _begun(op: str, argument: Any) -> Opening:
    """Return what one element can begin with."""
    if op in ("AT", "ASSERT", "ASSERT_NOT"):
        return set(), True  # looks, and takes nothing: what follows begins here as well
    if op == "LITERAL":
        return {chr(argument)}, False
    if op == "IN":
        return _listed(argument), False
    if op == "BRANCH":
        choices = [_first(branch) for branch in argument[1]]
        known = [characters for characters, _ in choices if characters is not None]
        return (set().union(*known) if len(known) == len(choices) else None), any(empty for _, empty in choices)
    if op == "SUBPATTERN":
        _, flags, without, inner = argument
        return (None, False) if flags or without else _first(inner)
    if op in ("MAX_REPEAT", "MIN_REPEAT"):
        characters, empty = _first(argument[2])
        return characters, empty or argument[0] == 0
    return None, False


def _listed(choices: Iterable[Any]) -> set[str] | None:
    """Return the characters of a set, None where they are many or what it leaves out."""
    ranges = [value if str(kind) == "RANGE" else (value, value) for kind, value in choices]
    plain = all(str(kind) in ("LITERAL", "RANGE") for kind, _ in choices)
    if not plain or any(last - first > _WIDEST for first, last in ranges):
        return None
    return {chr(code) for first, last in ranges for code in range(first, last + 1)}
