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


def write_tasks(path: str | Path, units: Iterable[Mapping[str, str]], labels: Sequence[str]) -> list[Path]:
    """Write units for people to code: ``.json`` for Label Studio, with its interface beside it, ``.jsonl`` for doccano.

    Returns
    -------
    The files written.
    """
    file = Path(path)
    if file.suffix.lower() == ".jsonl":
        file.write_text("".join(f"{line}\n" for line in doccano_lines(units)), encoding="utf-8")
        return [file]
    interface = file.with_suffix(".interface.xml")
    file.write_text(json.dumps(label_studio_tasks(units), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    interface.write_text(label_studio_interface(labels) + "\n", encoding="utf-8")
    return [file, interface]


def read_export(
    path: str | Path, labels: Sequence[str], *, offered: Sequence[str] | None = None, coder: str | None = None
) -> list[Coding]:
    """Return the decisions in a Label Studio JSON export or doccano JSON lines.

    A text people went through decides about every label offered: those not given are noes. Marked spans count as labels
    of their text.

    Parameters
    ----------
    path : the export; labels : all that could be given; offered : those the coders were asked about, by default all; one
        that was given anywhere was offered as well; coder : whose it is where the export does not say (by default the
        file's name without suffix).

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
    given = list((_label_studio if "data" in records[0] else _doccano)(records, name))
    used = {label for *_, names in given for label in names}
    unknown = sorted(used - set(labels))
    if unknown:
        raise ReadError(f"{path}：标签 {unknown[0]!r} 不在编码范围内：应为 {'、'.join(labels)} 之一")
    asked = used | set(labels if offered is None else offered)
    return [coding for one in given for coding in _decided(*one, [label for label in labels if label in asked])]


#: one coder's labels of one text: the record, who, and which
_Given = tuple[Mapping[str, Any], str, set[str]]


def _label_studio(records: Sequence[Mapping[str, Any]], name: str) -> Iterator[_Given]:
    for record in records:
        for annotation in record.get("annotations", ()):
            if annotation.get("was_cancelled"):
                continue
            values = [result.get("value", {}) for result in annotation.get("result", ())]
            given = {str(label) for value in values for kind in ("choices", "labels") for label in value.get(kind, ())}
            who = annotation.get("completed_by", name)
            who = who.get("email") or who.get("id") if isinstance(who, Mapping) else who
            yield {"id": record.get("id", ""), **record.get("data", {})}, str(who), given


def _doccano(records: Sequence[Mapping[str, Any]], name: str) -> Iterator[_Given]:
    for record in records:
        entries = record.get("label", record.get("labels", ()))
        # a sequence labelling project gives [start, end, label]
        given = {str(entry[-1] if isinstance(entry, list) and entry else entry) for entry in entries}
        yield record, str(record.get("annotator", name)), given


def _decided(data: Mapping[str, Any], coder: str, given: set[str], labels: Sequence[str]) -> Iterator[Coding]:
    for label in labels:
        yield Coding(
            str(data.get("unit", data.get("id", ""))), label, coder, label in given,
            str(data.get("text", "")), str(data.get("group", "")),
        )  # fmt: skip
