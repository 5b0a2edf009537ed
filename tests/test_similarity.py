"""Comparison keys, n-grams, rarity, overlap and assignment (相似度)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.similarity import assign, comparable, ngrams, overlap, rarity

TEXT = st.text(alphabet="公开信息渡口清单，。0123《》ab \n（）一是", max_size=60)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("一是公布渡口清单12份。", "公布渡口清单0份。"),
        ("（二）公布 渡口清单,共1,204.5份", "公布渡口清单，共0份"),
        ("1.公布清单", "公布清单"),
        ("二〇二三年公布清单", "0年公布清单"),
        ("首先，公布清单", "公布清单"),
        ("進一步公開", "进一步公开"),
        ("2.5万册", "0万册"),
    ],
)
def test_key_drops_form_that_carries_no_meaning(text: str, key: str) -> None:
    assert comparable(text) == key


def test_key_prepares_many_sentences_at_once() -> None:
    lines = ["一是公布清单3份。", "（二）走访渡口。", "10.5万人次"]
    assert comparable("\n".join(lines)).split("\n") == [comparable(line) for line in lines]


@given(TEXT)
def test_key_is_stable(text: str) -> None:
    once = comparable(text)
    assert comparable(once).count("\n") == text.count("\n")
    assert not any(char.isspace() and char != "\n" for char in once)


def test_ngrams_stay_inside_runs_and_count_once() -> None:
    found = ngrams(["渡口，渡口", "口渡"], sizes=(2,))
    assert (found.grams, found.texts) == (2, 2)
    assert sorted(found.text.tolist()) == [0, 1]


def test_ngrams_of_two_sizes_are_told_apart() -> None:
    found = ngrams(["渡口", "渡口清", "口清"])
    assert sorted(zip(found.gram.tolist(), found.text.tolist(), strict=True)) == [
        (0, 1), (0, 2), (1, 0), (1, 1), (2, 1)
    ]  # fmt: skip


def test_rare_ideographs_are_letters_and_signs_are_not() -> None:
    assert ngrams(["\U00020000字", "★字"], sizes=(2,)).text.tolist() == [0]


def test_ngrams_of_nothing() -> None:
    assert ngrams([]).texts == 0
    assert len(ngrams([]).gram) == 0
    assert (ngrams(["", "。"]).texts, ngrams(["", "。"]).grams) == (2, 0)


def test_joined_texts_hold_what_their_parts_hold() -> None:
    parts = ngrams(["渡口清单", "渡口", "灯会"], sizes=(2,))
    whole = ngrams(["渡口清单，渡口", "灯会"], sizes=(2,))
    joined = parts.joined(np.array([0, 0, 1]), 2)
    assert (joined.gram.tolist(), joined.text.tolist()) == (whole.gram.tolist(), whole.text.tolist())


def test_rare_wording_weighs_more_than_common() -> None:
    found = ngrams(["公开", "公开渡口", "公开灯会", "公开校车"], sizes=(2,))
    weights, common = rarity(found), found.gram[found.text == 0][0]
    assert all(weights[common] < weight for gram, weight in enumerate(weights) if gram != common)
    assert weights[common] > 0


@given(st.lists(TEXT, min_size=1, max_size=6), st.lists(TEXT, min_size=1, max_size=6))
def test_overlap_is_symmetric_and_bounded(old: list[str], new: list[str]) -> None:
    left, right = [comparable(t).replace("\n", "") for t in old], [comparable(t).replace("\n", "") for t in new]
    there, back = overlap(left, right), overlap(right, left)
    assert np.allclose(there.dice(), back.dice().T)
    assert np.allclose(there.kept_of_old(), back.held_of_new().T)
    for scores in (there.dice(), there.kept_of_old(), there.held_of_new()):
        assert scores.shape == (len(old), len(new))
        assert (scores >= 0).all()
        assert (scores <= 1 + 1e-9).all()


def test_overlap_of_the_same_is_one_and_of_strangers_nought() -> None:
    found = overlap(["公布渡口安全清单"], ["公布渡口安全清单", "乙丙丁"])
    assert found.dice()[0].tolist() == pytest.approx([1.0, 0.0])


def test_contained_wording_is_held_whole() -> None:
    found = overlap(["公布渡口安全清单"], ["公布渡口安全清单并回访船工"])
    assert found.kept_of_old()[0, 0] == pytest.approx(1.0)
    assert found.held_of_new()[0, 0] < 1


def test_assignment_is_best_in_total_not_pair_by_pair() -> None:
    scores = np.array([[0.9, 0.8], [0.8, 0.1]])
    assert assign(scores) == [(0, 1), (1, 0)]


def test_assignment_leaves_out_what_is_below_the_floor() -> None:
    assert assign(np.array([[0.9, 0.0], [0.0, 0.2]]), floor=0.3) == [(0, 0)]
    assert assign(np.zeros((0, 3))) == []
    assert assign(np.array([[0.2], [0.7]])) == [(1, 0)]
