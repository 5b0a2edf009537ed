"""Pages of a PDF opened several at a time (页), and their text, by pdfium's own functions.

The wrappers around pages keep account of who holds what, which costs a report more than measuring its lines does; here
every page is closed where it was opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import c_ushort
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError

from nlp.errors import ReadError

_MOST_PIECES = 40_000
#: characters that pdfium counts and does not print
_EXCLUDED = -1


class Page:
    """A page that is open: its text, its width in points, and pdfium's handles.

    page, text_page : the handles; they are good as long as `opened` lasts.
    """

    __slots__ = ("page", "text_page")

    def __init__(self, page: Any) -> None:
        self.page = page
        self.text_page: Any = None

    @property
    def width(self) -> float:
        """The width in points."""
        width: float = pdfium.FPDF_GetPageWidthF(self.page)
        return width

    def text(self) -> str:
        """Return the text as pdfium gives it, without the characters that it excludes at the beginning and the end."""
        first, last = 0, pdfium.FPDFText_CountChars(self.text_page) - 1
        while first <= last and pdfium.FPDFText_GetTextIndexFromCharIndex(self.text_page, first) == _EXCLUDED:
            first += 1
        while first <= last and pdfium.FPDFText_GetTextIndexFromCharIndex(self.text_page, last) == _EXCLUDED:
            last -= 1
        if first > last:
            return ""
        # characters that it inserts are more than those it counts, by those at most
        size = pdfium.FPDFText_GetTextIndexFromCharIndex(self.text_page, last) + 2
        characters = (c_ushort * size)()
        written = pdfium.FPDFText_GetText(self.text_page, first, last - first + 1, characters)
        return memoryview(characters)[: written - 1].tobytes().decode("utf-16-le", errors="ignore")


@contextmanager
def opened(document: PdfDocument, numbers: Sequence[int], source: str) -> Iterator[list[Page]]:
    """Open some pages of a document, counted from 0, and close them at the end.

    Raises
    ------
    PdfiumError
        When a page is damaged.
    ReadError
        When a page draws so much that finding its lines would take minutes.
    """
    pages: list[Page] = []
    try:
        for number in numbers:
            pages.append(Page(_handle(pdfium.FPDF_LoadPage(document.raw, number))))
            _check(pages[-1], f"{source}：第 {number + 1} 页")
        for page in pages:
            page.text_page = _handle(pdfium.FPDFText_LoadPage(page.page))
        yield pages
    finally:
        for page in pages:
            if page.text_page is not None:
                pdfium.FPDFText_ClosePage(page.text_page)
            pdfium.FPDF_ClosePage(page.page)


def _handle(found: Any) -> Any:
    if not found:
        raise PdfiumError("Failed to load page.")
    return found


def _check(page: Page, name: str) -> None:
    pieces = pdfium.FPDFPage_CountObjects(page.page)
    if pieces > _MOST_PIECES:
        raise ReadError(f"{name}有 {pieces:,} 个图形对象，最多读 {_MOST_PIECES:,} 个：请重新打印成 PDF")
