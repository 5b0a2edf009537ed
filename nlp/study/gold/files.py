"""Annotation files (标注文件): the kind of each is told from its records."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.errors import ReadError, UsageError

Record = Mapping[str, Any]
#: names of a pair's files begin so: ``align-X.jsonl`` and ``follow-X.jsonl``
LINKS, FOLLOWED = "align-", "follow-"


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotation file: its kind and records. Kinds: ``themes concreteness links follow_up alternatives``."""

    path: Path
    kind: str
    records: tuple[Record, ...]

    @property
    def pair(self) -> str:
        """The pair of reports that a file of links or follow-up is about, from the file's name or its folder's."""
        plain = f"{self.path.stem}-" in (LINKS, FOLLOWED)
        return self.path.parent.name if plain else self.path.stem.removeprefix(LINKS).removeprefix(FOLLOWED)

    @property
    def name(self) -> str:
        """What the file is called in results: its name, with the folder's before it where that names the pair."""
        return f"{self.pair}/{self.path.name}" if self.pair == self.path.parent.name else self.path.name


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
        raise UsageError(
            f"找不到标注文件 {file}：请给出 .jsonl、.xlsx 或 .json",
            english=f"there is no annotation file {file}: name a .jsonl, .xlsx or .json",
        )
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
    if {"pair", "where", "alternative"} <= record.keys():
        return "alternatives"
    if "themes" in record or "label" in record or "cats" in record:
        return "themes"
    if "rater1" in record:
        return "concreteness"
    if "status" in record and ("new_text" in record or "old_i" in record):
        return "links"
    if "status" in record and "old_text" in record and "kind" in record:
        return "follow_up"
    raise ReadError(
        f"{file}：认不出是哪种标注（字段 {'、'.join(record)}）：应有 themes，或 rater1，或 old_text、new_text、status，"
        "或 pair、where、alternative"
    )


def alternatives(notes: Sequence[Gold], pair: str, what: str) -> dict[int, str]:
    """Return the other answers allowed for borderline items of a pair: number of the item -> label (两可的标注).

    Parameters
    ----------
    notes : files of kind ``alternatives``.
    what : what the numbers count, as the notes write it: ``"align new"``, ``"follow plan"``, ``"follow problem"``.
    """
    found = {}
    for note in (record for gold in notes for record in gold.records):
        where, _, number = str(note["where"]).rpartition(" ")
        if note["pair"] == pair and where == what and number.isdecimal():
            found[int(number)] = str(note["alternative"])
    return found
