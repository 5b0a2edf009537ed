"""What a pattern's matches can begin with (首字), told from its structure, so that a search passes over all other places.

The engine looks for first characters by itself where a pattern is a choice of plain words. Any other, verbs followed by
objects above all, it tries anew at every character; asked first what stands there, it needs half the time.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from typing import Any

# the regular expression parser of the standard library; `re.compile` itself reads patterns with it
_parser: Any = importlib.import_module("re._parser")
#: a range of more characters says little about where a match begins
_WIDEST = 64


def quickened(pattern: str) -> str:
    """Return a pattern with the same matches that asks first for a character they can begin with.

    pattern : one that compiles. It is returned as it is where it sets flags, where it can begin with anything or with
    nothing, and where the engine finds its first characters by itself.
    """
    items = _parser.parse(pattern)
    if items.state.flags & ~re.UNICODE or _plain(items):
        return pattern
    first = _first(items)
    return f"(?=[{''.join(map(re.escape, sorted(first)))}])(?:{pattern})" if first else pattern


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


def _first(items: Sequence[Any]) -> set[str] | None:
    """Return the characters that what matches can begin with; None where that may be any, or nothing need be there."""
    found: set[str] = set()
    for op, argument in items:
        if str(op) in ("ASSERT", "ASSERT_NOT"):
            continue  # looks, and takes nothing: what follows begins here as well
        optional = str(op) in ("MAX_REPEAT", "MIN_REPEAT") and argument[0] == 0
        characters = _first(argument[2]) if optional else _begun(str(op), argument)
        if characters is None:
            return None
        found |= characters
        if not optional:
            return found
    return None


def _begun(op: str, argument: Any) -> set[str] | None:
    """Return the characters that one element, which must be there, can begin with."""
    if op == "LITERAL":
        return {chr(argument)}
    if op == "IN":
        ranges = [value if str(kind) == "RANGE" else (value, value) for kind, value in argument]
        plain = all(str(kind) in ("LITERAL", "RANGE") for kind, _ in argument)
        if not plain or any(last - first > _WIDEST for first, last in ranges):
            return None
        return {chr(code) for first, last in ranges for code in range(first, last + 1)}
    if op == "BRANCH":
        choices = [_first(branch) for branch in argument[1]]
        return None if None in choices else set().union(*[choice for choice in choices if choice])
    if op == "SUBPATTERN":
        _, flags, without, inner = argument
        return None if flags or without else _first(inner)
    return _first(argument[2]) if op in ("MAX_REPEAT", "MIN_REPEAT") else None
