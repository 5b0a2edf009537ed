"""Excel (.xlsx): the findings, then one sheet a table, header frozen, with filters; foreign text is never a formula."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from nlp.display import measured, visible
from nlp.render.archive import FIXED_TIME, steady
from nlp.render.brief import Brief, Findings, Sheet, text_of
from nlp.render.headings import column_title, sheet_title
from nlp.render.writing import writers

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: Excel's limits: characters in a cell, rows in a sheet
_CELL, _ROWS = 32_767, 1_048_575
_CUT = "……（过长，已截断）"
_WIDEST, _NARROWEST = 60, 6
#: Excel's number for the size of paper
_A4 = 9
#: characters that still can be read side by side on it
_ACROSS = 220
#: rows looked at for a column's width
_SAMPLED = 200
_OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "nan_inf_to_errors": False, "remove_timezone": True, "default_date_format": "yyyy-mm-dd",
}  # fmt: skip


@writers.register("xlsx")
def write_xlsx(brief: Brief, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the brief's findings and tables as one workbook."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    book.set_properties({"title": _text(brief.title), "author": "gongkai", "created": FIXED_TIME})
    head = book.add_format({
        "bold": True, "bg_color": "#E7ECEF", "bottom": 1, "text_wrap": True, "valign": "vcenter", "font_name": "黑体",
    })  # fmt: skip
    body = book.add_format({"text_wrap": True, "valign": "top", "font_name": "宋体", "font_size": 10.5})
    for sheet in (_findings(brief), *brief.sheets()):
        _sheet(book, sheet, head, body)
    book.close()
    yield name, steady(buffer.getvalue())


def _findings(brief: Brief) -> Sheet:
    found = [item for block in brief.sections[0].blocks if isinstance(block, Findings) for item in block.items]
    rows = [[item.figure, text_of(item.runs)] for item in found]
    return Sheet("主要发现", ("数字", "发现"), [["", brief.title], ["", brief.subtitle], *rows, ["", brief.made_by]])


def _sheet(book: Workbook, sheet: Sheet, head: Format, body: Format) -> None:
    page: Worksheet = book.add_worksheet(sheet_title(sheet.name)[:31])
    titles = [column_title(sheet.name, column) for column in sheet.columns]
    for column, title in enumerate(titles):
        page.write_string(0, column, _text(title), head)
    rows = sheet.rows[:_ROWS]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _write(page, number, column, value, body)
    page.freeze_panes(1, 0)
    if titles:
        page.autofilter(0, 0, len(rows), len(titles) - 1)
    total = 0
    for column, title in enumerate(titles):
        longest = max(
            [
                measured(title) + 3,
                *(measured(str(row[column])[:_WIDEST]) for row in rows[:_SAMPLED] if row[column] is not None),
            ]
        )
        width = min(_WIDEST, max(_NARROWEST, longest + 2))
        page.set_column(column, column, width)
        total += width
    _for_paper(page, sheet.name, total)


def _for_paper(page: Worksheet, name: str, width: int) -> None:
    """Set a sheet up for A4: across, no smaller than can be read, its header on every page, and its name at the foot."""
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(-(-width // _ACROSS) or 1, 0)
    page.repeat_rows(0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(f"&C{_text(sheet_title(name)).replace('&', '&&')}  &P / &N")


def _write(page: Worksheet, row: int, column: int, value: Any, body: Format) -> None:
    if value is None or value == "" or value != value:  # noqa: PLR0124  (NaN)
        page.write_blank(row, column, None, body)
    elif isinstance(value, bool):
        page.write_string(row, column, "是" if value else "否", body)
    elif isinstance(value, int | float) and abs(value) != float("inf"):
        page.write_number(row, column, value, body)
    else:
        # always as a string: a text that begins with = is shown, never computed
        page.write_string(row, column, _text(str(value)), body)


def _text(value: str) -> str:
    shown = visible(value)
    return shown if len(shown) <= _CELL else shown[: _CELL - len(_CUT)] + _CUT
