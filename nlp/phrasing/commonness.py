"""How common each sentence is among agencies (套话程度)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nlp.phrasing.passages import Passages
from nlp.phrasing.wordings import groups
from nlp.report import Report
from nlp.similarity import comparable


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """How common one sentence is: its span, the `issuers` that use its wording, and the score, 0 to 1.

    score = (issuers − 1) / (all issuers − 1): 0 wording of one agency alone, 1 wording of every agency given. It
    depends on the reports it was counted on: never compare scores from different sets.
    """

    start: int
    end: int
    issuers: int
    score: float


def sentence_scores(reports: Iterable[Report]) -> dict[str, tuple[SentenceScore, ...]]:
    """Return the boilerplate score of every sentence (逐句套话程度), by ``Report.source``.

    Sentences whose wording is shorter than ten letters are left out: they say too little to be anybody's wording.

    Parameters
    ----------
    reports : of several agencies; scores depend on them and are not to be compared between sets (`SentenceScore`).
    """
    passages = Passages(reports)
    users, total = _users(passages)
    found: dict[str, list[SentenceScore]] = {origin.source: [] for origin in passages.origins}
    for number, issuers in enumerate(users):
        source = passages.origins[passages.origin[number]].source
        score = round((issuers - 1) / max(1, total - 1), 6)
        found[source].append(SentenceScore(passages.start[number], passages.end[number], issuers, score))
    return {source: tuple(scores) for source, scores in found.items()}


def boilerplate(reports: Iterable[Report]) -> dict[str, float]:
    """Return the scores above 0 by the sentence's comparison key, as `align` takes them to discount common wording.

    The key is ``nlp.similarity.comparable`` of the sentence without heading and enumerator.

    Parameters
    ----------
    reports : of several agencies; scores depend on them and are not to be compared between sets (`SentenceScore`).
    """
    passages = Passages(reports)
    users, total = _users(passages)
    return {
        comparable(passages.text(number).replace("\n", " ")): round((issuers - 1) / (total - 1), 6)
        for number, issuers in enumerate(users)
        if issuers > 1
    }


def _users(passages: Passages) -> tuple[list[int], int]:
    """Return how many issuers use each sentence's wording, and how many there are."""
    numbers = {issuer: at for at, issuer in enumerate(dict.fromkeys(o.issuer for o in passages.origins))}
    issuer = [numbers[origin.issuer] for origin in passages.origins]
    users = [1] * len(passages)
    for members in groups(passages):
        count = len({issuer[passages.origin[number]] for number in members})
        for number in members:
            users[number] = max(users[number], count)
    return users, len(numbers)
