"""Agreement with annotations of four kinds (与标注比较): themes, concreteness, links between years, follow-up.

The kind of a file is told from its records. What `validate` measures with the shipped instruments on the data they were
fitted on is no estimate for new data: those figures are on the instruments' cards, by cross-validation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.agreement import Counts, count, count_sets, ordinal_agreement
from nlp.errors import ReadError, UsageError
from nlp.phrasing import align
from nlp.phrasing.result import Passage
from nlp.plans import score_clause
from nlp.readers import read_text
from nlp.report import Report
from nlp.study.comparison import compare
from nlp.text import fold
from nlp.themes import validate as validate_themes

Record = Mapping[str, Any]
_BLANK = re.compile(r"\s+")


def bare(text: str) -> str:
    """Return a text as annotations are compared: folded, without white space."""
    return _BLANK.sub("", fold(text))


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotation file: its kind and records. Kinds: ``themes concreteness links follow_up``."""

    path: Path
    kind: str
    records: tuple[Record, ...]


def read_gold(path: str | Path) -> Gold:
    """Return an annotation file with its kind.

    Raises
    ------
    UsageError
        When there is no such file.
    ReadError
        When its records are of no known kind.
    """
    file = Path(path)
    if not file.is_file():
        raise UsageError(f"找不到标注文件 {file}：请给出 .jsonl、.xlsx 或 .json")
    if file.suffix.lower() in (".xlsx", ".json"):
        return Gold(file, "themes", ())
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
        records = tuple(json.loads(line) for line in lines if line.strip())
    except ValueError as error:
        raise ReadError(f"{file}：不是 JSON Lines（{error}）：请每行写一个对象") from error
    if not records or not all(isinstance(record, dict) for record in records):
        raise ReadError(f"{file}：没有标注记录：请每行写一个对象")
    return Gold(file, _kind(file, records[0]), records)


def _kind(file: Path, record: Record) -> str:
    if "themes" in record or "label" in record or "cats" in record:
        return "themes"
    if "rater1" in record:
        return "concreteness"
    if "status" in record and ("new_text" in record or "old_i" in record):
        return "links"
    if "status" in record and "old_text" in record and "kind" in record:
        return "follow_up"
    raise ReadError(
        f"{file}：认不出是哪种标注（字段 {'、'.join(record)}）：应有 themes，或 rater1，或 old_text、new_text、status"
    )


def validate(paths: Sequence[str | Path], *, codebook: str = "gongkai") -> dict[str, Any]:
    """Compare the program with human coders on annotations of any of the four kinds (一致性检验).

    Parameters
    ----------
    paths : annotation files; themes from several coders may be spread over several files. A follow-up file needs the
        links file of the same pair beside it (``align-X.jsonl`` for ``follow-X.jsonl``): the reports are rebuilt from it.

    Returns
    -------
    dict
        ``themes`` (see `nlp.agreement.Agreement.to_dict`, with ``disagreements``), ``concreteness`` (Spearman with the
        raters' mean, weighted kappa with each, and the raters with each other), ``links`` and ``follow_up`` by file.
    """
    found = [read_gold(path) for path in paths]
    result: dict[str, Any] = {}
    themes = [gold.path for gold in found if gold.kind == "themes"]
    if themes:
        agreed = validate_themes(themes, codebook)
        result["themes"] = {**agreed.to_dict(), "disagreements": [each.to_dict() for each in agreed.disagreements]}
    rated = [record for gold in found if gold.kind == "concreteness" for record in gold.records]
    if rated:
        result["concreteness"] = _concreteness(rated)
    links = [gold for gold in found if gold.kind == "links"]
    if links:
        result["links"] = {gold.path.name: _links(gold.records) for gold in links}
    followed = [gold for gold in found if gold.kind == "follow_up"]
    if followed:
        result["follow_up"] = {gold.path.name: _follow_up(gold) for gold in followed}
    return result


def _concreteness(records: Sequence[Record]) -> dict[str, Any]:
    raters = sorted(key for key in records[0] if re.fullmatch(r"rater\d+", key))
    whole = [record for record in records if all(record.get(rater) is not None for rater in raters)]
    scored = [score_clause(str(record["text"])) for record in whole]
    levels = [float(clause.level) for clause in scored]
    mean = [sum(float(record[rater]) for rater in raters) / len(raters) for record in whole]
    by_rater = {rater: ordinal_agreement([float(r[rater]) for r in whole], levels) for rater in raters}
    together = ordinal_agreement(mean, [clause.score for clause in scored])
    people = (
        ordinal_agreement([float(r[raters[0]]) for r in whole], [float(r[raters[1]]) for r in whole])
        if len(raters) > 1
        else None
    )
    return {
        "clauses": len(whole),
        "spearman_with_mean": together.to_dict()["spearman"] if together else None,
        "levels": {rater: figures.to_dict() for rater, figures in by_rater.items() if figures},
        "raters": people.to_dict() if people else None,
    }


def rebuilt(records: Sequence[Record]) -> tuple[Report, Report, list[str], list[str]]:
    """Return the two reports of a links file, rebuilt from its sentences, and the sentences of each side in order."""
    old: dict[int, str] = {}
    new: dict[int, str] = {}
    for record in records:
        if record["status"] == "dropped":
            old[record["old_i"]] = record["old_text"]
            continue
        new[record["new_i"]] = record["new_text"]
        old.update(zip(record["old_i"], record["old_text"], strict=True))
    before, after = ([side[i] for i in sorted(side)] for side in (old, new))
    return _report(before), _report(after), before, after


def _report(sentences: Sequence[str]) -> Report:
    return read_text("\n".join(_on_own_line(sentence) for sentence in sentences))


def _on_own_line(sentence: str) -> str:
    """Put a section heading that is glued to its sentence on a line of its own, so that reading finds it."""
    return re.sub(
        r"^([一二三四五六七]、[^，。；0-9]{2,16}?(?:问题[及和与][^，。；0-9]{2,4}(?:情况|措施)|情况|问题))(?=[^\n])",
        r"\1\n",
        sentence,
    )


class _Places:
    """Which annotated sentences a passage of a report covers, by their order in the text without white space."""

    def __init__(self, report: Report, sentences: Sequence[str]) -> None:
        self.before = [0]
        for char in report.text:
            self.before.append(self.before[-1] + (not char.isspace()))
        key = bare(report.text)
        self.spans: list[tuple[int, int]] = []
        at = 0
        for sentence in sentences:
            found = key.find(bare(sentence), at)
            if found < 0:
                self.spans.append((-1, -1))
                continue
            at = found + len(bare(sentence))
            self.spans.append((found, at))

    def of(self, passage: Passage) -> list[int]:
        start, end = self.before[passage.start], self.before[passage.end]
        return [
            i
            for i, (a, b) in enumerate(self.spans)
            if a >= 0 and min(b, end) - max(a, start) > 0.5 * min(b - a, end - start)
        ]


def _links(records: Sequence[Record]) -> dict[str, Any]:
    earlier, later, old_texts, new_texts = rebuilt(records)
    old_places, new_places = _Places(earlier, old_texts), _Places(later, new_texts)
    gold = {(r["new_i"], o) for r in records if r["status"] != "dropped" for o in r["old_i"]}
    linked_new = {r["new_i"] for r in records if r["status"] != "dropped" and r["old_i"]}
    found: set[tuple[int, int]] = set()
    for pair in align(earlier, later).pairs:
        if len(pair.old) > 3 or len(pair.new) > 3:
            continue
        news = [i for passage in pair.new for i in new_places.of(passage)]
        olds = [i for passage in pair.old for i in old_places.of(passage)]
        found |= {(new, old) for new in news for old in olds}
    found_new = {new for new, _ in found}
    order = sorted({record["new_i"] for record in records if record["status"] != "dropped"})
    newness = count([i not in linked_new for i in order], [i not in found_new for i in order])
    return {"links": count_sets(gold, found).to_dict(), "new_or_not": _share(newness), "sentences": len(order)}


def _share(counts: Counts) -> float:
    total = counts.both + counts.neither + counts.found + counts.missed
    return round((counts.both + counts.neither) / total, 4) if total else 0.0


def _follow_up(gold: Gold) -> dict[str, Any]:
    beside = gold.path.with_name(gold.path.name.replace("follow-", "align-", 1))
    if not beside.is_file() or beside == gold.path:
        raise UsageError(f"{gold.path}：检验兑现情况需要同一对报告的对齐标注 {beside.name}，请放在旁边")
    earlier, later, *_ = rebuilt(read_gold(beside).records)
    answers = [(item.kind, bare(item.old.quote), item.status) for item in compare(earlier, later).follow_up]
    rows = [_answered(record, answers) for record in gold.records]
    right = sum(row["status"] == row["found"] for row in rows)
    return {"items": len(rows), "exact": round(right / len(rows), 4), "rows": rows}


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
