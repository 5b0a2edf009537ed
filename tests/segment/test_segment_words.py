"""Terms are whole, the rest is jieba's, and the words spell the text."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real import needs_shared

import nlp
from nlp.errors import UsageError
from nlp.readers import read
from nlp.segment import Lexicon, engine, load_lexicon, offsets, segment
from nlp.segment.lexicon import shipped

TERMS = shipped().terms
#: a reader's parts where the lexicon alone would join (composed)
READINGS = {
    "政务公开办理情况通报": ["政务公开", "办理情况", "通报"],
    "加强政府信息公开工作人员培训": ["加强", "政府信息公开", "工作人员", "培训"],
    "确保民生实事项目落地": ["确保", "民生实事项目", "落地"],
    "优化政府信息公开栏目设置": ["优化", "政府信息公开", "栏目设置"],
    "宣传部门联合发布": ["宣传部门", "联合", "发布"],
    "提升工作规范化水平": ["提升", "工作", "规范化水平"],
    "应依申请人要求补正": ["应依", "申请人", "要求", "补正"],
    "江州市人民政府": ["江州", "市", "人民政府"],
}


LOWER = Lexicon([term.lower() for term in TERMS], shipped().contexts)
READ = {"".join(parts): parts for parts in LOWER._readings}
KNOWN = {*LOWER.terms, *READ}


def naive_spans(text: str) -> list[tuple[int, int]]:
    """The codified rule written out slowly: leftmost, longest, readings among the terms."""
    terms, readings, longest = set(LOWER.terms), READ, max(map(len, KNOWN))
    spans, at = [], 0
    while at < len(text):
        size = next((n for n in range(min(longest, len(text) - at), 1, -1) if text[at : at + n] in KNOWN), 0)
        found = text[at : at + size]
        if not size:
            at += 1
        elif found in terms:
            spans.append((at, at + size))
            at += size
        else:
            known, start, rest = [], at, at + len(readings[found][0])
            for part in readings[found]:
                if part in terms:
                    known.append((start, start + len(part)))
                    rest = start + len(part)
                start += len(part)
            spans += known
            at = rest
    return spans


@pytest.mark.parametrize("text", READINGS, ids=str)
def test_readings_of_a_reader(text: str) -> None:
    assert segment(text) == READINGS[text]


@pytest.mark.parametrize(("fore", "aft"), [("，", "。"), ("《", "》"), ("12", "34"), (" ", "\n"), ("“", "”")])
def test_every_term_is_whole_beside_marks(fore: str, aft: str) -> None:
    cut = [term for term in TERMS if term not in segment(f"{fore}{term}{aft}")]
    assert cut == []


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(TERMS), st.text("的市公开工作办人员确保加大化、，。", max_size=3)), max_size=8)
)
def test_the_rule_decides_every_overlap(pieces: list[str]) -> None:
    text = "".join(pieces).lower()
    spans = naive_spans(text)
    assert shipped().find(text) == spans
    words = dict(zip(offsets(segment(text)), segment(text), strict=True))
    assert all(words[span] == text[slice(*span)] for span in spans)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(TERMS), st.text(max_size=6)), max_size=8))
def test_words_spell_the_text_and_the_rest_is_jiebas(pieces: list[str]) -> None:
    text = "".join(pieces)
    words = segment(text)
    assert "".join(words) == text
    assert [text[start:end] for start, end in offsets(words)] == words
    expected: list[str] = []
    past = 0
    for start, end in [*shipped().find(text), (len(text), len(text))]:
        expected += engine.engine("jieba")(text[past:start]) + [text[start:end]] * (end > start)
        past = end
    assert words == expected


def test_placeholder_characters_in_the_text_do_no_harm() -> None:
    text = "\x00政务公开\x01\ue000主动公开\uf8ff\x00"
    assert "".join(segment(text)) == text
    assert "政务公开" in segment(text)
    assert "主动公开" in segment(text)


@needs_shared
def test_real_reports_are_spelt_and_cut_like_jieba(shared: Path) -> None:
    for file in sorted((shared / "real").glob("*-20*.txt")):
        text = read(file).text
        words = segment(text)
        assert "".join(words) == text
        past, at = 0, 0
        for start, end in [*shipped().find(text), (len(text), len(text))]:
            stretch = engine.engine("jieba")(text[past:start])
            assert words[at : at + len(stretch)] == stretch
            at += len(stretch) + (end > start)
            past = end


def test_letters_match_in_any_case_and_width() -> None:
    lexicon = Lexicon(["IPv6", "互联网+监管", "“放管服”改革"])
    assert segment('支持ipv6和互联网＋监管，深化"放管服"改革', lexicon=lexicon)[1] == "ipv6"
    assert "互联网＋监管" in segment("推进互联网＋监管", lexicon=lexicon)
    assert '"放管服"改革' in segment('深化"放管服"改革', lexicon=lexicon)


def test_the_package_is_the_verb() -> None:
    assert nlp.segment("政务公开") == ["政务公开"]


def test_a_users_lexicon_joins_the_shipped_terms(tmp_path: Path) -> None:
    file = tmp_path / "mine.txt"
    file.write_text("# 本市的平台\n江州通办厅\n", encoding="utf-8")
    assert segment("江州通办厅政务公开", lexicon=load_lexicon(file)) == ["江州通办厅", "政务公开"]
    assert segment("江州通办厅政务公开", lexicon=load_lexicon(file, extend=False))[0] == "江州通办厅"


@pytest.mark.parametrize("entry", ["公", "政务 公开", "公开，透明"])
def test_a_bad_term_is_named_with_the_remedy(tmp_path: Path, entry: str) -> None:
    file = tmp_path / "bad.txt"
    file.write_text(f"政务公开\n{entry}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=f"{entry!r}.*(两个字以上|一行写一个词语)"):
        load_lexicon(file)


def test_an_unreadable_lexicon_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere.txt"):
        load_lexicon(tmp_path / "nowhere.txt")
    file = tmp_path / "gbk.txt"
    file.write_bytes("政务公开".encode("gbk"))
    with pytest.raises(UsageError, match="UTF-8"):
        load_lexicon(file)


def test_an_empty_lexicon_leaves_everything_to_jieba() -> None:
    text = "政府信息公开工作年度报告"
    assert segment(text, lexicon=Lexicon([])) == engine.engine("jieba")(text)


def test_a_lexicon_travels_between_processes() -> None:
    copy = pickle.loads(pickle.dumps(shipped()))
    assert copy.find("政务公开办理") == shipped().find("政务公开办理")


def test_no_term_stands_twice_and_none_is_split_by_its_own_contexts() -> None:
    lines = [
        line.strip()
        for line in Path(nlp.__file__)
        .parent.parent.joinpath("models", "segmentation", "terms.txt")
        .read_text(encoding="utf-8")
        .splitlines()
    ]
    entries = [line for line in lines if line and not line.startswith("#")]
    assert len(entries) == len(set(entries)) == len(TERMS)
    assert len(TERMS) >= 800
