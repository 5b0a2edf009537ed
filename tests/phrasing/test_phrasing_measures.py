"""Measures of novelty and likeness against figures worked out by hand (度量)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.phrasing import length_adjusted
from nlp.phrasing.likeness import cosine, edit_similarity, jaccard, modification, spelled
from nlp.phrasing.novelty import Tally
from nlp.phrasing.result import Edit, Pair, Passage
from nlp.report import Span

SPAN = (Span(0, 1000),)
WORDS = st.lists(st.sampled_from("渡口 灯会 校车 滩涂 船期 公布 回访".split()), min_size=1, max_size=20)  # noqa: SIM905


def at(start: int, text: str) -> Passage:
    return Passage(start, start + len(text), text)


def linked(
    old: int, new: int, status: str = "edited", text: str = "公布渡口船期。", edits: tuple[Edit, ...] = ()
) -> Pair:
    return Pair("overview", status, 0.5, (at(old, text),), (at(new, text),), edits)  # type: ignore[arg-type]


def test_novelty_and_dropped_go_by_length() -> None:
    pairs = [
        linked(0, 0),
        Pair("overview", "new", 0.0, new=(at(20, "新 设\n专栏。"),)),
        Pair("overview", "dropped", 0.0, old=(at(20, "撤。"),)),
    ]
    assert Tally(pairs).novelty(SPAN) == pytest.approx(5 / 12, abs=1e-6)
    assert Tally(pairs).dropped(SPAN) == pytest.approx(2 / 9, abs=1e-6)


def test_nothing_has_no_measure() -> None:
    assert Tally([]).novelty(SPAN) is None
    assert Tally([]).dropped(SPAN) is None
    assert Tally([]).wording_kept(SPAN) is None
    assert Tally([linked(0, 0)]).order_change(SPAN) is None


def test_wording_kept_counts_characters_outside_edits() -> None:
    edit = Edit("replaced", at(2, "渡口"), at(2, "渡口"))
    pairs = [linked(0, 0, edits=(edit,)), Pair("overview", "new", 0.0, new=(at(20, "新设专栏。"),))]
    assert Tally(pairs).wording_kept(SPAN) == pytest.approx(5 / 12, abs=1e-6)


@pytest.mark.parametrize(
    ("order", "expected"), [((0, 1, 2, 3), 0.0), ((3, 2, 1, 0), 1.0), ((1, 0, 2, 3), 1 / 6), ((1, 2, 3, 0), 0.5)]
)
def test_order_change_is_the_share_of_discordant_pairs(order: tuple[int, ...], expected: float) -> None:
    pairs = [linked(10 * old, 10 * new) for new, old in enumerate(order)]
    assert Tally(pairs).order_change(SPAN) == pytest.approx(expected, abs=1e-6)


@given(st.permutations(range(7)))
def test_order_change_agrees_with_counting(order: list[int]) -> None:
    pairs = [linked(10 * old, 10 * new) for new, old in enumerate(order)]
    counted = sum(order[i] > order[j] for j in range(7) for i in range(j))
    assert Tally(pairs).order_change(SPAN) == pytest.approx(counted / 21, abs=1e-6)


def test_likeness_worked_out_by_hand() -> None:
    old, new = ["公布", "公布", "船期"], ["公布", "灯会"]
    assert cosine(old, new) == pytest.approx(2 / math.sqrt(5 * 2), abs=1e-6)
    assert jaccard(old, new) == pytest.approx(1 / 3, abs=1e-6)
    assert edit_similarity(old, new) == pytest.approx(2 / 5, abs=1e-6)


@given(WORDS, WORDS)
def test_spelled_texts_are_as_alike_as_their_words(old: list[str], new: list[str]) -> None:
    for measure in (cosine, jaccard, edit_similarity, modification):
        assert measure(*spelled(old, new)) == measure(old, new)


def test_spelling_may_leave_words_out() -> None:
    assert [len(text) for text in spelled(["渡口", "，", "渡口"], ["，"], only=str.isalnum)] == [2, 0]


@given(WORDS, WORDS)
def test_likeness_is_symmetric_and_bounded(old: list[str], new: list[str]) -> None:
    for measure in (cosine, jaccard, edit_similarity):
        assert measure(old, new) == measure(new, old)
        assert 0 <= measure(old, new) <= 1 + 1e-9
        assert measure(old, old) == pytest.approx(1.0)


@given(WORDS, WORDS)
def test_modification_is_symmetric_and_lower_for_less_change(old: list[str], new: list[str]) -> None:
    assert modification(old, new) == pytest.approx(modification(new, old), abs=1e-6)
    assert modification(old, old) <= 0


def test_modification_of_strangers_is_above_nought() -> None:
    assert modification(["渡口", "船期"] * 20, ["灯会", "校车"] * 20) > 0.3


def test_length_is_taken_out_over_a_panel() -> None:
    lengths = np.linspace(200, 3000, 40)
    raw = 0.8 - 0.5 * (lengths / 3000) + 0.2 * (lengths / 3000) ** 2
    assert np.abs(length_adjusted(raw, lengths)).max() < 1e-6
    raised = raw.copy()
    raised[7] += 0.3
    assert length_adjusted(raised, lengths).argmax() == 7


def test_length_of_a_small_panel_does_not_explain_everything() -> None:
    assert length_adjusted([0.2, 0.9], [100, 100]).tolist() == pytest.approx([-0.35, 0.35])
    assert len(length_adjusted([], [])) == 0
