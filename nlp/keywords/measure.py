"""The contract of a keyword measure, and the registry of measures (关键词度量).

A measure is one module in `nlp.keywords.scores` that registers an object of this shape; the command's choices, the
README's table and the parametrised tests read the registry.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from nlp.keywords.corpus import Corpus
from nlp.keywords.reference import Reference
from nlp.registry import Registry


@dataclass(frozen=True, slots=True)
class Scored:
    """One term with its score; `extra` holds the measure's further figures."""

    term: str
    score: float
    reference_count: int | None = None
    extra: dict[str, float] = field(default_factory=dict)


class Measure(Protocol):
    """A keyword measure.

    title : its name in Chinese; reference : the shipped reference it uses when none is given, None where it uses none.
    """

    title: str
    reference: str | None

    def score(self, target: Corpus, reference: Reference | None) -> Iterable[Scored]:
        """Return the terms of the target with their scores, in any order; the highest score ranks first."""
        ...


measures: Registry[Measure] = Registry("关键词指标", "nlp.keywords.scores")
