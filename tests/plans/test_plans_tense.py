"""Measures already taken are told from measures to come, also without 已 or 了."""

from __future__ import annotations

import pytest

from nlp.plans.tense import tense_of


@pytest.mark.parametrize(
    "text",
    [
        "收到反馈后，补录信息6条", "完成网站适老化改造", "栏目更新率提升至98%", "经整改，答复文书格式全部统一",
        "新增专职人员2名", "全年受理申请56件，均按期答复", "信息发布量同比增长12%",
    ],
)  # fmt: skip
def test_under_a_heading_of_measures_taken_a_figure_or_an_end_reached_is_over(text):
    assert tense_of(text, "ongoing") == "done"


@pytest.mark.parametrize("text", ["每季度抽查4次", "举办培训班不少于4期", "加强培训，提升水平", "力争全部整改到位"])
def test_what_bounds_or_returns_is_not_over(text):
    assert tense_of(text, "ongoing") != "done"


@pytest.mark.parametrize("text", ["举办培训班4期", "完成网站适老化改造", "全年制作图解12期", "建立台账，逐项销号"])
def test_the_same_among_measures_to_come_is_a_promise(text):
    assert tense_of(text, "planned") == "planned"


@pytest.mark.parametrize("text", ["开展了专项清理，关停账号6个", "累计回复留言230条", "发布量同比增长12%"])
def test_what_says_itself_that_it_is_over_is_done_wherever_it_stands(text):
    assert tense_of(text, "planned") == "done"


def test_a_years_figures_are_of_the_year_where_nothing_was_announced():
    assert tense_of("全年组织培训3次，整改问题12个", None) == "done"
