"""Sheets for people to code, and what they filled in (编码表格)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from nlp.agreement.coding import Coding
from nlp.errors import ReadError

_FIXED = ("unit", "group", "text")
_NOTE = "备注"
_YES = {"1", "是", "y", "yes", "true", "√", "✓", "有"}
_NO = {"0", "否", "n", "no", "false", "×", "无"}


def write_sheet(
    path: str | Path, units: Iterable[Mapping[str, str]], labels: Sequence[str], *, rules: Sequence[str] = ()
) -> Path:
    """Write a workbook with a row a unit and a column a label, for one coder to fill with 1 and 0 (编码表).

    Parameters
    ----------
    path : the .xlsx file to write.
    units : mappings with ``unit`` (id), ``group`` and ``text``.
    labels : the columns to fill in.
    rules : lines for the second sheet, what the coder goes by.
    """
    import xlsxwriter

    # fixed times, so that the same sheet has the same bytes
    book = xlsxwriter.Workbook(str(path), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _epoch()})
    head, wrapped = (
        book.add_format({"bold": True, "text_wrap": True, "bg_color": "#EEF3F8"}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    sheet = book.add_worksheet("编码")
    columns = [*_FIXED, *labels, _NOTE]
    sheet.write_row(0, 0, columns, head)
    sheet.set_column(0, 1, 16)
    sheet.set_column(2, 2, 80, wrapped)
    sheet.freeze_panes(1, len(_FIXED))
    last = 0
    for last, unit in enumerate(units, start=1):
        sheet.write_row(last, 0, [str(unit.get(name, "")) for name in _FIXED], wrapped)
    if last and labels:
        sheet.data_validation(1, len(_FIXED), last, len(columns) - 2, {"validate": "list", "source": ["1", "0"]})
    _write_rules(book.add_worksheet("说明"), rules)
    book.close()
    return Path(path)


def _epoch() -> Any:
    from datetime import datetime

    return datetime(2008, 5, 1)


def _write_rules(sheet: Any, rules: Sequence[str]) -> None:
    lines = ("每一格填 1（有）或 0（无）；留空表示未编码，不等于 0。", *rules)
    sheet.set_column(0, 0, 100)
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line)


def read_sheet(path: str | Path, *, coder: str | None = None) -> list[Coding]:
    """Return what one coder filled in; empty cells are gaps, not noes.

    Parameters
    ----------
    path : a workbook as `write_sheet` made it.
    coder : whose it is; by default the file's name without suffix.

    Raises
    ------
    ReadError
        When it is no such workbook, or a cell holds anything but 1, 0 or nothing.
    """
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        sheet = load_workbook(path, read_only=True).worksheets[0]
    except (BadZipFile, InvalidFileException, KeyError, OSError) as error:
        raise ReadError(f"{path}：不是 Excel 能打开的编码表格（{error}）：请给出填好的 .xlsx") from error
    rows = sheet.iter_rows(values_only=True)
    columns = [str(cell or "").strip() for cell in next(rows, ())]
    if tuple(columns[: len(_FIXED)]) != _FIXED:
        raise ReadError(
            f"{path}：开头几列是 {'、'.join(columns[:3]) or '（无）'}：应为 {'、'.join(_FIXED)}，即 `sample` 写出的样子"
        )
    return list(_codings(rows, columns, str(path), coder or Path(path).stem))


def _codings(rows: Iterable[Sequence[Any]], columns: list[str], path: str, coder: str) -> Iterator[Coding]:
    for number, row in enumerate(rows, start=2):
        cells = dict(zip(columns, row, strict=False))
        for label in columns[len(_FIXED) :]:
            if label in (_NOTE, "") or cells.get(label) is None or not str(cells[label]).strip():
                continue
            value = _decision(cells[label], f"{path}：第 {number} 行 {label}")
            unit, group, text = (str(cells.get(name) or "") for name in _FIXED)
            yield Coding(unit, label, coder, value, text, group, str(cells.get(_NOTE) or ""))


def _decision(cell: Any, where: str) -> bool:
    said = str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).strip().lower()
    if said in _YES:
        return True
    if said in _NO:
        return False
    raise ReadError(f"{where}：{cell!r} 既不是 1 也不是 0：请填其一，或留空")
