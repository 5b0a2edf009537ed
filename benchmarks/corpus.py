"""Composed text to measure on: the sample reports' sentences, shuffled anew; no call sees a text twice."""

from __future__ import annotations

import random
from pathlib import Path

from nlp.batch import gather
from nlp.readers import read
from nlp.report import Report
from nlp.text import sentences

_CHECKOUT = Path(__file__).resolve().parent.parent
SAMPLES = _CHECKOUT / "corpora" / "samples"
#: real reports, where they lie beside the checkout; their rows are left out where they do not
REAL = _CHECKOUT.parent / "shared" / "real"


def sample_reports() -> list[Report]:
    """Return the shipped sample reports."""
    return [item.read() for item in gather([SAMPLES]).inputs]


def real_reports() -> list[Report]:
    """Return the real reports that lie as text beside the checkout, none where they do not."""
    return [read(file) for file in sorted(REAL.glob("*.txt"))]


def composed(reports: list[Report], *, count: int, length: int, seed: int = 1) -> list[str]:
    """Return `count` distinct texts of about `length` characters, recombined from the reports' sentences."""
    pool = [
        report.text[start:end]
        for report in reports
        for span in report.narratives.all
        for start, end in sentences(report.text, span.start, span.end)
    ]
    chance = random.Random(seed)
    texts = []
    for _ in range(count):
        parts: list[str] = []
        size = 0
        while size < length:
            parts.append(chance.choice(pool))
            size += len(parts[-1])
        texts.append("".join(parts))
    return texts
