"""PDF (.pdf): pdfium's text, its lines told apart by where they stand on the page (版面).

Where a line begins and ends says whether a paragraph opens there and whether it goes on. Only two characters a line are
measured, so that reading costs little more than pdfium's own extraction.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import closing
from ctypes import byref
from typing import TYPE_CHECKING, Any, NamedTuple

from nlp.errors import ReadError
from nlp.readers.lines.extract import Extract, formats
from nlp.readers.lines.pagemarks import without_page_edges
from nlp.readers.lines.reflow import compose
from nlp.readers.lines.source import Line, Source
from nlp.readers.pdf import streams as pdfstreams
from nlp.readers.pdf.columns import Placed, in_reading_order, left_edge, told

if TYPE_CHECKING:
    import pypdfium2

_MOST_PAGES, _MOST_PIECES = 400, 40_000
_FEWEST_CHARACTERS = 20
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_UNREADABLE_SHARE = 0.3
_LINE = re.compile(r"[^\r\n]+")
_BLANK = re.compile(" +")
_HAN = re.compile("[\u4e00-\u9fff]")
_FEWEST_DOUBLED, _PART = 5, 6
#: lines with blanks that are measured before a page counts as one column
_TRIES = 8
_SHORT = 6


class _Read(NamedTuple):
    """The text of a file, its pages' lines in it, and where each page begins (a stated title is often another file's)."""

    text: str
    pages: list[list[Placed]]
    starts: list[int]
    widths: list[float]


class Pdf:
    """PDF files (便携文档)."""

    suffixes: tuple[str, ...] = (".pdf",)

    def extract(self, data: bytes, source: str) -> Extract:
        """Return the paragraphs of a PDF; see `nlp.readers.lines.extract.Format`."""
        found = _read(data, source)
        _check(found, source)
        origins = [(start, f"page {number}", 0) for number, start in enumerate(found.starts, 1)]
        whole = Source(found.text, origins, name=source, whole_lines=True)
        ordered = in_reading_order(found.pages, found.widths)
        pages = without_page_edges([_lines(*page, whole) for page in zip(ordered, told(ordered), strict=True)])
        return compose(whole, (line for page in pages for line in page), laid_out=True)


def _lines(page: Sequence[Placed], margins: Sequence[tuple[bool, bool]], whole: Source) -> list[Line]:
    lines = [
        whole.line(line.start, line.end, opens=opens, full=full)
        for line, (opens, full) in zip(page, margins, strict=True)
    ]
    return [line for line in lines if line.text]


def _read(data: bytes, source: str) -> _Read:
    import pypdfium2

    from nlp.readers.pdf.fonts import standing_in

    pdfstreams.check(data, source)
    try:
        with standing_in(), closing(pypdfium2.PdfDocument(data)) as document:
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
    if len(document) > _MOST_PAGES:
        raise ReadError(f"{source}：有 {len(document)} 页，最多读 {_MOST_PAGES} 页：请只取报告本身的页")
    texts: list[str] = []
    pages: list[list[Placed]] = []
    starts: list[int] = []
    widths: list[float] = []
    at = 0
    for number, page in enumerate(document, 1):
        _check_page(page, f"{source}：第 {number} 页")
        textpage = page.get_textpage()
        text = textpage.get_text_range().replace("\ufffe", "\u00ad")
        widths.append(page.get_width())
        pages.append(_placed(_Ruler(textpage.raw), text, at, widths[-1]))
        starts.append(at)
        texts.append(text)
        at += len(text) + 1
        textpage.close()
        page.close()
    return _Read("\f".join(texts), pages, starts, widths)


class _Ruler:
    """Measures characters of one page."""

    def __init__(self, textpage: Any) -> None:
        import pypdfium2.raw as pdfium

        self._page = textpage
        self._box = pdfium.FS_RECTF()
        self._place = byref(self._box)
        self._measure = pdfium.FPDFText_GetLooseCharBox

    def box(self, index: int) -> tuple[float, float, float]:
        """Return the left, right and top edge of one character, in points."""
        box = self._box
        self._measure(self._page, index, self._place)
        return box.left, box.right, box.top


def _check_page(page: pypdfium2.PdfPage, name: str) -> None:
    """Refuse a page that draws so much that finding its lines takes minutes."""
    import pypdfium2.raw as pdfium

    pieces = pdfium.FPDFPage_CountObjects(page.raw)
    if pieces > _MOST_PIECES:
        raise ReadError(f"{name}有 {pieces:,} 个图形对象，最多读 {_MOST_PIECES:,} 个：请重新打印成 PDF")


def _placed(ruler: _Ruler, text: str, at: int, page_width: float) -> list[Placed]:
    """The lines of a page with their boxes, taken from the first and last character that is not a blank."""
    lines: list[Placed] = []
    for match in _LINE.finditer(text):
        if bare := match[0].strip():
            first = match.start() + match[0].index(bare[0])
            lines.append(_line(ruler, first, first + len(bare), at))
    # a line that may be two beside each other has a blank with a good part of a line on either side
    wide = [line for line in lines if line.right - line.left > 0.5 * page_width]
    doubled = sum(text.find(" ", line.start - at + _PART, line.end - at - _PART) >= 0 for line in wide)
    if doubled < _FEWEST_DOUBLED or 2 * doubled < len(wide):
        return lines
    return _parted(ruler, lines, text, at, page_width)


def _line(ruler: _Ruler, start: int, end: int, at: int) -> Placed:
    left, right, top = ruler.box(start)
    em = max(right - left, 1.0)
    # a short line is a table's or a heading's: its end need not be exact
    past = ruler.box(end - 1)[1] if end - start > _SHORT else left + em * (end - start)
    return Placed(at + start, at + end, left, past, top, em)


def _gap(ruler: _Ruler, line: Placed, row: str, start: int, page_width: float) -> int | None:
    """Where the text goes on behind a gap that is wider than a blank, near the middle of the page."""
    for match in _BLANK.finditer(row):
        right, left = ruler.box(start + match.start() - 1)[1], ruler.box(start + match.end())[0]
        if left > 0.75 * page_width:
            break
        if left - right > 1.2 * line.em and left > 0.35 * page_width:
            return start + match.end()
    return None


def _parted(ruler: _Ruler, lines: Sequence[Placed], text: str, at: int, page_width: float) -> list[Placed]:
    """The lines with those taken apart that pdfium joined across the gap between two columns."""
    gaps: dict[int, int] = {}
    beside = tried = 0
    for number, line in enumerate(lines):
        start, end = line.start - at, line.end - at
        cut = _gap(ruler, line, text[start:end], start, page_width)
        if cut is not None:
            gaps[number] = cut
            # the cells of a table are short or figures
            beside += len(text[start:cut].rstrip()) >= _PART and len(_HAN.findall(text, cut, end)) >= _PART
        tried += " " in text[start:end]
        if tried == _TRIES and not gaps:
            return list(lines)
    edge = left_edge([ruler.box(index)[0] for index in gaps.values()], page_width)
    if edge is None or beside < _FEWEST_DOUBLED:
        return list(lines)
    parted: list[Placed] = []
    for number, line in enumerate(lines):
        cut = gaps.get(number)
        if cut is None or ruler.box(cut)[0] < edge - 4:
            parted.append(line)
            continue
        end = len(text[:cut].rstrip())
        parted += [_line(ruler, line.start - at, end, at), _line(ruler, cut, line.end - at, at)]
    return parted


def _check(found: _Read, source: str) -> None:
    """Name a scanned file and one whose fonts do not say which characters they draw."""
    characters = len("".join(found.text.split()))
    if characters < _FEWEST_CHARACTERS * max(1, len(found.pages) // 4):
        raise ReadError(f"{source}：是扫描版 PDF，页面都是图片：请先做文字识别（ocrmypdf -l chi_sim）")
    if len(_UNREADABLE.findall(found.text)) > _UNREADABLE_SHARE * characters:
        raise ReadError(f"{source}：PDF 的字体没有注明所画的字：请先做文字识别（ocrmypdf）")


formats.register("pdf")(Pdf())
