"""Reports as a panel: order, doubles, adjacent pairs."""

from __future__ import annotations

from nlp.report import Narratives, Report, Span
from nlp.study import compare_series
from nlp.study.panels import adjacent, panel, series


def report(issuer: str | None, year: int | None, source: str, prose: int = 10) -> Report:
    return Report(
        "字" * prose,
        source=source,
        issuer=issuer,
        issuer_id=issuer,
        year=year,
        narratives=Narratives(work=(Span(0, prose),)),
    )


def test_doubles_are_kept_and_marked_and_the_fullest_serves() -> None:
    short, full = report("甲", 2021, "a.txt", 5), report("甲", 2021, "b.txt", 50)
    later = report("甲", 2022, "c.txt")
    ordered = panel([later, full, short])
    assert [r.source for r in ordered] == ["a.txt", "b.txt", "c.txt"]
    assert "b.txt" in ordered[0].warnings[0]
    assert "最全" in ordered[1].warnings[0]
    assert ordered[2].warnings == ()
    assert [(old.source, new.source) for old, new in adjacent(ordered)] == [("b.txt", "c.txt")]


def test_the_unknown_stand_in_no_series() -> None:
    unknown = [report(None, 2021, "x"), report("甲", None, "y")]
    assert series(unknown) == {}
    assert len(panel(unknown)) == 2


def test_years_with_a_gap_are_adjacent_all_the_same() -> None:
    assert len(adjacent([report("甲", 2019, "a"), report("甲", 2021, "b")])) == 1


def test_each_agency_is_a_series_of_its_own() -> None:
    made = compare_series(
        [report("乙", 2021, "c"), report("甲", 2022, "b"), report("甲", 2021, "a"), report("丙", None, "d")]
    )
    found = [run.to_dict()["series"] for run in made]
    assert [(run["issuer_id"], run["years"]) for run in found] == [("乙", [2021]), ("甲", [2021, 2022])]
    assert [len(run.comparisons) for run in made] == [0, 1]
    assert found[0]["warnings"] == ["只有一个年度的报告：没有上年可比"]


def test_of_doubles_the_fullest_serves_with_a_warning_in_the_result() -> None:
    (run,) = compare_series([report("甲", 2021, "a", 5), report("甲", 2021, "b", 50), report("甲", 2022, "c")])
    assert [one.source for one in run.reports] == ["b", "c"]
    assert "另有文件：a" in run.to_dict()["series"]["warnings"][0]
    assert "另有文件：a" in run.comparisons[0].to_dict()["warnings"][-1]


def test_where_nothing_is_known_the_files_are_one_series() -> None:
    (run,) = compare_series([report(None, 2022, "b"), report(None, 2021, "a")])
    assert [one.source for one in run.reports] == ["a", "b"]
