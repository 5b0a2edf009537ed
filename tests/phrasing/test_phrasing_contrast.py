"""Rising and falling wording between two groups (消长表述)."""

from __future__ import annotations

import math

import pytest

from nlp.phrasing import contrast
from nlp.phrasing.contrasted import Contrast
from nlp.report import Report, narrative_of

COMMON = "在每个村口张贴校车线路图，方便老人查看。"


def group(name: str, sentence: str, count: int = 4, *, times: int = 3) -> list[Report]:
    return [narrative_of(COMMON + sentence * times, source=f"{name}{n}") for n in range(count)]


@pytest.fixture
def found() -> Contrast:
    """Lantern fairs before, ferries after."""
    return contrast(group("早", "灯会预案提前公布。"), group("晚", "渡口船期提前公布。"), least=0.5)


def test_wording_rises_and_falls(found: Contrast) -> None:
    assert any("渡口" in wording.phrase for wording in found.rising)
    assert any("灯会" in wording.phrase for wording in found.falling)
    assert all(wording.score > 0 for wording in found.rising)
    assert all(wording.score < 0 for wording in found.falling)


def test_what_both_say_alike_is_in_neither(found: Contrast) -> None:
    assert not any("校车" in wording.phrase for wording in (*found.rising, *found.falling))


def test_groups_changed_round_change_signs(found: Contrast) -> None:
    back = contrast(group("晚", "渡口船期提前公布。"), group("早", "灯会预案提前公布。"), least=0.5)
    assert {w.phrase: w.score for w in back.falling} == {w.phrase: pytest.approx(-w.score) for w in found.rising}


def test_examples_are_quoted_from_the_group_that_says_it(found: Contrast) -> None:
    texts = {r.source: r.text for r in (*group("早", "灯会预案提前公布。"), *group("晚", "渡口船期提前公布。"))}
    for wording in (*found.rising, *found.falling):
        assert 1 <= len(wording.examples) <= 3
        for example in wording.examples:
            evidence = example.evidence
            assert texts[example.source][evidence.start : evidence.end] == evidence.quote
    assert all(example.source.startswith("晚") for wording in found.rising for example in wording.examples)


def test_phrases_are_not_parts_of_one_another(found: Contrast) -> None:
    phrases = [wording.phrase for wording in found.rising]
    assert not any(a != b and a in b for a in phrases for b in phrases)


def test_one_report_alone_does_not_make_a_trend() -> None:
    loud = narrative_of("海塘防潮记录本逐船登记。" * 20, source="独")
    found = contrast(group("早", ""), [*group("晚", ""), loud], least=0.0)
    assert not any("海塘" in wording.phrase for wording in found.rising)


def test_score_is_the_formula_worked_out_by_hand() -> None:
    first, second = [narrative_of("校车时刻。" * 10)], [narrative_of("校车时刻。" * 9 + "渡口安全。")]
    wording = next(w for w in contrast(first, second, least=0.0).rising if "渡口" in w.phrase)
    n1 = n2 = 20
    assert (wording.first, wording.second) == (0, 1)
    a = 500 * 1 / (n1 + n2)
    delta = math.log((1 + a) / (n2 + 500 - 1 - a)) - math.log(a / (n1 + 500 - a))
    assert wording.score == pytest.approx(delta / math.sqrt(1 / a + 1 / (1 + a)), abs=1e-3)


def test_empty_groups() -> None:
    assert contrast([], []) == Contrast((), ())
    assert contrast([], group("晚", "渡口船期。")).falling == ()


def test_records_are_plain(found: Contrast) -> None:
    record = found.rising[0].to_dict()
    assert record["phrase"] == found.rising[0].phrase
    assert record["examples"][0]["source"]
