"""Layouts of section five, each as offices really write them: what is found in it, all places and texts invented."""

from __future__ import annotations

from itertools import pairwise

import pytest

from nlp.plans import plans
from nlp.report import narrative_of

#: name: text, problems, plans (each by words that must stand in it, in order)
LAYOUTS: dict[str, tuple[str, list[str], list[str]]] = {
    "one sentence each, parted by semicolons": (
        "存在的主要问题及改进措施：（1）平台建设滞后，栏目设置不合理，已委托第三方公司对网站进行改版；"
        "（2）个别股室重视不够，信息报送迟缓，今后将把信息报送纳入股室年终考核。",
        ["平台建设滞后，栏目设置不合理", "个别股室重视不够，信息报送迟缓"],
        ["已委托第三方公司对网站进行改版", "把信息报送纳入股室年终考核"],
    ),
    "two paragraphs without headings": (
        "回顾全年，我办信息公开虽有进步，但离上级要求尚有一定距离，主要体现在公开的主动意识不强、公开的内容不够全面、专业人员缺乏三个方面。\n"
        "2024年，我办将组织业务骨干到先进地区学习，每季度召开一次例会。",
        ["公开的主动意识不强", "公开的内容不够全面", "专业人员缺乏"],
        ["组织业务骨干到先进地区学习，每季度召开一次例会"],
    ),
    "labels in brackets": (
        "【问题一】答复不规范，引用条款有误。\n【整改措施】编制答复模板，实行双人复核。",
        ["答复不规范，引用条款有误"],
        ["编制答复模板，实行双人复核"],
    ),
    "problem and remedy in turns": (
        "问题：基层力量薄弱。对策：为每个村配备一名信息员。问题：老年人获取信息难。对策：设置大字版查阅机。",
        ["基层力量薄弱", "老年人获取信息难"],
        ["为每个村配备一名信息员", "设置大字版查阅机"],
    ),
    "in turn, without a comma": (
        "首先，信息发布口径不够统一。其次，公示超期的有26件。为此，我局将首先建立会商制度；其次在系统中设置到期提醒；再次开展轮训。",
        ["信息发布口径不够统一", "公示超期的有26件"],
        ["建立会商制度", "在系统中设置到期提醒", "开展轮训"],
    ),
    "（一）是": (
        "2015年，我局信息公开虽取得成绩，但也存在公开内容有待深化的问题。（一）是健全各项制度。（二）是加强学习和培训。",
        ["存在公开内容有待深化的问题"],
        ["健全各项制度", "加强学习和培训"],
    ),
    "an admission that ends before a colon": (
        "2023年，全区公开工作取得新成效，但对照新要求仍有差距：标准目录动态调整不及时，公开的深度广度有待拓展。下一步，将开展一轮修订。",
        ["标准目录动态调整不及时", "公开的深度广度有待拓展"],
        ["开展一轮修订"],
    ),
    "what goes well is left out": (
        "我镇工作总体运行良好，未发生行政复议案件，但公开内容有待丰富。明年我镇将统一公示栏样式，按季度更换内容。",
        ["公开内容有待丰富"],
        ["统一公示栏样式，按季度更换内容"],
    ),
    "an agency called by its name": (
        "群众获取信息的渠道有待拓宽。针对以上不足，2021年柳溪街道政府信息公开工作将设立意见收集站点，增设查阅场所。",
        ["群众获取信息的渠道有待拓宽"],
        ["设立意见收集站点，增设查阅场所"],
    ),
    "one and the other": (
        "主要存在两个方面的问题，一个是公开的及时性不够，另一个是公开渠道单一。今后我们要做好两个方面的工作，"
        "一个是严格执行时限要求，另一个是开通公众号。",
        ["公开的及时性不够", "公开渠道单一"],
        ["严格执行时限要求", "开通公众号"],
    ),
    "an example within a numbered item": (
        "存在以下问题：1.公开内容不及时。如预决算公开晚于规定时间3天。2.学习不够系统。改进措施：1.建立提醒制度。2.开展一次自查。",
        ["公开内容不及时。如预决算公开晚于规定时间3天", "学习不够系统"],
        ["建立提醒制度", "开展一次自查"],
    ),
    "a list that ends in 的问题": (
        "目前仍存在部分县区公开标准执行不一、公众参与渠道不畅的问题。2023年，将制定执行清单，3月底前印发。",
        ["部分县区公开标准执行不一", "公众参与渠道不畅"],
        ["制定执行清单，3月底前印发"],
    ),
    "so many respects": (
        "公开的认识还有待提高。2022年，将认真贯彻上级部署，重点做好三方面工作：一是编制基本目录；二是开展轮训，每年不少于1次。",
        ["公开的认识还有待提高"],
        ["编制基本目录", "开展轮训，每年不少于1次"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout(name):
    text, problems, measures = LAYOUTS[name]
    found = plans(narrative_of(text, problems=True))
    assert [item.text for item in found.problems] == problems
    assert [item.text for item in found.plans] == measures


@pytest.mark.parametrize(
    "name", ["one sentence each, parted by semicolons", "problem and remedy in turns", "labels in brackets"]
)
def test_a_plan_right_behind_its_problem_answers_it(name):
    found = plans(narrative_of(LAYOUTS[name][0], problems=True))
    assert [item.problem for item in found.plans] == list(range(len(found.problems)))


def test_last_years_mending_is_done():
    text = "（一）上年度问题整改情况。栏目更新慢的问题，全年更新栏目46个，平均时长由16日降至10日。（二）下一步打算。每月开展一次自查。"
    found = plans(narrative_of(text, problems=True))
    assert [item.tense for item in found.plans] == ["done", "planned"]


def test_a_table_gives_a_reason():
    found = plans(
        narrative_of("序号 | 存在问题 | 改进措施\n1 | 公开不及时 | 加强管理\n2 | 解读不足 | 丰富形式", problems=True)
    )
    assert not found.problems
    assert not found.plans
    assert "表格" in found.warnings[0]


@pytest.mark.parametrize(
    "text",
    [
        "一是2022年6月底前举办培训班4期。",
        "2022年6月底前印发《澜溪县公开目录》。",
        "一是每季度开展督查1次。二是举办培训班4期。",
        "主要问题是政策解读形式单一。2022年6月底前印发《澜溪县公开目录》，由县政府办公室牵头，每季度开展不少于1次督查。",
    ],
)
def test_a_bare_promise_is_to_come(text):
    found = plans(narrative_of(text, problems=True))
    assert found.plans
    assert {item.tense for item in found.plans} == {"planned"}


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("问题：一是人员不足；二是解读少。措施：加强培训。", ["人员不足", "解读少"]),
        ("1、平台不新。2、解读少。下一步加强培训。", ["平台不新", "解读少"]),
        ("存在的问题是：人员不足、经费紧张、平台老旧。", ["人员不足", "经费紧张", "平台老旧"]),
        ("我局存在人员不足、经费紧张、平台老旧等问题。", ["人员不足", "经费紧张", "平台老旧"]),
        ("工作人员更换频繁；解读少。下一步：加强培训；完善平台。", ["工作人员更换频繁", "解读少"]),
        ("存在公开内容、形式不够丰富，专区冷清等问题。", ["公开内容、形式不够丰富", "专区冷清"]),
    ],
)
def test_each_shortcoming_of_a_list_is_an_item(text, problems):
    assert [item.text for item in plans(narrative_of(text, problems=True)).problems] == problems


def test_of_overlapping_evidence_the_longest_is_shown():
    text = "于2022年6月底前印发《澜溪县公开目录》，由县政府办公室牵头，每季度开展不少于1次督查。"
    (item,) = plans(narrative_of(text, problems=True)).plans
    for evidence in item.cues.values():
        spans = [(each.start, each.end) for each in evidence]
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert [each.quote for each in item.cues["time"]] == ["于2022年6月底前", "每季度"]
    assert [each.quote for each in item.cues["actor"]] == ["县政府办公室"]
    assert "不少于" not in [each.quote for each in item.cues["object"]]
