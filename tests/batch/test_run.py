"""Running over many inputs: order kept, failures in the ledger, the same answer with any number of processes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nlp.batch import gather, run
from nlp.plans import plans
from nlp.report import Report
from nlp.themes import tag


def length(report: Report) -> dict[str, Any]:
    return {"length": len(report.text)}


def tags_of(report: Report) -> dict[str, Any]:
    return tag(report).to_dict()


def plans_of(report: Report) -> dict[str, Any]:
    return plans(report).to_dict()


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


DIRTY = "五、存在的主要问题及改进情况 2021 年，我县政策解读 形式单一，将每季度举办政务公开业— 4 —务培训班一次，强化依申请公开规范办理。"


@pytest.mark.parametrize("record", [tags_of, plans_of])
def test_offsets_of_a_row_are_into_its_own_text(tmp_path: Path, record: Callable[[Report], dict[str, Any]]) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps({"id": 1, "text": DIRTY}, ensure_ascii=False), encoding="utf-8")
    (item,) = gather([file]).inputs
    assert item.read().text != DIRTY
    (done,) = run([item], record, reading="problems")
    spans = list(spans_of(done.value))
    assert spans
    assert all(DIRTY[start:end] == words for start, end, words in spans)


def spans_of(value: Any) -> Iterator[tuple[int, int, str]]:
    """Yield every span of a record with its words."""
    if isinstance(value, list):
        for each in value:
            yield from spans_of(each)
    elif isinstance(value, dict):
        if "start" in value:
            yield value["start"], value["end"], value.get("quote", value.get("text"))
        for each in value.values():
            yield from spans_of(each)
