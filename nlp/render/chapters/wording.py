"""What is new in them (表述变化): measures year by year, and the two years side by side, sentence by sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlp.phrasing.result import SectionMeasures
from nlp.render.brief import (
    Block,
    Cell,
    Column,
    Figure,
    Finding,
    Findings,
    Legend,
    Paragraph,
    Run,
    Section,
    Table,
    Wording,
    cell,
    plain,
)  # fmt: skip
from nlp.render.catalogue import Catalogue, parts_of, percent
from nlp.render.charts import heat_map, stacked_bars
from nlp.render.marks import EDIT_MARKS, WORDING_MARKS, mark_of
from nlp.render.readings import composition, middle, new_themes, status_counts, whole
from nlp.render.side_by_side import PLACES, side_by_side

if TYPE_CHECKING:
    from nlp.study import Comparison

ANCHOR = "wording"
_BARS = 24
#: statuses that count as recycled
_KEPT = ("same", "edited", "moved")
_PARTS = tuple((status, mark_of(status).title) for status in ("same", "edited", "moved", "new"))


def anchor_of(number: int) -> str:
    """Return the anchor of a comparison's side-by-side text."""
    return f"{ANCHOR}-c{number}"


def chapter(catalogue: Catalogue) -> Section | None:
    """Return the chapter on wording, or None where no two years were compared."""
    comparisons = catalogue.study.comparisons
    if not comparisons:
        return None
    blocks: list[Block] = [Paragraph(plain(_HOW_TO_READ), quiet=True)]
    blocks.append(_overview(catalogue))
    if len(comparisons) > 1:
        blocks.append(_measures(catalogue))
    blocks.append(Legend("图例：句子", WORDING_MARKS))
    blocks.append(Legend("图例：句内改动", EDIT_MARKS))
    for issuer in catalogue.issuers:
        if issuer.comparisons:
            inner = tuple(_side_by_side(catalogue, number) for number in issuer.comparisons)
            blocks.extend(catalogue.under(ANCHOR, issuer, inner))
    return Section(ANCHOR, "表述变化", tuple(blocks))


_HOW_TO_READ = (
    "把后一年叙述文字的每一句与前一年对照，分为相同、改写、移位、新增，前一年有而后一年没有的为删去。"
    "沿用率是前三类合计占后一年叙述文字的字数比例，新增率＝1－沿用率；用词保留只数逐字未改的部分。"
)


def title_of(catalogue: Catalogue, number: int) -> str:
    """Return the two years of a comparison in words, as in 2020年→2021年."""
    old, new = catalogue.sides(catalogue.study.comparisons[number])
    names = [catalogue.year_label(side) for side in (old, new)]
    if names[0] == names[1]:
        names = [catalogue.label(side) for side in (old, new)]
    return " → ".join(names)


def _bar_label(catalogue: Catalogue, number: int) -> str:
    _, new = catalogue.sides(catalogue.study.comparisons[number])
    return catalogue.bar_label(catalogue.issuer_of(new), title_of(catalogue, number))


def _overview(catalogue: Catalogue) -> Figure:
    comparisons = catalogue.study.comparisons
    if len(comparisons) > _BARS:
        return _by_year(catalogue)
    rows = []
    for issuer in catalogue.issuers:
        for number in issuer.comparisons:
            for status, share in composition(comparisons[number].alignment).items():
                label = _bar_label(catalogue, number)
                rows.append(
                    {
                        "bar": label,
                        "part": status,
                        "value": round(share, 6),
                        "text": percent(share),
                        "link": f"#{anchor_of(number)}",
                    }
                )
    alt = "堆叠条形图：每次对比中后一年叙述文字由相同、改写、移位、新增的句子各占多少。数字见下表。"
    return Figure(
        "fig-wording",
        "后一年的叙述文字由什么组成（按字数）",
        stacked_bars(rows, _PARTS, title="占后一年叙述文字的比例"),
        alt,
    )


def _by_year(catalogue: Catalogue) -> Figure:
    """Return how many comparisons of each year fall in each fifth of the recycled share: for many agencies."""
    years: dict[str, list[float]] = {}
    for comparison in catalogue.study.comparisons:
        measures = whole(comparison.alignment)
        if measures and measures.recycled is not None:
            years.setdefault(str(comparison.new.year or "不详"), []).append(measures.recycled)
    rows = []
    for year, shares in sorted(years.items()):
        for fifth in range(5):
            count = sum(1 for share in shares if min(4, int(share * 5)) == fifth)
            tone = 0 if not count else min(4, 1 + int(4 * count / len(shares)))
            rows.append({
                "facet": "", "row": f"{year}年", "column": f"{fifth * 20}—{fifth * 20 + 20}%", "tone": tone, "sign": str(count),
            })  # fmt: skip
    alt = "各年度报告按沿用率分布的份数。逐份数字见下表。"
    return Figure("fig-wording", "各年度报告的沿用率分布（份数）", heat_map(rows, step=90), alt)


_MEASURES = (
    ("recycled", "沿用率"),
    ("novelty", "新增率"),
    ("dropped", "删去率"),
    ("wording_kept", "用词保留"),
    ("order_change", "次序变动"),
)
_SIMILARITIES = (("cosine", "余弦"), ("jaccard", "杰卡德"), ("edit", "编辑"), ("modification", "修改程度"))


def _measures(catalogue: Catalogue) -> Table:
    rows = []
    for issuer in catalogue.issuers:
        for number in issuer.comparisons:
            measures = whole(catalogue.study.comparisons[number].alignment)
            if measures:
                years = cell(title_of(catalogue, number), link=anchor_of(number))
                rows.append((*catalogue.agency_cells(issuer), years, *_figures(measures)))
    heads = (*catalogue.agency_columns(), Column("年度"), *_heads())
    return Table(
        "tab-measures", "表述变化的各项指标（全部叙述文字）", heads, tuple(rows),
        head=1 + len(catalogue.agency_columns()), note=_MEASURES_NOTE,
    )  # fmt: skip


_MEASURES_NOTE = (
    "删去率按前一年的字数计算。余弦、杰卡德、编辑为三种通行的相似度，0—1，越大越像；"
    "修改程度已扣除篇幅影响，大于0表示改动多于偶然，小于0表示少于偶然。算式见“方法与局限”。"
)


def _heads() -> tuple[Column, ...]:
    return tuple(Column(title, "number") for _, title in (*_MEASURES, *_SIMILARITIES))


def _figures(measures: SectionMeasures) -> tuple[Cell, ...]:
    shares = [getattr(measures, name) for name, _ in _MEASURES]
    ratios = [getattr(measures, name) for name, _ in _SIMILARITIES]
    return (
        *(cell(percent(share), value="" if share is None else share) for share in shares),
        *(cell("—" if ratio is None else f"{ratio:.2f}", value="" if ratio is None else ratio) for ratio in ratios),
    )


def _by_section(comparison: Comparison, number: int, caption: str) -> Table:
    rows = tuple(
        (cell("全部叙述文字" if m.kind == "all" else PLACES.get(m.kind, m.kind)), *_figures(m))
        for m in comparison.alignment.sections
    )
    return Table(f"tab-{anchor_of(number)}", caption, (Column("范围"), *_heads()), rows)


def _side_by_side(catalogue: Catalogue, number: int) -> Section:
    comparison = catalogue.study.comparisons[number]
    old, new = catalogue.sides(comparison)
    labels = title_of(catalogue, number).split(" → ")
    # of two reports the findings have said it already
    blocks: list[Block] = [Findings(tuple(summary(catalogue, number)))] if len(catalogue.study.comparisons) > 1 else []
    warnings = dict.fromkeys((*comparison.warnings, *comparison.alignment.warnings))
    blocks.extend(Paragraph((Run("注意：", ("strong",)), Run(warning)), quiet=True) for warning in warnings)
    rows = side_by_side(comparison, anchor_of(number))
    names = f"{catalogue.label(old)}与{catalogue.label(new)}"
    if len(comparison.alignment.sections) > 1:
        blocks.append(_by_section(comparison, number, f"{names}：分部分的指标"))
    caption = f"{names}逐句对照"
    blocks.append(Wording(f"{anchor_of(number)}-text", caption, labels[0], labels[1], rows))
    return Section(
        anchor_of(number), title_of(catalogue, number), tuple(blocks), catalogue.issuer_of(new).key,
        fold=len(catalogue.study.comparisons) > 1, gist=gist(catalogue, number), aside=len(catalogue.study.comparisons) > 1,
    )  # fmt: skip


def summary(catalogue: Catalogue, number: int) -> list[Finding]:
    """Return what a comparison comes to, in one sentence; nothing where there was nothing to compare."""
    comparison = catalogue.study.comparisons[number]
    measures = whole(comparison.alignment)
    if measures is None or measures.recycled is None:
        return []
    _, new = catalogue.sides(comparison)
    shares = composition(comparison.alignment)
    kept = parts_of(measures.recycled, [shares[status] for status in _KEPT])
    made_of = "、".join(f"{mark_of(status).title}{part}" for status, part in zip(_KEPT, kept, strict=True) if part)
    parts = [f"正文有{percent(measures.recycled)}沿用上年表述" + (f"（{made_of}）" if made_of else "")]
    named = new_themes(catalogue.study.tags[new], comparison.alignment)[:3]
    if named:
        listed = "、".join(tag.title for tag, _ in named)
        parts.append(f"新增内容{'集中在' if len(named) > 1 else '主要是'}{listed}")
    runs = plain(f"{catalogue.label(new)}报告{'；'.join(parts)}。")
    return [Finding(runs, f"{percent(measures.recycled)}沿用", f"{anchor_of(number)}-text")]


def gist(catalogue: Catalogue, number: int) -> str:
    """Return a comparison in a few words, to stand beside its title."""
    comparison = catalogue.study.comparisons[number]
    measures = whole(comparison.alignment)
    counts = status_counts(comparison.alignment.pairs)
    parts = [f"{mark_of(status).title}{counts[status]}" for status in WORDING_MARKS if counts[status]]
    lead = [f"沿用率{percent(measures.recycled)}"] if measures and measures.recycled is not None else []
    return "　".join((*lead, *parts))


def typical(catalogue: Catalogue) -> float | None:
    """Return the median recycled share of all comparisons."""
    measured = (whole(comparison.alignment) for comparison in catalogue.study.comparisons)
    return middle([measures.recycled for measures in measured if measures])
