"""Every registered cue finds its own examples, and nothing in what it must not be found in."""

from __future__ import annotations

import pytest

from nlp.plans import score_clause
from nlp.plans.cues import cues
from nlp.plans.plain import lexicon
from nlp.plans.result import CUES


def examples(kind: str) -> list[tuple[str, object]]:
    return [(cue, example) for cue in cues for example in lexicon("cues", f"{cue}.toml")["examples"][kind]]


def test_the_registry_holds_the_contracts_cues():
    assert set(cues) == set(CUES)


@pytest.mark.parametrize(("cue", "example"), examples("yes"))
def test_a_cue_finds_its_examples(cue, example):
    text, quote = example
    found = [evidence.quote for evidence in score_clause(text).cues.get(cue, ())]
    assert found
    assert not quote or quote in found


@pytest.mark.parametrize(("cue", "text"), examples("no"))
def test_a_cue_does_not_find_what_only_looks_like_it(cue, text):
    assert cue not in score_clause(text).cues


@pytest.mark.parametrize("text", ["进一步加强培训，切实提高认识，不断探索", "力争取得实效，推动形成工作合力"])
def test_vague_words_are_shown_where_they_stand(text):
    clause = score_clause(text)
    assert clause.vague
    assert all(text[e.start : e.end] == e.quote for e in clause.vague)
