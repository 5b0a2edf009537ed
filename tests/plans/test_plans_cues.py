"""Every registered cue finds its own examples, and nothing in what it must not be found in."""

from __future__ import annotations

import pytest

from nlp.plans import score_clause
from nlp.plans.cues import Scan, cues
from nlp.plans.plain import lexicon, plain
from nlp.plans.result import CUES
from nlp.plans.sought import known_patterns


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


def test_patterns_find_what_a_plain_search_finds(root):
    for path in sorted((root / "corpora" / "samples").glob("*.txt")):
        scan = Scan(plain(path.read_text(encoding="utf-8")))
        for pattern in known_patterns():
            assert pattern.spans(scan) == [match.span() for match in pattern.compiled.finditer(scan.key)]


@pytest.mark.parametrize(
    ("text", "quote", "named"),
    [
        ("依托国家企业信用信息公示系统自动提醒", "国家企业信用信息公示系统", True),
        ("实现文件库与“翠湖办”平台贯通", "“翠湖办”平台", True),
        ("依据企业画像主动匹配优惠事项", "企业画像", False),
        ("在村务公开栏、社区微信群同步张贴政策", "村务公开栏、社区微信群", False),
    ],
)
def test_only_a_named_instrument_counts_as_something_to_check(text, quote, named):
    clause = score_clause(text)
    assert [evidence.quote for evidence in clause.cues["instrument"]] == [quote]
    assert (clause.level >= 4) == named


def test_a_whole_word_is_no_intensifier():
    assert not score_clause("加大力度，提高质量，调动积极性").vague
    assert score_clause("大力推进").vague
