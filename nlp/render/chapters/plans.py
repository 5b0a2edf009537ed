"""How concrete the plans are (措施具体性): each problem and plan with its cues in place, its level, score and reason."""

from __future__ import annotations

from nlp.plans.result import CUE_TITLES, Item, PlanSet
from nlp.render.brief import (
    Block,
    Card,
    Cards,
    Column,
    Figure,
    Legend,
    Paragraph,
    Run,
    Section,
    Table,
    cell,
    plain,
)  # fmt: skip
from nlp.render.catalogue import Catalogue
from nlp.render.charts import heat_map, score_strips
from nlp.render.marks import CUE_MARKS, MarkedSpan, quote_of
from nlp.render.readings import CHECKABLE, holding, promised

ANCHOR = "plans"
_STRIPS = 24
_LEVELS = ("1级 口号", "2级 方向", "3级 有做法", "4级 可核查", "5级 多处可核查")


def chapter(catalogue: Catalogue) -> Section | None:
    """Return the chapter on problems and plans, or None where no report has any."""
    if not any(plans.plans or plans.problems for plans in catalogue.study.plans):
        return None
    blocks: list[Block] = [Paragraph(plain(_HOW_TO_READ), quiet=True)]
    blocks.extend(_profile(catalogue))
    blocks.append(_table(catalogue))
    blocks.append(Legend("图例：具体性线索", CUE_MARKS))
    for issuer in catalogue.issuers:
        inner = tuple(_of_report(catalogue, position) for position in issuer.reports)
        blocks.extend(catalogue.under(ANCHOR, issuer, inner))
    return Section(ANCHOR, "问题与改进措施", tuple(blocks))


_HOW_TO_READ = (
    "从“存在的主要问题及改进情况”中找出每个问题和每项措施，标出其中的具体性线索，给出0—100分和1—5级。"
    "1级只有口号，2级有方向，3级有看得见的做法，4级有一两项可核查的数量、时限、主体、载体或检验，5级有三项以上。"
    "得分只说明写得是否具体，不说明工作好坏；不同层级、不同格式的报告不宜比较得分。全份得分为拟采取措施按字数加权的平均。"
)


def anchor_of(position: int) -> str:
    """Return the anchor of one report's problems and plans."""
    return f"{ANCHOR}-r{position}"


def _profile(catalogue: Catalogue) -> list[Figure]:
    scored = [plans for plans in catalogue.study.plans if plans.plans]
    if not scored:
        return []
    if len(scored) > _STRIPS:
        return [_levels_by_year(catalogue)]
    points: list[dict[str, object]] = []
    means: list[dict[str, object]] = []
    for issuer in catalogue.issuers:
        for position in issuer.reports:
            plans = catalogue.study.plans[position]
            label = catalogue.bar_label(issuer, catalogue.year_label(position))
            points.extend(
                {"strip": label, "score": round(item.score, 1), "link": f"#{anchor_of(position)}-p{n}"}
                for n, item in enumerate(plans.plans, 1)
            )
            if plans.score is not None and plans.plans:
                means.append({"strip": label, "score": round(plans.score, 1), "text": f"{plans.score:.0f}"})
    alt = "具体性剖面：每份报告一行，每项措施一点，竖线为全份得分。数字见下表。"
    return [Figure("fig-plans", "改进措施的具体性", score_strips(points, means), alt)]


def _levels_by_year(catalogue: Catalogue) -> Figure:
    years: dict[str, list[int]] = {}
    for plans in catalogue.study.plans:
        years.setdefault(str(plans.report.year or "不详"), []).extend(item.level for item in plans.plans)
    rows = []
    for year, levels in sorted(years.items()):
        for level, title in enumerate(_LEVELS, 1):
            count = levels.count(level)
            tone = 0 if not count else min(4, 1 + int(4 * count / len(levels)))
            rows.append({"facet": "", "row": f"{year}年", "column": title, "tone": tone, "sign": str(count)})
    return Figure(
        "fig-plans", "各年度改进措施按等级的项数", heat_map(rows, step=96), "各年度各等级改进措施的项数。数字见下表。"
    )


def _table(catalogue: Catalogue) -> Table:
    heads = (
        "问题", "措施", "其中拟改进", *(f"有{title}" for _, title in CHECKABLE), "对应到问题", "全份得分",
    )  # fmt: skip
    rows = []
    for issuer in catalogue.issuers:
        for position in issuer.reports:
            plans = catalogue.study.plans[position]
            future = promised(plans)
            counts = (
                len(plans.problems), len(plans.plans), len(future), *(holding(future, cue) for cue, _ in CHECKABLE),
                sum(1 for item in plans.plans if item.problem is not None),
            )  # fmt: skip
            score = cell("—", value="") if plans.score is None else cell(f"{plans.score:.0f}", value=plans.score)
            year = cell(catalogue.year_label(position), link=anchor_of(position))
            rows.append((*catalogue.agency_cells(issuer), year, *(cell(count) for count in counts), score))
    columns = (*catalogue.agency_columns(), Column("年度"), *(Column(title, "number") for title in heads))
    note = "“有时限”等四列只数拟改进和持续推进的措施。"
    head = 1 + len(catalogue.agency_columns())
    return Table("tab-plans", "各份报告的问题与措施", columns, tuple(rows), head=head, note=note)


def _of_report(catalogue: Catalogue, position: int) -> Section:
    plans = catalogue.study.plans[position]
    anchor = anchor_of(position)
    blocks: list[Block] = [
        Paragraph((Run("注意：", ("strong",)), Run(warning)), quiet=True) for warning in plans.warnings
    ]
    if plans.problems or plans.plans:
        problems = tuple(
            _card(plans, item, f"{anchor}-q{n}", n, "shortcoming") for n, item in enumerate(plans.problems, 1)
        )
        measures = tuple(_card(plans, item, f"{anchor}-p{n}", n, item.tense) for n, item in enumerate(plans.plans, 1))
        blocks.append(Cards(f"{anchor}-items", f"{catalogue.label(position)}：问题与措施", (*problems, *measures)))
    elif not plans.warnings:
        blocks.append(Paragraph(plain("没有找到问题或措施。"), quiet=True))
    return Section(
        anchor, catalogue.year_label(position), tuple(blocks), catalogue.issuer_of(position).key,
        fold=len(catalogue.study.reports) > 2, gist=_gist(plans),
    )  # fmt: skip


def _gist(plans: PlanSet) -> str:
    score = "" if plans.score is None else f"　全份{plans.score:.0f}分"
    return f"问题{len(plans.problems)}个　措施{len(plans.plans)}项{score}"


def marked_spans(item: Item) -> list[MarkedSpan]:
    """Return the cues and empty words of an item as marked spans."""
    spans = [(e.start, e.end, cue) for cue in CUE_TITLES for e in item.cues.get(cue, ())]
    return [*spans, *((e.start, e.end, "vague") for e in item.vague)]


def _card(plans: PlanSet, item: Item, anchor: str, number: int, status: str) -> Card:
    # cues are scored in measures: in a problem they would only distract
    spans = [] if status == "shortcoming" else marked_spans(item)
    quote = quote_of(plans.report, item.start, item.end, spans, tags=True)
    facts: list[tuple[str, tuple[Run, ...]]] = []
    if status == "shortcoming":
        answers = [n for n, plan in enumerate(plans.plans, 1) if plan.problem == number - 1]
        stem = anchor.rpartition("-")[0]
        if answers:
            facts.append(("对应措施", tuple(Run(f"措施{n} ", link=f"{stem}-p{n}") for n in answers)))
        return Card(anchor, status, f"问题{number}", quote, tuple(facts))
    found = [f"{CUE_TITLES[cue]}{len(item.cues[cue])}处" for cue in CUE_TITLES if item.cues.get(cue)]
    facts.append(("得分", plain(f"{item.score:.0f}分，第{item.level}级")))
    facts.append(("线索", plain("、".join(found) or "没有")))
    if item.problem is not None:
        stem = anchor.rpartition("-")[0]
        facts.append(("对应问题", (Run(f"问题{item.problem + 1}", link=f"{stem}-q{item.problem + 1}"),)))
    return Card(anchor, status, f"措施{number}", quote, tuple(facts), item.reason, level=item.level)
