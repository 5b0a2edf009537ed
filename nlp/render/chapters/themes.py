"""What the reports speak of (主题): a heat map by agency and year, tables, and the words behind every sign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nlp.render.brief import (
    Block,
    Cell,
    Column,
    Entry,
    EvidenceList,
    Figure,
    Legend,
    Paragraph,
    Section,
    Table,
    cell,
    plain,
)  # fmt: skip
from nlp.render.catalogue import LEVEL_TITLES, Catalogue, Issuer, percent, place_of, short
from nlp.render.charts import heat_map
from nlp.render.marks import clip_of, labelled, mark_of
from nlp.report import LEVELS
from nlp.themes import Theme
from nlp.themes.result import ThemeTag

ANCHOR = "themes"
#: more reports than this do not fit side by side on a page: years are summed up instead
_SIDE_BY_SIDE = 24
_CLIPS = 3
_HEAT_ROWS = 30
#: width of a column in pixels: of many agencies, of one
_STEP, _WIDE = 42, 96
_TONES = {"named": 4, "described": 2, "passing": 1}


def chapter(catalogue: Catalogue) -> Section | None:
    """Return the chapter on themes, or None where no report was tagged."""
    if not any(tags.themes for tags in catalogue.study.tags):
        return None
    blocks: list[Block] = [Paragraph(plain(_how_to_read(catalogue)), quiet=True)]
    blocks.append(Legend("图例", ("named", "described", "passing")))
    blocks.append(_heat(catalogue))
    if len(catalogue.study.reports) > 2:
        table = _prevalence(catalogue)
        title = f"写到各主题的报告份数（{len(table.rows)}个主题）"
        blocks.append(Section(f"{ANCHOR}-counts", title, (table,), fold=True, aside=len(catalogue.issuers) == 1))
    blocks.extend(_of_issuer(catalogue, issuer) for issuer in catalogue.issuers)
    return Section(ANCHOR, "主题分布", tuple(blocks))


def _how_to_read(catalogue: Catalogue) -> str:
    codebook = catalogue.study.codebook
    used = sum(1 for theme in codebook.themes if present(catalogue, theme))
    formats = {report.outline for report in catalogue.study.reports}
    doubt = "2019年、2021年报告格式两次调整，跨年比较时请留意。" if len(formats) > 1 else ""
    return (
        f"主题由编码表“{codebook.title or codebook.name}”事先定义，共{len(codebook.themes)}个，本批报告出现{used}个。"
        f"点任一符号或数字可看原文依据。{doubt}"
    )


def present(catalogue: Catalogue, theme: Theme) -> int:
    """Return in how many reports a theme is named or described."""
    return _count(catalogue, theme, range(len(catalogue.study.reports)))


def ranked_themes(catalogue: Catalogue) -> list[tuple[Theme, int]]:
    """Return the themes with a share of their own (no set phrases) and in how many reports each is, most first."""
    counted = [(theme, present(catalogue, theme)) for theme in catalogue.study.codebook.themes if not theme.frame]
    return sorted((pair for pair in counted if pair[1]), key=lambda pair: -pair[1])


def _top(catalogue: Catalogue) -> list[Theme]:
    """Return the themes shown in the heat map, in the codebook's order: those without a parent, the most frequent."""
    roots = [theme for theme, _ in ranked_themes(catalogue) if theme.parent is None][:_HEAT_ROWS]
    return [theme for theme in catalogue.study.codebook.themes if theme in roots]


def _heat(catalogue: Catalogue) -> Figure:
    if len(catalogue.study.reports) <= _SIDE_BY_SIDE:
        return _heat_of_reports(catalogue)
    return _heat_of_years(catalogue)


def _heat_of_reports(catalogue: Catalogue) -> Figure:
    rows = []
    # one agency leaves room for how often beside how
    alone = len(catalogue.issuers) == 1
    most = max((len(tag.evidence) for tags in catalogue.study.tags for tag in tags.themes), default=1) if alone else 0
    for issuer in catalogue.issuers:
        for position in issuer.reports:
            for theme in _top(catalogue):
                tag = catalogue.tag(position, theme.id)
                facet, column = catalogue.facet(position)
                rows.append({
                    "facet": facet, "column": column,
                    "row": short(theme.title, 14), "tone": _tone(tag, most) if tag else 0,
                    "sign": _in_cell(tag, counted=alone) if tag else "",
                    "link": f"#{evidence_anchor(catalogue, tag, position)}" if tag else None,
                })  # fmt: skip
    alt = f"主题热力图：{len(_top(catalogue))}个主题在各机关各年度报告中的写法。每格内容见下方各机关的表。"
    whose = "各机关" if len(catalogue.issuers) > 1 else ""
    caption = f"{whose}{'' if catalogue.one_year else '各年度'}写了哪些主题"
    note = f"空格为未写到{'，数字为出现次数，越多越深' if alone else ''}"
    columns = [] if catalogue.one_year else sorted({str(row["column"]) for row in rows})
    step = _WIDE if alone or catalogue.one_year else _STEP
    return Figure("fig-themes", caption, heat_map(rows, columns=columns, step=step), alt, note)


def _tone(tag: ThemeTag, most: int) -> int:
    """Return a cell's shade: by how a theme is written of, or, where `most` is given, by how often."""
    return min(4, 1 + int(3.99 * (len(tag.evidence) / most) ** 0.5)) if most else _TONES[tag.strength]


def _in_cell(tag: ThemeTag, *, counted: bool) -> str:
    symbol = mark_of(tag.strength).symbol
    return f"{symbol} {len(tag.evidence)}" if counted else symbol


def _heat_of_years(catalogue: Catalogue) -> Figure:
    columns = _year_columns(catalogue) + _level_columns(catalogue)
    rows = []
    for facet, title, positions in columns:
        for theme in _top(catalogue):
            share = _count(catalogue, theme, positions) / len(positions)
            tone = 0 if not share else min(4, 1 + int(share * 4))
            rows.append(
                {"facet": facet, "column": title, "row": short(theme.title, 14), "tone": tone, "sign": percent(share)}
            )
    alt = "主题热力图：写到各主题的报告所占比例，按年度和层级。数字见下表。"
    return Figure(
        "fig-themes", "写到各主题的报告占比", heat_map(rows, step=54), alt, "格内为写到该主题（点名或叙述）的报告占比"
    )


Group = tuple[str, str, list[int]]


def _year_columns(catalogue: Catalogue) -> list[Group]:
    reports = enumerate(catalogue.study.reports)
    years: dict[str, list[int]] = {}
    for position, report in sorted(reports, key=lambda pair: pair[1].year or 9999):
        years.setdefault(f"{report.year}" if report.year else "不详", []).append(position)
    return [("按年度", title, positions) for title, positions in years.items()]


def _level_columns(catalogue: Catalogue) -> list[Group]:
    levels: dict[str, list[int]] = {}
    for position, report in enumerate(catalogue.study.reports):
        if report.level in LEVELS:
            levels.setdefault(report.level, []).append(position)
    if len(levels) < 2:
        return []
    return [("按层级", LEVEL_TITLES[level], levels[level]) for level in LEVELS if level in levels]


def _count(catalogue: Catalogue, theme: Theme, positions: Sequence[int]) -> int:
    tags = (catalogue.tag(position, theme.id) for position in positions)
    return sum(1 for tag in tags if tag and tag.strength != "passing")


def _prevalence(catalogue: Catalogue) -> Table:
    columns = _year_columns(catalogue)
    rows = []
    for theme, total in ranked_themes(catalogue):
        counts = [cell(_count(catalogue, theme, positions)) for _, _, positions in columns]
        share = cell(percent(total / len(catalogue.study.reports)), value=total / len(catalogue.study.reports))
        rows.append((cell(theme.title), *counts, cell(total), share))
    heads = [
        Column(f"{title}{'年' if title.isdigit() else ''}（{len(positions)}份）", "number")
        for _, title, positions in columns
    ]
    return Table(
        "tab-prevalence", "写到各主题的报告份数（点名或叙述）",
        (Column("主题"), *heads, Column("合计", "number"), Column("占全部报告", "number")), tuple(rows),
    )  # fmt: skip


def _of_issuer(catalogue: Catalogue, issuer: Issuer) -> Section:
    themes = [
        theme for theme in catalogue.study.codebook.themes
        if any(catalogue.tag(position, theme.id) for position in issuer.reports)
    ]  # fmt: skip
    anchor = f"{ANCHOR}-{issuer.key}"
    heads = tuple(Column(catalogue.year_label(position), "mark") for position in issuer.reports)
    rows = tuple(
        (cell(_indented(theme)), *(_sign(catalogue, theme, position) for position in issuer.reports))
        for theme in themes
    )
    caption = "各年度写到的主题" if len(catalogue.issuers) == 1 else f"{issuer.name}：各年度写到的主题"
    note = "符号后的数字为出现次数。"
    table = Table(f"tab-{anchor}", caption, (Column("主题"), *heads), rows, note=note)
    entries = tuple(
        entry for theme in themes for position in issuer.reports if (entry := _entry(catalogue, theme, position))
    )
    alone = len(catalogue.issuers) == 1
    title = "全部主题与子主题" if alone else issuer.name
    evidence = EvidenceList("主题的原文依据" if alone else f"主题的原文依据（{issuer.name}）", entries)
    return Section(anchor, title, (table, evidence), issuer.key, fold=True, gist=f"写到{len(themes)}个主题")


def _indented(theme: Theme) -> str:
    return f"└ {theme.title}" if theme.parent else theme.title


def evidence_anchor(catalogue: Catalogue, tag: ThemeTag, position: int) -> str:
    """Return the anchor of the evidence for one theme in one report."""
    return f"e{position}-{catalogue.theme_order.get(tag.theme, 0)}"


def _sign(catalogue: Catalogue, theme: Theme, position: int) -> Cell:
    tag = catalogue.tag(position, theme.id)
    if tag is None:
        return cell("—", value="")
    text = f"{mark_of(tag.strength).symbol}{len(tag.evidence)}"
    return cell(text, link=evidence_anchor(catalogue, tag, position), value=tag.strength, tone=_TONES[tag.strength])


def _entry(catalogue: Catalogue, theme: Theme, position: int) -> Entry | None:
    tag = catalogue.tag(position, theme.id)
    if tag is None:
        return None
    report = catalogue.study.reports[position]
    title = f"{theme.title} · {catalogue.year_label(position)} · {labelled(tag.strength)}"
    shown = tag.evidence[:_CLIPS]
    quotes = tuple(clip_of(report, e.start, e.end, label=place_of(report, e.start)) for e in shown)
    more = len(tag.evidence) - len(shown)
    rules = Counter(e.rule for e in shown if e.rule)
    note = "；".join(filter(None, (theme.definition.rstrip("。；"), f"另有{more}处" if more else "")))
    if rules:
        note += f"（规则：{'、'.join(rules)}）" if note else f"规则：{'、'.join(rules)}"
    return Entry(evidence_anchor(catalogue, tag, position), title, quotes, note)
