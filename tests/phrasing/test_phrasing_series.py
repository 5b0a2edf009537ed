"""Several years of one agency: how long wording lives, and what is counted every year (多年序列)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from nlp.phrasing import align, timeline
from nlp.phrasing.counts import figures
from nlp.phrasing.result import Passage
from nlp.phrasing.series import Lifespan, Timeline
from nlp.report import Report, narrative_of

KEPT = "在每个村口张贴校车线路图，标明停靠时间和司机电话。"
FLEETING = "请说书艺人录制灯会短视频，方便老人观看。"
COUNTED = "全年主动公开渡口信息{}万条，收到滩涂承包申请{}件。"


@pytest.fixture
def years(composed: Callable[..., Report]) -> list[Report]:
    """Four years: one sentence stays, one goes and comes back, one comes late."""
    texts = [
        COUNTED.format("1.8", 27) + KEPT + FLEETING,
        COUNTED.format("1.4", 31) + KEPT,
        COUNTED.format("2", 40) + KEPT + FLEETING,
        COUNTED.format("2.6", 38) + KEPT + "给渔船配发防潮记录本，逐船登记。",
    ]
    return [composed(text, "", year=2020 + at) for at, text in enumerate(texts)]


def life_of(found: Timeline, words: str) -> Lifespan:
    return next(life for life in found.passages if any(words in a.passage.text for a in life.appearances))


def test_first_appearance_and_lifespan(years: list[Report]) -> None:
    found = timeline(reversed(years))
    kept, late = life_of(found, "校车"), life_of(found, "防潮")
    assert (kept.first, kept.last, kept.years, kept.unchanged) == (2020, 2023, 4, True)
    assert (late.first, late.years) == (2023, 1)


def test_what_comes_back_is_the_same_passage(years: list[Report]) -> None:
    life = life_of(timeline(years), "灯会")
    assert [(a.year, a.status) for a in life.appearances] == [(2020, "new"), (2022, "returned")]


def test_every_sentence_of_every_year_is_in_one_life(years: list[Report]) -> None:
    found = timeline(years)
    for report in years:
        spans = [a.passage for life in found.passages for a in life.appearances if a.source == report.source]
        assert len({p.start for p in spans}) == len(spans)
        assert all(report.text[p.start : p.end] == p.text for p in spans)
        assert len(spans) == report.quote(report.narratives.work[0]).count("。")


def test_figures_become_series_with_their_sentences(years: list[Report]) -> None:
    found = timeline(years)
    values = {series.label: [point.value for point in series.points] for series in found.figures}
    assert values == {"主动公开渡口信息": [18000, 14000, 20000, 26000], "收到滩涂承包申请": [27, 31, 40, 38]}
    texts = {report.source: report.text for report in years}
    for series in found.figures:
        for point in series.points:
            assert texts[point.source][point.passage.start : point.passage.end] == point.passage.text
            assert point.passage.text in point.sentence.text


def test_given_alignments_are_used(years: list[Report]) -> None:
    made = [align(old, new) for old, new in pairwise(years)]
    assert timeline(years, alignments=made).alignments == tuple(made)


def test_a_missing_year_is_told(years: list[Report]) -> None:
    assert any("缺2021年度" in warning for warning in timeline([years[0], *years[2:]]).warnings)


def test_one_report_and_none(years: list[Report]) -> None:
    alone = timeline(years[:1])
    assert len(alone.passages) == 3
    assert alone.figures == ()
    assert timeline([]).passages == ()


def test_records_are_plain(years: list[Report]) -> None:
    import json

    record = json.loads(json.dumps(timeline(years).to_dict(), ensure_ascii=False))
    assert record["years"] == [2020, 2021, 2022, 2023]
    assert record["passages"][0]["appearances"]
    assert record["figures"][0]["points"][0]["value"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("主动公开信息1,204条。", [("主动公开信息", 1204.0, "条")]),
        ("总访问量954.03万人次。", [("总访问量", 9540300.0, "人次")]),
        ("发放补贴1.5亿元。", [("发放补贴", 1.5e8, "元")]),
        ("占比达51.85%。", [("占比", 51.85, "%")]),
        ("18万余条船期上网。", [("船期上网", 180000.0, "条")]),
        ("2023年12月，按照《条例》第20条，岚函〔2021〕39号。", []),
        ("其中，市级47期、县级28期。", [("市级", 47.0, "期"), ("县级", 28.0, "期")]),
    ],
)
def test_counts_are_read_and_dates_are_not(text: str, expected: list[tuple[str, float, str]]) -> None:
    report = narrative_of(text)
    found = figures(report, Passage(0, len(text), text))
    assert [(figure.label, figure.value, figure.unit) for figure in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("组织15个部门走访企业186家。", ["组织部门（个）", "走访企业（家）"]),
        (
            "制作政策图解75期，其中，市级47期、县级28期。",
            ["制作政策图解（期）", "制作政策图解·市级（期）", "制作政策图解·县级（期）"],
        ),
        (
            "收到公开申请75件，涉及自然人72件、商业企业3件。",
            ["收到公开申请（件）", "收到公开申请·涉及自然人（件）", "收到公开申请·商业企业（件）"],
        ),
        ("收到公开申请75件。当年办结70件，结转5件。", ["收到公开申请·办结（件）", "收到公开申请·结转（件）"]),
        ("收到公开申请75件，同比增长5.2%。", ["收到公开申请（件）", "收到公开申请·同比增长（%）"]),
        ("公开灯会项目29个、资金817万元。", ["公开灯会项目（个）", "公开灯会项目·资金（元）"]),
        ("11个行政村的党务、村务按季公开。", ["行政村（个）"]),
        ("对26个领域标准目录进行动态调整。", ["领域标准目录（个）"]),
        ("新增3个渡口查阅点、1个村级专区和县乡阅览室。", ["新增渡口查阅点（个）", "村级专区（个）"]),
        ("作其他处理（含申请人主动撤回）34件。", ["作其他处理（件）"]),
        ("登记账号由192个压减至148个。", ["登记账号（个）"]),
        ("收到申请2个工作日内答复，3个月后回访。", []),
    ],
)
def test_labels_say_what_is_counted(text: str, expected: list[str]) -> None:
    last = text.rstrip("。").rfind("。") + 1
    report = narrative_of(text)
    found = figures(report, Passage(last, len(text), text[last:]))
    assert [f"{figure.label}（{figure.unit}）" for figure in found] == expected


def test_the_value_after_a_change_is_the_one_told() -> None:
    text = "登记账号由192个压减至148个。"
    assert [figure.value for figure in figures(narrative_of(text), Passage(0, len(text), text))] == [148.0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("收到公开申请27件，上年结转2件。", "收到公开申请31件，其中不予公开2件。"),
        ("公开渡口项目29个、资金817万元。", "公开蚕桑保险17个、资金638万元。"),
    ],
)
def test_different_quantities_make_no_series(composed: Callable[..., Report], old: str, new: str) -> None:
    found = timeline([composed(old, "", year=2022), composed(new, "", year=2023)]).figures
    assert not [series for series in found if series.label.endswith(("结转", "不予公开", "资金"))]


def test_a_series_has_a_title_with_its_unit(years: list[Report]) -> None:
    assert {series.title for series in timeline(years).figures} == {"主动公开渡口信息（条）", "收到滩涂承包申请（件）"}
