"""Wording shared between agencies (雷同表述), with every place it stands in."""

from __future__ import annotations

from collections import Counter

from nlp.phrasing.result import ReusedPassage
from nlp.render.brief import Block, Card, Cards, Column, Paragraph, Section, Table, cell, plain
from nlp.render.catalogue import Catalogue, place_of
from nlp.render.marks import mark_of, quote_of

ANCHOR = "reuse"
KINDS = ("sideways", "template", "boilerplate")
_SHOWN = 200
_COPIES = 6


def chapter(catalogue: Catalogue) -> Section | None:
    """Return the chapter on shared wording, or None where fewer than two agencies were compared."""
    if len(catalogue.issuers) < 2 or (not catalogue.study.reuse and len(catalogue.study.reports) < 2):
        return None
    blocks: list[Block] = [Paragraph(plain(_HOW_TO_READ), quiet=True)]
    if not catalogue.study.reuse:
        blocks.append(Paragraph(plain("没有发现两个以上机关相同的表述。")))
        return Section(ANCHOR, "机关间雷同表述", tuple(blocks))
    blocks.append(_table(catalogue.study.reuse))
    ranked = sorted(
        catalogue.study.reuse, key=lambda passage: KINDS.index(passage.kind) if passage.kind in KINDS else 9
    )
    cards = tuple(
        card for n, passage in enumerate(ranked[:_SHOWN], 1) if (card := _card(catalogue, passage, n)) is not None
    )
    if len(ranked) > _SHOWN:
        blocks.append(Paragraph(plain(f"共{len(ranked)}段，这里列出{_SHOWN}段，其余见数据表。"), quiet=True))
    blocks.append(
        Section(
            f"{ANCHOR}-list",
            "逐段列出",
            (Cards(f"{ANCHOR}-items", "雷同表述", cards, "各处原文"),),
            fold=len(cards) > 12,
            gist=f"{len(cards)}段，点开看各处原文",
        )
    )
    return Section(ANCHOR, "机关间雷同表述", tuple(blocks))


_HOW_TO_READ = (
    "两个以上机关的报告里相同或几乎相同的句子。“可能来源”是其中最早、层级最高的一份，只是推断。"
    "许多机关都用的通用套话单列一类，不宜算作抄袭。"
)


def _table(passages: tuple[ReusedPassage, ...]) -> Table:
    counts = Counter(passage.kind for passage in passages)
    rows = tuple(
        (
            cell(mark_of(kind).title), cell(counts[kind]),
            cell(sum(len(passage.text) for passage in passages if passage.kind == kind)), cell(mark_of(kind).note),
        )
        for kind in KINDS if counts[kind]
    )  # fmt: skip
    return Table(
        "tab-reuse",
        "雷同表述的类别",
        (Column("类别"), Column("段数", "number"), Column("字数", "number"), Column("含义", "long")),
        rows,
    )


def _card(catalogue: Catalogue, passage: ReusedPassage, number: int) -> Card | None:
    copies = [copy for copy in passage.passages if copy.source in catalogue.by_source]
    if not copies:
        return None
    # the likely origin comes first and is the passage quoted; the others follow
    copies.sort(key=lambda copy: copy.source != passage.source)
    quotes = []
    for copy in copies:
        position = catalogue.by_source[copy.source]
        report = catalogue.study.reports[position]
        label = f"{catalogue.label(position)} {place_of(report, copy.start)}"
        quotes.append(quote_of(report, copy.start, copy.end, label=label))
    facts = [("机关", plain(f"{len(passage.issuers)}个")), ("出现", plain(f"{len(copies)}处"))]
    if passage.kind != "boilerplate" and copies[0].source == passage.source:
        facts.append(("可能来源", plain(catalogue.label(catalogue.by_source[passage.source]))))
    if len(quotes) > _COPIES:
        facts.append(("未列出", plain(f"另有{len(quotes) - _COPIES}处，见数据表")))
    return Card(
        f"{ANCHOR}-{number}", passage.kind, f"雷同{number}", quotes[0], tuple(facts), related=tuple(quotes[1:_COPIES])
    )
