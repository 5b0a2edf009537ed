"""The shipped model of the samples: what its card says, and that it fits these very samples."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nlp import resources
from nlp.manifest import sha256
from nlp.readers import read
from nlp.report import Report
from nlp.topics import TopicStudy, load, topics

REFIT = "the samples or the segmentation changed: refit as models/topics/README.md says"


@pytest.fixture(scope="module")
def shipped() -> TopicStudy:
    return load(resources.path("models", "topics", "samples"))


@pytest.fixture(scope="module")
def files(samples: Path) -> list[Path]:
    return sorted(file for file in samples.iterdir() if file.suffix not in (".md", ".json"))


@pytest.fixture(scope="module")
def reports(files: list[Path]) -> list[Report]:
    return [replace(read(file), source=file.name) for file in files]


def test_the_model_was_fitted_on_these_samples(shipped: TopicStudy, files: list[Path]) -> None:
    import json

    record = json.loads(resources.path("models", "topics", "samples", "topics.json").read_text(encoding="utf-8"))
    assert record["manifest"]["inputs"] == {file.name: sha256(file.read_bytes()) for file in files}, REFIT
    assert shipped.sources == tuple(file.name for file in files)


def test_fitting_again_gives_the_same_topics(shipped: TopicStudy, reports: list[Report]) -> None:
    again = topics(reports, k=shipped.k)
    assert [t.words for t in again.topics] == [t.words for t in shipped.topics], REFIT
    assert np.array(again.weights) == pytest.approx(np.array(shipped.weights), abs=1e-5)


def test_the_card_tells_the_figures(shipped: TopicStudy) -> None:
    card = resources.path("models", "topics", "README.md").read_text(encoding="utf-8")
    figures = next(row for row in shipped.diagnostics["tried"] if row["k"] == shipped.k)
    steady = figures["stability"]
    for value in (steady["jaccard"], steady["jaccard_null"], figures["npmi"], figures["exclusivity"]):
        assert f"{value:.2f}" in card, REFIT
    assert f"话题数 {shipped.k}" in card
    assert f"{shipped.diagnostics['units']} 个分项" in card


def test_topics_of_the_samples_are_clearly_above_chance(shipped: TopicStudy) -> None:
    figures = next(row for row in shipped.diagnostics["tried"] if row["k"] == shipped.k)
    assert figures["stability"]["jaccard"] > figures["stability"]["jaccard_bound"]
    assert figures["stability"]["rand"] > figures["stability"]["rand_null"] + 0.2
    assert figures["npmi"] > 0.1
