"""What a problem or plan is about: its matters (事项), and what is lacking in them (方面).

Different names of one thing fall together, so that a plan finds the problem it answers, and next year's report the plan,
without sharing its wording.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from nlp.plans.plain import lexicon
from nlp.plans.sought import Pass, Words

_Concept = tuple[str, str]


class About(NamedTuple):
    """What a stretch is about: the names of its matters and aspects in ``models/plans/matters.toml``."""

    matters: set[str]
    aspects: set[str]


def _concepts() -> dict[_Concept, list[str]]:
    tables = lexicon("matters.toml")
    return {
        (kind, concept): terms for kind in ("matters", "aspects") for concept, terms in tables[kind].items()
    }  # fmt: skip


_CONCEPTS = Words(_concepts, nested=True)


class Concepts:
    """What the stretches of one text are about.

    Parameters
    ----------
    text : the pass over it; or, where nothing else is looked for, the folded text itself.
    """

    def __init__(self, text: Pass | str) -> None:
        self._named = _CONCEPTS.find(text) if isinstance(text, str) else _CONCEPTS.of(text)
        self._ends = [end for _, _, end in self._named]

    def about(self, start: int, end: int) -> About:
        """Return what one stretch is about."""
        ends = self._ends
        inside = self._named[bisect_right(ends, start) : bisect_right(ends, end)]
        return _about([concept for concept, first, _ in inside if first >= start])


def about(key: str) -> About:
    """Return what a folded text is about."""
    return _about([concept for concept, _, _ in _CONCEPTS.find(key)])


def _about(named: Iterable[_Concept]) -> About:
    matters: set[str] = set()
    aspects: set[str] = set()
    for kind, concept in named:
        if kind == "matters":
            matters.add(concept)
        else:
            aspects.add(concept)
    return About(matters, aspects)
