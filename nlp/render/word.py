"""The parts a Word document is built of (Word 构件): styles, paragraphs, tables, captions, bookmarks and fields.

python-docx gives the package and its styles; paragraphs and tables are built as XML here, for its own table cells take
quadratic time and a corpus has thousands.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nlp.display import visible
from nlp.manifest import MAKER
from nlp.render.archive import FIXED_TIME, steady
from nlp.render.brief import Run
from nlp.render.marks import mark_of

if TYPE_CHECKING:
    from docx.document import Document

#: style -> East Asian font, Latin font, size in points, bold, space before and after in points
_STYLES: dict[str, tuple[str, str, float, bool, float, float]] = {
    "Normal": ("仿宋", "Times New Roman", 12, False, 0, 4),
    "Title": ("黑体", "Arial", 20, False, 0, 8),
    "Subtitle": ("楷体", "Times New Roman", 13, False, 0, 12),
    "Heading 1": ("黑体", "Arial", 16, False, 18, 8),
    "Heading 2": ("楷体", "Times New Roman", 14, True, 12, 6),
    "Heading 3": ("仿宋", "Times New Roman", 13, True, 10, 4),
    "Heading 4": ("仿宋", "Times New Roman", 12, True, 8, 4),
    "Caption": ("黑体", "Arial", 10.5, False, 8, 4),
    "List Bullet": ("仿宋", "Times New Roman", 12, False, 0, 3),
    "Quote": ("仿宋", "Times New Roman", 12, False, 2, 2),
}
#: styles of our own, for what the template lacks
_EXTRA: dict[str, tuple[str, str, float, bool, float, float]] = {
    "toc 1": ("仿宋", "Times New Roman", 12, False, 2, 2),
    "toc 2": ("仿宋", "Times New Roman", 11, False, 0, 1),
    "Cell": ("仿宋", "Times New Roman", 9, False, 1, 1),
    "Small Cell": ("仿宋", "Times New Roman", 8, False, 0, 0),
    "Note": ("楷体", "Times New Roman", 10, False, 0, 4),
    "Item": ("黑体", "Arial", 11, False, 8, 2),
}
#: the names other systems know these fonts by
_ALTERNATIVES = {
    "仿宋": "仿宋_GB2312,FangSong,STFangsong,Noto Serif CJK SC", "楷体": "楷体_GB2312,KaiTi,STKaiti,Noto Serif CJK SC",
    "黑体": "SimHei,STHeiti,Microsoft YaHei,Noto Sans CJK SC",
}  # fmt: skip
#: mark or family -> fill, colour, underline; a dash where there is none
_LOOKS: dict[str, tuple[str, str, str]] = {
    "added": ("D9EFE6", "0F4D3C", "single"), "removed": ("F8E0DA", "8C2A18", ""), "what": ("E3EDF5", "", "single"),
    "check": ("DCF0E5", "", "double"), "who": ("EFE7F5", "", "dash"), "vague": ("", "565E66", "dotted"),
    "term": ("FFF3C4", "", ""), "note": ("", "59626C", ""),
}  # fmt: skip
_BOLD = frozenset({"strong", "term"})
#: lines of a table: side, weight in eighths of a point, colour
_RULES = (
    ("top", "8", "1D2733"), ("bottom", "8", "1D2733"), ("insideH", "4", "C3C9CE"), ("insideV", "4", "E3E6E8"),
)  # fmt: skip
#: rows of more characters may break over pages: kept whole they would leave half a page empty
_TALL = 700
TEXT_WIDTH = 9070  # of an A4 page between its margins, in twentieths of a point


def bookmark(anchor: str) -> str:
    """Return an anchor as Word wants a bookmark's name: letters, digits and underscores, 40 at most."""
    return ("b_" + re.sub(r"\W", "_", anchor, flags=re.ASCII))[:40]


@dataclass(slots=True)
class Grid:
    """A table in the making. sizes : of the columns; style : of its cells; together : keep it on one page."""

    element: Any
    sizes: list[str]
    style: str
    together: bool = False


class WordPage:
    """A Word document in the making. `bookmarks` are the anchors that will stand in it: only to those links lead."""

    def __init__(self, title: str, bookmarks: Iterable[str]) -> None:
        import docx

        self.document: Document = docx.Document()
        self._bookmarks = frozenset(bookmarks)
        self._marked = 0
        self._captions = {"图": 0, "表": 0}
        _set_properties(self.document, title)
        _set_page(self.document)
        for name, look in _STYLES.items():
            _set_style(self.document.styles[name], *look)
        for name, look in _EXTRA.items():
            style = self.document.styles.add_style(name, 1)
            style.base_style = self.document.styles["Normal"]
            _set_style(style, *look)
        _set_details(self.document)
        self._styles = {name: self.document.styles[name].style_id for name in (*_STYLES, *_EXTRA)}
        self._end = self.document.element.body.sectPr

    # -- paragraphs

    def paragraph(self, runs: Iterable[Run], style: str = "Normal", *, anchor: str = "", into: Any = None) -> Any:
        """Add a paragraph; `into` is a table cell, without one the document."""
        element = self._paragraph(style)
        if anchor:
            self._open_bookmark(element, anchor)
        for run in runs:
            self._run(element, run)
        if into is None:
            self._end.addprevious(element)
        else:
            into.append(element)
        return element

    def heading(self, text: str, level: int, anchor: str) -> None:
        """Add a heading of level 1 to 4."""
        self.paragraph((Run(text),), f"Heading {min(level, 4)}", anchor=anchor)

    def caption(self, kind: str, text: str, anchor: str) -> None:
        """Add a caption with a number field; kind is 图 or 表."""
        self._captions[kind] += 1
        element = self._paragraph("Caption")
        _sub(element.find(_w("pPr")), "keepNext")
        self._open_bookmark(element, anchor)
        self._run(element, Run(kind))
        field = _sub(element, "fldSimple", instr=f" SEQ {kind} \\* ARABIC ")
        self._run(field, Run(str(self._captions[kind])))
        self._run(element, Run(f"　{text}"))
        self._end.addprevious(element)

    def _paragraph(self, style: str) -> Any:
        element = _new("p")
        _sub(_sub(element, "pPr"), "pStyle", val=self._styles[style])
        return element

    def _open_bookmark(self, element: Any, anchor: str) -> None:
        self._marked += 1
        _sub(element, "bookmarkStart", id=str(self._marked), name=bookmark(anchor))
        _sub(element, "bookmarkEnd", id=str(self._marked))

    def _run(self, parent: Any, run: Run) -> None:
        if run.link in self._bookmarks:
            parent = _sub(parent, "hyperlink", anchor=bookmark(run.link), history="1")
        for n, line in enumerate(visible(run.text).split("\n")):
            element = _sub(parent, "r")
            _look(element, run.marks, linked=run.link in self._bookmarks)
            if n:
                _sub(element, "br")
            _text(element, line)
        if run.tag:
            element = _sub(parent, "r")
            properties = _sub(element, "rPr")
            _sub(properties, "b")
            _sub(properties, "vertAlign", val="superscript")
            _text(element, run.tag)

    # -- tables

    def table(self, widths: Sequence[float], head: Sequence[str], *, small: bool = False) -> Grid:
        """Add a table with a header row that repeats on every page; rows are added with `row`.

        widths : shares of the text width.
        """
        element = _new("tbl")
        properties = _sub(element, "tblPr")
        _sub(properties, "tblW", w=str(TEXT_WIDTH), type="dxa")
        borders = _sub(properties, "tblBorders")
        # two firm lines and thin ones between the rows, as tables are set in print
        for side, weight, colour in _RULES:
            _sub(borders, side, val="single", sz=weight, space="0", color=colour)
        _sub(properties, "tblLayout", type="fixed")
        margins = _sub(properties, "tblCellMar")
        for side in ("left", "right"):
            _sub(margins, side, w="70", type="dxa")
        total = sum(widths)
        columns = _sub(element, "tblGrid")
        grid = Grid(
            element, [str(int(TEXT_WIDTH * width / total)) for width in widths], "Small Cell" if small else "Cell"
        )
        for size in grid.sizes:
            _sub(columns, "gridCol", w=size)
        self._end.addprevious(element)
        self._row(grid, [(Run(title, ("strong",)),) for title in head], head=True)
        return grid

    def row(
        self, grid: Grid, cells: Sequence[Sequence[Run] | Sequence[Sequence[Run]]], *,
        right: frozenset[int] = frozenset(), anchor: str = "", last: bool = False,
    ) -> None:  # fmt: skip
        """Add a row. A cell is a sequence of runs, or of sequences of runs, each then a paragraph of its own.

        right : numbers of the columns set to the right; last : nothing of this table follows.
        """
        row = self._row(grid, cells, right=right, anchor=anchor)
        if grid.together and not last:
            _keep_with_next(row)

    def _row(
        self,
        grid: Grid,
        cells: Sequence[Any],
        *,
        head: bool = False,
        right: frozenset[int] = frozenset(),
        anchor: str = "",
    ) -> Any:
        row = _sub(grid.element, "tr")
        properties = _sub(row, "trPr")
        if sum(len(run.text) for content in cells for runs in _paragraphs(content) for run in runs) < _TALL:
            _sub(properties, "cantSplit")
        if head:
            _sub(properties, "tblHeader")
        for number, (size, content) in enumerate(zip(grid.sizes, cells, strict=True)):
            cell = _sub(row, "tc")
            look = _sub(cell, "tcPr")
            _sub(look, "tcW", w=size, type="dxa")
            if head:
                _sub(look, "shd", val="clear", color="auto", fill="E7ECEF")
            for place, runs in enumerate(_paragraphs(content)):
                mark = anchor if number == 0 and place == 0 else ""
                element = self.paragraph(runs, grid.style, anchor=mark, into=cell)
                if number in right:
                    _sub(element.find(_w("pPr")), "jc", val="right")
        if head:
            # a header row is never left alone at the foot of a page
            _keep_with_next(row)
        return row

    def gap(self) -> None:
        """Add a small space after a table."""
        self.paragraph((), "Small Cell")

    # -- the rest

    def picture(self, data: bytes, alt: str, *, scale: float) -> None:
        """Add a PNG drawn at `scale` times its size, as large as drawn but never wider than the text."""
        from docx.shared import Pt

        # the width stands in the PNG's header; a chart's pixel is three quarters of a point
        drawn = int.from_bytes(data[16:20], "big") / scale * 0.75
        paragraph = self.document.add_paragraph()
        shape = paragraph.add_run().add_picture(io.BytesIO(data), width=Pt(min(drawn, TEXT_WIDTH / 20)))
        shape._inline.docPr.set("descr", visible(alt))
        self._end.addprevious(paragraph._p)

    def contents(self, entries: Iterable[tuple[str, int, str]]) -> None:
        """Add the contents as a field, filled in already: title, level (1 or 2) and anchor of each heading.

        Page numbers appear when the field is brought up to date: nothing here knows where a page ends.
        """
        listed = list(entries)
        for number, (title, level, anchor) in enumerate(listed):
            element = self._paragraph(f"toc {level}")
            if number == 0:
                deepest = max(level for _, level, _ in listed)
                _field(element, "begin", f' TOC \\o "1-{deepest}" \\h \\z \\u ')
            link = _sub(element, "hyperlink", anchor=bookmark(anchor), history="1")
            _text(_sub(link, "r"), title)
            if number == len(listed) - 1:
                _field(element, "end", "")
            self._end.addprevious(element)

    def saved(self) -> bytes:
        """Return the document's bytes, the same for the same content."""
        buffer = io.BytesIO()
        self.document.save(buffer)
        return steady(buffer.getvalue())


def _keep_with_next(row: Any) -> None:
    """Keep a row on one page with what follows; the schema wants it right behind the paragraph's style."""
    for style in row.iter(_w("pStyle")):
        style.addnext(style.makeelement(_w("keepNext"), {}))


def _paragraphs(content: Sequence[Any]) -> Sequence[Sequence[Run]]:
    return content if content and not isinstance(content[0], Run) else (content,)


_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _w(tag: str) -> str:
    return _NAMESPACE + tag


def _new(tag: str) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(f"w:{tag}")


def _sub(parent: Any, tag: str, **attributes: str) -> Any:
    element = parent.makeelement(_w(tag), {_w(name): value for name, value in attributes.items()})
    parent.append(element)
    return element


def _text(run: Any, text: str) -> None:
    element = _sub(run, "t")
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    element.text = visible(text)


def _look(run: Any, marks: Sequence[str], *, linked: bool) -> None:
    """Give a run the look of its marks; properties stand in the order the schema wants."""
    looks = [_LOOKS[key] for name in marks for key in (name, mark_of(name).family) if key in _LOOKS][:1]
    fill, colour, underline = looks[0] if looks else ("", "", "")
    properties = _sub(run, "rPr")
    if _BOLD.intersection(marks):
        _sub(properties, "b")
    if "removed" in marks:
        fill, colour, underline = _LOOKS["removed"]
        _sub(properties, "strike")
    elif "added" in marks:
        fill, colour, underline = _LOOKS["added"]
    if linked and not colour:
        colour = "1A4F74"
    if colour:
        _sub(properties, "color", val=colour)
    if underline:
        _sub(properties, "u", val=underline)
    if fill:
        _sub(properties, "shd", val="clear", color="auto", fill=fill)


def _field(parent: Any, kind: str, instruction: str) -> None:
    _sub(_sub(parent, "r"), "fldChar", fldCharType=kind)
    if instruction:
        text = _sub(_sub(parent, "r"), "instrText")
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        text.text = instruction
        _sub(_sub(parent, "r"), "fldChar", fldCharType="separate")


def _set_properties(document: Document, title: str) -> None:
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = visible(title)[:250], "gongkai", "gongkai", ""
    core.created = core.modified = FIXED_TIME
    core.language, core.category = "zh-CN", MAKER
    core.revision = 1


def _set_page(document: Document) -> None:
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.6)
    footer = section.footer.paragraphs[0]
    footer.alignment = 1
    _field(footer._p, "begin", " PAGE ")
    _field(footer._p, "end", "")


def _set_style(style: Any, east: str, latin: str, size: float, bold: bool, before: float, after: float) -> None:  # noqa: PLR0917
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold, style.font.italic = latin, Pt(size), bold, False
    style.font.color.rgb = RGBColor(0x1D, 0x27, 0x33)
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(_w(name), None)
    fonts.set(_w("eastAsia"), east)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.35 if size >= 11 else 1.15


def _set_details(document: Document) -> None:
    from docx.shared import Pt

    styles = document.styles
    styles["Quote"].paragraph_format.left_indent = Pt(18)
    styles["toc 2"].paragraph_format.left_indent = Pt(18)
    for name in ("toc 1", "toc 2"):
        styles[name].paragraph_format.tab_stops.add_tab_stop(Pt(TEXT_WIDTH / 20), 2, 1)
    styles["Title"].paragraph_format.alignment = styles["Subtitle"].paragraph_format.alignment = 1
    border = styles["Title"].element.pPr.find(_w("pBdr"))
    if border is not None:
        styles["Title"].element.pPr.remove(border)
    for number in range(1, 5):
        styles[f"Heading {number}"].paragraph_format.keep_with_next = True
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = _font_table()


def _font_table() -> bytes:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, others in _ALTERNATIVES.items()
    )
    space = _NAMESPACE.strip("{}")
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="{space}">{fonts}</w:fonts>'.encode()
