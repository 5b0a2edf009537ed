"""Excel (.xlsx): the findings, then one sheet a table, header frozen, with filters; foreign text is never a formula.

What people read stands first and is what is printed, one page wide; what joins tables and leads back to the text
(identifiers, files, offsets) stands to the right of it, outside the print area.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from nlp.display import measured, visible
from nlp.plans.result import CUES
from nlp.render.archive import FIXED_TIME, steady
from nlp.render.brief import Brief, Findings, Sheet, text_of
from nlp.render.headings import column_title, sheet_title, shown_value
from nlp.render.writing import writers

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: Excel's limits: characters in a cell, rows in a sheet
_CELL, _ROWS = 32_767, 1_048_575
_CUT = "……（过长，已截断）"
#: characters: the widest column, the narrowest, and from where one holds sentences
_WIDEST, _NARROWEST, _LONG = 60, 6, 24
#: Excel's number for the size of paper
_A4 = 9
#: characters that still can be read side by side on it, across
_ACROSS = 150
#: rows looked at for a column's width
_SAMPLED = 200
#: what leads back to files and offsets, and joins tables: read by programs
_KEYS = frozenset({
    "source", "old_source", "new_source", "example_source", "origin", "issuer_id", "region_code", "sha256", "theme",
    "start", "end", "old_start", "old_end", "new_start", "new_end", "evidence_start", "rule", "province",
    "city", "county", "passage", "frame", "tables", "pair",
})  # fmt: skip
#: the words of each cue: looked up on the screen, too many columns for paper
_CUES = frozenset({*CUES, "vague"})
#: what need not be printed where it is the same in every row
_SAME = frozenset(
    {"issuer", "level", "outline", "year", "old_year", "new_year", "measure", "documents", "reference_count"}
)
#: how shares and scores are shown; the cell holds the number as it is
_SHARE, _SCORE = "0.0%", "0.00"
_SHARES = frozenset(
    {"share", "weight", "novelty", "recycled", "dropped", "wording_kept", "order_change", "rate", "concrete", "slogans"}
)
_SCORES = frozenset({"score", "mean", "similarity", "confidence", "cosine", "jaccard", "edit", "modification"})
#: codes that stand in words in the column beside them
_TWICE = frozenset({"status_title", "kind_title"})
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
    plain = {"text_wrap": True, "valign": "top", "font_name": "宋体", "font_size": 10.5}
    looks = {form: book.add_format(plain | ({"num_format": form} if form else {})) for form in ("", _SHARE, _SCORE)}
    for sheet in (_findings(brief), *brief.sheets()):
        _sheet(book, sheet, head, looks)
    book.close()
    yield name, steady(buffer.getvalue())


def _findings(brief: Brief) -> Sheet:
    found = [item for block in brief.sections[0].blocks if isinstance(block, Findings) for item in block.items]
    rows = [[item.figure, text_of(item.runs)] for item in found]
    return Sheet("主要发现", ("数字", "发现"), [["", brief.title], ["", brief.subtitle], *rows, ["", brief.made_by]])


def _sheet(book: Workbook, sheet: Sheet, head: Format, looks: Mapping[str, Format]) -> None:
    page: Worksheet = book.add_worksheet(sheet_title(sheet.name)[:31])
    order, printed = _arranged(sheet)
    columns = [sheet.columns[place] for place in order]
    titles = [column_title(sheet.name, column) for column in columns]
    rows = [
        [shown_value(sheet.name, column, row[place]) for column, place in zip(columns, order, strict=True)]
        for row in sheet.rows[:_ROWS]
    ]
    for column, title in enumerate(titles):
        page.write_string(0, column, _text(title), head)
    forms = [_SHARE if column in _SHARES else _SCORE if column in _SCORES else "" for column in columns]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _write(page, number, column, value, looks[forms[column]])
    page.freeze_panes(1, 0)
    if titles:
        page.autofilter(0, 0, len(rows), len(titles) - 1)
        page.print_area(0, 0, len(rows), printed - 1)
    for column, width in enumerate(_widths(titles, rows, printed)):
        page.set_column(column, column, width)
    _for_paper(page, sheet.name)


def _arranged(sheet: Sheet) -> tuple[list[int], int]:
    """Return the places of the columns in the order shown, and how many of them are printed."""
    told = {column.removesuffix("_title") for column in sheet.columns if column in _TWICE}
    kept = [n for n, column in enumerate(sheet.columns) if column not in told]
    groups: tuple[list[int], list[int], list[int]] = ([], [], [])
    for place in kept:
        column = sheet.columns[place]
        alike = column in _SAME and len(sheet.rows) > 1 and len({str(row[place]) for row in sheet.rows}) == 1
        groups[2 if column in _KEYS or alike else 1 if column in _CUES and "score" in sheet.columns else 0].append(
            place
        )
    return [*groups[0], *groups[1], *groups[2]], len(groups[0]) or len(kept)


def _widths(titles: Sequence[str], rows: Sequence[Sequence[Any]], printed: int) -> list[float]:
    """Return the columns' widths in characters; of those printed the widest give way until all fit across a page."""
    widths: list[float] = []
    for column, title in enumerate(titles):
        held = [measured(str(row[column])[:_WIDEST]) for row in rows[:_SAMPLED] if row[column] is not None]
        widths.append(min(_WIDEST, max(_NARROWEST, max([measured(title) + 3, *held]) + 2)))
    spare = _ACROSS - sum(width for width in widths[:printed] if width <= _LONG)
    long = [n for n, width in enumerate(widths[:printed]) if width > _LONG]
    if long and sum(widths[n] for n in long) > spare:
        each = max(_LONG, spare / len(long))
        widths = [min(width, each) if n in long else width for n, width in enumerate(widths)]
    return [round(width, 1) for width in widths]


def _for_paper(page: Worksheet, name: str) -> None:
    """Set a sheet up for A4: across, one page wide, its header on every page, and its name at the foot."""
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(f"&C{_text(sheet_title(name)).replace('&', '&&')}  &P / &N")


def _write(page: Worksheet, row: int, column: int, value: Any, body: Format) -> None:
    if value is None or value == "" or value != value:  # noqa: PLR0124  (NaN)
        page.write_blank(row, column, None, body)
    elif isinstance(value, int | float) and abs(value) != float("inf"):
        page.write_number(row, column, value, body)
    else:
        # always as a string: a text that begins with = is shown, never computed
        page.write_string(row, column, _text(str(value)), body)


def _text(value: str) -> str:
    shown = visible(value)
    return shown if len(shown) <= _CELL else shown[: _CELL - len(_CUT)] + _CUT
