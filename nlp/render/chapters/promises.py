"""Whether last year's promise was kept (承诺兑现): each plan and problem of a year, and what the next report says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlp.plans.result import FollowUp
from nlp.render.brief import (
    Block,
    Card,
    Cards,
    Cell,
    Column,
    Figure,
    Legend,
    Paragraph,
    Section,
    Table,
    cell,
    plain,
)  # fmt: skip
from nlp.render.catalogue import Catalogue, percent, place_of
from nlp.render.chapters.wording import title_of
from nlp.render.charts import stacked_bars
from nlp.render.marks import mark_of, quote_of
from nlp.render.readings import FATES, fates

if TYPE_CHECKING:
    from nlp.study import Comparison

ANCHOR = "promises"
PLAN_FATES = ("delivered", "partly", "repeated", "unmet")
PROBLEM_FATES = ("recurs", "gone")
_BARS = 24


def anchor_of(number: int) -> str:
    """Return the anchor of one comparison's promises."""
    return f"{ANCHOR}-c{number}"


def chapter(catalogue: Catalogue) -> Section | None:
    """Return the chapter on promises, or None where nothing was followed up."""
    followed = [n for n, comparison in enumerate(catalogue.study.comparisons) if comparison.follow_up]
    if not followed:
        return None
    blocks: list[Block] = [Paragraph(plain(_HOW_TO_READ), quiet=True)]
    figure = _figure(catalogue, followed)
    if figure:
        blocks.append(figure)
    blocks.append(_table(catalogue, followed))
    blocks.append(Legend("图例", (*PLAN_FATES, *PROBLEM_FATES)))
    for issuer in catalogue.issuers:
        inner = tuple(_of_comparison(catalogue, number) for number in issuer.comparisons if number in followed)
        if inner:
            blocks.extend(catalogue.under(ANCHOR, issuer, inner))
    return Section(ANCHOR, "上年承诺的兑现", tuple(blocks))


_HOW_TO_READ = (
    "把上年报告列出的每项改进措施和每个问题，拿到今年报告里去找。只看报告怎么说，不代表实际做没做；"
    "“未见下文”只表示今年报告没有写。把握程度为0—1，越低越需要人工核对。"
)


def _figure(catalogue: Catalogue, followed: list[int]) -> Figure | None:
    ordered = [number for issuer in catalogue.issuers for number in issuer.comparisons if number in followed]
    counted = [(number, fates(catalogue.study.comparisons[number].follow_up, "plan")) for number in ordered]
    bars: dict[str, dict[str, int]] = {}
    links: dict[str, str] = {}
    for number, counts in counted:
        _, new = catalogue.sides(catalogue.study.comparisons[number])
        year = catalogue.study.reports[new].year
        label = (
            f"{year}年"
            if len(counted) > _BARS
            else catalogue.bar_label(catalogue.issuer_of(new), title_of(catalogue, number))
        )
        if len(counted) <= _BARS:
            links[label] = f"#{anchor_of(number)}"
        bar = bars.setdefault(label, dict.fromkeys(PLAN_FATES, 0))
        for fate in PLAN_FATES:
            bar[fate] += counts[fate]
    rows = [
        {"bar": label, "part": fate, "value": count, "text": str(count), "link": links.get(label)}
        for label, bar in bars.items() for fate, count in bar.items() if count
    ]  # fmt: skip
    if not rows:
        return None
    spec = stacked_bars(rows, tuple((fate, mark_of(fate).title) for fate in PLAN_FATES), title="上年承诺的措施（项）")
    return Figure(
        "fig-promises",
        "上年承诺的措施后来怎样",
        spec,
        "堆叠条形图：每年承诺的措施已兑现、部分兑现、再次承诺、未见下文各几项。数字见下表。",
    )


def _table(catalogue: Catalogue, followed: list[int]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for issuer in catalogue.issuers:
        for number in (n for n in issuer.comparisons if n in followed):
            items = catalogue.study.comparisons[number].follow_up
            plans, problems = fates(items, "plan"), fates(items, "problem")
            total = sum(plans.values())
            kept = plans["delivered"] / total if total else None
            rows.append((
                *catalogue.agency_cells(issuer), cell(title_of(catalogue, number), link=anchor_of(number)), cell(total),
                *(cell(plans[fate]) for fate in PLAN_FATES), cell(percent(kept), value="" if kept is None else kept),
                cell(sum(problems.values())), *(cell(problems[fate]) for fate in PROBLEM_FATES),
            ))  # fmt: skip
    heads = (
        "上年措施", *(mark_of(fate).title for fate in PLAN_FATES), "兑现占比", "上年问题",
        *(mark_of(fate).title for fate in PROBLEM_FATES),
    )  # fmt: skip
    columns = (*catalogue.agency_columns(), Column("年度"), *(Column(title, "number") for title in heads))
    head = 1 + len(catalogue.agency_columns())
    return Table("tab-promises", "上年措施与问题在下一年报告中的下落", columns, tuple(rows), head=head)


def _of_comparison(catalogue: Catalogue, number: int) -> Section:
    comparison = catalogue.study.comparisons[number]
    _, new = catalogue.sides(comparison)
    cards = tuple(
        _card(catalogue, comparison, item, f"{anchor_of(number)}-{n}") for n, item in enumerate(comparison.follow_up, 1)
    )
    title = title_of(catalogue, number)
    block = Cards(f"{anchor_of(number)}-items", f"{catalogue.issuer_of(new).name} {title}", cards, "今年报告的说法")
    counts = fates(comparison.follow_up, "plan") + fates(comparison.follow_up, "problem")
    gist = "　".join(f"{mark_of(fate).title}{counts[fate]}" for fate in (*PLAN_FATES, *PROBLEM_FATES) if counts[fate])
    return Section(
        anchor_of(number), title, (block,), catalogue.issuer_of(new).key,
        fold=len(catalogue.study.comparisons) > 1, gist=gist,
    )  # fmt: skip


def _card(catalogue: Catalogue, comparison: Comparison, item: FollowUp, anchor: str) -> Card:
    old, new = catalogue.sides(comparison)
    name = "措施" if item.kind == "plan" else "问题"
    quote = quote_of(comparison.old, item.old.start, item.old.end, label=catalogue.year_label(old))
    related = tuple(
        quote_of(
            comparison.new,
            found.start,
            found.end,
            label=f"{catalogue.year_label(new)} {place_of(comparison.new, found.start)}",
        )
        for found in item.evidence
    )
    facts = (("把握程度", plain(f"{item.confidence:.2f}")),)
    return Card(anchor, FATES.get(item.status, item.status), f"上年{name}", quote, facts, related=related)
