"""Running over many inputs: order kept, failures in the ledger, the same answer with any number of processes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from nlp.batch import gather, run
from nlp.report import Report


def length(report: Report) -> dict[str, Any]:
    return {"length": len(report.text)}


def rows(folder: Path, count: int) -> Path:
    file = folder / "rows.jsonl"
    lines = [
        json.dumps({"id": i, "text": "" if i % 10 == 3 else "公开" * (i + 1)}, ensure_ascii=False) for i in range(count)
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_two_processes_give_what_one_gives(tmp_path: Path) -> None:
    inputs = gather([rows(tmp_path, 250)]).inputs
    alone = list(run(inputs, length, workers=1))
    together = list(run(inputs, length, workers=2, chunk=20))
    assert alone == together
    assert [o.value["id"] for o in alone if o.value] == [i for i in range(250) if i % 10 != 3]


def test_bad_input_never_ends_a_run(tmp_path: Path) -> None:
    outcomes = list(run(gather([rows(tmp_path, 20)]).inputs, length))
    assert sum(outcome.failure is not None for outcome in outcomes) == 2
    assert all(outcome.failure is None or outcome.failure.source.endswith(("#4", "#14")) for outcome in outcomes)
