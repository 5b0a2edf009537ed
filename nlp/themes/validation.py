"""The tagger against people: gold files and coded sheets in, agreement out; and texts for people to code (检验与抽样)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from nlp.agreement import Agreement, Coding, agreement, read_sheet, stratified
from nlp.agreement.exchange import read_export
from nlp.errors import ReadError
from nlp.report import Report
from nlp.themes.codebook import Codebook
from nlp.themes.load import load_codebook
from nlp.themes.tagger import tag

#: the tagger's name among the coders
MACHINE = "gongkai"
_SHORTEST = 20


def validate(
    paths: Sequence[str | Path], codebook: Codebook | str | Path = "gongkai", *, resamples: int = 1000
) -> Agreement:
    """Compare the tagger with human coders (主题标注检验).

    Parameters
    ----------
    paths : gold files (.jsonl: one object a text with ``id``, ``text``, ``report`` and ``themes``: title -> coder ->
        true or false), sheets people filled in (.xlsx), Label Studio or doccano exports (.json, .jsonl).
    codebook : what to tag with; a label is looked up among its titles and ids.
    resamples : of the bootstrap intervals; whole reports are drawn.

    Returns
    -------
    The agreement, the tagger being ``"gongkai"``. A theme counts as given when it is tagged ``named`` or ``described``.
    The figures hold for the texts the coders saw; those of another kind of text, or of a codebook mended after looking
    at these very texts, must not be compared with them.

    Raises
    ------
    ReadError
        When a file is none of these, or codes a theme the codebook does not have.
    """
    book = codebook if isinstance(codebook, Codebook) else load_codebook(codebook)
    people = [coding for path in paths for coding in read_codings(path, book)]
    return agreement([*people, *machine_codings(people, book)], measured=MACHINE, resamples=resamples)


def read_codings(path: str | Path, book: Codebook) -> list[Coding]:
    """Return the decisions in one file of any of the formats that `validate` takes."""
    file = Path(path)
    titles = [theme.title for theme in book.themes]
    if file.suffix.lower() == ".xlsx":
        codings = read_sheet(file)
    elif _is_gold(file):
        codings = list(_gold(file))
    else:
        codings = read_export(file, titles, offered=[theme.title for theme in book.themes if theme.parent is None])
    known = {*titles, *(theme.id for theme in book.themes)}
    unknown = sorted({coding.label for coding in codings} - known)
    if unknown:
        raise ReadError(f"{path}：编码表 {book.name!r} 没有主题 {unknown[0]!r}：请用编码时所用的编码表来检验")
    return codings


def _is_gold(file: Path) -> bool:
    with file.open(encoding="utf-8-sig") as lines:
        first = next((line for line in lines if line.strip()), "")
    try:
        record = json.loads(first)
    except json.JSONDecodeError:
        return False
    return isinstance(record, Mapping) and isinstance(record.get("themes"), Mapping)


def _gold(file: Path) -> Iterator[Coding]:
    for number, line in enumerate(file.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            unit, text, themes = str(record["id"]), str(record["text"]), dict(record["themes"])
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise ReadError(f"{file}：第 {number} 行不是标注记录（{error}）：应有 id、text 和 themes") from error
        for label, given in themes.items():
            yield from _given(unit, str(label), given, text, str(record.get("report", "")))


def _given(unit: str, label: str, given: Mapping[str, Any], text: str, group: str) -> Iterator[Coding]:
    note = str(given.get("evidence", ""))
    for coder, value in given.items():
        if isinstance(value, bool):
            yield Coding(unit, label, coder, value, text, group, note if value else "")


def machine_codings(people: Iterable[Coding], book: Codebook) -> Iterator[Coding]:
    """Yield the tagger's decision wherever a person decided."""
    asked: dict[str, tuple[Coding, dict[str, None]]] = {}
    for coding in people:
        asked.setdefault(coding.unit, (coding, {}))[1][coding.label] = None
    for unit, (coding, labels) in asked.items():
        tags = tag(coding.text, book)
        for label in labels:
            found = tags.get(label)
            value = found is not None and found.strength != "passing"
            note = "｜".join(evidence.quote for evidence in found.evidence) if found else ""
            yield Coding(unit, label, MACHINE, value, coding.text, coding.group, note)


def coding_units(report: Report) -> Iterator[dict[str, str]]:
    """Yield the texts of a report that people can code: its sub-items, or a narrative whole where it has none.

    Each has ``unit`` (an id that leads back to source and offsets), ``group`` (the report), ``text`` and ``stratum``
    (year, section and part, what `sample` draws evenly from).
    """
    group = report.source or report.sha256 or str(report.issuer)
    for span in report.narratives.all:
        section = next((each for each in report.sections if each.start <= span.start < each.end), None)
        parts = [
            part for part in (section.parts if section else ()) if span.start <= part.start and part.end <= span.end
        ]
        pieces = [(part.start, part.end, part.kind) for part in parts] or [(span.start, span.end, "")]
        for start, end, kind in pieces:
            text = report.text[start:end].strip()
            if len(text) >= _SHORTEST:
                stratum = f"{report.year}/{section.kind if section else ''}/{kind}"
                yield {"unit": f"{group}#{start}-{end}", "group": group, "text": text, "stratum": stratum}


def sample(reports: Iterable[Report], n: int, *, seed: int | None = None) -> list[dict[str, str]]:
    """Return at most `n` units of the reports for people to code, drawn evenly over years, sections and parts (抽样).

    Parameters
    ----------
    reports : to draw from; n : units at most; seed : the same seed draws the same units.

    Returns
    -------
    list of dict
        ``unit`` (source and span), ``group`` (source), ``stratum`` and ``text``. Rare strata are drawn as often as common
        ones: shares in the sample are not shares in the reports.
    """
    units = [unit for report in reports for unit in coding_units(report)]
    chance = {} if seed is None else {"seed": seed}
    return stratified(units, n, stratum=lambda unit: unit["stratum"], **chance)
