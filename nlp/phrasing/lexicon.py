"""The word lists by which wording is compared (``models/phrasing/lexicon.toml``), compiled once (词表)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from nlp import resources
from nlp.similarity import comparable


def _any_of(words: Iterable[str]) -> str:
    """Return an alternation, the longest first; words in the form of comparison keys."""
    return "|".join(re.escape(word) for word in sorted({comparable(w) for w in words}, key=lambda w: (-len(w), w)))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled lists.

    variable : openings, self-references, padding and dates that are left out of every comparison; stock : set phrases;
    generic : words and verbs that stand everywhere in the field; synonym : maps a word to the first of its group.
    """

    padding: re.Pattern[str]
    variable: re.Pattern[str]
    opening: re.Pattern[str]
    stock: re.Pattern[str]
    generic: re.Pattern[str]
    synonym: Callable[[str], str]
    shortcoming: re.Pattern[str]
    measures: re.Pattern[str]
    measure: re.Pattern[str]
    scales: tuple[tuple[str, ...], ...]


@cache
def lexicon() -> Lexicon:
    """Return the shipped lists, compiled."""
    raw = tomllib.loads(resources.path("models", "phrasing", "lexicon.toml").read_text(encoding="utf-8"))
    units = _any_of(raw["self_unit"])
    # every branch begins with a character of its own, so that the engine passes at once over all others
    own = "|".join(f"{prefix}(?:{units})" for prefix in raw["self_prefix"])
    dates = "0(?:年度?|月|日)(?:底|末|初|来)?"
    padding = _any_of(raw["padding"])
    return Lexicon(
        padding=re.compile(padding),
        variable=re.compile(f"{_any_of(raw['variable'])}|{own}|{dates}|{padding}|共(?<!公共)(?=[^同享建])"),
        opening=re.compile(f"(?m)^(?:{_any_of(raw['connective'])})"),
        stock=re.compile(_any_of(raw["stock"])),
        generic=re.compile(f"{_any_of(raw['verb'])}|{_any_of(raw['generic'])}"),
        synonym=_synonyms(raw),
        shortcoming=re.compile(_any_of(raw["shortcoming"])),
        measures=re.compile(_any_of(raw["measures"])),
        measure=re.compile(f"(?:{padding})*(?:针对|{_any_of(raw['verb'])})"),
        scales=tuple(tuple(scale) for scale in raw["strength"]["scales"]),
    )


def _synonyms(raw: dict[str, Any]) -> Callable[[str], str]:
    first = {word: group[0] for group in raw["synonyms"] for word in group[1:]}
    pattern = re.compile(_any_of(first))
    return lambda text: pattern.sub(lambda match: first[match.group()], text)
