"""The public functions: files, strings, excerpts, tables; offsets and the way back."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from composed_reports import compose, dirtied
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.errors import GongkaiError, NotAReportError, ReadError, UsageError
from nlp.manifest import sha256
from nlp.readers import as_report, read, read_text, suffixes
from nlp.report import Report

FIVE = "五、存在的主要问题及改进情况\n一是解读不够。下一步，将加强解读。"


def test_a_file(tmp_path: Path) -> None:
    composed = compose(7)
    file = tmp_path / "report.txt"
    file.write_text(composed.text(), encoding="utf-8")
    report = read(file)
    assert report.source == str(file)
    assert len(report.sha256) == 64
    assert report.whole
    assert report.issuer == composed.issuer


def test_a_file_that_is_no_report(tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text("关于召开会议的通知\n请各单位准时参加。\n", encoding="utf-8")
    with pytest.raises(NotAReportError, match=r"notice\.txt"):
        read(file)
    with pytest.raises(ReadError):
        read(tmp_path / "missing.txt")


def test_a_string_with_two_headings_is_a_report() -> None:
    report = read_text("一、总体情况\n2022年，公开八十条。\n" + FIVE, source="row 3")
    assert report.whole
    assert [section.kind for section in report.sections] == ["overview", "problems"]
    assert report.source == "row 3"
    assert [report.quote(span) for span in report.narratives.work] == ["2022年，公开八十条。"]


def test_an_excerpt_of_one_section_is_read_as_that_section() -> None:
    report = read_text(FIVE)
    assert [section.kind for section in report.sections] == ["problems"]
    assert report.narratives.work == ()
    assert [report.quote(span) for span in report.narratives.problems] == ["一是解读不够。下一步，将加强解读。"]
    overview = read_text("一、总体情况2022年，公开八十条。（一）主动公开。二十条。")
    assert [section.kind for section in overview.sections] == ["overview"]
    told = read_text("二、主动公开政府信息的情况\n全年公开二十条。")
    assert [told.quote(span) for span in told.narratives.work] == ["全年公开二十条。"]


def test_prose_before_the_second_section_of_an_excerpt_belongs_to_the_first() -> None:
    work = "三是完善查阅场所，在办事大厅增设查询机2台；四是组织业务培训3次，参训人员120人次，公开工作有序开展。"
    report = read_text(f"{work}二、主动公开政府信息情况。全年公开信息318条，其中财政信息24条。")
    assert [section.kind for section in report.sections] == ["overview", "disclosure"]
    assert report.quote(report.narratives.work[0]) == work


def test_prose_before_section_five_or_six_of_an_excerpt_is_searched() -> None:
    work = "（四）平台建设方面。在渡口候船室增设公开栏2处，安装查询机1台，并把旧公告栏一并翻新，群众查阅较往年方便。"
    report = read_text(f"{work}五、存在的主要问题及改进情况。一是解读不够。下一步，将加强解读。")
    assert [section.kind for section in report.sections] == ["overview", "problems"]
    assert report.quote(report.narratives.work[0]) == work
    lacks = "我镇信息公开工作存在的主要问题：一是公开的范围比较窄，二是更新不够及时。下一步将增加人手，按月更新栏目，并开展业务培训。"
    cut = read_text(f"{lacks}六、其他需要报告的事项。无。")
    assert [section.kind for section in cut.sections] == ["problems", "other"]
    assert cut.quote(cut.narratives.problems[0]) == lacks


def test_a_file_that_holds_an_excerpt_is_read_as_that_section(tmp_path: Path) -> None:
    file = tmp_path / "excerpt.txt"
    for text in (FIVE, FIVE + "\n六、其他需要报告的事项\n无。"):
        assert "信息公开" not in text
        file.write_text(text, encoding="utf-8")
        report = read(file)
        assert report.sections == read_text(text).sections
        assert report.issuer is None
        assert "未能识别发布机关" in report.warnings
    file.write_text("一、总体情况\n春耕顺利。\n二、主要做法\n送苗上门。\n三、存在问题\n人手少。\n", encoding="utf-8")
    with pytest.raises(NotAReportError, match="没有提到信息公开"):
        read(file)


def test_a_string_without_sections_says_what_it_does_not_tell() -> None:
    report = read_text("加强培训。")
    assert report.warnings == ("未能识别发布机关", "未能识别年度")
    assert report.sha256 == sha256("加强培训。".encode())


@pytest.mark.parametrize("value", [None, 5, b"x", ["a"], Path("a.txt")])
def test_what_is_no_text_is_refused_in_one_line(value: object) -> None:
    for verb in (read_text, as_report):
        with pytest.raises(UsageError, match=type(value).__name__) as refused:
            verb(value)  # type: ignore[arg-type]
        assert "\n" not in str(refused.value)
    with pytest.raises(GongkaiError):
        read(value)  # type: ignore[arg-type]


def test_a_path_given_as_a_text_is_told(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(FIVE, encoding="utf-8")
    with pytest.warns(UserWarning, match="路径"):
        assert as_report(str(file)).text == str(file)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "加强培训。", "（一）主动公开方面。坚持公开为常态。", "按照一、总体情况的要求办理，　全角空格\u200b也在。\r\n第二行。",
        "针对存在的主要问题，将改进。", "1、公开八十条；2、收到申请三件。",
    ],
)  # fmt: skip
def test_any_other_string_is_one_narrative_unchanged(text: str) -> None:
    for problems in (False, True):
        report = read_text(text, problems=problems)
        assert report.text == text
        assert not report.whole
        spans = report.narratives.problems if problems else report.narratives.work
        assert [report.quote(span) for span in spans] == ([text] if text else [])


def test_as_report_leaves_a_report_alone() -> None:
    report = read_text(FIVE)
    assert as_report(report) is report
    assert as_report(FIVE) == report


def test_a_report_is_read_the_same_twice() -> None:
    text = dirtied(compose(3), random.Random(3)).text
    assert read_text(text).to_dict() == read_text(text).to_dict()


def test_suffixes_of_all_formats() -> None:
    assert {".txt", ".md", ".html", ".docx", ".pdf"} <= set(suffixes())


def spans(report: Report) -> list[tuple[int, int]]:
    found = [(section.start, section.end) for section in report.sections]
    found += [(part.start, part.end) for section in report.sections for part in section.parts]
    return found + [(span.start, span.end) for span in report.narratives.all]


@given(st.integers(0, 5000))
@settings(max_examples=60, deadline=None)
def test_offsets_hold(seed: int) -> None:
    report = read_text(dirtied(compose(seed), random.Random(seed)).text)
    for start, end in spans(report):
        assert 0 <= start <= end <= len(report.text)
        assert report.text[start:end] == report.text[start:end].strip()
    for section in report.sections:
        assert all(section.start <= part.start <= part.end <= section.end for part in section.parts)
    ends = [(section.start, section.end) for section in report.sections]
    assert ends == sorted(ends)
    kinds = [section.kind for section in report.sections if section.kind != "other"]
    assert len(kinds) == len(set(kinds))


@given(st.integers(0, 5000))
@settings(max_examples=40, deadline=None)
def test_the_way_back_to_the_source(seed: int) -> None:
    text = compose(seed).text()
    report = read_text(text)
    for span in report.narratives.all:
        origin = report.origin(span.start)
        assert origin is not None
        assert text[origin[1]] == report.text[span.start]


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_string_breaks_the_reader(text: str) -> None:
    report = read_text(text)
    assert all(0 <= start <= end <= len(report.text) for start, end in spans(report))


def test_tables_know_their_section(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(compose(11).text(), encoding="utf-8")
    assert {table.section for table in read(file).tables} == {"disclosure", "requests", "review"}


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        (
            "全县认真落实《条例》，持续推进政务公开，全年主动公开政府信息1204条，其中政策解读35条，网站更新及时，群众评价较好。",
            True,
        ),
        (
            "（一）主动公开方面。全县认真落实《条例》，持续推进政务公开，全年主动公开政府信息1204条，其中解读35条，评价较好。",
            True,
        ),
        ("一、总体情况", False),
        (
            "全县认真落实《条例》。五、存在的主要问题及改进情况 主要问题是培训不够，下一步将每季度举办一次培训，切实提高水平。",
            False,
        ),
        (
            "全县认真落实《条例》，持续推进政务公开。\n存在的主要问题\n培训不够，下一步将每季度举办一次培训，切实提高工作水平。",
            False,
        ),
        (
            "1.规范答复。全年办结申请26件。\n2.加强培训。\n2024年，将从以下几个方面加以改进：\n一是统一、规范栏目。",
            True,
        ),
        ("全县认真落实《条例》。\n存在的主\n要问题\n培训不够，下一步将每季度举办一次培训，切实提高工作水平。", False),
        ("（一）平台建设。更新公开栏23个。五\u200b、\u200b存在的主要问题及改进情况\u200b培训不够，将按季培训。", False),
        ("（一）公開平臺。更新公開欄23個。五、存在的主要問題及改進措施一是認識不到位。2013年將加強培訓。", False),
    ],
)
def test_a_glance_spares_reading_only_where_nothing_can_be_missed(text: str, sure: bool) -> None:
    from nlp.readers.outline.glance import plainly_none

    assert plainly_none(text) is sure
    if sure:
        assert not read_text(text).whole


PIECES = st.sampled_from(
    [
        "一、总体情况", "（一）主动公开。", "(五)存在的主要问题及改进情况", "（四）主要不足", "\n", "总体情况\n", "存在问题：",
        "第一部分 概述", "1、总体情况",
        "全县认真落实《条例》，持续推进政务公开，全年主动公开政府信息1204条，群众评价较好，各项工作有序开展，成效明显。", "之一，", "下一步，",
        "主要问题是培训不够，", "六、其他需要报告的事项", "附件", "|", "概述", "五、存在的主要問題",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=8).map("".join))
def test_what_a_glance_rules_out_reading_rules_out_too(text: str) -> None:
    from nlp.readers.assemble import excerpt
    from nlp.readers.formats.plain import text_extract
    from nlp.readers.outline.glance import plainly_none

    if text and plainly_none(text):
        assert excerpt(text_extract(text)) is None
