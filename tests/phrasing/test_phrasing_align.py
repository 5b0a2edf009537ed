"""Sentences of two years put side by side: statuses, splits and merges, leads, doubts (逐句对齐)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.phrasing import align
from nlp.phrasing.result import STATUSES, Alignment
from nlp.phrasing.units import units
from nlp.report import Report, narrative_of

Build = Callable[..., Report]
Compare = Callable[[str, str], Alignment]


def statuses(alignment: Alignment) -> list[str]:
    return [pair.status for pair in alignment.pairs]


def pair_of(alignment: Alignment, words: str):
    return next(pair for pair in alignment.pairs if any(words in side.text for side in (*pair.new, *pair.old)))


def test_heading_belongs_to_the_sentence_after_it(composed: Build) -> None:
    found = units(composed())
    first = next(unit for unit in found if "主动公开渡口" in unit.text)
    assert first.text.startswith("（一）主动公开方面。")
    assert first.words.startswith("全年主动公开")
    assert first.item == "proactive"


@pytest.mark.parametrize(
    "heading",
    [
        "（二）依申请公开方面",
        "（二）依申请公开方面。",
        "（二）依申请公开方面\n",
        "（二） 依申请公开情况：",
        "(二)依申请公开情况 ",
    ],
)
def test_heading_is_known_however_it_is_glued(heading: str) -> None:
    found = units(narrative_of(f"{heading}收到渡口档案申请27件，全部按期答复。"))
    assert [unit.item for unit in found] == ["on_request"]
    assert found[0].words.strip().startswith("收到渡口")


def test_lead_and_body_are_units_of_one_topic(composed: Build) -> None:
    found = units(composed())
    lead = next(unit for unit in found if "做细校车公开" in unit.text)
    body = next(unit for unit in found if "停靠时间" in unit.text)
    assert lead.lead
    assert not body.lead
    assert lead.topic == body.topic
    assert lead.words == "做细校车公开。"


def test_same_but_for_year_and_figures(compared: Compare) -> None:
    found = compared("2022年，全县公布渡口船期318条。", "2023年，全县公布渡口船期402条。")
    assert statuses(found) == ["same", *statuses(found)[1:]]
    assert [edit.kind for edit in found.pairs[0].edits] == ["figure", "figure"]
    assert found.pairs[0].similarity == 1.0


def test_renumbering_is_neither_an_edit_nor_a_move(compared: Compare) -> None:
    old = "一是做细校车公开。在每个村口张贴校车线路图。二是做实灯会公开。灯会前公布客流预案。"
    new = "一是做实灯会公开。灯会前公布客流预案。二是做细校车公开。在每个村口张贴校车线路图。"
    found = compared(old, new)
    work = [pair for pair in found.pairs if pair.section == "overview"]
    assert [pair.status for pair in work] == ["same"] * 4
    assert not any(pair.edits for pair in work)


def test_sentence_that_left_its_item_is_moved(compared: Compare) -> None:
    kept = "全年主动公开渡口信息1204条。在村口张贴校车线路图。"
    sentence = "县政府网站新增渡口实况栏目，船期变动十分钟内上网。"
    old = f"（一）主动公开方面。{kept}\n（四）平台建设方面。升级移动端查询功能，新增方言播报。{sentence}"
    new = f"（一）主动公开方面。{kept}{sentence}\n（四）平台建设方面。升级移动端查询功能，新增方言播报。"
    assert pair_of(compared(old, new), "渡口实况").status == "moved"


def test_edited_new_and_dropped(compared: Compare) -> None:
    old = "请退休教师录制方言短视频讲解滩涂承包政策。组织商户参观海塘工地。"
    new = "请退休教师和说书艺人录制方言短视频讲解滩涂承包政策。编印养蜂保险条款漫画折页。"
    found = compared(old, new)
    assert pair_of(found, "方言短视频").status == "edited"
    assert pair_of(found, "养蜂保险").status == "new"
    assert pair_of(found, "海塘工地").status == "dropped"


def test_split_sentence_does_not_become_new(compared: Compare) -> None:
    old = "在每个村口张贴校车线路图并标明停靠时间，把司机电话和备用车辆写进家长群公告，开学第一周安排干部跟车。"
    new = "在每个村口张贴校车线路图并标明停靠时间。把司机电话和备用车辆写进家长群公告，开学第一周安排干部跟车。"
    found = compared(old, new)
    assert pair_of(found, "停靠时间") is pair_of(found, "跟车")
    assert len(pair_of(found, "跟车").new) == 2
    assert "new" not in [pair.status for pair in found.pairs]


def test_merged_sentences_are_one_pair(compared: Compare) -> None:
    old = "实行联络员跟班学习制度。不断提高联络员处理滩涂承包申请的本领。"
    new = "实行联络员跟班学习制度，不断提高联络员处理滩涂承包申请的本领。"
    pair = pair_of(compared(old, new), "跟班")
    assert len(pair.old) == 2
    assert pair.status == "same"


def test_stock_phrases_alone_make_no_link(compared: Compare) -> None:
    old = "组织商户参观海塘工地，主动回应社会关切，切实保障公众的知情权、参与权和监督权。"
    new = "编印养蜂保险条款折页，主动回应社会关切，切实保障公众的知情权、参与权和监督权。"
    assert "edited" not in [
        p.status for p in compared(old, new).pairs if p.section == "overview" and "养蜂" in str(p.new)
    ]


def test_a_problem_and_a_measure_are_two_things(composed: Build) -> None:
    old = composed(problems="一是滩涂承包政策解读形式不够丰富，群众看不懂。")
    new = composed(problems="一是丰富滩涂承包政策解读形式，请说书艺人下村讲解。", year=2024)
    found = align(old, new)
    assert [p.status for p in found.pairs if p.section == "problems"] == ["new", "dropped"]


def test_common_wording_counts_less_where_scores_are_given(composed: Build) -> None:
    from nlp.phrasing.links import links
    from nlp.phrasing.signs import side
    from nlp.similarity import comparable

    old, new = (
        side(units(composed(text, "")))
        for text in (
            "（五）监督保障方面。每月巡查村级公开栏并通报。",
            "（五）监督保障方面。每季度抽查村级公开栏并整改。",
        )
    )
    common = {comparable(unit.words): 1.0 for unit in new.units}
    plain, damped = links(old, new), links(old, new, boilerplate=common)
    assert plain
    assert plain[0].chance > (damped[0].chance if damped else 0.0)


def test_a_report_against_itself(composed: Build) -> None:
    found = align(composed(), composed())
    assert set(statuses(found)) == {"same"}
    assert found.sections[-1].recycled == 1.0
    assert any("自身" in warning for warning in found.warnings)
    assert any("同为2023年度" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ({"year": 2021}, {"year": 2023}, "缺2022年度"),
        ({"year": 2024}, {"year": 2023}, "颠倒"),
        ({"year": 2022}, {"issuer": "禾沚县人民政府", "issuer_id": "hezhi"}, "发布机关不同"),
        ({"year": 2022, "issuer_id": None}, {"issuer": "禾沚县人民政府", "issuer_id": None}, "发布机关不同"),
        ({"year": 2022, "problems": ""}, {}, "前一份报告（2022年度）没有找到“存在的主要问题及改进情况”"),
        ({"year": 2022}, {"work": "", "problems": ""}, "后一份报告（2023年度）没有可比较的叙述文字"),
    ],
)
def test_doubts_are_warnings_and_never_refusals(
    composed: Build, old: dict[str, object], new: dict[str, object], word: str
) -> None:
    found = align(composed(**old), composed(**new))
    assert any(word in warning for warning in found.warnings)


def test_two_agencies_are_linked_by_wording_alone(composed: Build) -> None:
    rewritten = "收到海塘、养蜂方面的政府信息公开申请9件，均按期答复。"
    old, new = (
        composed("收到政府信息公开申请27件，全部在法定期限内答复。", ""),
        {"work": rewritten, "problems": "", "year": 2024},
    )
    own, other = composed(**new), composed(**new, issuer="禾沚县人民政府", issuer_id="hezhi")
    assert [pair.status for pair in align(old, own).pairs] == ["edited"]
    assert [pair.status for pair in align(old, other).pairs] == ["new", "dropped"]


def test_two_years_in_a_row_raise_no_doubt(composed: Build) -> None:
    assert align(composed(year=2022), composed("灯会照常举行。", year=2023)).warnings == ()


def test_empty_reports_have_no_pairs() -> None:
    found = align(Report(text=""), Report(text=""))
    assert found.pairs == ()
    assert found.sections == ()


CHARS = st.text(alphabet="公开渡口灯会，。；\n（）一二是、《》0123“”年条A ", max_size=120)


@settings(deadline=None, max_examples=60)
@given(CHARS, CHARS)
def test_every_sentence_stands_in_exactly_one_pair(old: str, new: str) -> None:
    before, after = narrative_of(old), narrative_of(new)
    found = align(before, after)
    for side, report in (("old", before), ("new", after)):
        passages = [passage for pair in found.pairs for passage in getattr(pair, side)]
        assert sorted(p.start for p in passages) == [unit.start for unit in units(report)]
        assert all(report.text[p.start : p.end] == p.text for p in passages)
        assert all(a.end <= b.start or b.end <= a.start for a, b in combinations(passages, 2))
    for pair in found.pairs:
        assert pair.status in STATUSES
        assert len(pair.old) <= 3
        assert len(pair.new) <= 3
        assert min(len(pair.old), len(pair.new)) <= 1
        assert 0 <= pair.similarity <= 1
        for edit in pair.edits:
            for side, report, passages in ((edit.old, before, pair.old), (edit.new, after, pair.new)):
                if side:
                    assert report.text[side.start : side.end] == side.text
                    assert passages[0].start <= side.start < side.end <= passages[-1].end


@settings(deadline=None, max_examples=40)
@given(CHARS, CHARS)
def test_comparison_is_deterministic(old: str, new: str) -> None:
    before, after = narrative_of(old), narrative_of(new)
    first, second = align(before, after), align(before, after)
    assert first == second


def test_little_kept_is_explained_by_what_both_say(compared: Compare) -> None:
    old = "编印滩涂承包典型案例汇编，组织船工开展票据互评。"
    new = "从三年纠纷中挑出32件，编成《滩涂承包典型案例汇编》，供各村参考。"
    found = compared(old, new)
    pair = next(pair for pair in found.pairs if pair.old and pair.new and "汇编" in pair.new[0].text)
    assert pair.similarity < 1 / 3
    assert "滩涂承包典型案例汇编" in [common.new.text for common in pair.shared]
    for common in pair.shared:
        assert found.old.text[common.old.start : common.old.end] == common.old.text
        assert found.new.text[common.new.start : common.new.end] == common.new.text
    assert pair.to_dict()["shared"][0]["old"]["text"] == pair.shared[0].old.text


def test_one_agency_by_a_longer_and_a_shorter_name(composed: Callable[..., Report]) -> None:
    old = composed(issuer="砚渚县人民政府", issuer_id="a")
    new = composed(issuer="云汀市砚渚县人民政府", issuer_id="b", year=2024)
    assert not any("发布机关不同" in warning for warning in align(old, new).warnings)
