"""Agreement on what became of plans and problems (兑现情况的一致性)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nlp.errors import ReadError
from nlp.study.comparison import compare
from nlp.study.gold.files import FOLLOWED, LINKS, Gold, Record, alternatives, read_gold
from nlp.study.gold.links import bare, rebuilt

Row = dict[str, Any]


def fates(gold: Gold, notes: Sequence[Gold]) -> list[Row]:
    """Return each annotated item with the status people gave it, those allowed besides, and the program's.

    Raises
    ------
    ReadError
        When the links file of the same pair, from which the reports are rebuilt, is not beside it.
    """
    beside = gold.path.with_name(gold.path.name.replace(FOLLOWED.rstrip("-"), LINKS.rstrip("-"), 1))
    if not beside.is_file() or beside == gold.path:
        raise ReadError(f"{gold.path}：检验兑现情况需要同一对报告的对齐标注 {beside.name}，请放在旁边")
    earlier, later, *_ = rebuilt(read_gold(beside).records)
    answers = [(item.kind, bare(item.old.quote), item.status) for item in compare(earlier, later).follow_up]
    allowed = {kind: alternatives(notes, gold.pair, f"follow {kind}") for kind in ("plan", "problem")}
    seen = {"plan": 0, "problem": 0}
    rows = []
    for record in gold.records:
        # notes count the items of a kind from one
        seen[record["kind"]] += 1
        rows.append({**_answered(record, answers), "alternative": allowed[record["kind"]].get(seen[record["kind"]])})
    return rows


def right(rows: Sequence[Row], *, allowing: bool = False) -> float | None:
    """Return the share of items given the annotator's status, or one allowed besides."""
    if not rows:
        return None
    return round(sum(_good(row, allowing=allowing) for row in rows) / len(rows), 4)


def _good(row: Row, *, allowing: bool) -> bool:
    answer = row["found"]
    return answer is not None and answer in (row["status"], row["alternative"] if allowing else None)


def _answered(record: Record, answers: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    """Return the program's answer to one annotated item: that of the item whose text overlaps it most."""
    wanted = bare(str(record["old_text"]))
    best, status = 0.0, None
    for kind, text, answer in answers:
        shared = _common(wanted, text)
        if kind == record["kind"] and shared > best:
            best, status = shared, answer
    found = status if best >= 0.5 else None
    return {"kind": record["kind"], "old_text": record["old_text"], "status": record["status"], "found": found}


def _common(one: str, other: str) -> float:
    """Return the longest common stretch as a share of the shorter text."""
    from rapidfuzz.distance import LCSseq

    shorter = min(len(one), len(other))
    return LCSseq.similarity(one, other) / shorter if shorter else 0.0
