"""Passages that people coded by theme, in each of the forms there are: files of coders, the codebook's own examples, composed
sentences, and what the author of the samples planted in them.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from nlp.agreement import Coding
from nlp.readers import read
from nlp.report import Report
from nlp.text import fold
from nlp.themes import Codebook

FOLDS = 5
#: the broad themes that coders are asked about
BROAD = (
    "五公开", "六稳六保", "标准化规范化", "主动公开", "依申请公开", "政策解读", "回应关切", "政务新媒体", "网站建设", "平台建设",
    "监督保障", "信息管理", "重点领域", "疫情防控", "营商环境", "机构队伍", "公共企事业", "行政规范性文件管理",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """One coded passage: its folded text, whose it is, what each coder says of each theme, and the evidence."""

    text: str
    key: str
    fold: int
    said: Mapping[str, tuple[bool, ...]]
    evidence: Mapping[str, str]
    borderline: tuple[str, ...]


def composed(book: Codebook, files: Iterable[Path]) -> Iterator[Passage]:
    """Yield the codebook's examples and counter-examples, and composed texts.

    files : sentences, ``[theme] real = […] alike = […]``; or paragraphs, ``[[paragraphs]] text = … themes = […]``, told in full
        for the themes ``labelled``, of which again only what they do not speak of can be learned.
    """
    for theme in book.themes:
        broad = book.themes[book.lineage[book.places((theme.id,))[0]][-1]]
        for example in theme.examples:
            marked = "|".join(example.text[start:end] for start, end in example.spans)
            if example.strength != "passing":
                yield _sentence(example.text, broad.title, marked)
        if theme.parent is None:
            alike = [*theme.counters, *(each for each in theme.examples if each.strength == "passing")]
            yield from (_sentence(each.text, theme.title, "") for each in alike)
    for file in files:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
        for paragraph in tables.pop("paragraphs", ()):
            others = set(tables["labelled"]) - set(paragraph["themes"])
            yield from (_sentence(paragraph["text"], theme, "") for theme in sorted(others))
        tables.pop("labelled", None)
        for title, kinds in tables.items():
            yield from (_sentence(text, title, text) for text in kinds["real"])
            yield from (_sentence(text, title, "") for text in kinds["alike"])


def _sentence(text: str, theme: str, evidence: str) -> Passage:
    number = crc32(text.encode()) % FOLDS
    return Passage(text, fold(text), number, {theme: (bool(evidence),) * 2}, {theme: evidence}, ())


def passages(files: Iterable[Path]) -> Iterator[Passage]:
    """Yield the passages of some files."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            themes: dict[str, dict[str, Any]] = record["themes"]
            yield Passage(
                record["text"],
                fold(record["text"]),
                crc32(record.get("report", record["id"]).encode()) % FOLDS,
                {theme: tuple(v for v in given.values() if isinstance(v, bool)) for theme, given in themes.items()},
                {theme: given.get("evidence", "") for theme, given in themes.items()},
                tuple(record.get("borderline", ())),
            )


def agreed(passage: Passage, theme: str) -> bool | None:
    """Return what all coders say, None where they differ or were not asked."""
    said = set(passage.said.get(theme, ()))
    return said.pop() if len(said) == 1 else None


def planted(folder: Path) -> Iterator[Coding]:
    """Yield what the author of the samples planted: every top-level theme of every sub-item, borderline ones left out."""
    for record in json.loads((folder / "planted.json").read_text(encoding="utf-8"))["reports"]:
        report = read(folder / record["file"])
        for number, part in enumerate(record["themes"]):
            text = _text(report, part)
            for title in (title for title in BROAD if title not in part["borderline"]):
                yield Coding(
                    f"{record['file']}#{number}", title, "author", title in part["themes"], text, record["file"]
                )


def planted_passages(folder: Path) -> Iterator[Passage]:
    """Yield the same as passages; the author marked no evidence, so only what a passage does not speak of can be learned."""
    said: dict[str, tuple[Coding, dict[str, tuple[bool]]]] = {}
    for coding in planted(folder):
        said.setdefault(coding.unit, (coding, {}))[1][coding.label] = (coding.value,)
    for coding, values in said.values():
        yield Passage(coding.text, fold(coding.text), crc32(coding.group.encode()) % FOLDS, values, {}, ())


def _text(report: Report, part: dict[str, Any]) -> str:
    section = report.section(part["section"])
    assert section is not None
    if part["part"]:
        wanted = part["part"].replace("（", "(").replace("）", ")")
        found = next(p for p in section.parts if p.heading.replace("（", "(").replace("）", ")").strip() in wanted)
        return f"{part['part']}{report.text[found.start : found.end]}"
    if part["section"] == "overview" and section.parts:
        # what stands before the first sub-item, whose heading is not its own
        first = section.parts[0]
        return report.text[section.start : report.text.rindex(first.heading.strip(), section.start, first.start + 1)]
    return report.text[section.start : section.end]
