"""What people already have as a codebook: a table of themes and terms, a quanteda or LIWC dictionary (外部词表).

Both become the same tables a TOML codebook is read from; every term names its theme, no context is asked.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from nlp.errors import CodebookError

_THEME = ("theme", "主题", "category", "类别", "编码", "label")
_TERM = ("term", "词语", "词", "keyword", "关键词", "word", "phrase")
_PARENT = ("parent", "上级", "上级主题", "parent_theme")
_DEFINITION = ("definition", "定义", "description", "说明")
Row = tuple[int, Sequence[str]]


def tables_of(path: Path) -> dict[str, Any]:
    """Return the tables of a codebook kept as a spreadsheet, a CSV file or a YAML dictionary.

    Raises
    ------
    CodebookError
        When the file lacks the columns, has merged cells or an empty cell, or is not a dictionary of terms.
    """
    if path.suffix.lower() in (".yml", ".yaml"):
        themes = list(_dictionary(path))
    else:
        rows = _sheet_rows(path) if path.suffix.lower() == ".xlsx" else _csv_rows(path)
        themes = _table(rows, str(path))
    return {"name": path.stem, "title": path.stem, "source": path.name, "themes": themes}


def _csv_rows(path: Path) -> list[Row]:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # what a spreadsheet program in China writes
        text = content.decode("gb18030", errors="replace")
    return [(number, row) for number, row in enumerate(csv.reader(io.StringIO(text)), start=1)]


def _sheet_rows(path: Path) -> list[Row]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        sheet = load_workbook(path).worksheets[0]
    except (BadZipFile, InvalidFileException, KeyError, OSError) as error:
        raise CodebookError(f"{path}：不是 Excel 能打开的工作簿（{error}）：请重新另存为 .xlsx") from error
    if sheet.merged_cells.ranges:
        merged = "、".join(sorted(str(cells) for cells in sheet.merged_cells.ranges))
        raise CodebookError(f"{path}：单元格 {merged} 是合并的：请取消合并，每行写明自己的主题")
    return [
        (number, ["" if cell is None else str(cell) for cell in row])
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1)
    ]


def _table(rows: list[Row], where: str) -> list[dict[str, Any]]:
    filled = [(number, [cell.strip() for cell in row]) for number, row in rows]
    filled = [(number, row) for number, row in filled if any(row)]
    if not filled:
        raise CodebookError(f"{where}：表格为空：应有 theme 和 term 两列（也可写作 主题、词语）")
    columns = _columns(filled[0][1], where)
    themes: dict[str, dict[str, Any]] = {}
    for number, row in filled[1:]:
        cells = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
        if not cells["theme"] or not cells["term"]:
            missing = "theme" if not cells["theme"] else "term"
            raise CodebookError(f"{where}：第 {number} 行缺 {missing}：请补上或删去这一行")
        theme = themes.setdefault(cells["theme"], {"id": cells["theme"], "title": cells["theme"], "terms": []})
        theme["terms"].append(cells["term"])
        for name in ("parent", "definition"):
            if cells.get(name):
                theme[name] = cells[name]
    if not themes:
        raise CodebookError(f"{where}：表头下没有数据行：请至少给出一个主题和词语")
    return list(themes.values())


def _columns(headings: Sequence[str], where: str) -> dict[str, int]:
    known = {"theme": _THEME, "term": _TERM, "parent": _PARENT, "definition": _DEFINITION}
    lowered = [heading.lower() for heading in headings]
    columns = {
        name: next(at for at, heading in enumerate(lowered) if heading in spellings)
        for name, spellings in known.items()
        if any(heading in spellings for heading in lowered)
    }
    for name in ("theme", "term"):
        if name not in columns:
            found = "、".join(heading for heading in headings if heading) or "（无）"
            raise CodebookError(f"{where}：没有 {name!r} 列（现有 {found}）：列名应为 {'、'.join(known[name])} 之一")
    return columns


def _dictionary(path: Path) -> Iterator[dict[str, Any]]:
    import yaml

    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = " ".join(str(error).split())
        raise CodebookError(f"{path}：不是 UTF-8 的 YAML（{line}）：请改正这一行") from error
    if not isinstance(content, Mapping) or not content:
        raise CodebookError(f"{path}：不是词典：应有若干类别，各带一列词语")
    if len(content) == 1 and isinstance(only := next(iter(content.values())), Mapping):
        content = only if str(next(iter(content))).lower() in ("dictionary", "dict", "categories") else content
    yield from _categories(content, str(path))


def _categories(content: Mapping[Any, Any], where: str, parent: str | None = None) -> Iterator[dict[str, Any]]:
    for key, value in content.items():
        title = str(key)
        theme: dict[str, Any] = {"id": f"{parent}.{title}" if parent else title, "title": title}
        if parent:
            theme["parent"] = parent
        if isinstance(value, Mapping):
            yield theme
            yield from _categories(value, where, theme["id"])
        else:
            terms = [value] if isinstance(value, str) else value
            if not isinstance(terms, list) or not all(isinstance(term, str | int) for term in terms):
                raise CodebookError(f"{where}：类别 {title!r} 的值是 {value!r}：应为词语的列表")
            yield {**theme, **_globbed([str(term).strip() for term in terms])}


def _globbed(terms: list[str]) -> dict[str, Any]:
    """Split terms into plain ones and those with a wildcard inside; one at an end says nothing when characters are matched."""
    stripped = [term.strip("*") for term in terms]
    cues = [
        {
            "name": f"通配:{term}", "role": "named", "anchors": [max(re.split(r"[*?]", term), key=len)],
            "pattern": "".join(_glob(char) for char in term),
        }
        for term in stripped
        if "*" in term or "?" in term
    ]  # fmt: skip
    return {"terms": [term for term in stripped if "*" not in term and "?" not in term], "cues": cues}


def _glob(char: str) -> str:
    return {"*": "[^，。；]{0,12}", "?": "."}.get(char) or re.escape(char)
