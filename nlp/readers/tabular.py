"""Tables with a text column (.jsonl .csv .xlsx), row by row: they may be far larger than memory (文本表)."""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any

from nlp.errors import ReadError
from nlp.readers.lines.decoding import decode
from nlp.readers.word import package

#: names of the text column, the first that is there counts
TEXT_COLUMNS = ("text", "正文", "文本", "内容")
_SAMPLE = 1_000_000
_LONGEST_ROW = 50_000_000
_LONGEST_SHOWN = 40
_DELIMITERS = ",\t;|"

Row = dict[str, Any]


def read_table(path: str | Path) -> Iterator[Row | ReadError]:
    """Yield the rows of a table, each with a text column named text, 正文, 文本 or 内容 (读入文本表).

    Other columns pass through; an id keeps its value and type (in .csv everything is a string). A row that cannot be
    read comes as the error that names it, in its place, so that the rows after it are not lost.

    Raises
    ------
    ReadError
        When the table cannot be opened, it is damaged, or no row has a column that holds text.
    """
    file = Path(path)
    read = {".jsonl": _jsonl, ".csv": _csv, ".xlsx": _xlsx}.get(file.suffix.lower())
    if read is None:
        raise ReadError(f"{path}：不是表格：应为含 {TEXT_COLUMNS[0]} 列的 .jsonl、.csv 或 .xlsx")
    try:
        yield from read(file)
    except (OSError, UnicodeError) as error:
        raise ReadError(f"{path}：读不了（{error}）：请检查路径、权限和编码") from error


class _NotTextError(ReadError):
    """One row's text is a number or a list: the rows after it may be sound."""


def _checked(row: Row, where: str) -> Row:
    column = next((name for name in TEXT_COLUMNS if name in row), None)
    if column is None:
        names = "、".join(map(str, list(row)[:8])) or "（无）"
        raise ReadError(f"{where}：没有正文列（现有 {names}）：列名应为 {'、'.join(TEXT_COLUMNS)} 之一")
    value = row[column]
    if value is not None and not isinstance(value, str):
        shown = repr(value)[:_LONGEST_SHOWN]
        raise _NotTextError(f"{where}：{column} 列是 {type(value).__name__} {shown} 而不是文字：请改成一段文字")
    if isinstance(value, str) and not value.isascii():
        # JSON may hold halves of surrogate pairs, which no file can hold
        row[column] = value.encode("utf-8", "ignore").decode("utf-8")
    return row


def _opened(file: Path) -> IO[str]:
    with file.open("rb") as raw:
        sample = raw.read(_SAMPLE)
    encoding = decode(sample, str(file)).encoding
    if sample.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8-sig"
    elif encoding.startswith(("utf-16", "utf-32")) and sample[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = encoding[:6]
    return file.open(encoding=encoding, errors="replace", newline="")


def _lines(stream: IO[str], name: str) -> Iterator[str]:
    while line := stream.readline(_LONGEST_ROW + 1):
        if len(line) > _LONGEST_ROW:
            raise ReadError(f"{name}：有一行超过 {_LONGEST_ROW:,} 字：应为每行一份报告")
        yield line


def _jsonl(file: Path) -> Iterator[Row | ReadError]:
    held: list[ReadError] | None = []  # until one good row shows that this is a table of texts at all
    with _opened(file) as stream:
        for number, line in enumerate(_lines(stream, str(file)), 1):
            if not line.strip():
                continue
            try:
                row = _object(line, f"{file}#{number}")
            except ReadError as error:
                if held is None:
                    yield error
                else:
                    held.append(error)
                continue
            yield from held or ()
            held = None
            yield row
    if held:
        raise held[0]


def _object(line: str, where: str) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{where}：这一行不是 JSON（{error}）：请每行写一个对象") from error
    if not isinstance(row, dict):
        raise ReadError(f"{where}：这一行是 {type(row).__name__} 而不是对象：请每行写一个对象")
    return _checked(row, where)


def _csv(file: Path) -> Iterator[Row]:
    with _opened(file) as stream:
        lines = _lines(stream, str(file))
        header = next(lines, "")
        delimiter = max(_DELIMITERS, key=header.count)
        reader = csv.DictReader(chain([header], lines), delimiter=delimiter)
        before = csv.field_size_limit(_LONGEST_ROW)
        try:
            for row in reader:
                row.pop(None, None)
                yield _checked(row, str(file))
        except csv.Error as error:
            raise ReadError(
                f"{file}：第 {reader.line_num} 行不合 CSV 格式（{error}）：含换行的单元格请加引号"
            ) from error
        finally:
            csv.field_size_limit(before)


def _xlsx(file: Path) -> Iterator[Row | ReadError]:
    from openpyxl import load_workbook

    with file.open("rb") as raw:
        package.check(raw, file.stat().st_size, str(file))
        try:
            book = load_workbook(raw, read_only=True, data_only=True)
            for sheet in book.worksheets:
                yield from _sheet(sheet.iter_rows(values_only=True), str(file))
                return
        except package.DAMAGED as error:
            raise ReadError(f"{file}：工作簿已损坏（{type(error).__name__}）：请用 Excel 重新保存") from error
    raise ReadError(f"{file}：工作簿里没有工作表：请用 Excel 重新保存")


def _sheet(rows: Iterator[tuple[Any, ...]], name: str) -> Iterator[Row | ReadError]:
    header = [str(cell).strip() if cell is not None else "" for cell in next(rows, ())]
    for number, cells in enumerate(rows, 2):
        if any(cell is not None for cell in cells):
            pairs = zip(header, cells, strict=False)
            try:
                yield _checked({column: _plain(cell) for column, cell in pairs if column}, f"{name}：第 {number} 行")
            except _NotTextError as error:
                yield error


def _plain(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, datetime.date | datetime.time) else cell
