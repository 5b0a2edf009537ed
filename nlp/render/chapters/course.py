"""What goes on from year to year (历年走向): figures reported again, problems that come back, wording that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlp.phrasing import Timeline
from nlp.plans.recurrence import Recurrence, Stay, recurrence
from nlp.render.brief import (
    Block,
    Card,
    Cards,
    Cell,
    Column,
    Entry,
    EvidenceList,
    Paragraph,
    Section,
    Table,
    cell,
    plain,
)  # fmt: skip
from nlp.render.catalogue import Catalogue, Issuer, place_of
from nlp.render.chapters import plans
from nlp.render.marks import clip_of, mark_of, quote_of
from nlp.render.readings import FATES

if TYPE_CHECKING:
    from nlp.phrasing.counts import FigureSeries
    from nlp.phrasing.series import Lifespan

ANCHOR = "course"
#: figures, and passages, listed for one agency; the tables have all
_FIGURES, _LIVES = 24, 60
#: a label of fewer characters (开展, 组织) does not say what was counted
_TELLING = 3
#: changes of smaller numbers are given in pieces, not in per cent
_FEW = 20
#: fewer reports than this are no series
SERIES = 3
#: characters of a clause shown around a figure
_AROUND = 34


def chapter(catalogue: Catalogue) -> Section | None:
    """Return the chapter on what is followed through the years, or None where no agency has two reports."""
    followed = [(issuer, line) for issuer in catalogue.issuers if (line := timeline_of(catalogue, issuer))]
    if not followed:
        return None
    longest = max(len(line.reports) for _, line in followed)
    blocks: list[Block] = [Paragraph(plain(_FIGURES_READ + (_SERIES_READ if longest >= SERIES else "")), quiet=True)]
    if len(catalogue.issuers) > 1:
        blocks.append(_overview(catalogue, followed))
    inner = [(issuer, _of_issuer(catalogue, issuer, line)) for issuer, line in followed]
    blocks.extend(part for issuer, parts in inner if parts for part in catalogue.under(ANCHOR, issuer, parts))
    if not any(parts for _, parts in inner):
        return None
    return Section(ANCHOR, "历年走向" if longest >= SERIES else "两年数字", tuple(blocks))


_FIGURES_READ = (
    "数字取自叙述文字，按前后各年的措辞认定为同一项目，点数字看原句；口径是否一致，请以原文为准。"
    "“变化”为末次与首次相比。"
)
_SERIES_READ = "表述和问题的存续只在本批报告内计算；跨2019年、2021年格式调整的，看上去会比实际短。"


def timeline_of(catalogue: Catalogue, issuer: Issuer) -> Timeline | None:
    """Return how an agency's wording went through its years, or None where only one year is known."""
    mine = set(issuer.reports)
    lines = (line for line in catalogue.study.timelines if catalogue.position(line.reports[-1]) in mine)
    return None if issuer.mixed else next((line for line in lines if len(line.reports) > 1), None)


def lives_of(line: Timeline) -> list[Lifespan]:
    """Return the passages that stand in three reports or more, those of most years first."""
    return sorted((life for life in line.passages if life.years >= SERIES), key=lambda life: -life.years)


def again_of(catalogue: Catalogue, issuer: Issuer) -> Recurrence:
    """Return which problems and plans an agency states in how many of its reports."""
    study = catalogue.study
    compared = [study.comparisons[number] for number in issuer.comparisons]
    years = [(study.plans[catalogue.sides(each)[0]], each.follow_up) for each in compared]
    return recurrence([*years, (study.plans[catalogue.sides(compared[-1])[1]], ())])


def _overview(catalogue: Catalogue, followed: list[tuple[Issuer, Timeline]]) -> Table:
    rows = []
    for issuer, line in followed:
        lives = lives_of(line)
        problems = [stay for stay in again_of(catalogue, issuer).problems if len(stay.years) > 1]
        first, last = line.reports[0].year, line.reports[-1].year
        rows.append((
            cell(issuer.name, link=f"{ANCHOR}-{issuer.key}"), cell(f"{first}—{last}年"), cell(len(line.reports)), cell(len(line.figures)),
            cell(len(lives)), cell(sum(life.unchanged for life in lives)), cell(len(problems)),
        ))  # fmt: skip
    columns = (
        Column("机关"), Column("年度"), Column("报告份数", "number"), Column("连续报告的数字", "number"),
        Column("三年以上的表述", "number"), Column("其中只改数字", "number"), Column("反复出现的问题", "number"),
    )  # fmt: skip
    return Table("tab-course", "各机关历年走向", columns, tuple(rows))


def _of_issuer(catalogue: Catalogue, issuer: Issuer, line: Timeline) -> tuple[Section, ...]:
    parts = [_figures(catalogue, issuer, line)] if any(len(each.label) >= _TELLING for each in line.figures) else []
    if len(line.reports) >= SERIES:
        parts += [part for part in (_again(catalogue, issuer), _lives(catalogue, issuer, line)) if part]
    return tuple(parts)


# -- figures


def _figures(catalogue: Catalogue, issuer: Issuer, line: Timeline) -> Section:
    anchor = f"{ANCHOR}-{issuer.key}-figures"
    telling = [(n, series) for n, series in enumerate(line.figures) if len(series.label) >= _TELLING]
    ranked = sorted(telling, key=lambda pair: (-len(pair[1].points), pair[0]))
    shown = sorted(ranked[:_FIGURES])
    positions = [catalogue.position(report) for report in line.reports]
    rows = tuple(_figure_row(catalogue, positions, f"{anchor}-{n}", series) for n, series in shown)
    years = (Column(catalogue.year_label(position), "number") for position in positions)
    columns = (Column("项目"), *years, Column("变化", "number"))
    more = len(line.figures) - len(shown)
    note = f"另有{more}项，见数据表。" if more else ""
    table = Table(f"tab-{anchor}", _captioned(catalogue, issuer, "前后各年都报告的数字"), columns, rows, note=note)
    entries = tuple(_figure_entry(catalogue, f"{anchor}-{n}", series) for n, series in shown)
    evidence = EvidenceList(_captioned(catalogue, issuer, "数字的原文依据"), entries)
    return Section(anchor, "数字", (table, evidence), issuer.key)


def _captioned(catalogue: Catalogue, issuer: Issuer, caption: str) -> str:
    return caption if len(catalogue.issuers) == 1 else f"{issuer.name}：{caption}"


def _figure_row(catalogue: Catalogue, positions: list[int], anchor: str, series: FigureSeries) -> tuple[Cell, ...]:
    by_position = {catalogue.by_source.get(point.source): point for point in series.points}
    cells = []
    for position in positions:
        point = by_position.get(position)
        # as it is printed: 14万余条 is not 140000
        cells.append(cell(point.passage.text, link=anchor, value=point.value) if point else cell("—", value=""))
    return (cell(series.label), *cells, _change(series))


def _change(series: FigureSeries) -> Cell:
    first, last = series.points[0], series.points[-1]
    if series.unit == "%":
        points = last.value - first.value
        return cell(_signed(f"{points:+.1f}个百分点") if points else "持平", value=round(points, 2))
    more = last.value - first.value
    if not more:
        return cell("持平", value=0)
    rough = "约" if any(sign in point.passage.text for point in (first, last) for sign in "余多万亿") else ""
    if min(first.value, last.value) < _FEW:
        # of a handful a percentage says nothing
        return cell(_signed(f"{more:+,.10g}{series.unit}"), value=more)
    return cell(rough + _signed(f"{more / first.value:+.0%}"), value=round(more / first.value, 4))


def _signed(text: str) -> str:
    return text.replace("-", "−")


def _figure_entry(catalogue: Catalogue, anchor: str, series: FigureSeries) -> Entry:
    quotes = []
    for point in series.points:
        position = catalogue.by_source[point.source]
        report = catalogue.study.reports[position]
        label = f"{catalogue.year_label(position)} {place_of(report, point.passage.start)}"
        quotes.append(clip_of(report, point.passage.start, point.passage.end, label=label, around=_AROUND))
    return Entry(anchor, series.label, tuple(quotes))


# -- problems and plans stated again


def _again(catalogue: Catalogue, issuer: Issuer) -> Section | None:
    found = again_of(catalogue, issuer)
    rows = tuple(
        (cell(kind), Cell(cell(stay.text, link=_home(catalogue, issuer, stay)).runs, stay.text),
         cell("、".join(f"{year}" for year in stay.years)), cell(len(stay.years)), cell(_fate(stay)))
        for kind, stays in (("问题", found.problems), ("措施", found.plans)) for stay in stays if len(stay.years) > 1
    )  # fmt: skip
    if not rows:
        return None
    anchor = f"{ANCHOR}-{issuer.key}-again"
    columns = (
        Column("类别"), Column("首次的写法", "long"), Column("出现年度"), Column("份数", "number"), Column("最后一次的下文"),
    )  # fmt: skip
    table = Table(
        f"tab-{anchor}", _captioned(catalogue, issuer, "两份以上报告里出现的问题与措施"), columns, rows, head=0
    )
    return Section(anchor, "反复出现的问题与措施", (table,), issuer.key)


def _fate(stay: Stay) -> str:
    return mark_of(FATES.get(stay.fate, stay.fate)).title if stay.fate else "末年报告，尚无下文"


def _home(catalogue: Catalogue, issuer: Issuer, stay: Stay) -> str:
    """Return the anchor of the problem or plan as it was first stated."""
    for position in issuer.reports:
        planned = catalogue.study.plans[position]
        items, letter = (planned.problems, "q") if stay.kind == "problem" else (planned.plans, "p")
        for number, item in enumerate(items, 1):
            if item.text == stay.text and catalogue.study.reports[position].year in (*stay.years, None):
                return f"{plans.anchor_of(position)}-{letter}{number}"
    return ""


# -- wording that stays


def _lives(catalogue: Catalogue, issuer: Issuer, line: Timeline) -> Section | None:
    lives = lives_of(line)
    if not lives:
        return None
    anchor = f"{ANCHOR}-{issuer.key}-lives"
    cards = tuple(_life_card(catalogue, f"{anchor}-{n}", life) for n, life in enumerate(lives[:_LIVES], 1))
    unchanged = sum(life.unchanged for life in lives)
    gist = f"{len(lives)}段" + (f"，其中{unchanged}段只改数字、年份" if unchanged else "")
    items = Cards(f"{anchor}-items", _captioned(catalogue, issuer, "三份以上报告里都有的表述"), cards, "此前的写法")
    blocks: list[Block] = [items]
    if len(lives) > _LIVES:
        blocks.append(Paragraph(plain(f"共{len(lives)}段，这里列出{_LIVES}段，其余见数据表。"), quiet=True))
    return Section(anchor, "年年出现的表述", tuple(blocks), issuer.key, fold=True, gist=gist)


def _life_card(catalogue: Catalogue, anchor: str, life: Lifespan) -> Card:
    quotes = []
    for seen in reversed(life.appearances):
        position = catalogue.by_source[seen.source]
        report = catalogue.study.reports[position]
        quotes.append(quote_of(report, seen.passage.start, seen.passage.end, label=catalogue.year_label(position)))
    title = f"{life.first}—{life.last}年，{life.years}份报告"
    status = "same" if life.unchanged else "edited"
    return Card(anchor, status, title, quotes[0], related=tuple(quotes[1:]))
