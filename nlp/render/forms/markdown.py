"""Markdown (.md): GitHub's tables, quotes with their source and offsets; charts are told in words, their tables follow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from nlp.display import visible
from nlp.manifest import MAKER
from nlp.render.brief import (
    Brief,
    Card,
    Cards,
    EvidenceList,
    Figure,
    Findings,
    Legend,
    Paragraph,
    Quote,
    Run,
    Section,
    Stub,
    Table,
    Wording,
    WordingPair,
)  # fmt: skip
from nlp.render.marks import labelled, mark_of
from nlp.render.writing import writers

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:@])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": " "})


def escaped(text: str) -> str:
    """Return foreign text so that Markdown shows it as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", visible(text)).translate(_ENTITIES)


@writers.register("md")
def write_markdown(brief: Brief, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the brief as one Markdown file."""
    lines = [f"# {escaped(brief.title)}", "", escaped(brief.subtitle), ""]
    for section in brief.sections:
        lines.extend(_section(section, 2))
    lines.extend(["", "---", "", escaped(brief.made_by), "", f"<!-- {MAKER} -->"])
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"
    yield name, text.encode("utf-8")


def _section(section: Section, level: int) -> Iterator[str]:
    yield f'<a id="{section.anchor}"></a>'
    yield ""
    yield f"{'#' * min(level, 6)} {escaped(section.title)}"
    yield ""
    for block in section.blocks:
        if isinstance(block, Section):
            yield from _section(block, level + 1)
        else:
            yield from _BLOCKS[block.kind](block)
            yield ""


def _runs(runs: Iterable[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    text = escaped(run.text)
    if not text.strip():
        return text
    if "removed" in run.marks:
        text = f"~~{text}~~"
    elif run.marks and run.marks[0] != "note":
        text = f"**{text}**"
    if run.tag:
        text += f"〔{escaped(run.tag)}〕"
    return f"[{text}](#{run.link})" if run.link else text


def _paragraph(block: Paragraph) -> Iterator[str]:
    yield _runs(block.runs)


def _findings(block: Findings) -> Iterator[str]:
    for item in block.items:
        figure = f"**{escaped(item.figure)}** " if item.figure else ""
        link = f" [依据](#{item.link})" if item.link else ""
        yield f"- {figure}{_runs(item.runs)}{link}"


def _table(block: Table) -> Iterator[str]:
    yield f'<a id="{block.anchor}"></a>'
    yield f"**{escaped(block.caption)}**"
    yield ""
    yield "| " + " | ".join(escaped(column.title) for column in block.columns) + " |"
    yield "|" + "|".join("---:" if column.kind == "number" else "---" for column in block.columns) + "|"
    for row in block.rows:
        yield "| " + " | ".join(_runs(cell.runs) for cell in row) + " |"
    if block.note:
        yield ""
        yield escaped(block.note)


def _figure(block: Figure) -> Iterator[str]:
    yield f"图：{escaped(block.caption)}。{escaped(block.alt)}"
    if block.note:
        yield ""
        yield escaped(block.note)


def _legend(block: Legend) -> Iterator[str]:
    listed = "，".join(f"{escaped(mark_of(name).symbol)} {escaped(mark_of(name).title)}" for name in block.marks)
    yield f"{escaped(block.caption)}：{listed}"


def _quote(quote: Quote) -> str:
    before, after = ("…" if cut else "" for cut in quote.clipped)
    label = f"{escaped(quote.label)}，" if quote.label else ""
    return f"{before}{_runs(quote.runs)}{after}（{label}{escaped(quote.source)} {quote.start}–{quote.end}）"


def _evidence(block: EvidenceList) -> Iterator[str]:
    yield f"**{escaped(block.caption)}**"
    yield ""
    for entry in block.entries:
        yield f'- <a id="{entry.anchor}"></a>{escaped(entry.title)}'
        for quote in entry.quotes:
            yield f"  - {_quote(quote)}"


def _cards(block: Cards) -> Iterator[str]:
    yield f"**{escaped(block.caption)}**"
    for card in block.items:
        yield ""
        yield from _card(card, block.related)


def _card(card: Card, related: str) -> Iterator[str]:
    title = f"{escaped(card.title)} " if card.title else ""
    yield f'- <a id="{card.anchor}"></a>{title}**{escaped(labelled(card.status))}** {_quote(card.quote)}'
    for name, value in card.facts:
        yield f"  - {escaped(name)}：{_runs(value)}"
    if card.reason:
        yield f"  - {escaped(card.reason)}"
    for quote in card.related:
        yield f"  - {escaped(related)}：{_quote(quote)}"


def _wording(block: Wording) -> Iterator[str]:
    yield f'<a id="{block.anchor}"></a>'
    yield f"**{escaped(block.caption)}**"
    yield ""
    yield f"| 状态 | {escaped(block.old_label)} | {escaped(block.new_label)} |"
    yield "|---|---|---|"
    for row in block.rows:
        yield _wording_row(row)


def _wording_row(row: WordingPair | Stub) -> str:
    if isinstance(row, Stub):
        return f"| ↑↓ | [{escaped(row.text)}](#{row.link}) | |"
    sides = ("<br>".join(_quote(quote) for quote in side) for side in (row.old, row.new))
    note = "".join(f"<br>{escaped(note)}" for note in row.notes)
    return f'| <a id="{row.anchor}"></a>{escaped(labelled(row.status))}{note} | {" | ".join(sides)} |'


_BLOCKS: dict[str, Callable[[Any], Iterator[str]]] = {
    "paragraph": _paragraph, "findings": _findings, "table": _table, "figure": _figure, "legend": _legend,
    "evidence": _evidence, "cards": _cards, "wording": _wording,
}  # fmt: skip
