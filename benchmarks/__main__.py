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
    times = []
    for _ in range(ROUNDS):
        begun = process_time()
        work()
        times.append(process_time() - begun)
    return min(times)


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
    for suffix in (".txt", ".html", ".docx", ".pdf"):
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
    """Return how many times as long as the library underneath each format takes: lexbor's parsing, pdfium's own text."""
    pages = [file.read_bytes() for file in sorted(SAMPLES.glob("*.html"))]
    papers = [file.read_bytes() for file in sorted(SAMPLES.glob("*.pdf"))]
    parsed, printed = best(per_text(LexborHTMLParser, pages)), best(per_text(text_layer, papers))
    page_blocks = best(per_text(lambda data: Html().extract(data, ""), pages))
    paper_blocks = best(per_text(lambda data: Pdf().extract(data, ""), papers))
    return [
        ("main text of a page, times lexbor's parsing alone", f"{page_blocks / parsed:.1f}"),
        ("read(*.html), times lexbor's parsing alone", f"{best(read_all('.html')) / parsed:.1f}"),
        ("paragraphs of a PDF, times pdfium's text alone", f"{paper_blocks / printed:.2f}"),
        ("read(*.pdf), times pdfium's text alone", f"{best(read_all('.pdf')) / printed:.2f}"),
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
