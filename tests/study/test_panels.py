"""Reports as a panel: order, doubles, adjacent pairs."""

from __future__ import annotations

from nlp.report import Narratives, Report, Span
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
