"""The XML of a Word document as text: paragraphs, rows, cells (WordprocessingML).

python-docx's own ``Paragraph.text`` loses what stands in content controls, tracked insertions and fields; here it is
kept, and what Word does not show (deletions, hidden text, field codes, the fallback copy of a drawing) is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PARAGRAPH, TABLE, ROW, CELL = (f"{_W}{name}" for name in ("p", "tbl", "tr", "tc"))
#: what a floating box holds
BOX = f"{_W}txbxContent"
#: what is put behind it, so that the paragraph it is anchored in goes on in a line of its own
_END = "end"
#: wrappers that show what they hold
_TRANSPARENT = frozenset(f"{_W}{n}" for n in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
#: what is not shown, or says how rather than what
_UNSEEN = frozenset((_FALLBACK, *(f"{_W}{n}" for n in ("pPr", "rPr", "del", "moveFrom", "instrText", "delText", "rt"))))
_WRITTEN = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", PARAGRAPH: "\n", f"{_W}noBreakHyphen": "-"}
_RUN = f"{_W}r"
_MOST_COLUMNS = 60


def shown(parent: Any, tags: Collection[str]) -> Iterator[Any]:
    """Yield the children with one of `tags`, in order, also those inside wrappers that show what they hold."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in tags:
            yield element
        elif element.tag in _TRANSPARENT:
            stack.extend(reversed(element))


def boxes_of(paragraph: Any) -> Iterator[Any]:
    """Yield the floating boxes anchored in a paragraph; of the copies of a box, the one that Word shows."""
    for box in paragraph.iter(BOX):
        if not any(above.tag in _UNSEEN or above.tag == BOX for above in box.iterancestors()):
            yield box


def text_of(paragraph: Any, without: Collection[Any] = ()) -> str:
    """Return the text of a paragraph as Word shows it, lines of a box apart; line breaks are ``\\n``.

    without : floating boxes that are left out.
    """
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        tag = element if element is _END else element.tag
        if tag == f"{_W}t":
            pieces.append(element.text or "")
        elif tag == _END:
            pieces.append("\n")
        elif tag not in _UNSEEN and not (tag == _RUN and _is_on(element, "vanish")):
            pieces.append(_WRITTEN.get(tag, ""))
            if tag == BOX:
                if element in without:
                    continue
                stack.append(_END)
            stack.extend(reversed(element))
    return "".join(pieces)


def value(element: Any, *path: str) -> str | None:
    """Return the ``w:val`` of the child at `path`, or None where it is missing."""
    for name in path:
        element = None if element is None else element.find(f"{_W}{name}")
    return None if element is None else element.get(f"{_W}val", "")


def is_bold(paragraph: Any) -> bool:
    """Return whether every run with text in it is bold."""
    runs = [run for run in paragraph.iter(_RUN) if any((t.text or "").strip() for t in run.iter(f"{_W}t"))]
    return bool(runs) and all(_is_on(run, "b") for run in runs)


def _is_on(run: Any, name: str) -> bool:
    return value(run, "rPr", name) not in (None, "0", "false")


def rows_of(table: Any) -> list[list[str]]:
    """Return the cells of a table as text, row by row; a merged cell stands in each place it covers."""
    rows: list[list[str]] = []
    for row in shown(table, (ROW,)):
        cells: list[str] = []
        for cell in shown(row, (CELL,)):
            properties = cell.find(f"{_W}tcPr")
            across = value(properties, "gridSpan") or ""
            text = "\n".join(text_of(paragraph).strip() for paragraph in shown(cell, (PARAGRAPH,)))
            if value(properties, "vMerge") in ("", "continue") and rows and len(cells) < len(rows[-1]):
                text = rows[-1][len(cells)]
            count = min(int(across), _MOST_COLUMNS) if across.isdecimal() else 1
            cells.extend([text.strip()] * max(count, 1))
        rows.append(cells)
    return rows
