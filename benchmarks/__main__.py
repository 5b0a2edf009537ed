"""``make bench``: prints one table. Ratios only: absolute times say more about the machine than about the program."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from difflib import SequenceMatcher
from pathlib import Path
from time import process_time
from typing import Any

import jieba
import rjieba
from pypdfium2 import PdfDocument
from selectolax.lexbor import LexborHTMLParser

import nlp
from benchmarks.corpus import SAMPLES, composed, sample_reports
from nlp.phrasing import align
from nlp.readers import read, read_text
from nlp.readers.formats.html import Html
from nlp.readers.formats.pdf import Pdf
from nlp.readers.pdf.fonts import standing_in
from nlp.report import Report, narrative_of
from nlp.text import sentences

ROUNDS = 5
LENGTH = 5000  # characters of a long report


def best(work: Callable[[], Any]) -> float:
    """Return the least processor time of several rounds: the one the machine disturbed least."""
    return interleaved(work)[0]


def interleaved(*works: Callable[[], Any], rounds: int = ROUNDS) -> list[float]:
    """Return the same for each of several works done in turns, so that what disturbs one disturbs all."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            begun = process_time()
            work()
            taken.append(process_time() - begun)
    return list(map(min, times))


def per_text(function: Callable[[Any], Any], texts: Sequence[Any]) -> Callable[[], None]:
    """Return work that calls a function on every text (or on the bytes of every file)."""

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
    for suffix in (".txt", ".docx", ".pdf"):
        files = sorted(SAMPLES.glob(f"*{suffix}"))
        characters = [read(file).text for file in files]
        base = best(per_text(jieba.lcut, characters))
        measured.append((f"read(*{suffix})", base / best(lambda files=files: [read(file) for file in files])))
    table = [(name, f"{ratio:.1f}") for name, ratio in measured]
    table += formats()
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


def formats() -> list[tuple[str, str]]:
    """Return how long each format takes: as a ratio to the library underneath (lexbor's parsing, pdfium's own text), and
    for a page also as a multiple of jieba.lcut's speed on its text, beside what the speeds asked for would be.
    """
    return [*pages(), *papers()]


def pages() -> list[tuple[str, str]]:
    """Return the rows on web pages (网页)."""
    files = [file.read_bytes() for file in sorted(SAMPLES.glob("*.html"))]
    texts = [report.text for report in read_all(".html")()]
    parsed, found, whole, cut = interleaved(
        per_text(LexborHTMLParser, files),
        per_text(lambda data: Html().extract(data, ""), files),
        read_all(".html"),
        per_text(jieba.lcut, texts),
        rounds=4 * ROUNDS,
    )
    return [
        ("main text of a page, times lexbor's parsing alone", f"{found / parsed:.1f}"),
        ("read(*.html), times lexbor's parsing alone", f"{whole / parsed:.1f}"),
        ("main text of a page beyond parsing", f"{cut / (found - parsed):.1f}"),
        ("    1 ms a page would be", f"{cut / (len(files) * 0.001):.1f}"),
        ("read(*.html)", f"{cut / whole:.1f}"),
        ("    500 pages a second would be", f"{cut / (len(files) / 500):.1f}"),
    ]


def papers() -> list[tuple[str, str]]:
    """Return the rows on PDF (便携文档)."""
    files = [file.read_bytes() for file in sorted(SAMPLES.glob("*.pdf"))]
    printed, found, whole = interleaved(
        per_text(text_layer, files),
        per_text(lambda data: Pdf().extract(data, ""), files),
        read_all(".pdf"),
        rounds=4 * ROUNDS,
    )
    return [
        ("paragraphs of a PDF, times pdfium's text alone", f"{found / printed:.2f}"),
        ("read(*.pdf), times pdfium's text alone", f"{whole / printed:.2f}"),
    ]


def text_layer(data: bytes) -> None:
    """Extract the text of a PDF as pdfium gives it, page by page."""
    with standing_in(), closing(PdfDocument(data)) as document:
        for page in document:
            with closing(page.get_textpage()) as text:
                text.get_text_range()
            page.close()


def read_all(suffix: str) -> Callable[[], list[Report]]:
    """Return work that reads every sample with a suffix."""
    return lambda: [read(file) for file in sorted(SAMPLES.glob(f"*{suffix}"))]


def main() -> None:
    """Print the table."""
    if not any(Path(SAMPLES).glob("*")):
        sys.exit(f"no samples in {SAMPLES}: run this in a checkout")
    table = rows()
    width = max(len(name) for name, _ in table)
    print(f"{'stage':<{width}}  x jieba.lcut")
    for name, ratio in table:
        print(f"{name:<{width}}  {ratio:>12}")


if __name__ == "__main__":
    main()
