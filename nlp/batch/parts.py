"""A long table written in parts (分块写出): each part whole or not at all, joined in order at the end.

A run that is stopped, by Ctrl-C or by force, leaves finished parts beside the output; the next run takes them up. So no
row is lost or doubled, and the bytes do not depend on how many processes worked or how often they were stopped.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.batch.outputs import json_line, neutral_cell

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PartForm:
    """A file form that can be written in parts: `encode` makes one, `join` puts the finished ones together."""

    encode: Callable[[Sequence[str], Iterable[Row]], bytes]
    join: Callable[[Sequence[str], Sequence[Path], Path], None]


def _jsonl_part(_columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    return "".join(json_line(row) + "\n" for row in rows).encode()


def _csv_rows(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for row in rows:
        writer.writerow([neutral_cell(_plain(row.get(column))) for column in columns])
    return buffer.getvalue().encode()


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _concatenate(head: bytes) -> Callable[[Sequence[str], Sequence[Path], Path], None]:
    def join(columns: Sequence[str], parts: Sequence[Path], out: Path) -> None:
        with out.open("wb") as target:
            target.write(head)
            if head:
                target.write(_csv_rows(columns, [dict(zip(columns, columns, strict=True))]))
            for part in parts:
                with part.open("rb") as source:
                    shutil.copyfileobj(source, target)

    return join


def _parquet_part(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    listed = [[_plain(row.get(column)) for column in columns] for row in rows]
    arrays = [_array([row[at] for row in listed]) for at in range(len(columns))]
    buffer = io.BytesIO()
    parquet.write_table(pa.table(arrays, names=list(columns)), buffer, compression="zstd")
    return buffer.getvalue()


def _array(values: list[Any]) -> Any:
    import pyarrow as pa

    known = [value for value in values if value is not None]
    if all(isinstance(value, bool) for value in known) and known:
        return pa.array(values, pa.bool_())
    if all(isinstance(value, int) for value in known) and known:
        return pa.array(values, pa.int64())
    if all(isinstance(value, int | float) for value in known) and known:
        return pa.array(values, pa.float64())
    return pa.array([None if value is None else str(value) for value in values], pa.string())


def _parquet_join(columns: Sequence[str], parts: Sequence[Path], out: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    schema = _common_schema(columns, parts)
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        for part in parts:
            table = parquet.read_table(part)
            cast = [_cast(table.column(name), schema.field(name).type) for name in columns]
            writer.write_table(pa.table(cast, schema=schema))


def _cast(column: Any, kind: Any) -> Any:
    # a column without any value in one part has no type of its own there
    return column.cast(kind)


def _common_schema(columns: Sequence[str], parts: Sequence[Path]) -> Any:
    """Return one schema for all parts: a column whose type differs between parts is text."""
    import pyarrow as pa
    from pyarrow import parquet

    kinds: dict[str, Any] = {}
    for part in parts:
        metadata = parquet.read_metadata(part)
        for field in metadata.schema.to_arrow_schema():
            if _only_nulls(metadata, field.name):
                continue
            kind = kinds.setdefault(field.name, field.type)
            if kind != field.type:
                kinds[field.name] = pa.float64() if pa.string() not in (kind, field.type) else pa.string()
    return pa.schema([(column, kinds.get(column, pa.string())) for column in columns])


def _only_nulls(metadata: Any, name: str) -> bool:
    at = metadata.schema.names.index(name)
    for group in range(metadata.num_row_groups):
        statistics = metadata.row_group(group).column(at).statistics
        if statistics is None or statistics.null_count < metadata.row_group(group).num_rows:
            return False
    return True


#: suffix -> how a table of that form is written in parts
PART_FORMS: dict[str, PartForm] = {
    ".jsonl": PartForm(_jsonl_part, _concatenate(b"")),
    ".csv": PartForm(_csv_rows, _concatenate(b"\xef\xbb\xbf")),
    ".parquet": PartForm(_parquet_part, _parquet_join),
}
