"""Web pages (.html .htm .shtml): parsed by lexbor, the main text found, data tables set aside (网页)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from nlp.manifest import MAKER
from nlp.readers.identity.titles import GENRE
from nlp.readers.lines.decoding import decode
from nlp.readers.lines.extract import Extract, formats
from nlp.readers.lines.reflow import compose
from nlp.readers.lines.source import Item, Line, Source, heads, part, without
from nlp.readers.outline.document import matching_key
from nlp.readers.page.elements import Element, hidden, may_hide, notes, walk
from nlp.readers.page.embedded import is_markup, kept
from nlp.readers.page.main_text import main_text
from nlp.readers.page.markup import bounded, located
from nlp.report import Table

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_FEWEST_SEEN = 200
#: what parts the report's title from the names of site and column in a page's own title; 洪泽区 2023 年 is one piece
_PARTED = re.compile(r"\s*[_|｜>»/]\s*|\s*[-–—]+\s*|(?<!\d)\s+(?!\d)")


class Html:
    """Saved web pages (网页)."""

    suffixes: tuple[str, ...] = (".html", ".htm", ".shtml")

    def extract(self, data: bytes, source: str) -> Extract:
        """Return the main text of a page; see `nlp.readers.lines.extract.Format`."""
        return markup_extract(decode(data, source).text, source)


def markup_extract(text: str, name: str) -> Extract:
    """Return the main text of a page's markup; `name` is what to call it in an error."""
    markup = bounded(text, name)
    page = extract = _extracted(markup, name)
    shown = "\n".join([block.text for block in extract.blocks])
    if is_markup(shown):
        extract = _extracted(bounded(shown, name), name, "escaped")
    elif len(shown) < _FEWEST_SEEN and (inner := kept(markup)):
        extract = _extracted(bounded(inner, name), name, "script")
    if page.title and not extract.title:
        extract = replace(extract, title=page.title)
    return replace(extract, ours=True) if MAKER in markup else extract


def _extracted(markup: str, name: str, place: str = "") -> Extract:
    """The main text of markup; `place` is where in the file it stands."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(markup)
    unseen = hidden(tree) if may_hide(markup) else frozenset()
    raised = notes(tree) if "<sup" in markup else frozenset()
    found = main_text(walk(tree, unseen | raised))
    if unseen and (seen := found.size()) < _FEWEST_SEEN and (whole := main_text(walk(tree, raised))).size() > 3 * seen:
        # some sites show the report only once a script has run
        found = whole
    source, lines = _lines(markup, found.elements, name, place)
    return compose(source, _with_tables(lines, found.tables), title=_own_title(tree) or found.title)


def _own_title(tree: LexborHTMLParser) -> str | None:
    """The report's title where the page's own ``<title>`` holds it, without the names of site and column."""
    node = tree.css_first("title")
    named = (node.text() if node else "").strip()
    # the name of the column may read like a title, and is shorter
    return max((piece for piece in _PARTED.split(named) if GENRE.search(matching_key(piece))), key=len, default=None)


def _lines(markup: str, elements: Sequence[Element], name: str, place: str) -> tuple[Source, list[list[Line]]]:
    """One source of all text nodes, mapped back to the markup, and the lines of it that each element gives."""
    pieces = [piece for element in elements for piece in element.pieces]
    source = Source("".join(pieces), located(markup, pieces, place), name=name)
    lines: list[list[Line]] = []
    start = 0
    for element in elements:
        end = start + sum(map(len, element.pieces))
        lines.append(_lines_of(source, element, start, end))
        start = end
    return source, lines


def _with_tables(lines: Sequence[list[Line]], tables: Sequence[tuple[int, Table]]) -> Iterator[Item]:
    at = 0
    for position, table in tables:
        for group in lines[at:position]:
            yield from group
        at = position
        yield table
    for group in lines[at:]:
        yield from group


_BREAK = re.compile(r"\s*\n\s*")
_ENDS = re.compile(r"[。！？；：]$|^(?:[一二三四五六七八]、|[（(][一二三四五六七八][)）])[^，。；]{2,40}$")


def _lines_of(source: Source, element: Element, start: int, end: int) -> list[Line]:
    """An element is one line, unless its own line breaks are meant."""
    heading = element.heading and heads(element.text)
    line = source.line(start, end, heading=heading, opens=True)
    return _broken(line, element) if "\n" in line.text else [line]


def _broken(line: Line, element: Element) -> list[Line]:
    """The line of an element with line breaks in it."""
    breaks = [match.span() for match in _BREAK.finditer(line.text)]
    starts = [0, *(end for _, end in breaks)]
    stops = [*(start for start, _ in breaks), len(line.text)]
    rows = [part(line, start, stop) for start, stop in zip(starts, stops, strict=True)]
    meant = sum(bool(_ENDS.search(row.text)) for row in rows[:-1])
    if element.preformatted or 2 * meant >= len(rows) - 1:
        indents = [False, *(line.text[start:end].endswith("  ") for start, end in breaks)]
        return [row._replace(opens=indent) for row, indent in zip(rows, indents, strict=True)]
    # a line break in the markup is a blank, and between Chinese characters not even that
    closed = without(line, (_closed(line.text, start, end) for start, end in breaks))
    return [closed._replace(text=closed.text.replace("\n", " "))]


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    latin = text[start - 1].isascii() and text[end : end + 1].isascii()
    return (start + 1, end) if latin else (start, end)


formats.register("html")(Html())
