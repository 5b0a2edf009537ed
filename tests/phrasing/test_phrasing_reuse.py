"""Wording shared between agencies, and how common it is (雷同与套话)."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType

import pytest

from nlp.phrasing import align, boilerplate, reuse, sentence_scores
from nlp.phrasing.fingerprints import candidates
from nlp.phrasing.result import ReusedPassage
from nlp.report import Region, Report, narrative_of

COPIED = "请退休教师和说书艺人录制方言短视频，分十二集讲解滩涂承包政策。"
OWN = "渡口的船工把旧票据捐给村史馆，陈列在临河的偏厅里。"
OTHER = "校车时刻贴在村口和家长群里，临时改线当晚通知。"


def agency(name: str, text: str, *, year: int = 2023, level: str | None = "county", code: str | None = None) -> Report:
    base = narrative_of(text, source=f"{name}-{year}")
    return replace(base, issuer=name, issuer_id=name, year=year, level=level, region=Region(code=code))


def only(found: tuple[ReusedPassage, ...]) -> ReusedPassage:
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    "copy",
    [
        COPIED,
        "一是" + COPIED,
        "进一步请退休教师和说书艺人录制方言短视频，持续分十二集讲解滩涂承包政策。",
        "请退休教师和民间艺人录制方言短视频，分二十集讲解滩涂承包政策。",
        "请退休教师和说书艺人录制方言短视频,分十二集讲解滩涂承包政策；",
        "组织商户参观海塘工地和养蜂合作社，请退休教师和说书艺人录制方言短视频，分十二集讲解滩涂承包政策。",
    ],
)
def test_a_copy_is_found_however_it_was_dressed(copy: str) -> None:
    reports = [agency("砚渚县", COPIED + OWN), agency("禾沚县", copy + OTHER)]
    passage = only(reuse(reports))
    assert passage.source == "砚渚县-2023"
    assert passage.issuers == ("砚渚县", "禾沚县")
    assert len(passage.passages) == 2


def test_what_was_merged_is_found_in_both_halves() -> None:
    other = "组织沿街商户参观海塘工地，现场算清防潮补贴明细。"
    reports = [agency("砚渚县", COPIED + other), agency("禾沚县", COPIED.rstrip("。") + "，" + other)]
    found = reuse(reports)
    assert {passage.text for passage in found} == {COPIED, other}
    assert all(len(passage.passages) == 2 for passage in found)


BORROWED = "把渔船年审的十二道手续画成连环画贴上码头候船室"


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_clause_copied_into_a_sentence_of_ones_own_is_found(at: int) -> None:
    own = ["由渔政站会同船员工会核对名册", "方便个体船东提前备料"]
    own.insert(at, BORROWED)
    reports = [
        agency("砚渚县", f"三月起走访沿街商户，{BORROWED}，并补印二百份。" + OWN),
        agency("禾沚县", "，".join(own) + "。" + OTHER),
    ]
    passage = only(reuse(reports))
    assert passage.text == BORROWED
    assert passage.issuers == ("砚渚县", "禾沚县")
    texts = {report.source: report.text for report in reports}
    assert all(texts[copy.source][copy.start : copy.end] == copy.quote == BORROWED for copy in passage.passages)


def test_adjoining_clauses_copied_together_are_one_passage() -> None:
    both = f"{BORROWED}，再请退役军人逐船讲解滩涂承包合同"
    rest = "学校食堂后厨的监控接入家长手机，村口大屏滚动播放果品检测结果，旧衣回收箱搬进快递驿站"
    reports = [
        agency("砚渚县", f"{both}，{rest}。"),
        agency("禾沚县", f"夜校开设农机维修课程，聘请早餐摊主轮流值守，{both}，灯会客流由志愿者分片疏导。"),
    ]
    assert only(reuse(reports)).text == both


@pytest.mark.parametrize(
    "clause",
    [
        "切实保障人民群众的知情权、参与权、表达权和监督权",  # a set phrase
        "坚持以习近平新时代中国特色社会主义思想为指导",
        "方便老人看懂",  # too short to be anybody's
    ],
)
def test_a_clause_everybody_writes_is_no_copy(clause: str) -> None:
    reports = [
        agency("砚渚县", f"渡口的船工把旧票据捐给村史馆，{clause}。"),
        agency("禾沚县", f"校车时刻贴在村口和家长群里，{clause}。"),
    ]
    assert reuse(reports) == ()


def test_a_clause_put_together_from_common_parts_is_no_copy() -> None:
    acts, fields, forms = "公布修订核查张贴", "渔船校车滩涂灯会", "名单台账须知图册"
    parts = [[text[at : at + 2] for at in (0, 2, 4, 6)] for text in (acts, fields, forms)]
    common = [f"由各村按月{a}本地{b}最新{c}" for a, b, c in itertools.product(*parts)]
    reports = [
        agency(f"{chr(0x7000 + at)}县", f"{chr(0x6000 + 9 * at)}{chr(0x6500 + 7 * at)}渡口，{clause}，{chr(0x5500 + 11 * at)}口上墙。")
        for at, clause in enumerate(common * 2)
    ]  # fmt: skip
    rare = "把渔船年审的十二道手续画成连环画"
    owns = (("砚渚县", "会同渔政站核对三个月的停靠登记和补票账目"), ("禾沚县", "请来退休船工坐在老茶馆里给乡亲慢慢讲"))
    reports += [agency(name, f"{own}，{rare}。") for name, own in owns]
    assert [passage.text for passage in reuse(reports) if passage.kind != "boilerplate"] == [rare]


def test_one_agency_over_the_years_shares_with_nobody() -> None:
    assert reuse([agency("砚渚县", COPIED, year=2022), agency("砚渚县", COPIED, year=2023)]) == ()


def test_own_names_do_not_hide_a_copy() -> None:
    text = "{}政府网站新设渡口实况栏目，船期变动十分钟内上网。"
    reports = [agency(name, text.format(name)) for name in ("砚渚县", "禾沚县")]
    assert only(reuse(reports)).issuers == ("砚渚县", "禾沚县")


def test_source_is_the_earliest_and_then_the_highest() -> None:
    reports = [
        agency("青箬镇", COPIED, year=2022, level="township"), agency("云汀市", COPIED, year=2023, level="city"),
        agency("禾沚县", COPIED, year=2022, level="county"),
    ]  # fmt: skip
    assert only(reuse(reports)).source == "禾沚县-2022"


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ({"level": "city"}, {"level": "county"}, "template"),
        ({"level": "county"}, {"level": "county"}, "sideways"),
        ({"level": None}, {"level": "county"}, "sideways"),
        ({"level": "city", "code": "330100"}, {"level": "county", "code": "330122"}, "template"),
        ({"level": "city", "code": "330100"}, {"level": "county", "code": "340122"}, "sideways"),
        ({"level": "province", "code": "330000"}, {"level": "county", "code": "331022"}, "template"),
    ],
)
def test_a_template_comes_from_above(first: dict[str, str], second: dict[str, str], kind: str) -> None:
    passage = only(reuse([agency("云汀市", COPIED, year=2022, **first), agency("禾沚县", COPIED, **second)]))  # type: ignore[arg-type]
    assert passage.kind == kind


@pytest.mark.parametrize(
    ("department", "kind"), [("云汀市市场监督管理局", "template"), ("禾沚县市场监督管理局", "sideways")]
)
def test_a_department_stands_under_its_own_government(department: str, kind: str) -> None:
    reports = [agency("云汀市人民政府", COPIED, level="city"), agency(department, COPIED, level="department")]
    assert only(reuse(reports)).kind == kind


def test_what_everybody_says_is_boilerplate() -> None:
    reports = [agency(f"{name}县", COPIED) for name in ("甲里", "乙里", "丙里", "丁里", "戊里", "己里")]
    assert only(reuse(reports)).kind == "boilerplate"
    assert reuse(reports, boilerplate=False) == ()


def test_every_copy_is_quoted_where_it_stands() -> None:
    reports = [agency("砚渚县", OWN + COPIED), agency("禾沚县", "（一）主动公开情况。一是" + COPIED)]
    texts = {report.source: report.text for report in reports}
    for copy in only(reuse(reports)).passages:
        assert texts[copy.source][copy.start : copy.end] == copy.quote
        assert copy.quote == COPIED


def test_reports_may_come_one_by_one() -> None:
    reports = [agency("砚渚县", COPIED), agency("禾沚县", COPIED)]
    assert reuse(iter(reports)) == reuse(reports)
    assert reuse([]) == ()
    assert reuse([agency("砚渚县", "")]) == ()


def test_planted_copies_are_found(generator: ModuleType) -> None:
    reports, planted = generator.generate(240)
    result = generator.score(reuse(reports), planted)
    assert len(planted) > 200
    assert all(value >= 0.97 for value in result.recall.values()), result.recall
    assert result.precision >= 0.95


def test_scorer_sees_what_is_missed_and_what_is_wrong(generator: ModuleType) -> None:
    reports, planted = generator.generate(60)
    found = reuse(reports)
    assert generator.score((), planted).recall["all"] == 0
    wrong = replace(found[0], passages=(found[0].passages[0], found[-1].passages[0]))
    assert generator.score((wrong,), planted).precision < 1


def test_crowded_wording_is_still_compared() -> None:
    keys = [f"渡口船期变动十分钟内上网{chr(0x4E00 + n) * 9}{chr(0x5E00 + n) * 9}" for n in range(60)]
    keys.append(keys[17][:-2] + "乙丙")
    first, second = candidates(keys)
    assert (17, 60) in set(zip(first.tolist(), second.tolist(), strict=True))
    assert len(first) < 60 * 59 / 2


def test_candidates_of_nothing() -> None:
    for keys in ([], [""], ["短"], ["短", "也短"]):
        first, second = candidates(keys)
        assert len(first) == len(second) == 0


def test_scores_count_the_other_issuers() -> None:
    reports = [
        agency("砚渚县", COPIED + OWN),
        agency("禾沚县", COPIED),
        agency("青箬镇", OTHER),
    ]
    scores = sentence_scores(reports)
    assert [(score.issuers, score.score) for score in scores["砚渚县-2023"]] == [(2, 0.5), (1, 0.0)]
    assert scores["青箬镇-2023"][0].score == 0
    first = scores["砚渚县-2023"][0]
    assert reports[0].text[first.start : first.end] == COPIED


def test_scores_go_into_an_alignment(composed: Callable[..., Report]) -> None:
    reports = [composed(year=2022), composed(year=2022, issuer="禾沚县", issuer_id="hezhi", source="hezhi")]
    scores = boilerplate(reports)
    assert scores
    assert set(scores.values()) == {1.0}
    assert align(reports[0], composed(year=2023), boilerplate=scores).sections[-1].recycled == 1.0
