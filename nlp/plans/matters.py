"""What a problem or plan is about: its matters (事项), and what is lacking in them (方面).

Different names of one thing fall together, so that a plan finds the problem it answers, and next year's report the plan,
without sharing its wording.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from nlp.matching import Phrases
from nlp.plans.plain import lexicon


class About(NamedTuple):
    """What a stretch is about: the names of its matters and aspects in ``models/plans/matters.toml``."""

    matters: set[str]
    aspects: set[str]


@cache
def _concepts() -> tuple[Phrases, list[list[str]], list[list[str]]]:
    """Return the automaton of all words, and for each word the matters and the aspects it names."""
    words: dict[str, tuple[list[str], list[str]]] = {}
    tables = lexicon("matters.toml")
    for place, table in enumerate(("matters", "aspects")):
        for concept, terms in tables[table].items():
            for term in terms:
                words.setdefault(term, ([], []))[place].append(concept)
    matters, aspects = ([named[place] for named in words.values()] for place in (0, 1))
    return Phrases(words, overlapping=True), matters, aspects


def about_each(keys: Sequence[str]) -> list[About]:
    """Return what each of several folded texts is about, found in one pass over all of them."""
    automaton, matters, aspects = _concepts()
    ends = list(accumulate([len(key) + 1 for key in keys]))
    words: list[set[int]] = [set() for _ in keys]
    for index, start, _ in automaton.find_folded("\n".join(keys)):
        words[bisect_right(ends, start)].add(index)
    return [
        About(set().union(*[matters[index] for index in named]), set().union(*[aspects[index] for index in named]))
        for named in words
    ]


def about(key: str) -> About:
    """Return what a folded text is about."""
    return about_each([key])[0]
