"""Reports composed by us, dirtied in up to three ways at once, are read back exactly: the figure of issue and house."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from composed_reports import (
    CHANGES,
    FREE_LAYOUTS,
    LAYOUTS,
    TYPING,
    Dirtied,
    as_typed,
    bare,
    compose,
    compose_free,
    dirtied,
    dirty,
    plain,
)

from nlp.readers import read_text
from nlp.report import Report

COPIES = 600


def body(report: Report, kind: str) -> str | None:
    section = report.section(kind)
    return bare(report.text[section.start : section.end]) if section else None


def outcome(copy: Dirtied) -> str:
    """``exact``, ``missing`` (a section was not given), ``told`` or ``silent`` (one is wrong, with or without a warning)."""
    report = read_text(copy.text)
    got = (body(report, "overview"), body(report, "problems"))
    if got == (copy.overview, copy.problems):
        return "exact"
    wrong = any(found not in (None, wanted) for found, wanted in zip(got, (copy.overview, copy.problems), strict=True))
    if not wrong:
        return "missing"
    return "told" if any("章节" in warning or "标题" in warning for warning in report.warnings) else "silent"


def test_dirtied_copies_are_read_exactly() -> None:
    copies = [dirtied(compose(seed), random.Random(seed)) for seed in range(COPIES)]
    outcomes = Counter(outcome(copy) for copy in copies)
    assert outcomes["silent"] == 0
    assert outcomes["exact"] >= 0.98 * COPIES


def test_dirtied_copies_of_the_free_form_are_read_exactly() -> None:
    outcomes: Counter[str] = Counter()
    for seed in range(40):
        for layout in FREE_LAYOUTS:
            for typing in TYPING:
                copy = dirty(compose_free(seed), random.Random(seed), [], layout, typing)
                outcomes[outcome(copy)] += 1
    assert outcomes["silent"] == 0
    assert outcomes["exact"] >= 0.98 * sum(outcomes.values())


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_each_layout_is_read_exactly(layout: object) -> None:
    for seed in range(1000, 1008):
        copy = dirty(compose(seed), random.Random(seed), [], layout, as_typed)  # type: ignore[arg-type]
        assert outcome(copy) == "exact", (seed, copy.ways)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_each_defect_is_read_exactly_or_told(change: object) -> None:
    for seed in range(2000, 2008):
        copy = dirty(compose(seed), random.Random(seed), [change], plain, as_typed)  # type: ignore[list-item]
        assert outcome(copy) in ("exact", "told", "missing"), (seed, copy.ways)


def test_who_and_when_survive_the_dirt() -> None:
    for seed in range(3000, 3150):
        copy = dirtied(compose(seed), random.Random(seed))
        report = read_text(copy.text)
        assert report.issuer in (None, copy.report.issuer), copy.ways
        assert report.year in (None, copy.report.year), copy.ways


def test_narratives_hold_no_run_of_cells() -> None:
    for seed in range(4000, 4100):
        report = read_text(dirtied(compose(seed), random.Random(seed)).text)
        for span in report.narratives.all:
            digits = [line.strip().replace(".", "").isdigit() for line in report.quote(span).split("\n")]
            assert not any(all(digits[i : i + 3]) for i in range(len(digits) - 2))
