"""The automaton finds what is there, longest first, in any script and width."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from nlp.matching import Mask, Phrases


def test_longest_wins_and_offsets_are_into_the_text() -> None:
    text = "推进政务公开标准化,做好依申請公開。"
    found = [text[a:b] for _, a, b in Phrases(["政务公开", "政务公开标准化", "依申请公开"]).find(text)]
    assert found == ["政务公开标准化", "依申請公開"]


def test_overlapping_reports_nested_ones() -> None:
    found = Phrases(["五公开", "公开"], overlapping=True).find("五公开")
    assert sorted(found) == [(0, 0, 3), (1, 1, 3)]


def test_no_phrases_find_nothing() -> None:
    assert Phrases([]).find("政务公开") == []


def test_an_automaton_survives_pickling() -> None:
    phrases = pickle.loads(pickle.dumps(Phrases(["公开"])))
    assert phrases.find("公开") == [(0, 0, 2)]


@given(
    st.text(alphabet="政务公开办", max_size=60),
    st.lists(st.text(alphabet="政务公开办", min_size=1, max_size=4), max_size=6),
)
def test_equals_a_plain_leftmost_longest_search(text: str, phrases: list[str]) -> None:
    unique = sorted(set(phrases))
    expected, at = [], 0
    while at < len(text):
        longest = max((p for p in unique if text.startswith(p, at)), key=len, default=None)
        if longest is None:
            at += 1
        else:
            expected.append((unique.index(longest), at, at + len(longest)))
            at += len(longest)
    assert Phrases(unique).find(text) == expected


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)), max_size=6), st.integers(0, 30), st.integers(1, 5))
def test_a_mask_covers_exactly_what_overlaps(spans: list[tuple[int, int]], start: int, size: int) -> None:
    masked = [(a, a + n) for a, n in spans]
    expected = any(a < start + size and start < b for a, b in masked)
    assert Mask(masked).covers(start, start + size) == expected
