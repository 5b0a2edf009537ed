"""``make bench``: prints one table. Ratios only: absolute times say more about the machine than about the program
(``python -m benchmarks.two_years`` and ``python -m benchmarks.text_files`` print some).
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import jieba
import rjieba
from pypdfium2 import PdfDocument
from selectolax.lexbor import LexborHTMLParser

import nlp
from benchmarks import text_files
from benchmarks.corpus import REAL, SAMPLES, composed, real_reports, sample_reports
from benchmarks.timing import ROUNDS, best, interleaved
from benchmarks.two_years import ratios
from nlp import kernel
from nlp.readers import read, read_text
from nlp.readers.assemble import assemble
from nlp.readers.formats.html import Html
from nlp.readers.formats.pdf import Pdf
from nlp.readers.lines.extract import Extract
from nlp.readers.pdf.fonts import standing_in
from nlp.report import Report, narrative_of
from nlp.themes.scan import scanner_of


def per_text(function: Callable[[Any], Any], texts: Sequence[Any]) -> Callable[[], None]:
    """Return work that calls a function on every text (or on the bytes of every file)."""

    def work() -> None:
        for text in texts:
            function(text)

    return work


def tagged_and_read(text: str) -> list[tuple[str, str, list[str]]]:
    """Tag a text and look at all there is of every tag: its title, its strength and each quote."""
    return [(tag.title, tag.strength, [evidence.quote for evidence in tag.evidence]) for tag in nlp.tag(text).themes]


def by_rules(text: str) -> nlp.ThemeTags:
    """Tag a text without the clause model."""
    return nlp.tag(text, learned=False)


@contextmanager
def in_python() -> Iterator[None]:
    """While this is open, the inner loops are in Python, as where no compiler was at hand."""
    with patch.object(kernel, "compiled", None):
        scanner_of.cache_clear()
        yield
    scanner_of.cache_clear()


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
        ("nlp.tag(text, learned=False), the rules alone", on_texts / best(per_text(by_rules, texts))),
        ("nlp.tag(text), the inner loops in Python", on_texts / tagged_in_python(texts)),
        ("nlp.tag(text), everything read", on_texts / best(per_text(tagged_and_read, texts))),
        ("nlp.tag(text), whole reports with headings", on_whole / best(per_text(nlp.tag, whole))),
        ("nlp.plans(report), the samples", plans_ratio(reports)),
        ("nlp.plans(report), the sample it is slowest on", min(plans_ratio([report]) for report in reports)),
        ("nlp.plans(section five)", plans_ratio(section_fives(reports))),
        ("read_text(text)", on_whole / best(per_text(read_text, whole))),
    ]
    if real := real_reports():
        measured.append(("nlp.plans(report), real reports", plans_ratio(real)))
    for suffix in (".docx", ".pdf"):
        files = sorted(SAMPLES.glob(f"*{suffix}"))
        characters = [read(file).text for file in files]
        base = best(per_text(jieba.lcut, characters))
        measured.append((f"read(*{suffix})", base / best(per_text(read, files))))
    table = [(name, f"{ratio:.1f}") for name, ratio in measured]
    table += text_files.ratios()
    table += formats()
    table += ratios(reports)
    return table


def tagged_in_python(texts: Sequence[str]) -> float:
    """Return how long tagging takes without the compiled loops."""
    with in_python():
        return best(per_text(nlp.tag, texts))


def plans_ratio(reports: Sequence[Report]) -> float:
    """Return how many times the speed of jieba.lcut on the whole text of some reports plans have."""
    cut, found = interleaved(
        per_text(jieba.lcut, [report.text for report in reports]),
        lambda: [nlp.plans(report) for report in reports],
        rounds=2 * ROUNDS,
    )
    return cut / found


def section_fives(reports: Sequence[Report]) -> list[Report]:
    """Return the section fives by themselves: a sixth of a report, and all of it is looked at for plans."""
    return [narrative_of(r.quote(span), problems=True) for r in reports for span in r.narratives.problems]


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
    real = [file.read_bytes() for file in sorted(REAL.glob("hongze-*.pdf"))]
    table = [("paragraphs of a PDF, times pdfium's text alone", _beside_pdfium(files, paragraphs))]
    if real:
        table.append(("paragraphs of a PDF, real reports", _beside_pdfium(real, paragraphs)))
    table.append(
        (
            "a report out of a PDF, times pdfium's text alone",
            _beside_pdfium(files, lambda data: assembled(paragraphs(data))),
        )
    )
    return table


def paragraphs(data: bytes) -> Extract:
    """Return the paragraphs of a PDF."""
    return Pdf().extract(data, "")


def assembled(extract: Extract) -> Report:
    """Return the report that paragraphs make."""
    return assemble(extract, source="", sha256="")


def _beside_pdfium(files: Sequence[bytes], work: Callable[[bytes], Any]) -> str:
    """Return how many times as long as pdfium's own text something takes on some PDFs."""
    printed, done = interleaved(per_text(text_layer, files), per_text(work, files), rounds=4 * ROUNDS)
    return f"{done / printed:.2f}"


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
