"""The wording of titles, and the decision over a whole sequence of candidates."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.readers.lines.extract import Block, Extract
from nlp.readers.outline.document import document, matching_key
from nlp.readers.outline.headings import headings, numeral
from nlp.readers.outline.sequence import PLACES, decide
from nlp.readers.outline.wording import grammar, outlines, part_grammar


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("总体情况", "overview"), ("概述", "overview"), ("主动公开政府信息情况", "disclosure"), ("主动公开信息的情况", "disclosure"),
        ("政府信息主动公开情况", "disclosure"), ("收到和处理政府信息公开申请情况", "requests"), ("依申请公开政府信息办理情况", "requests"),
        ("政府信息公开申请办理情况", "requests"), ("政府信息公开行政复议、行政诉讼情况", "review"), ("复议、诉讼和申诉情况", "review"),
        ("政府信息公开的收费及减免情况", "extra"), ("存在的主要问题及改进情况", "problems"), ("下一步工作打算", "measures"),
        ("改进措施", "measures"), ("其他需要报告的事项", "other"), ("需要说明的其他事项", "other"),
    ],
)  # fmt: skip
def test_titles(title: str, kind: str) -> None:
    found = grammar().classify(title, len(title))
    assert found is not None
    assert (found.kind, found.end) == (kind, len(title))


@pytest.mark.parametrize(
    "title", ["结转下年度继续办理", "本年新收政府信息公开申请数量", "加强组织领导，完善制度", "信息内容", "自然人"]
)
def test_what_is_no_title(title: str) -> None:
    assert grammar().classify(title, len(title)) is None


@pytest.mark.parametrize(
    ("glued", "title"),
    [
        ("总体情况2022年，我县", "总体情况"), ("存在的主要问题及改进情况存在的不足主要是", "存在的主要问题及改进情况"),
        ("存在问题存在的主要问题：", "存在问题"), ("改进措施改进情况：一是", "改进措施"),
        ("其他需要报告的事项无其他需要报告的事项", "其他需要报告的事项"),
        ("主要问题和改进措施我局工作中", "主要问题和改进措施"), ("主动公开政府信息情况第二十条", "主动公开政府信息情况"),
    ],
)  # fmt: skip
def test_where_a_glued_title_ends(glued: str, title: str) -> None:
    found = grammar().classify(glued, len(glued))
    assert found is not None
    assert glued[: found.end] == title


def test_outlines_cover_the_years_without_gap_or_overlap() -> None:
    years = [outline.years for outline in outlines()]
    assert years[0][0] == 2008
    assert all(before[1] + 1 == after[0] for before, after in itertools.pairwise(years))
    assert [outline.name for outline in outlines()] == ["free", "2019", "2021"]


@pytest.mark.parametrize(
    ("text", "value"), [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("百", 0)]
)
def test_numerals(text: str, value: int) -> None:
    assert numeral(text) == value


@given(st.text("一二三、总体情况主动公开存在问题及改进其他需要报告的事项。\n（）2年 ", max_size=120))
def test_any_text_gives_an_ordered_sequence(text: str) -> None:
    page = document(Extract(tuple(Block(line) for line in text.split("\n"))))
    chosen = decide(page, headings(page)).headings
    assert all(before.end <= after.start for before, after in itertools.pairwise(chosen))
    places = [PLACES[heading.kind] for heading in chosen if heading.kind in PLACES]
    assert places == sorted(set(places))
    assert all(0 <= heading.start <= heading.end <= heading.body <= len(text) for heading in chosen)


@given(st.text(max_size=200))
def test_the_matching_key_keeps_the_length(text: str) -> None:
    assert len(matching_key(text)) == len(text)


def test_the_grammar_of_parts_knows_the_five() -> None:
    kinds = part_grammar("overview")
    titles = {"主动公开方面": "proactive", "依申请公开情况": "on_request", "政府信息管理方面": "management"}
    titles |= {"政府信息公开平台建设": "platform", "平台载体建设方面": "platform", "监督保障和考核评议": "supervision"}
    titles |= {"基层政务公开标准化规范化": "other", "政府网站集约化": "other"}
    assert {title: kinds.kind(title) for title in titles} == titles


def test_running_time_does_not_explode_on_many_lookalikes() -> None:
    line = "一、总体情况二、主动公开政府信息情况三、存在的主要问题" * 12
    page = document(Extract((Block(line),)))
    assert decide(page, headings(page)).score > 0
