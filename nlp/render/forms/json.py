"""JSON: the command contract's object where the brief has one, else its findings and the tables behind it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from nlp.render.brief import Brief, Findings, text_of
from nlp.render.writing import writers


@writers.register("json")
def write_json(brief: Brief, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the data of a brief as readable JSON in UTF-8."""
    record = brief.record if brief.record is not None else _record(brief)
    text = json.dumps(record, ensure_ascii=False, indent=1, default=str)
    # a lone surrogate cannot be UTF-8; as an escape it survives
    yield name, (text + "\n").encode("utf-8", "backslashreplace")


def _record(brief: Brief) -> dict[str, Any]:
    found = [item for block in brief.walk() if isinstance(block, Findings) for item in block.items]
    return {
        "title": brief.title,
        "subtitle": brief.subtitle,
        "findings": [{"text": text_of(item.runs), "figure": item.figure, "evidence": item.link} for item in found],
        "tables": {
            sheet.name: [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows] for sheet in brief.sheets()
        },
    }
