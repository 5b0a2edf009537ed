"""Results as notebooks show them: short, escaped, from what the result holds, and without anything heavy."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import nlp
from nlp.display import notebook_table
from nlp.report import Report


@pytest.fixture(scope="module")
def years(samples: Path) -> list[Report]:
    return [nlp.read(samples / name) for name in ("yunting-2020.docx", "yunting-2021.docx")]


def test_a_report_shows_its_sections_and_its_doubts(years: list[Report]) -> None:
    shown = replace(years[1], warnings=("第六部分缺失",))._repr_html_()
    assert "云汀市人民政府2021年" in shown
    assert shown.count("<tr>") == 1 + len(years[1].sections)
    assert "第六部分缺失" in shown


def test_tags_and_plans_show_what_they_hold(years: list[Report]) -> None:
    tags, plans = nlp.tag(years[1]), nlp.plans(years[1])
    assert f"另有{len(tags.themes) - 20}行" in tags._repr_html_()
    assert tags.themes[0].title in tags._repr_html_()
    assert plans._repr_html_().count("<tr>") == 1 + len(plans.problems) + len(plans.plans)
    assert f"全份{plans.score:.0f}分" in plans._repr_html_()


def test_a_comparison_shows_its_measures_and_what_became_of_promises(years: list[Report]) -> None:
    comparison = nlp.compare(*years)
    shown = comparison._repr_html_()
    whole = next(m for m in comparison.alignment.sections if m.kind == "all")
    assert f"<td {CELL}>{whole.recycled:.0%}</td>" in shown
    assert shown.count("<table>") == 2
    assert comparison.follow_up[0].old.quote[:30] in shown


def test_a_study_shows_one_row_a_report(years: list[Report]) -> None:
    study = nlp.conduct(years)
    assert study._repr_html_().count("<tr>") == 3
    assert "1次逐年对照" in study._repr_html_()


def test_foreign_text_is_shown_never_obeyed() -> None:
    wild = "<script>alert(1)</script>&amp;\u202e" + "长" * 10_000
    shown = notebook_table(wild, (wild,), [[wild]] * 30, note=wild)
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "\u202e" not in shown
    assert max(len(text) for text in re.split(r"<[^>]*>", shown)) < 200
    assert "另有10行" in shown


CELL = 'style="text-align:left;vertical-align:top;white-space:normal;overflow-wrap:anywhere"'
