"""Figures of plans on annotated real reports: floors a little under what was measured; they may only rise."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from real import needs_shared
from scipy.stats import spearmanr

from nlp.plans import fit, follow_up, plans, score_clause
from nlp.plans.baselines import BASELINES
from nlp.plans.result import PlanSet
from nlp.readers import read
from nlp.report import Report

pytestmark = needs_shared

PAIRS = (("hongze-2023", "hongze-2024"), ("pingtan-2021", "pingtan-2022"), ("suqian-2023", "suqian-2024"))
CHECKED_CUES = ("quantity", "time", "verification")


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def squeezed(text: str) -> str:
    """Return a text without blanks and page marks, as the annotations are compared."""
    return re.sub(r"\s+", "", re.sub(r"-\d+-", "", text))


@pytest.fixture(scope="module")
def gold(shared):
    return rows(shared / "gold" / "concreteness.jsonl")


@pytest.fixture(scope="module")
def rated(shared, root) -> fit.Gold:
    """The clauses of real reports and, beside them, the composed ones."""
    return fit.load([shared / "gold" / "concreteness.jsonl", root / "corpora" / "gold" / "composed-clauses.jsonl"])


def real(rated: fit.Gold) -> np.ndarray:
    return np.array([agency != "composed" for agency in rated.agencies])


@pytest.fixture(scope="module")
def reports(shared) -> dict[str, Report]:
    found = {}
    for path in sorted((shared / "real").glob("*-20??.*")):
        if re.fullmatch(r"[a-z]+-20\d\d", path.stem) and path.suffix in (".txt", ".pdf"):
            found[path.stem] = read(path)
    return found


@pytest.fixture(scope="module")
def stated(reports) -> dict[str, PlanSet]:
    return {name: plans(report) for name, report in reports.items()}


def test_concreteness_held_out(rated):
    scores, levels = fit.held_out(rated)
    own = real(rated)
    figures = fit.figures(rated.take(own), scores[own], levels[own])
    assert figures["spearman"] >= 0.93
    assert min(figures["kappa1"], figures["kappa2"]) >= 0.88


def test_concreteness_of_plans_alone_held_out(rated):
    scores, levels = fit.held_out(rated)
    own = real(rated) & np.array([kind == "plan" for kind in rated.kinds])
    figures = fit.figures(rated.take(own), scores[own], levels[own])
    assert figures["spearman"] >= 0.88
    assert min(figures["kappa1"], figures["kappa2"]) >= 0.79


def test_concreteness_without_the_agency_that_weighs_most(rated):
    own = rated.take(real(rated))
    heaviest = max(set(own.agencies), key=own.agencies.count)
    rest = own.take(np.array([agency != heaviest for agency in own.agencies]))
    figures = fit.figures(rest, *fit.held_out(rest))
    assert figures["spearman"] >= 0.88
    assert min(figures["kappa1"], figures["kappa2"]) >= 0.78


def test_concreteness_of_composed_clauses_by_a_model_of_real_ones(rated):
    own = real(rated)
    composed = rated.take(~own)
    figures = fit.figures(composed, *fit.predict(composed, fit.fit(rated.take(own))))
    assert figures["spearman"] >= 0.92
    assert min(figures["kappa1"], figures["kappa2"]) >= 0.88


def test_the_shipped_weights_are_the_fitted_ones(rated):
    shipped, fitted = fit.concreteness.model(), fit.fit(rated)
    assert shipped.weights == pytest.approx(fitted.weights, abs=0.02)
    assert shipped.cuts == pytest.approx(fitted.cuts, abs=0.02)


def test_the_baselines_are_far_behind(gold, rated):
    own = rated.take(real(rated))
    ours = fit.figures(own, *fit.held_out(own))["spearman"]
    for measure in BASELINES.values():
        assert spearmanr([measure(row["text"]) for row in gold], own.mean).statistic < ours - 0.1


@pytest.mark.parametrize(("cue", "floor"), [("action", 0.9), ("object", 0.85), ("instrument", 0.8), ("actor", 0.8)])
def test_cues_one_by_one(gold, cue, floor):
    assert f1([(cue in row["cues"], cue in score_clause(row["text"]).cues) for row in gold]) >= floor


def test_quantity_time_and_verification_together(gold):
    scored = [(row, score_clause(row["text"])) for row in gold]
    assert f1([(cue in row["cues"], cue in clause.cues) for row, clause in scored for cue in CHECKED_CUES]) >= 0.95


@pytest.mark.parametrize("reader", ["cues1", "cues2"])
def test_the_same_together_on_composed_clauses(root, reader):
    composed = rows(root / "corpora" / "gold" / "composed-clauses.jsonl")
    scored = [(row, score_clause(row["text"])) for row in composed]
    assert f1([(cue in row[reader], cue in clause.cues) for row, clause in scored for cue in CHECKED_CUES]) >= 0.93


@pytest.mark.parametrize(("cue", "floor"), [("action", 0.9), ("object", 0.86), ("instrument", 0.75), ("actor", 0.88)])
def test_the_other_cues_on_composed_clauses(root, cue, floor):
    composed = rows(root / "corpora" / "gold" / "composed-clauses.jsonl")
    scored = [(row, score_clause(row["text"])) for row in composed]
    assert (
        f1([(cue in row[reader], cue in clause.cues) for row, clause in scored for reader in ("cues1", "cues2")])
        >= floor
    )


def test_the_words_of_those_cues_are_the_readers(gold):
    touching = []
    for row in gold:
        clause = score_clause(row["text"])
        for cue in CHECKED_CUES:
            if cue in row["cues"] and cue in clause.cues:
                words, quotes = row["cues"][cue], [e.quote for e in clause.cues[cue]]
                touching += [any(quote in words or words in quote for quote in quotes)]
    assert np.mean(touching) >= 0.9


def f1(pairs: list[tuple[bool, bool]]) -> float:
    hits = sum(a and b for a, b in pairs)
    return 2 * hits / (sum(a for a, _ in pairs) + sum(b for _, b in pairs))


def covering(row: dict, found: PlanSet) -> Iterator[tuple[int, str]]:
    """Yield the items and clauses that hold an annotated clause and are at most three times as long."""
    wanted = squeezed(row["text"])
    for kind, items in (("problem", found.problems), ("plan", found.plans)):
        for item in items:
            for text in (squeezed(unit.text) for unit in (item, *item.clauses)):
                if wanted in text and len(text) <= 3 * len(wanted):
                    yield len(text), kind


def test_annotated_clauses_are_found_and_rightly_called(gold, stated):
    annotated = [row for row in gold if row["kind"] in ("problem", "plan")]
    best = [min(covering(row, stated[row["report"]]), default=None) for row in annotated]
    assert np.mean([one is not None for one in best]) >= 0.97
    right = [one[1] == row["kind"] for one, row in zip(best, annotated, strict=True) if one]
    assert np.mean(right) >= 0.98


def test_returned_clauses_are_real_ones(gold, stated):
    matched = []
    for name, found in stated.items():
        annotated = [squeezed(row["text"]) for row in gold if row["report"] == name]
        for item in (*found.problems, *found.plans):
            for clause in item.clauses:
                text = squeezed(clause.text)
                matched.append(any(text in other or other in text or overlap(text, other) for other in annotated))
    assert np.mean(matched) >= 0.90


def overlap(one: str, other: str) -> bool:
    """Return whether half of the shorter text stands in the other."""
    half = max(4, min(len(one), len(other)) // 2)
    return any(one[i : i + half] in other for i in range(len(one) - half + 1))


@pytest.mark.parametrize("pair", PAIRS)
def test_follow_up_of_each_pair(shared, reports, stated, pair):
    assert np.mean(agreement(shared, reports, stated, pair)) >= 0.75


def test_follow_up_beats_always_delivered_and_gone(shared, reports, stated):
    right = [one for pair in PAIRS for one in agreement(shared, reports, stated, pair)]
    always = [
        row["status"] in ("delivered", "gone")
        for old, new in PAIRS
        for row in rows(shared / "gold" / f"follow-{old}-{new[-4:]}.jsonl")
    ]
    assert np.mean(right) >= 0.85
    assert np.mean(right) > np.mean(always) + 0.2


def agreement(shared, reports, stated, pair) -> list[bool]:
    """Return, for each followed item, whether the status is the reader's."""
    old, new = pair
    told = follow_up(stated[old], reports[old], reports[new], stated[new])
    right = []
    for row in rows(shared / "gold" / f"follow-{old}-{new[-4:]}.jsonl"):
        same = [
            one
            for one in told
            if one.kind == row["kind"] and overlap(squeezed(row["old_text"]), squeezed(one.old.quote))
        ]
        right.append(any(one.status == row["status"] for one in same))
    return right
