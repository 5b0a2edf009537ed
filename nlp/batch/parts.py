"""A long table written in parts (分块写出): each part whole or not at all, joined in order while others are being made.

A run that is stopped, by Ctrl-C or by force, leaves finished parts beside the output; the next run takes them up. So no
row is lost or doubled, and the bytes do not depend on how many processes worked or how often they were stopped.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from nlp.batch.outputs import json_line, neutral_cell

Row = dict[str, Any]
#: what a column holds; a column of several kinds is text
Kind = Literal["bool", "int", "float", "text"]
Columns = Mapping[str, Kind]
#: takes the next part of a table
Add = Callable[[Path], None]
#: a row group of the finished table has at least so many rows
_GROUP = 50_000


@dataclass(frozen=True, slots=True)
class PartForm:
    """A file form that can be written in parts.

    encode : makes the bytes of one part; join : opens the table and gives the function that takes its parts in order.
    """

    encode: Callable[[Columns, Iterable[Row]], bytes]
    join: Callable[[Columns, Path], AbstractContextManager[Add]]


def kind_of(values: Sequence[Any]) -> Kind:
    """Return what a column of these values holds; None is of any kind."""
    kinds = {type(value) for value in values if value is not None}
    if any(isinstance(value, int) and not -(2**63) <= value < 2**63 for value in values):
        return "text"
    if kinds == {bool}:
        return "bool"
    if kinds == {int}:
        return "int"
    return "float" if kinds and kinds <= {int, float} else "text"


def _jsonl_part(_columns: Columns, rows: Iterable[Row]) -> bytes:
    return "".join(json_line(row) + "\n" for row in rows).encode()


def _csv_rows(columns: Columns, rows: Iterable[Row]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for row in rows:
        writer.writerow([neutral_cell(_plain(row.get(column))) for column in columns])
    return buffer.getvalue().encode()


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _csv_head(columns: Columns) -> bytes:
    return b"\xef\xbb\xbf" + _csv_rows(columns, [{column: column for column in columns}])


def _concatenated(head: Callable[[Columns], bytes]) -> Callable[[Columns, Path], AbstractContextManager[Add]]:
    @contextmanager
    def join(columns: Columns, out: Path) -> Iterator[Add]:
        with out.open("wb") as target:
            target.write(head(columns))

            def add(part: Path) -> None:
                with part.open("rb") as source:
                    shutil.copyfileobj(source, target)

            yield add

    return join


def _schema(columns: Columns) -> Any:
    import pyarrow as pa

    types = {"bool": pa.bool_(), "int": pa.int64(), "float": pa.float64(), "text": pa.string()}
    return pa.schema([(name, types[kind]) for name, kind in columns.items()])


def _arrow_part(columns: Columns, rows: Iterable[Row]) -> bytes:
    """Return a part in Arrow's own form, which costs nothing to read back."""
    import pyarrow as pa

    listed = [[_plain(row.get(column)) for column in columns] for row in rows]
    schema = _schema(columns)
    arrays = [
        pa.array([_as(kind, row[at]) for row in listed], schema.field(at).type)
        for at, kind in enumerate(columns.values())
    ]
    buffer = io.BytesIO()
    with pa.ipc.new_file(buffer, schema) as writer:
        writer.write_table(pa.table(arrays, schema=schema))
    return buffer.getvalue()


def _as(kind: Kind, value: Any) -> Any:
    return str(value) if kind == "text" and value is not None else value


@contextmanager
def _parquet_joined(columns: Columns, out: Path) -> Iterator[Add]:
    import pyarrow as pa
    from pyarrow import parquet

    schema = _schema(columns)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        waiting: list[Any] = []

        def write() -> None:
            if waiting:
                writer.write_table(pa.concat_tables(waiting))
                waiting.clear()

        def add(part: Path) -> None:
            waiting.append(pa.ipc.open_file(part.read_bytes()).read_all())
            if sum(table.num_rows for table in waiting) >= _GROUP:
                write()

        yield add
        write()


#: suffix -> how a table of that form is written in parts
PART_FORMS: dict[str, PartForm] = {
    ".jsonl": PartForm(_jsonl_part, _concatenated(lambda _: b"")),
    ".csv": PartForm(_csv_rows, _concatenated(_csv_head)),
    ".parquet": PartForm(_arrow_part, _parquet_joined),
}
