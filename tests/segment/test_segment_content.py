"""Content words, stop words and names of places."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.errors import UnknownNameError
from nlp.report import Region, Report, Span, narrative_of
from nlp.segment import content_words, stop_words, wording
from nlp.segment.content import is_content
from nlp.segment.places import looks_like_place, place_names, short
from nlp.segment.stopwords import kinds

TEXT = "2022年，我市切实加强业务培训，举办专题培训班3期，解读率达98.5%。一是江州市南昌市联合开展政策解读；共二十余件。"


def words(text: str, **options: object) -> list[str]:
    report = narrative_of(text)
    return [word for word, _, _ in content_words(report, report.narratives.work, **options)]  # type: ignore[arg-type]


def test_content_words_leave_out_what_names_nothing() -> None:
    found = words(TEXT)
    assert found[:3] == ["业务培训", "专题培训班", "解读率"]
    assert {"我市", "切实", "加强", "一是", "二十余件", "98.5%", "2022"}.isdisjoint(found)


def test_spans_quote_the_text() -> None:
    report = Report(text=f"卷首{TEXT}")
    for word, start, end in content_words(report, [Span(2, len(report.text))]):
        assert report.text[start:end] == word


def test_names_of_places_are_an_option() -> None:
    assert "南昌市" not in words(TEXT)
    assert "南昌市" in words(TEXT, wording=wording(places=True))
    assert looks_like_place("青箬镇")
    assert not looks_like_place("小城镇")
    assert not looks_like_place("城市")


def test_a_reports_own_region_is_left_out_in_its_short_form() -> None:
    report = Report(text="平湖县完善平湖平台", region=Region(city="云泽市", county="平湖县"))
    found = [word for word, _, _ in content_words(report, [Span(0, len(report.text))])]
    assert not any("平湖" in word for word in found)


def test_short_names() -> None:
    assert short("江州市") == "江州"
    assert short("恩施土家族苗族自治州") == "恩施"
    assert short("东区") == "东区"
    assert {"南昌市", "南昌", "江西省", "江西"} <= place_names()
    assert "合作" not in place_names()


@pytest.mark.parametrize("word", ["一区", "三本", "四轮", "二十余件", "第三", "三百", "12", "98.5%", "公", "2020年"])
def test_numerals_and_single_characters_are_no_terms(word: str) -> None:
    assert not is_content(word, frozenset()) or word == "2020年"


def test_stop_words_by_kind_and_by_file(tmp_path: Path) -> None:
    assert kinds() == ("enumerators", "frame", "function", "general", "genre", "statutory")
    assert "一是" in stop_words(["enumerators"])
    assert "一是" not in stop_words(["function"])
    file = tmp_path / "stop.txt"
    file.write_text("业务培训 解读率 # 本次不看\n", encoding="utf-8")
    assert {"业务培训", "解读率"}.isdisjoint(words(TEXT, wording=wording(stop=file)))
    with pytest.raises(UnknownNameError, match=r"functoin.*是不是 'function'"):
        stop_words(["functoin"])


def test_terms_that_carry_themes_are_no_stop_words() -> None:
    carried = {
        "主动公开",
        "依申请公开",
        "政策解读",
        "政务新媒体",
        "业务培训",
        "培训",
        "考核",
        "平台",
        "疫情防控",
        "五公开",
    }
    assert carried.isdisjoint(stop_words())
