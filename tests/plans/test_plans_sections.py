"""Section fives composed for this project, whole: each annotated clause is found and rightly called, and little else is."""

from __future__ import annotations

import json
import re

import pytest

from nlp import resources
from nlp.plans import PlanSet, plans
from nlp.report import narrative_of

_MARKS = re.compile(r"[\s，。；：、！？,.;:!?“”\"'（）()《》〔〕\[\]—\-]")
#: an item or clause covers an annotated one when it is at most so many times as long
_LONGEST = 3


def _key(text: str) -> str:
    return _MARKS.sub("", text)


def _stretches(found: PlanSet) -> list[tuple[str, str]]:
    """Return the kind and wording of each item and each of its clauses."""
    return [
        (kind, _key(stretch.text))
        for kind, items in (("problem", found.problems), ("plan", found.plans))
        for item in items
        for stretch in (item, *item.clauses)
    ]


@pytest.fixture(scope="module")
def read():
    path = resources.path("corpora", "gold", "section-fives.jsonl")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row, plans(narrative_of(row["text"], problems=True))) for row in rows]


def test_annotated_clauses_are_found_and_rightly_called(read):
    asked = found = right = 0
    for row, answer in read:
        stretches = _stretches(answer)
        for clause in row["clauses"]:
            if clause["kind"] == "measure":
                continue  # done already: a matter of tense
            words = _key(clause["text"])
            kinds = [kind for kind, text in stretches if words in text and len(text) <= _LONGEST * len(words)]
            asked += 1
            found += bool(kinds)
            right += bool(kinds) and kinds[-1] == clause["kind"]
    assert found >= 0.975 * asked
    assert right >= 0.985 * found


def test_what_is_found_was_annotated(read):
    returned = real = 0
    for row, answer in read:
        known = [_key(clause["text"]) for clause in row["clauses"]]
        for item in (*answer.problems, *answer.plans):
            for clause in item.clauses:
                text = _key(clause.text)
                returned += 1
                real += any(words in text or text in words for words in known)
    assert real >= 0.93 * returned


def test_quotes_are_the_text(read):
    for _, answer in read:
        for item in (*answer.problems, *answer.plans):
            for stretch in (item, *item.clauses):
                assert answer.report.text[stretch.start : stretch.end] == stretch.text
