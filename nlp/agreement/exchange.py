"""Coding done in Label Studio or doccano: tasks out, decisions in (标注平台)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from nlp.agreement.coding import Coding
from nlp.errors import ReadError


def label_studio_tasks(units: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    """Return the tasks to import into Label Studio; units as in `nlp.agreement.sheets.write_sheet`."""
    return [{"data": {name: unit.get(name, "") for name in ("unit", "group", "text")}} for unit in units]


def label_studio_interface(labels: Sequence[str]) -> str:
    """Return the labelling interface for those tasks: any number of labels for a text."""
    from xml.sax.saxutils import quoteattr

    choices = "".join(f"<Choice value={quoteattr(label)}/>" for label in labels)
    return (
        '<View><Text name="text" value="$text"/>'
        f'<Choices name="labels" toName="text" choice="multiple">{choices}</Choices></View>'
    )


def doccano_lines(units: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Yield the JSON lines to import into doccano as a text classification project."""
    for unit in units:
        record = {
            "text": unit.get("text", ""),
            "label": [],
            "unit": unit.get("unit", ""),
            "group": unit.get("group", ""),
        }
        yield json.dumps(record, ensure_ascii=False)


def read_export(path: str | Path, labels: Sequence[str], *, coder: str | None = None) -> list[Coding]:
    """Return the decisions in a Label Studio JSON export or doccano JSON lines.

    A text people went through decides about every label: those not given are noes.

    Parameters
    ----------
    path : the export; labels : all that could be given; coder : whose it is where the export does not say (by default
        the file's name without suffix).

    Raises
    ------
    ReadError
        When the file is neither.
    """
    name = coder or Path(path).stem
    try:
        content = Path(path).read_text(encoding="utf-8-sig")
        if content.lstrip().startswith("["):
            records: list[Any] = json.loads(content)
        else:
            records = [json.loads(line) for line in content.splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ReadError(f"{path}：不是 UTF-8 的 JSON（{error}）：请把项目重新导出为 JSON") from error
    if not records or not all(isinstance(record, Mapping) for record in records):
        raise ReadError(f"{path}：里面没有任务：应为 Label Studio 导出的 JSON 或 doccano 的 JSON Lines")
    found = (_label_studio if "data" in records[0] else _doccano)(records, labels, name, str(path))
    return list(found)


def _label_studio(
    records: Sequence[Mapping[str, Any]], labels: Sequence[str], name: str, path: str
) -> Iterator[Coding]:
    for record in records:
        data = record.get("data", {})
        for annotation in record.get("annotations", ()):
            if annotation.get("was_cancelled"):
                continue
            given = {
                choice
                for result in annotation.get("result", ())
                for choice in result.get("value", {}).get("choices", ())
            }
            who = annotation.get("completed_by", name)
            who = who.get("email") or who.get("id") if isinstance(who, Mapping) else who
            yield from _decided(data, given, labels, str(who), path)


def _doccano(records: Sequence[Mapping[str, Any]], labels: Sequence[str], name: str, path: str) -> Iterator[Coding]:
    for record in records:
        given = record.get("label", record.get("labels", ()))
        yield from _decided(record, set(given), labels, str(record.get("annotator", name)), path)


def _decided(
    data: Mapping[str, Any], given: set[Any], labels: Sequence[str], coder: str, path: str
) -> Iterator[Coding]:
    unknown = sorted(str(label) for label in given - set(labels))
    if unknown:
        raise ReadError(f"{path}：标签 {unknown[0]!r} 不在编码范围内：应为 {'、'.join(labels)} 之一")
    for label in labels:
        yield Coding(
            str(data.get("unit", data.get("id", ""))), label, coder, label in given,
            str(data.get("text", "")), str(data.get("group", "")),
        )  # fmt: skip
