"""Keyness finds what is known to have happened, in the samples and in real reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from real import needs_shared

from nlp.keywords import keywords
from nlp.readers import read
from nlp.report import Report


def rank(reports: list[Report], years: set[int], term: str, measure: str) -> int:
    """Return the place of a term among those of some years, against all others (1 is first)."""
    inside = [report for report in reports if report.year in years]
    outside = [report for report in reports if report.year not in years]
    rows = keywords(inside, measure=measure, against=outside, top=10_000)
    return next((place for place, row in enumerate(rows, start=1) if row.term == term), 10_000)


@pytest.fixture(scope="module")
def composed(samples: Path) -> list[Report]:
    return [read(file) for file in sorted(samples.iterdir()) if file.suffix not in (".md", ".json")]


@pytest.mark.parametrize("measure", ["log_likelihood", "log_odds"])
@pytest.mark.parametrize(
    ("years", "term", "place"),
    [
        ({2019}, "新修订", 6), ({2019}, "条例", 4), ({2020}, "六稳", 12), ({2020}, "疫情防控", 40),
        ({2021, 2022}, "行政规范性文件", 25),
    ],
)  # fmt: skip
def test_what_the_samples_planted_is_found(
    composed: list[Report], measure: str, years: set[int], term: str, place: int
) -> None:
    assert rank(composed, years, term, measure) <= place


@needs_shared
@pytest.mark.parametrize("measure", ["log_likelihood", "log_odds"])
def test_what_happened_is_seen_in_real_reports(shared: Path, measure: str) -> None:
    files = [
        *(shared / "real").glob("*-20*.txt"),
        *(shared / "real").glob("hongze-*.pdf"),
        *(shared / "seeds").glob("*.txt"),
    ]
    reports = [read(file) for file in sorted(files)]
    assert rank(reports, {2020}, "六稳六保", measure) <= 12
    assert rank(reports, {2021, 2022, 2023, 2024}, "行政规范性文件", measure) <= 30
