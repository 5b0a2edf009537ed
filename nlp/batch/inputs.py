"""What the paths of a command mean (输入): files, folders searched through, and the rows of tables."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from nlp.errors import GongkaiError, InputError, ReadError, UsageError, wrong_type
from nlp.manifest import Failure
from nlp.readers import read, read_table, read_text, suffixes
from nlp.report import NO_ISSUER, NO_YEAR, Report, narrative_of

TABLE_SUFFIXES = (".jsonl", ".csv", ".xlsx")
#: text columns a table may use; the reader of tables accepts the same
_TEXT_COLUMNS = ("text", "正文", "文本", "内容")
Reading = Literal["report", "problems", "clause"]
#: characters in one row; a whole report has some ten thousand
_MAX_ROW = 1_000_000
#: why a file in a folder is not read
_OTHER, _NO_TEXT, _OURS = "格式不支持", "表格没有 text 列", "像是本程序写出的表格"
#: every table of ours says where its rows are from
_OUR_COLUMNS = {"source", "sha256", "start"}
#: a browser saves a page, and beside it a folder of what the page shows
_PAGES, _BESIDE_PAGES = (".html", ".htm"), ("_files", ".files")
#: notes about a folder rather than reports in it
_NOTES = ("manifest.json", ".ledger.jsonl")
_NOT_REPORTS = ("readme", "license", "licence", "changelog")


def _said(row: Mapping[str, Any], column: str) -> str | None:
    value = str(row.get(column) or "").strip()
    return value or None


@dataclass(frozen=True, slots=True)
class Input:
    """One report to come (输入): a file, or one row of a table.

    source : what ``Report.source`` will say; path : of the file; row : its other columns, None for a file; text : of a row.
    """

    source: str
    path: Path
    row: Mapping[str, Any] | None = None
    text: str = ""

    def read(self, reading: Reading = "report") -> Report:
        """Return the report.

        Parameters
        ----------
        reading : what a row that is no whole report stands for: ``report`` takes it as prose on work done,
            ``problems`` as section five; ``clause`` takes every row as one clause and looks for no sections.

        Raises
        ------
        InputError
            When it cannot be used.
        """
        if self.row is None:
            return read(self.path)
        if not self.text.strip():
            raise ReadError(f"{self.source}：这一行的正文为空，请补上或删去这一行")
        if len(self.text) > _MAX_ROW:
            raise ReadError(f"{self.source}：这一行的正文有 {len(self.text)} 字，超过 {_MAX_ROW} 字的上限，请拆成多行")
        if reading == "clause":
            return narrative_of(self.text, source=self.source, problems=True)
        return self._identified(read_text(self.text, source=self.source, problems=reading == "problems"))

    def _identified(self, report: Report) -> Report:
        """Fill what the text does not say of itself from the row's columns of the same names."""
        row = self.row or {}
        year = str(row.get("year") or "").strip()
        named = replace(
            report,
            issuer=report.issuer or _said(row, "issuer"),
            issuer_id=report.issuer_id or _said(row, "issuer_id") or _said(row, "issuer"),
            year=report.year or (int(year) if year.isdecimal() and len(year) == 4 else None),
        )
        answered = {NO_ISSUER} if named.issuer else set()
        answered |= {NO_YEAR} if named.year else set()
        return replace(named, warnings=tuple(told for told in named.warnings if told not in answered))

    def label(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return a record of this input under its own identity: a row's other columns pass through, `id` unchanged.

        A column of the same name as a field of the record gives way to it, even where the field is null: a column
        ``score`` is not this program's score. (What `issuer`, `issuer_id` and `year` can fill in, `read` has taken up.)
        """
        if self.row is None:
            return record
        found = {key: value for key, value in record.items() if key != "source"}
        own = {key: value for key, value in self.row.items() if key not in _TEXT_COLUMNS and key not in found}
        if "id" in own:
            return {**own, **found}
        own.pop("source", None)
        return {"source": self.source, **own, **found}


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file in a folder that is not read, and why (略过的文件)."""

    source: str
    reason: str

    def to_dict(self) -> dict[str, str]:
        """Return the line of the manifest."""
        return {"source": self.source, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Gathered:
    """The inputs of one call, what could not even be opened, and what in folders was passed over."""

    inputs: tuple[Input, ...]
    failures: tuple[Failure, ...] = field(default=())
    passed: tuple[PassedOver, ...] = field(default=())


def failure_of(source: str, error: Exception) -> Failure:
    """Return the ledger's line for an error, on one line whatever the message holds."""
    return Failure(source, type(error).__name__, " ".join(str(error).split()))


def _nearest(path: Path) -> Path | None:
    """Return the file beside a missing one that has the nearest name."""
    names = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    near = get_close_matches(path.name, names, n=1, cutoff=0.7)
    return path.parent / near[0] if near else None


def _not_there(path: Path) -> str:
    near = _nearest(path)
    return f"找不到 {path}：" + (f"是不是 {near}？" if near else "请检查路径")


def _not_there_in_english(path: Path) -> str:
    near = _nearest(path)
    return f"there is no {path}: " + (f"did you mean {near}?" if near else "check the path")


def paths_of(given: str | Path | Iterable[str | Path]) -> list[Path]:
    """Return the paths that somebody gave, one or several.

    Raises
    ------
    UsageError
        When something is no path.
    """
    remedy = "报告和文字不必写成文件，可直接用 nlp.conduct(报告)"
    if isinstance(given, str | Path):
        given = [given]
    if not isinstance(given, Iterable) or isinstance(given, bytes | Mapping):
        raise wrong_type(given, "路径（str 或 Path）或它们的列表", remedy)
    paths = list(given)
    for path in paths:
        if not isinstance(path, str | Path):
            raise wrong_type(path, "路径（str 或 Path）", remedy)
    return [Path(path) for path in paths]


def gather(paths: Iterable[str | Path]) -> Gathered:
    """Return the inputs that some paths stand for (收集输入).

    A folder is searched through for files of a known format and for tables with a ``text`` column, in order of their
    names; a table gives one input a row. Other files in it are passed over (`passed_over`), as are this program's results.

    Parameters
    ----------
    paths : files, folders or tables; one that does not exist among others is a failure.

    Raises
    ------
    UsageError
        When no path is given, or none of those given exists.
    """
    given = paths_of(paths)
    if not given:
        raise UsageError(
            "没有给出输入：请给出文件、文件夹或含 text 列的表格",
            english="no input: name files, folders or tables with a text column",
        )
    missing = [path for path in given if not path.exists()]
    if len(missing) == len(given):
        raise UsageError("；".join(map(_not_there, missing)), english="; ".join(map(_not_there_in_english, missing)))
    inputs: list[Input] = []
    passed: list[PassedOver] = []
    failures = [Failure(str(path), "ReadError", _not_there(path)) for path in missing]
    for path in given:
        if not path.exists():
            continue
        try:
            inputs.extend(_expand(path, failures, passed))
        except GongkaiError as error:
            failures.append(failure_of(str(path), error))
    return Gathered(tuple(inputs), tuple(failures), tuple(passed))


def passed_over(paths: Iterable[str | Path]) -> tuple[PassedOver, ...]:
    """Return the files in folders that `gather` does not read, each with the reason (略过的文件)."""
    passed: list[PassedOver] = []
    for path in map(Path, paths):
        if path.is_dir():
            _search(path, passed)
    return tuple(passed)


def _expand(path: Path, failures: list[Failure], passed: list[PassedOver]) -> Iterator[Input]:
    if path.is_dir():
        files = _search(path, passed)
        if not files:
            raise ReadError(f"{path}：文件夹里没有可读的报告，支持的格式有 {' '.join(suffixes())}，或含 text 列的表格")
        for file in files:
            yield from _rows(file, failures) if _is_table(file) else (Input(str(file), file),)
    elif _is_table(path):
        yield from _rows(path, failures)
    else:
        yield Input(str(path), path)


def _is_table(path: Path) -> bool:
    return path.suffix.lower() in TABLE_SUFFIXES


def _search(folder: Path, passed: list[PassedOver]) -> list[Path]:
    """Return the files of a folder to be read; the others go to `passed`."""
    known = set(suffixes())
    found: list[Path] = []
    # os.walk does not follow links to folders, so a loop of links cannot hold it
    for parent, folders, names in os.walk(folder):
        pages = {Path(name).stem for name in names if Path(name).suffix.lower() in _PAGES}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _of_a_page(name, pages))
        for name in sorted(names):
            file = Path(parent, name)
            if name.startswith((".", "~$")) or name.endswith(_NOTES) or file.stem.lower().startswith(_NOT_REPORTS):
                continue
            why = _why_not(file, known)
            if why:
                passed.append(PassedOver(str(file), why))
            else:
                found.append(file)
    return found


def _of_a_page(folder: str, pages: Collection[str]) -> bool:
    """Return whether a folder holds what a browser saved with a page: its pictures, styles and frames."""
    return any(folder.endswith(tail) and folder[: -len(tail)] in pages for tail in _BESIDE_PAGES)


def _why_not(file: Path, known: Collection[str]) -> str:
    """Return why a file in a folder is not read; empty where it is."""
    if not _is_table(file):
        return "" if file.suffix.lower() in known else _OTHER
    try:
        first = next(iter(read_table(file)), None)
    except GongkaiError:
        return _NO_TEXT
    if not isinstance(first, Mapping) or first.get("text") is None:
        return _NO_TEXT
    return _OURS if first.keys() & _OUR_COLUMNS else ""


def _rows(path: Path, failures: list[Failure]) -> Iterator[Input]:
    seen = False
    for number, row in enumerate(read_table(path), 1):
        seen = True
        if isinstance(row, ReadError):
            failures.append(failure_of(f"{path}#{number}", row))
            continue
        text = next((row[name] for name in _TEXT_COLUMNS if row.get(name) is not None), "")
        yield Input(f"{path}#{number}", path, row, str(text))
    if not seen:
        raise InputError(f"{path}：表格里没有数据行")
