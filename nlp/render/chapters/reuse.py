"""Wording shared between agencies (雷同表述), with every place it stands in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from nlp.phrasing.result import ReusedPassage
from nlp.render.brief import Block, Card, Cards, Column, Paragraph, Section, Table, cell, plain
from nlp.render.catalogue import Catalogue, Issuer, percent, place_of
from nlp.render.marks import mark_of, quote_of

ANCHOR = "reuse"
KINDS = ("sideways", "template", "boilerplate")
_SHOWN = 200
_COPIES = 6
#: agencies listed with what they share
_AGENCIES = 60


def chapter(catalogue: Catalogue) -> Section | None:
    """Return the chapter on shared wording, or None where fewer than two agencies were compared."""
    if len(catalogue.issuers) < 2 or (not catalogue.study.reuse and len(catalogue.study.reports) < 2):
        return None
    blocks: list[Block] = [Paragraph(plain(_HOW_TO_READ), quiet=True)]
    if not catalogue.study.reuse:
        blocks.append(Paragraph(plain("没有发现两个以上机关相同的表述。")))
        return Section(ANCHOR, "机关间雷同表述", tuple(blocks))
    blocks.append(_table(catalogue.study.reuse))
    blocks.append(_agencies(catalogue))
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


@dataclass(frozen=True, slots=True)
class Share:
    """How much of an agency's prose stands in other agencies' too, set phrases left out.

    passages : shared passages; share : of the characters of its narratives; partner : whom it shares most of them with,
    and how many.
    """

    issuer: Issuer
    passages: int
    share: float
    partner: tuple[str, int]


def shares_of(catalogue: Catalogue) -> list[Share]:
    """Return what each agency shares with others, the largest share first."""
    spans: dict[str, set[tuple[str, int, int]]] = {}
    passages: Counter[str] = Counter()
    partners: dict[str, Counter[str]] = {}
    for passage in (each for each in catalogue.study.reuse if each.kind != "boilerplate"):
        copies = [
            (catalogue.issuer_of(catalogue.by_source[c.source]).key, c)
            for c in passage.passages
            if c.source in catalogue.by_source
        ]
        held = {key for key, _ in copies}
        for key in held:
            passages[key] += 1
            partners.setdefault(key, Counter()).update(held - {key})
        for key, copy in copies:
            spans.setdefault(key, set()).add((copy.source, copy.start, copy.end))
    names = {issuer.key: issuer.name for issuer in catalogue.issuers}
    found = []
    for issuer in catalogue.issuers:
        length = sum(len(span) for n in issuer.reports for span in catalogue.study.reports[n].narratives.all)
        shared = sum(end - start for _, start, end in spans.get(issuer.key, ()))
        most = partners.get(issuer.key, Counter()).most_common(1)
        partner = (names[most[0][0]], most[0][1]) if most else ("", 0)
        found.append(Share(issuer, passages[issuer.key], shared / length if length else 0.0, partner))
    return sorted(found, key=lambda each: -each.share)


def _agencies(catalogue: Catalogue) -> Table:
    rows = tuple(
        (
            cell(each.issuer.name), cell(each.passages), cell(percent(each.share), value=each.share),
            cell(f"{each.partner[0]}（{each.partner[1]}段）" if each.partner[1] else "—"),
        )
        for each in shares_of(catalogue)[:_AGENCIES]
    )  # fmt: skip
    columns = (
        Column("机关"), Column("雷同段数", "number"), Column("占其叙述文字", "number"), Column("雷同最多的机关"),
    )  # fmt: skip
    more = f"只列占比最高的{_AGENCIES}个机关。" if len(catalogue.issuers) > _AGENCIES else ""
    note = f"通用套话不计；一段话在本机关几个年度都有的，每处各计一次字数。{more}"
    return Table("tab-shares", "各机关与其他机关雷同的文字", columns, rows, note=note)


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
