"""Reading (读入): any report as it really lies about becomes a `Report` with true offsets."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from warnings import warn

from nlp.errors import ReadError, wrong_type
from nlp.readers.lines.extract import formats as _formats  # the package of that name would hide it
from nlp.report import Report, narrative_of

__all__ = ["as_report", "read", "read_table", "read_text", "suffixes"]

_LONGEST_PATH = 260


def read(path: str | Path) -> Report:
    """Return the report in a file (读入文件).

    Parameters
    ----------
    path : the file; its first bytes, else its suffix, tell the format.

    Raises
    ------
    ReadError
        When the file cannot be read at all.
    NotAReportError
        When it reads well but is not one annual report.
    """
    from nlp.readers.assemble import assemble
    from nlp.readers.file import load

    _, digest, extract = load(path)
    return assemble(extract, source=str(path), sha256=digest)


def read_text(text: str, *, source: str = "", problems: bool = False) -> Report:
    """Return the report, the excerpt or the narrative that a string is (读入文本).

    A string with two section headings is a report; with one that is beyond doubt, an excerpt read as that section;
    any other is one narrative, no character changed (``Report.whole`` is False).

    Parameters
    ----------
    text : as it stands in a file or a cell; offsets are into ``Report.text``, which is `text` where it is one narrative.
    source : what ``Report.source`` says of it, a row's id for example.
    problems : take a string without any section heading as section five instead of as prose on work done.

    Raises
    ------
    UsageError
        When it is no string.
    """
    from nlp.readers.outline.glance import plainly_none

    if not isinstance(text, str):
        raise wrong_type(text, "一段文字（str）", "文件请用 nlp.read(路径)")
    if plainly_none(text):
        return narrative_of(text, source=source, problems=problems)
    from nlp.manifest import sha256
    from nlp.readers.assemble import excerpt
    from nlp.readers.formats.plain import text_extract

    found = excerpt(text_extract(text), source=source, sha256=sha256(text.encode("utf-8", "ignore"))) if text else None
    if found is None or (len(found.sections) == 1 and not found.narratives.all):
        # no section, or one that holds no narrative in its era: whoever gave a string wants its prose looked at
        return narrative_of(text, source=source, problems=problems)
    return found


def as_report(report_or_text: Report | str, *, problems: bool = False) -> Report:
    """Return a report as it is, and a string as `read_text` reads it.

    A string is never opened as a file; where it is the path of one, a `UserWarning` says so.

    Parameters
    ----------
    report_or_text : either; problems : as for `read_text`.

    Raises
    ------
    UsageError
        When it is neither.
    """
    if isinstance(report_or_text, Report):
        return report_or_text
    if not isinstance(report_or_text, str):
        raise wrong_type(report_or_text, "一份报告或一段文字（str）", "文件请先用 nlp.read(路径) 读入")
    if _names_file(report_or_text):
        warn(
            f"{report_or_text!r} 是一个文件的路径，这里按文字分析：要分析文件，请先用 nlp.read(路径) 读入", stacklevel=3
        )
    return read_text(report_or_text, problems=problems)


def _names_file(text: str) -> bool:
    return len(text) <= _LONGEST_PATH and text.endswith(suffixes()) and os.path.isfile(text)


def read_table(path: str | Path) -> Iterator[dict[str, Any] | ReadError]:
    """Yield the rows of a table with a text column, a bad row as its error; see `nlp.readers.tabular`."""
    from nlp.readers import tabular

    return tabular.read_table(path)


def suffixes() -> tuple[str, ...]:
    """Return the suffixes of all files that can be read as reports."""
    return tuple(sorted({suffix for _, member in _formats.items() for suffix in member.suffixes}))
