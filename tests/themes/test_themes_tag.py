"""The tagger: strengths, members, parents, and evidence that is always in the text."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.report import Narratives, Report, Span, narrative_of
from nlp.themes import load_codebook, tag


def strength(text: str, theme: str) -> str | None:
    found = tag(text).get(theme)
    return found.strength if found else None


@pytest.mark.parametrize(
    ("text", "theme", "expected"),
    [
        ("推进决策、执行、管理、服务和结果公开。", "五公开", "named"),
        ("抓好决策公开,做实执行公开,亮出结果公开。", "五公开", "described"),
        ("抓好决策公开。", "五公开", None),
        ("做好“六稳”工作。", "六稳六保", "named"),
        ("发布稳就业、稳外贸、稳投资措施。", "六稳六保", "described"),
        ("发布稳就业、保民生、保市场主体措施。", "六稳六保", None),
        ("通过政府网站、政务新媒体等渠道公开文件。", "网站建设", "passing"),
        ("通过政府网站、政务新媒体等渠道公开文件。", "政务新媒体", "passing"),
        ("加强政府网站、政务新媒体日常监管。", "网站建设", "named"),
        ("加强政府网站、政务新媒体日常监管。", "政务新媒体", "named"),
        ("县政府网站访问量突破百万。", "网站建设", "passing"),
        ("在县政府网站开设助残专栏。", "平台建设", "described"),
        ("在县政府网站开设助残专栏。", "网站建设", "passing"),
        ("公布三项政策,主动回应社会关切。", "回应关切", "passing"),
        ("二是回应社会关切。办结来信30件。", "回应关切", "named"),
        ("以图解、新闻发布会等形式解读政策。", "回应关切", "passing"),
        ("召开新闻发布会4场。", "回应关切", "described"),
        ("公开征集意见12次。", "回应关切", None),
        ("为优化营商环境提供有力支撑。", "营商环境", "passing"),
        ("(一)深化“放管服”改革,取消许可事项8项。", "营商环境", "described"),
        ("制发行政规范性文件6件。", "行政规范性文件管理", "passing"),
        ("清理行政规范性文件60件。", "行政规范性文件管理", "named"),
        ("对各网站空白栏目严格督查。", "监督保障", "passing"),
        ("对政务公开工作开展督查。", "监督保障", "described"),
        ("加强组织领导。", "机构队伍", None),
        ("明确专人负责信息公开。", "机构队伍", "described"),
        ("文件标明主动公开、依申请公开、不予公开三种属性。", "主动公开", None),
        ("发布解读信息7条。", "主动公开", None),
        ("全年发布各类政务信息7000余条。", "主动公开", "described"),
    ],
)  # fmt: skip
def test_strengths(text: str, theme: str, expected: str | None) -> None:
    found = strength(text, theme)
    if expected in ("named", "described"):
        assert found in ("named", "described")
    else:
        assert found == expected


def test_members_count_only_together_and_only_of_one_set() -> None:
    assert strength("稳就业、稳金融、保市场主体、保运转。", "六稳六保") is None
    assert strength("一是决策公开。" + "年度工作有序推进。" * 80 + "二是执行公开。三是结果公开。", "五公开") is None


def test_a_child_brings_its_parent_with_the_same_evidence() -> None:
    text = "落实三审三校和保密审查,建成政务公开专区3个,引入第三方机构开展评估。"
    tags = tag(text)
    children = [found for found in tags.themes if found.parent]
    assert {child.parent for child in children} >= {"management", "platform", "supervision"}
    for child in children:
        assert set(child.evidence) <= set(tags.get(child.parent).evidence)


def test_only_narratives_are_searched() -> None:
    text = "五公开在表里。做好五公开。"
    report = Report(text=text, narratives=Narratives(work=(Span(7, len(text)),)))
    assert [(e.start, e.end) for e in tag(report).get("五公开").evidence] == [(9, 12)]


def test_evidence_of_several_narratives_is_in_text_order() -> None:
    text = "推进五公开。表格。深化五公开。"
    report = Report(text=text, narratives=Narratives(work=(Span(9, len(text)),), problems=(Span(0, 6),)))
    assert [e.start for e in tag(report).get("五公开").evidence] == [2, 11]


def test_script_and_width_do_not_matter_and_quotes_are_the_texts_own() -> None:
    found = tag("推進「五公開」,加強政府網站建設。")
    assert found.get("五公开").evidence[0].quote == "五公開"
    assert found.get("网站建设").evidence[0].quote == "政府網站"


def test_nothing_in_nothing() -> None:
    assert tag("").themes == ()
    assert tag("\n\n").themes == ()


def test_an_excerpt_whose_heading_names_a_section_of_tables_is_searched() -> None:
    assert tag("二、主动公开政府信息情况\n全年主动公开政府信息30条。").get("主动公开") is not None


def test_the_rule_says_why() -> None:
    passing = tag("通过政府网站公开文件。").get("网站建设").evidence[0]
    assert passing.rule == "网站:政府网站(渠道)"


def test_tagging_loads_nothing_heavy() -> None:
    code = (
        "import sys; from nlp.themes import tag; tag('推进五公开。');"
        "print([m for m in ('jieba', 'spacy', 'sklearn', 'pandas', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_text_without_punctuation_is_no_trap() -> None:
    assert len(tag("政府网站建设标准化规范化公开" * 3000).get("网站建设").evidence) == 3000


WORDS = sorted({term for theme in load_codebook("gongkai").themes for term in theme.terms})
PIECES = st.sampled_from(
    [*random.Random(8).sample(WORDS, 200), "，", "。", "、", "加强", "通过", "\n", " ", "等渠道", "12条", "一是", "😀"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_evidence_is_in_the_text_and_in_order(text: str) -> None:
    tags = tag(narrative_of(text))
    titles = [found.theme for found in tags.themes]
    assert titles == sorted(titles, key=[theme.id for theme in load_codebook("gongkai").themes].index)
    for found in tags.themes:
        spans = [(evidence.start, evidence.end) for evidence in found.evidence]
        assert spans
        assert spans == sorted(set(spans))
        assert all(text[e.start : e.end] == e.quote and e.rule for e in found.evidence)
        if found.parent and (found.strength == "passing") == (tags.get(found.parent).strength == "passing"):
            assert set(found.evidence) <= set(tags.get(found.parent).evidence)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="公开政务信息网站、，。决策执行管理服务结果标准化规范六稳保就业民生 \n", max_size=300))
def test_any_text_gives_the_same_tags_twice(text: str) -> None:
    assert tag(text).to_dict() == tag(text).to_dict()
