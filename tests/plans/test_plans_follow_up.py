"""What became of promises and problems, on two invented years of one county."""

from __future__ import annotations

import pytest

from nlp.plans import follow_up, plans
from nlp.plans.profile import profile, standing
from nlp.plans.recurrence import kept_by_cue, recurrence
from nlp.report import Narratives, Report, Span

OLD_FIVE = (
    "存在以下问题：一是政策解读形式单一。二是乡镇信息员力量不足。三是依申请公开答复文书不够规范。"
    "2022年，我县将：一是编印《柳溪县公开申请答复范本》，统一答复文书格式。二是组织信息员业务培训不少于2次。"
    "三是丰富政策解读形式，多用图解。四是建设政务数据开放平台，开放交通数据。"
)
NEW_WORK = (
    "全年编印《柳溪县公开申请答复范本》300册，统一答复文书格式12类。"
    "举办信息员业务培训班3期，培训210人次。开设惠企政策专栏，发布政策文件45件。"
)
NEW_FIVE = (
    "存在以下问题：一是政策解读的形式还不够丰富。二是栏目更新滞后。"
    "2023年，我县将：一是丰富政策解读形式，制作短视频。二是建立栏目更新台账。"
)


def report(work: str, five: str, year: int) -> Report:
    text = work + "\n" + five
    start = len(work) + 1
    narratives = Narratives(work=(Span(0, len(work)),), problems=(Span(start, len(text)),))
    return Report(text=text, year=year, level="county", narratives=narratives)


@pytest.fixture
def years():
    return report("全年发布信息。", OLD_FIVE, 2021), report(NEW_WORK, NEW_FIVE, 2022)


@pytest.fixture
def followed(years):
    old, new = years
    return follow_up(plans(old), old, new, plans(new))


def status(followed, words: str) -> str:
    return next(told.status for told in followed if words in told.old.quote)


def test_each_item_is_followed_once(years, followed):
    stated = plans(years[0])
    assert len(followed) == len(stated.plans) + len(stated.problems)
    assert len({(told.old.start, told.old.end) for told in followed}) == len(followed)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("答复范本", "delivered"),
        ("信息员业务培训", "delivered"),
        ("丰富政策解读形式", "repeated"),
        ("数据开放平台", "dropped"),
        ("解读形式单一", "recurs"),
        ("力量不足", "gone"),
        ("答复文书不够规范", "gone"),
    ],
)
def test_statuses(followed, words, expected):
    assert status(followed, words) == expected


def test_evidence_stands_in_the_later_report(years, followed):
    _, new = years
    for told in followed:
        assert years[0].text[told.old.start : told.old.end] == told.old.quote
        assert 0 <= told.confidence <= 1
        for evidence in told.evidence:
            assert new.text[evidence.start : evidence.end] == evidence.quote
    assert all(told.evidence for told in followed if told.status in ("delivered", "repeated", "recurs"))


def test_low_confidence_says_so(followed):
    for told in followed:
        assert bool(told.note) == (told.confidence < 0.5)
        assert ("note" in told.to_dict()) == bool(told.note)


def test_a_repeated_promise_is_not_delivered_whatever_is_reported(years):
    old, _ = years
    new = report(NEW_WORK + "制作政策图解20篇，丰富了解读形式。", NEW_FIVE, 2022)
    told = follow_up(plans(old), old, new, plans(new))
    assert status(told, "丰富政策解读形式") == "repeated"


def test_allegiance_is_no_delivery():
    old = report("全年发布信息。", "今后将：一是编制信息公开目录，公开财政预决算。", 2021)
    work = "以习近平法治思想为指导，编制信息公开目录，公开财政预决算，全面推进政务公开。"
    new = report(work, "下一步将加强培训。", 2022)
    assert follow_up(plans(old), old, new, plans(new))[0].status != "delivered"


def test_a_slogan_is_at_most_partly_delivered():
    old = report("全年发布信息。", "今后将：一是加强新媒体管理，完善网站服务，拓宽渠道。", 2021)
    new = report("关停新媒体账号3个。改版门户网站，新增栏目8个。拓宽渠道，开通热线。", "下一步将加强培训。", 2022)
    assert follow_up(plans(old), old, new, plans(new))[0].status == "partly"


def test_an_empty_later_report_drops_everything(years):
    old, _ = years
    new = report("", "", 2022)
    told = follow_up(plans(old), old, new, plans(new))
    assert {t.status for t in told} == {"dropped", "gone"}


def test_nothing_promised_nothing_followed(years):
    _, new = years
    old = report("全年发布信息。", "无。", 2021)
    assert follow_up(plans(old), old, new, plans(new)) == ()


def test_recurrence_counts_the_years_a_problem_stays(years, followed):
    old, new = plans(years[0]), plans(years[1])
    series = recurrence([(old, followed), (new, ())])
    longest = series.problems[0]
    assert longest.years == (2021, 2022)
    assert "解读形式" in longest.text
    assert longest.fate is None
    renewed = next(stay for stay in series.plans if "丰富政策解读形式" in stay.text)
    assert renewed.years == (2021, 2022)
    items = sum(len(stay.years) for stay in (*series.problems, *series.plans))
    assert items == sum(len(s.problems) + len(s.plans) for s in (old, new))


def test_kept_by_cue_counts_add_up(years, followed):
    rows = kept_by_cue([(plans(years[0]), followed)])
    for cue in {row.cue for row in rows}:
        assert sum(row.followed for row in rows if row.cue == cue) == len(plans(years[0]).plans)
    (quantity,) = [row for row in rows if row.cue == "quantity" and row.has_cue]
    assert (quantity.delivered, quantity.followed, quantity.rate) == (1, 1, 1.0)
    assert all(row.rate is None for row in rows if not row.followed)


def test_profile_of_a_report(years):
    own = profile(plans(years[0]))
    assert own.measures == 4
    assert own.mean == plans(years[0]).score
    assert own.missing[0][1] == 1.0
    assert 0 <= own.slogans <= 1


def test_a_report_is_compared_only_with_its_own_level(years):
    own = profile(plans(years[1]))
    low = profile(plans(report("", "今后将加强领导，提高认识。", 2022)))
    assert standing(own, [low] * 4) is None
    assert standing(own, [low] * 5).lower == 1.0
    other_level = Report(text="", level="city")
    assert standing(profile(plans(other_level)), [low] * 9) is None


def test_without_a_later_section_five_nobody_can_tell_whether_a_problem_is_gone(years):
    old, _ = years
    new = Report(text=NEW_WORK, year=2022, level="county", narratives=Narratives(work=(Span(0, len(NEW_WORK)),)))
    fates = [each for each in follow_up(plans(old), old, new, plans(new)) if each.kind == "problem"]
    assert fates
    for fate in fates:
        assert fate.confidence < 0.5
        assert "没有第五部分" in fate.note


def test_what_speaks_most_of_a_plan_is_shown_first_and_what_hardly_does_not_at_all():
    old = report(
        "全年发布信息。",
        "2022年，我县将：一是规范答复办理。由县司法局编印《柳溪县公开申请答复范本》，每半年组织一次答复案卷评查，加强监督指导。",
        2021,
    )
    new = report(
        "对36家单位开展抽查，通报8家。6月和12月各组织一次答复案卷评查，抽查案卷80份。"
        "3月，县司法局编印《柳溪县公开申请答复范本》，收入答复文书样本24种。",
        NEW_FIVE,
        2022,
    )
    told = follow_up(plans(old), old, new, plans(new))[0]
    assert [evidence.quote[:2] for evidence in told.evidence] == ["3月", "6月"]
