"""Whether a pattern can take forever on some text (灾难性回溯), told from its structure before it is ever run.

A repetition without an upper bound, or with one above nine, is refused where what it repeats can itself be read in more
than one way: because a repetition of variable length stands inside it (``(a+)+``), or because one alternative is made of
others (``(a|aa)*``). Patterns are searched within one clause, and no further than 200 characters from the words that set
them off, so what is left is at worst polynomial in a small number.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

# the regular expression parser of the standard library; `re.compile` itself reads patterns with it
_parser: Any = importlib.import_module("re._parser")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_MANY = 200
_OFTEN = 9


def unbounded(pattern: str) -> str | None:
    """Return what makes a pattern liable to backtrack without end, or None when nothing does.

    pattern : one that compiles.
    """
    return next(_faults(_parser.parse(pattern)), None)


def _faults(items: Iterable[Any]) -> Iterator[str]:
    for op, argument in items:
        if str(op) in _REPEATS:
            _, most, inner = argument
            if most > _OFTEN and str(op) != "POSSESSIVE_REPEAT":
                if any(_varies(inner)):
                    yield "可重复多次的部分里又有长度不定的重复"
                elif _ambiguous(inner):
                    yield "可重复多次的部分里有能彼此拼成的选项"
            yield from _faults(inner)
        else:
            for inner in _inside(str(op), argument):
                yield from _faults(inner)


def _inside(op: str, argument: Any) -> Iterator[Any]:
    """Yield the sub-patterns directly inside one element."""
    if op == "SUBPATTERN":
        yield argument[3]
    elif op == "BRANCH":
        yield from argument[1]
    elif op in ("ASSERT", "ASSERT_NOT"):
        yield argument[1]
    elif op == "ATOMIC_GROUP":
        yield argument
    elif op == "GROUPREF_EXISTS":
        yield from (part for part in argument[1:] if part is not None)


def _varies(items: Iterable[Any]) -> Iterator[bool]:
    """Yield True for each repetition of variable length in here."""
    for op, argument in items:
        if str(op) in _REPEATS:
            if argument[0] != argument[1] and argument[1] > 1:
                yield True
            yield from _varies(argument[2])
        else:
            for inner in _inside(str(op), argument):
                yield from _varies(inner)


def _ambiguous(items: Iterable[Any]) -> bool:
    """Return whether one string this can match is a sequence of others."""
    words = _strings(items)
    if words is None:
        return False
    if len(words) != len(set(words)):
        return True
    return any(_made_of(word, set(words) - {word}) for word in words if word)


def _made_of(word: str, others: set[str]) -> bool:
    reached = {0}
    for at in range(len(word)):
        if at in reached:
            reached |= {at + len(other) for other in others if other and word.startswith(other, at)}
    return len(word) in reached


def _strings(items: Iterable[Any]) -> list[str] | None:
    """Return the strings a pattern can match, or None where they are many or not plain."""
    results = [""]
    for op, argument in items:
        choices = _choices(str(op), argument)
        if choices is None or len(results) * len(choices) > _MANY:
            return None
        results = [head + tail for head, tail in product(results, choices)]
    return results


def _choices(op: str, argument: Any) -> list[str] | None:
    if op == "LITERAL":
        return [chr(argument)]
    if op == "IN":
        return [chr(code) for kind, code in argument] if all(str(kind) == "LITERAL" for kind, _ in argument) else None
    if op in {"ASSERT", "ASSERT_NOT"}:
        return [""]
    if op == "SUBPATTERN":
        return _strings(argument[3])
    if op == "BRANCH":
        found: list[str] = []
        for branch in argument[1]:
            strings = _strings(branch)
            if strings is None:
                return None
            found.extend(strings)
        return found
    if op in _REPEATS and argument[0] == 0 and argument[1] == 1:
        optional = _strings(argument[2])
        return None if optional is None else ["", *optional]
    return None
