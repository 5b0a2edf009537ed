"""Where records go (输出): JSON Lines on a stream, or a file whose suffix picks the form; whole or not at all."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nlp.errors import UnknownNameError
from nlp.manifest import write_bytes

if TYPE_CHECKING:
    import pandas as pd

Record = dict[str, Any]
Rows = Callable[[Record], Iterable[Record]]

#: a spreadsheet takes text that begins with one of these for a formula
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def json_line(record: Record) -> str:
    """Return a record as one line of JSON."""
    return json.dumps(record, ensure_ascii=False, separators=(", ", ": "))


def nested(record: Record) -> Iterator[Record]:
    """Yield one flat row: what is nested in a record becomes JSON in its cell."""
    yield {k: json_line_value(v) if isinstance(v, list | dict) else v for k, v in record.items()}


def json_line_value(value: Any) -> str:
    """Return any value as compact JSON."""
    return json.dumps(value, ensure_ascii=False)


def neutral_cell(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before such a text (防公式注入)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return a frame as CSV that Excel opens as UTF-8 too."""
    text: str = frame.map(neutral_cell).to_csv(index=False, lineterminator="\n")
    return b"\xef\xbb\xbf" + text.encode("utf-8")


def parquet_bytes(frame: pd.DataFrame) -> bytes:
    """Return a frame as Parquet (zstd)."""
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False, compression="zstd")
    return buffer.getvalue()


def xlsx_bytes(frames: dict[str, pd.DataFrame]) -> bytes:
    """Return frames as a workbook: one sheet each, frozen header, filters, no formula from foreign text."""
    import pandas as pd

    buffer = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with pd.ExcelWriter(buffer, engine="xlsxwriter", engine_kwargs={"options": options}) as writer:
        writer.book.set_properties({"created": _EPOCH()})
        for name, frame in frames.items():
            shown = frame.map(_cell)
            shown.to_excel(writer, sheet_name=name[:31], index=False)
            sheet = writer.sheets[name[:31]]
            sheet.freeze_panes(1, 0)
            if len(frame.columns):
                sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
            for column, title in enumerate(frame.columns):
                longest = max([len(str(title)), *(len(str(value)) for value in shown[title].head(200))])
                sheet.set_column(column, column, min(60, max(8, longest * 1.6)))
    return buffer.getvalue()


def _EPOCH() -> Any:  # noqa: N802  (a constant that must not import datetime at the top of a light module)
    from datetime import datetime

    return datetime(2008, 5, 1)


def _cell(value: Any) -> Any:
    # Excel's limit of a cell; longer text is cut with a mark rather than refused
    if isinstance(value, str) and len(value) > 32_000:
        return value[:32_000] + "……（过长，已截断）"
    return value


def _json(records: list[Record]) -> bytes:
    whole: Any = records[0] if len(records) == 1 else records
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def _jsonl(records: list[Record]) -> bytes:
    return "".join(json_line(record) + "\n" for record in records).encode()


def _frame(rows: list[Record]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(rows)
    for column in frame.columns[frame.dtypes == "float64"]:
        values = [row.get(column) for row in rows]
        if all(value is None or isinstance(value, int) for value in values):
            # a year that one row lacks must not become 2021.0 in the others
            frame[column] = pd.array(values, dtype="Int64")
    return frame


#: suffix -> how records become the bytes of a file
FORMS: dict[str, Callable[[list[Record]], bytes]] = {
    ".json": _json,
    ".jsonl": _jsonl,
    ".csv": lambda rows: csv_bytes(_frame(rows)),
    ".parquet": lambda rows: parquet_bytes(_frame(rows)),
    ".xlsx": lambda rows: xlsx_bytes({"gongkai": _frame(rows)}),
}
_NESTED = (".json", ".jsonl")


def write_records(records: Iterable[Record], path: Path, *, rows: Rows = nested) -> int:
    """Write records to a file whose suffix picks the form; return how many stand in it, rows where it is a table.

    Parameters
    ----------
    rows : how a record becomes flat rows, for tables; JSON keeps records as they are.

    Raises
    ------
    UnknownNameError
        When the suffix names no form.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMS:
        raise UnknownNameError("输出格式", path.suffix or str(path), FORMS)
    listed = list(records) if suffix in _NESTED else [row for record in records for row in rows(record)]
    write_bytes(path, FORMS[suffix](listed))
    return len(listed)
