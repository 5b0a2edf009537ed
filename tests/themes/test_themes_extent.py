"""Prevalence: how much of a narrative speaks of a theme, and where."""

from __future__ import annotations

import pytest

from nlp.report import Narratives, Part, Report, Section, Span
from nlp.themes import load_codebook, prevalence, tag

FIRST = "推进五公开工作。其他一切照旧。"
SECOND = "举办培训班两期。"


@pytest.fixture
def report() -> Report:
    text = FIRST + SECOND
    cut = len(FIRST)
    section = Section(
        "overview",
        "一、总体情况",
        0,
        len(text),
        (Part("proactive", "", 0, cut), Part("supervision", "", cut, len(text))),
    )
    return Report(text=text, sections=(section,), narratives=Narratives(work=(Span(0, len(text)),)))


def test_share_count_and_first_position(report: Report) -> None:
    rows = {(row.theme, row.section, row.part): row for row in prevalence(tag(report))}
    whole = rows["five_open", None, None]
    assert (whole.present, whole.count) == (True, 1)
    assert whole.share == pytest.approx(8 / len(report.text))
    assert whole.first == pytest.approx(2 / len(report.text))
    assert rows["five_open", "overview", "proactive"].share == pytest.approx(8 / len(FIRST))
    assert rows["training", "overview", "supervision"].share == 1
    assert ("training", "overview", "proactive") not in rows


def test_with_a_codebook_absent_themes_have_rows_too(report: Report) -> None:
    book = load_codebook("gongkai")
    rows = [row for row in prevalence(tag(report), book) if row.section is None]
    assert [row.theme for row in rows] == [theme.id for theme in book.themes]
    absent = next(row for row in rows if row.theme == "six_six")
    assert (absent.present, absent.count, absent.share, absent.first) == (False, 0, 0.0, None)
    assert next(row for row in rows if row.theme == "frame_effect").frame


def test_mentions_in_passing_are_not_presence() -> None:
    row = next(row for row in prevalence(tag("通过政府网站公开文件。")) if row.theme == "website")
    assert (row.present, row.count, row.strength) == (False, 1, "passing")
    assert row.to_dict()["share"] == 1


def test_nothing_to_share() -> None:
    assert prevalence(tag("")) == ()
