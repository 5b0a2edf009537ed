"""Word (.docx): paragraphs and tables in document order, automatic numbers written out (Word 文档)."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from nlp.errors import ReadError
from nlp.manifest import MAKER
from nlp.readers.lines.extract import Extract, formats
from nlp.readers.lines.grid import is_data
from nlp.readers.lines.reflow import compose
from nlp.readers.lines.source import Item, Source, heads
from nlp.readers.word import package
from nlp.readers.word.numbers import Numbering
from nlp.readers.word.sidebar import is_sidebar
from nlp.readers.word.xml import BOX, CELL, PARAGRAPH, ROW, TABLE, boxes_of, is_bold, rows_of, shown, text_of, value
from nlp.report import Table

if TYPE_CHECKING:
    from docx.document import Document

_HEADING_STYLE = re.compile(r"(?:heading|title|标题)\s*\d?", re.IGNORECASE)


class Docx:
    """Word documents (Word 文档)."""

    suffixes: tuple[str, ...] = (".docx",)

    def extract(self, data: bytes, source: str) -> Extract:
        """Return the paragraphs of a document; see `nlp.readers.lines.extract.Format`."""
        package.check(io.BytesIO(data), len(data), source)
        document = _opened(data, source)
        return replace(_Reader(document, source).extract(), ours=_is_ours(document))


def _opened(data: bytes, source: str) -> Document:
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
    except (OpcError, zlib.error, *package.DAMAGED) as error:
        raise ReadError(f"{source}：Word 文件已损坏（{type(error).__name__}）：请用 Word 打开后重新保存") from error
    if body is None:
        raise ReadError(f"{source}：Word 文件没有正文：请用 Word 打开后重新保存")
    return document


def _is_ours(document: Document) -> bool:
    try:
        return bool(document.core_properties.category == MAKER)
    except (AttributeError, ValueError, *package.DAMAGED):
        return False  # properties that make no sense name no maker


class _Reader:
    """One document being read: the text so far, where each paragraph begins, and what was found in order."""

    def __init__(self, document: Document, name: str) -> None:
        self.name = name
        self.body = document.element.body
        styles = _root(document, "styles")
        self.numbering = Numbering(_root(document, "numbering"), styles)
        self.headings = _heading_styles(styles)
        self.boxed = next(self.body.iter(BOX), None) is not None
        self.parts: list[str] = []
        self.origins: list[tuple[int, str, int]] = []
        self.length = 0
        self.found: list[tuple[int, int, bool] | Table] = []

    def extract(self) -> Extract:
        """Read the body and return it."""
        self._blocks(self.body)
        source = Source("".join(self.parts), self.origins or ((0, "", 0),), name=self.name, whole_lines=True)
        items: list[Item] = []
        for found in self.found:
            if isinstance(found, Table):
                items.append(found)
                continue
            start, end, heading = found
            items.append(source.line(start, end, heading=heading, opens=True))
        return compose(source, items)

    def _blocks(self, parent: Any) -> None:
        for element in shown(parent, (PARAGRAPH, TABLE)):
            if element.tag == PARAGRAPH:
                self._paragraph(element)
            else:
                self._table(element)

    def _paragraph(self, element: Any) -> None:
        heading = self._is_heading(element)
        beside = {}
        for box in boxes_of(element) if self.boxed else ():
            if is_sidebar(rows := [row for row in text_of(box).split("\n") if row.strip()]):
                beside[box] = Table(tuple((" ".join(row.split()),) for row in rows))
        self.found += beside.values()
        text = f"{self.numbering.label(element)}{text_of(element, beside)}\n"
        self.origins.append((self.length, f"block {len(self.origins) + 1}", 0))
        start = self.length
        for line in text[:-1].split("\n"):
            self.found.append((start, start + len(line), heading and heads(line.strip())))
            start += len(line) + 1
        self.parts.append(text)
        self.length += len(text)

    def _is_heading(self, element: Any) -> bool:
        level = value(element, "pPr", "outlineLvl")
        styled = value(element, "pPr", "pStyle") in self.headings
        return styled or (level is not None and level in "012345") or is_bold(element)

    def _table(self, element: Any) -> None:
        rows = rows_of(element)
        nested = any(True for _ in element.iter(TABLE) if _ is not element)
        if not nested and is_data(rows):
            self.found.append(Table(tuple(tuple(" ".join(cell.split()) for cell in row) for row in rows if any(row))))
            return
        for row in shown(element, (ROW,)):
            for cell in shown(row, (CELL,)):
                self._blocks(cell)


def _root(document: Document, name: str) -> Any:
    """The root of a part beside the document (styles, numbering), or None."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{name}"):
            return getattr(relation.target_part, "element", None)
    return None


def _heading_styles(styles: Any) -> frozenset[str]:
    if styles is None:
        return frozenset()
    word = styles.tag.rpartition("}")[0] + "}"
    return frozenset(
        style.get(f"{word}styleId", "")
        for style in styles.iter(f"{word}style")
        if _HEADING_STYLE.fullmatch(value(style, "name") or "") or value(style, "pPr", "outlineLvl") in set("012345")
    )


formats.register("docx")(Docx())
