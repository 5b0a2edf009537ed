"""The list of addresses (地址表): a table with a column of addresses, or a text file with one a line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from nlp.errors import ReadError, UsageError

_COLUMNS = ("url", "address", "网址", "地址", "链接")


def read_addresses(path: str | Path) -> tuple[str, ...]:
    """Return the addresses a file lists, in order, each once.

    Parameters
    ----------
    path : ``.csv`` or ``.jsonl`` with a column ``url``, ``address``, ``网址``, ``地址`` or ``链接``; any other file is
        read as text with one address a line, where ``#`` begins a comment.

    Raises
    ------
    UsageError
        When there is no such file or column.
    ReadError
        When the file is not UTF-8 text.
    """
    file = Path(path)
    if not file.is_file():
        raise UsageError(f"找不到地址表 {file}：请给出 .csv、.jsonl 或每行一个网址的文本")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"{file} 不是 UTF-8 文本：请另存为 UTF-8") from error
    if file.suffix.lower() == ".csv":
        found = _column(list(csv.DictReader(io.StringIO(text))), file)
    elif file.suffix.lower() == ".jsonl":
        found = _column([json.loads(line) for line in text.splitlines() if line.strip()], file)
    else:
        found = [line.partition("#")[0].strip() for line in text.splitlines()]
    return tuple(dict.fromkeys(address for address in found if address))


def _column(rows: list[dict[str, str]], file: Path) -> list[str]:
    name = next((column for column in _COLUMNS if rows and column in rows[0]), None)
    if rows and name is None:
        raise UsageError(f"{file} 没有网址列：列名应为 {'、'.join(_COLUMNS)} 之一，现有 {'、'.join(rows[0])}")
    return [str(row.get(name or "") or "").strip() for row in rows]
