"""First characters: a quickened pattern finds what the pattern finds, and only one the engine does not see through changes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.themes.openings import opening, quickened

#: verbs and objects, optional words, looks around, repeats, choices that may be empty
PIECES = st.sampled_from(
    ["加强", "(?:加强|推进)", "(?:公开|)", "(?<!公)开", "(?=推)", "公?", "[公开]+", "[^，]{0,3}", "(?:推|加){2}", "(?P<n>强)", "进", "(?:^|加)"]
)  # fmt: skip
PATTERNS = st.lists(st.lists(PIECES, min_size=1, max_size=3).map("".join), min_size=1, max_size=3).map("|".join)


@given(PATTERNS.filter(lambda pattern: pattern.count("?P<n>") < 2), st.text(alphabet="加强推进公开，", max_size=12))
def test_a_quickened_pattern_finds_the_same(pattern: str, text: str) -> None:
    spans = [match.span() for match in re.finditer(pattern, text)]
    assert [match.span() for match in re.finditer(quickened(pattern), text)] == spans


@given(PATTERNS.filter(lambda pattern: pattern.count("?P<n>") < 2), st.text(alphabet="加强推进公开，", max_size=12))
def test_what_is_found_begins_with_a_character_of_the_opening(pattern: str, text: str) -> None:
    bits = opening(pattern)
    for match in re.finditer(pattern, text) if bits is not None else ():
        remainder = ord(match[0][0]) % 2048
        assert bits[remainder >> 3] >> (remainder & 7) & 1


@pytest.mark.parametrize(
    ("pattern", "known"), [("(?:加强|推进)公开", True), ("公?开", True), ("[^，]开", False), ("公*", False)]
)
def test_an_opening_is_known_where_a_match_takes_one_of_few_characters_first(pattern: str, known: bool) -> None:
    bits = opening(pattern)
    assert (bits is not None) is known
    assert bits is None or any(bits)


@pytest.mark.parametrize(
    ("pattern", "asked"),
    [
        ("(?:加强|推进)公开|(?:完善|健全)制度", "(?=[健加完推])"),
        ("(?<!申请)(?:公开|发布)", "(?=[公发])"),
        ("(?:政府)?信息|[0-9]+条|(?:各|全)市", "(?=[0123456789信全各政])"),
        ("(?:^|[、把])(?:文件|计划)、|公开", "(?=[、公把文计])"),
        ("(?:^|、)(?:(?:政府)?信息|公开$)", "(?=[、信公政])"),
        ("加强|推进", ""),
        ("^|(?:加强|推进)制度", ""),
        ("公开[^，]{0,4}制度", ""),
        ("[^，]{0,4}公开|(?:加强|推进)制度", ""),
        ("(?:公开)?|(?:加强|推进)制度", ""),
        ("(?i)(?:a|b)c|(?:d|e)f", ""),
        ("(?i:(?:ab|cd))e|(?:d|e)f", ""),
        ("", ""),
    ],
)
def test_only_what_the_engine_does_not_see_through_is_asked_for(pattern: str, asked: str) -> None:
    assert quickened(pattern) == (f"{asked}(?:{pattern})" if asked else pattern)
