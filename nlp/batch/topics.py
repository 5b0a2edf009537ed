"""Writes a topic study to a folder (话题输出): the model, the topics, and how much of whom each takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from nlp.batch.outputs import csv_bytes
from nlp.manifest import Failure, instruments, manifest, write_bytes, write_json
from nlp.render.topic_page import topic_page
from nlp.report import Report
from nlp.settings import Settings
from nlp.topics import prevalence, save
from nlp.topics.result import TopicStudy

_GROUPINGS = ("year", "issuer", "level", "region")


def write_topics(
    learned: TopicStudy,
    reports: Sequence[Report],
    folder: Path,
    *,
    settings: Settings,
    failures: Iterable[Failure] = (),
) -> Path:
    """Write a study of topics, and return the page to look at.

    The model goes to ``topics.npz`` and ``topics.json`` (`nlp.topics.load` reads them back), the topics' words to
    ``topics.csv``, each report's weights to ``reports.csv``, shares by year, issuer, level and region with intervals to
    ``prevalence.csv``, what made them to ``manifest.json``, and the page that shows all of it to ``index.html``.
    """
    import pandas as pd

    who = {report.source: report.identity() for report in reports}
    words = [
        {
            "topic": topic.topic, "label": topic.label, "share": topic.share,
            "words": "、".join(word for word, _ in topic.words), "frex": "、".join(topic.frex),
        }
        for topic in learned.topics
    ]  # fmt: skip
    weights = [
        {**who[source], "topic": topic.topic, "label": topic.label, "weight": weight}
        for source, row in zip(learned.sources, learned.weights, strict=True)
        for topic, weight in zip(learned.topics, row, strict=True)
    ]
    labels = {topic.topic: topic.label for topic in learned.topics}
    shares = [
        {"by": by, **row.to_dict(), "label": labels[row.topic]}
        for by in _GROUPINGS
        for row in prevalence(learned, reports, by=by)
    ]
    inputs = {report.source: report.sha256 for report in reports}
    save(learned, folder, inputs=inputs)
    write_bytes(folder / "topics.csv", csv_bytes(pd.DataFrame(words)))
    write_bytes(folder / "reports.csv", csv_bytes(pd.DataFrame(weights)))
    write_bytes(folder / "prevalence.csv", csv_bytes(pd.DataFrame(shares)))
    made = manifest(
        inputs=inputs, settings=dict(settings), instruments=instruments(), failures=failures, seed=learned.seed
    )
    write_json(folder / "manifest.json", made)
    page = folder / "index.html"
    write_bytes(page, topic_page(learned, reports))
    return page
