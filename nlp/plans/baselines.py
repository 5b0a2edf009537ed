"""What the concreteness model must beat (基线): length, counted words, and named-entity specificity."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nlp.plans.cues import STRONG, Scan
from nlp.plans.plain import plain, vague_lexicon
from nlp.segment import segment

#: cues whose evidence is what a named-entity recogniser would mark: organisations, dates, figures, titles
_ENTITIES = ("actor", "time", "quantity", "instrument")


def length(text: str) -> float:
    """Return the number of characters."""
    return float(len(text))


def lexicon_count(text: str) -> float:
    """Return how many concrete words stand in a text, less how many vague ones; weights and grammar aside."""
    view = plain(text)
    scan = Scan(view)
    concrete = sum(len(scan.of(cue)) for cue in ("action", "object", "quantity", "time", "actor", "verification"))
    slogans = sum(term in view.key for term in vague_lexicon()["slogans"]["terms"])
    return float(concrete - slogans - len(view.padding))


def specificity(text: str) -> float:
    """Return named entities over words (Hope, Hu & Lu 2016, Review of Accounting Studies 21: 1005-1045).

    Their recogniser marks organisations, dates, times, money and percentages; here the same kinds are found by the cues.
    """
    scan = Scan(plain(text))
    named = sum(hit[2] >= STRONG for cue in _ENTITIES for hit in scan.of(cue))
    named += sum(hit[3] == "title" for hit in scan.of("object"))
    return named / max(1, len(segment(text)))


BASELINES: Mapping[str, Callable[[str], float]] = {
    "length": length, "lexicon": lexicon_count, "specificity": specificity,
}  # fmt: skip
