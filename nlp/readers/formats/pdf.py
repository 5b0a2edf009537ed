"""PDF (.pdf): pdfium's text, its lines told apart by where they stand on the page (版面).

Where a line begins and ends says whether a paragraph opens there and whether it goes on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from nlp.errors import ReadError
from nlp.readers.lines.extract import Extract, formats
from nlp.readers.lines.pagemarks import without_page_edges
from nlp.readers.lines.reflow import compose
from nlp.readers.lines.source import Line, Source
from nlp.readers.pdf import streams as pdfstreams
from nlp.readers.pdf.columns import Placed, in_reading_order, told
from nlp.readers.pdf.heads import without_small_heads
from nlp.readers.pdf.notes import noted, rejoined, without_pointers
from nlp.readers.pdf.programs import without_programs
from nlp.readers.pdf.rows import Ruler, in_visual_order, placed

if TYPE_CHECKING:
    import pypdfium2

    from nlp.readers.pdf.pages import Page

_MOST_PAGES = 400
_FEWEST_CHARACTERS = 20
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_UNREADABLE_SHARE = 0.3
_BLANKS = " \r\n\f"
#: pages that are open at the same time
_AT_ONCE = 8


class _Read(NamedTuple):
    """The texts of pages, their lines in all of it, where each page begins, its width in points, and pointers to notes."""

    texts: list[str]
    pages: list[list[Placed]]
    starts: list[int]
    widths: list[float]
    pointers: list[tuple[int, int]]


class Pdf:
    """PDF files (便携文档)."""

    suffixes: tuple[str, ...] = (".pdf",)

    def extract(self, data: bytes, source: str) -> Extract:
        """Return the paragraphs of a PDF; see `nlp.readers.lines.extract.Format`."""
        found = _read(data, source)
        text = "\f".join(found.texts)
        _check(text, len(found.pages), source)
        origins = [(start, f"page {number}", 0) for number, start in enumerate(found.starts, 1)]
        whole = Source(text, origins, name=source, whole_lines=True)
        ordered = in_reading_order(without_small_heads(found.pages, whole.text), found.widths)
        pages = _without_edges(ordered, whole.text)
        lines = (line for page in zip(pages, told(pages), strict=True) for line in _lines(*page, whole, found.pointers))
        return compose(whole, lines, laid_out=True)


def _without_edges(pages: Sequence[Sequence[Placed]], text: str) -> list[list[Placed]]:
    """The pages without running heads, which may reach beyond the margins that tell paragraphs."""
    return without_page_edges(pages, lambda line: text[line.start : line.end])


def _lines(
    page: Sequence[Placed],
    margins: Sequence[tuple[bool, bool]],
    whole: Source,
    pointers: Sequence[tuple[int, int]],
) -> list[Line]:
    lines = whole.laid([(line[0], line[1], *told) for line, told in zip(page, margins, strict=True)])
    return without_pointers(lines, pointers)


def _read(data: bytes, source: str) -> _Read:
    import pypdfium2

    from nlp.readers.pdf.fonts import standing_in

    pdfstreams.check(data, source)
    try:
        with standing_in(), closing(pypdfium2.PdfDocument(without_programs(data))) as document:
            return _read_pages(document, source)
    except pypdfium2.PdfiumError as error:
        raise ReadError(f"{source}：{_reason(str(error))}") from error


def _reason(error: str) -> str:
    if "password" in error.lower():
        return "PDF 有密码保护：请另存一份不带密码的"
    if "security" in error.lower():
        return "PDF 的保护方式打不开：请重新打印成 PDF"
    return "PDF 损坏或不完整：请重新下载"


def _read_pages(document: pypdfium2.PdfDocument, source: str) -> _Read:
    from nlp.readers.pdf.pages import opened

    if len(document) > _MOST_PAGES:
        raise ReadError(f"{source}：有 {len(document)} 页，最多读 {_MOST_PAGES} 页：请只取报告本身的页")
    found = _Read([], [], [], [], [])
    numbers = range(len(document))
    # lines are measured faster when those of several pages come in a row; all pages at once would take much memory
    for first in numbers[::_AT_ONCE]:
        with opened(document, numbers[first : first + _AT_ONCE], source) as pages:
            for page in pages:
                _add(found, page)
    return found


def _add(found: _Read, page: Page) -> None:
    at = found.starts[-1] + len(found.texts[-1]) + 1 if found.texts else 0
    # one character stays one, so that places in the text are places on the page
    text = page.text().replace("\ufffe", "\u00ad").replace("\r\n", " \n")
    ruler = Ruler(page.text_page)
    text = in_visual_order(ruler, text)
    width = page.width
    lines = placed(ruler, text, at, width)
    notes = noted(ruler, text, lines, at)
    found.texts.append(text)
    found.pages.append(rejoined(lines, notes) if notes.lines else lines)
    found.pointers.extend(notes.pointers)
    found.starts.append(at)
    found.widths.append(width)


def _check(text: str, pages: int, source: str) -> None:
    """Name a scanned file and one whose fonts do not say which characters they draw."""
    characters = len(text) - sum(map(text.count, _BLANKS))
    if characters < _FEWEST_CHARACTERS * max(1, pages // 4):
        raise ReadError(f"{source}：是扫描版 PDF，页面都是图片：请先做文字识别（ocrmypdf -l chi_sim）")
    if len(_UNREADABLE.findall(text)) > _UNREADABLE_SHARE * characters:
        raise ReadError(f"{source}：PDF 的字体没有注明所画的字：请先做文字识别（ocrmypdf）")


formats.register("pdf")(Pdf())
