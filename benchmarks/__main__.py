"""``make bench``: prints one table. Ratios only: absolute times say more about the machine than about the program."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from time import perf_counter
from typing import Any

import jieba
import rjieba

import nlp
from benchmarks.corpus import SAMPLES, composed, sample_reports
from nlp.phrasing import align
from nlp.readers import read, read_text
from nlp.report import Report, narrative_of
from nlp.text import sentences

ROUNDS = 5
LENGTH = 5000  # characters of a long report


def best(work: Callable[[], Any]) -> float:
    """Return the least time of several rounds: the one the machine disturbed least."""
    times = []
    for _ in range(ROUNDS):
        begun = perf_counter()
        work()
        times.append(perf_counter() - begun)
    return min(times)


def per_text(function: Callable[[str], Any], texts: Sequence[str]) -> Callable[[], None]:
    """Return work that calls a function on every text."""

    def work() -> None:
        for text in texts:
            function(text)

    return work


def difflib_pairs(old: Report, new: Report) -> Callable[[], None]:
    """Return the comparison of every sentence with every other by difflib, the yardstick for alignment."""
    sides = [
        [r.text[a:b] for span in r.narratives.all for a, b in sentences(r.text, span.start, span.end)]
        for r in (old, new)
    ]

    def work() -> None:
        for later in sides[1]:
            matcher = SequenceMatcher(b=later, autojunk=False)
            for earlier in sides[0]:
                matcher.set_seq1(earlier)
                matcher.ratio()

    return work


def rows() -> list[tuple[str, str]]:
    """Return the table: stage, and how many times the speed of jieba.lcut on the same characters."""
    reports = sample_reports()
    texts = composed(reports, count=60, length=2000)
    whole = [report.text for report in reports]
    jieba.setLogLevel(logging.WARNING)
    jieba.lcut("预热")
    rjieba.cut("预热")
    on_texts = best(per_text(jieba.lcut, texts))
    on_whole = best(per_text(jieba.lcut, whole))
    measured: list[tuple[str, float]] = [
        ("rjieba.cut", on_texts / best(per_text(rjieba.cut, texts))),
        ("nlp.segment", on_texts / best(per_text(nlp.segment, texts))),
        ("nlp.tag(text), 2,000 characters", on_texts / best(per_text(nlp.tag, texts))),
        ("nlp.plans(report)", on_whole / best(lambda: [nlp.plans(report) for report in reports])),
        ("read_text(text)", on_whole / best(per_text(read_text, whole))),
    ]
    for suffix in (".txt", ".html", ".docx", ".pdf"):
        files = sorted(SAMPLES.glob(f"*{suffix}"))
        characters = [read(file).text for file in files]
        base = best(per_text(jieba.lcut, characters))
        measured.append((f"read(*{suffix})", base / best(lambda files=files: [read(file) for file in files])))
    table = [(name, f"{ratio:.1f}") for name, ratio in measured]
    old, new = two_years(reports)
    aligned, matched = best(lambda: align(old, new)), best(difflib_pairs(old, new))
    table.append((f"align(old, new), {LENGTH:,} characters each, times difflib's speed", f"{matched / aligned:.1f}"))
    return table


def two_years(reports: list[Report]) -> tuple[Report, Report]:
    """Return two adjacent years of `LENGTH` characters each: what the sample agencies wrote in either, laid end to end."""
    years = sorted({report.year for report in reports if report.year})[-2:]
    texts = ["".join(r.quote(span) for r in reports if r.year == year for span in r.narratives.all) for year in years]
    old, new = (narrative_of(text[:LENGTH]) for text in texts)
    return old, new


def main() -> None:
    """Print the table."""
    if not any(Path(SAMPLES).glob("*")):
        sys.exit(f"no samples in {SAMPLES}: run this in a checkout")
    table = rows()
    width = max(len(name) for name, _ in table)
    print(f"{'stage':<{width}}  x jieba.lcut")
    for name, ratio in table:
        print(f"{name:<{width}}  {ratio:>12}")


main()
