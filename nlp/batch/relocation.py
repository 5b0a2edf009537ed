"""Offsets of a row's results back into the row's own text (偏移换算).

Reading takes page marks and stray blanks out of a text, so offsets into ``Report.text`` need not be those of the cell a
row came from; and the cell is all that whoever made the table has.
"""

from __future__ import annotations

from typing import Any

from nlp.report import Report

_CUT = ("quote", "text")


def relocated(record: Any, report: Report, original: str) -> Any:
    """Return a record with every span in terms of `original`: ``original[start:end]`` is its quote or text.

    Parameters
    ----------
    record : any nesting of dicts and lists; a dict with ``start`` and ``end`` is a span of ``report.text``.
    report : what `original` was read as.
    original : the text of the row.
    """
    if report.text == original:
        return record
    if isinstance(record, list):
        return [relocated(value, report, original) for value in record]
    if not isinstance(record, dict):
        return record
    moved = {key: relocated(value, report, original) for key, value in record.items()}
    first, last = record.get("start"), record.get("end")
    if isinstance(first, int) and isinstance(last, int) and first < last:
        start, end = report.origin(first), report.origin(last - 1)
        if start is not None and end is not None:
            moved["start"], moved["end"] = start[1], end[1] + 1
            moved.update({key: original[moved["start"] : moved["end"]] for key in _CUT if key in record})
    return moved
