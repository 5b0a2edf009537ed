"""Characters and boundaries: lengths never change, and every span is true."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.text import clauses, fold, normalise, sentences

CHINESE = st.text(alphabet="政务公开一是二，。；！？、：（）()《》“”\n 第1２３Ａb〔〕⼾⺠⻅開", max_size=200)


@given(st.text(max_size=300))
def test_normalise_and_fold_keep_the_length(text: str) -> None:
    assert len(normalise(text)) == len(text)
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("⼈⺠政府", "人民政府"), ("⻅⾯", "见面"), ("⼾籍", "户籍"), ("２０２１年", "2021年"), ("\xa0", " ")],
)
def test_look_alikes_become_what_is_meant(printed: str, meant: str) -> None:
    assert normalise(printed) == meant


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("依申请公开", "依申請公開"),
        ("“五公开”", "「五公開」"),
        ("一,二;三", "一，二；三"),
        ("IPv6", "ＩＰＶ６"),
        ("(一)", "（一）"),
    ],
)
def test_the_key_ignores_width_script_quotes_and_case(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(CHINESE)
def test_sentences_cover_all_but_blanks_in_order(text: str) -> None:
    spans = sentences(text)
    assert all(a < b <= c for (a, b), (c, _) in pairwise(spans))
    outside = set(range(len(text))) - {i for a, b in spans for i in range(a, b)}
    assert all(text[i].isspace() for i in outside)


@given(CHINESE)
def test_clauses_refine_sentences(text: str) -> None:
    ends = {end for _, end in clauses(text)}
    assert {end for _, end in sentences(text)} <= ends


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年公开12件。其中县级3件；好！", ["全年公开12件。", "其中县级3件；", "好！"]),
        ("印发《办法（试行；2021）》。完", ["印发《办法（试行；2021）》。", "完"]),
        ("受理15件（市级6件；县级9件），均答复。", ["受理15件（市级6件；县级9件），均答复。"]),
        ("他说：“办好了。”群众点头。", ["他说：“办好了。”", "群众点头。"]),
        ("增长3.5%。下降", ["增长3.5%。", "下降"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("未闭合（一。二。", ["未闭合（一。", "二。"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentences(text)] == expected


@given(st.text(alphabet="政务公开，。“”abcＡ開請１⼾ (,)", max_size=80), st.integers(0, 60))
def test_a_text_dense_with_foldable_characters_folds_like_a_sparse_one(text: str, padding: int) -> None:
    plain = "公" * padding
    assert fold(text + plain) == fold(text) + plain


def test_a_number_with_a_comma_is_one() -> None:
    text = "发布1,204条,其中解读35条"
    assert [text[a:b] for a, b in clauses(text)] == ["发布1,204条,", "其中解读35条"]


def test_a_range_is_respected() -> None:
    text = "甲。乙。丙。"
    assert [text[a:b] for a, b in sentences(text, 2, 4)] == ["乙。"]
