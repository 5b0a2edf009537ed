"""What a brief begins with (主要发现): plain sentences, each with its figure and the way to its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nlp.render.brief import Finding, Findings, Run, Section, plain
from nlp.render.catalogue import LEVEL_TITLES, Catalogue, percent, short
from nlp.render.chapters import course, method, plans, promises, reports, reuse, themes, wording
from nlp.render.marks import mark_of
from nlp.render.readings import CHECKABLE, fates, holding, promised, whole

ANCHOR = "findings"
#: up to this many comparisons each has its own sentences; more are summed up
_EACH = 3
#: fewer reports than this are not ranked
_RANKED = 3


def chapter(catalogue: Catalogue) -> Section:
    """Return the findings and the table of all reports."""
    if not catalogue.study.reports:
        none = Finding(plain("没有一份报告可供分析。"))
        return Section(ANCHOR, "主要发现", (Findings((none, *_failures(catalogue))),))
    found = [
        *_wording(catalogue), *_course(catalogue), *_promises(catalogue), *_plans(catalogue), *_themes(catalogue),
        *_reuse(catalogue), *_failures(catalogue),
    ]  # fmt: skip
    return Section(ANCHOR, "主要发现", (Findings(tuple(found)), reports.table(catalogue)))


def _wording(catalogue: Catalogue) -> list[Finding]:
    comparisons = catalogue.study.comparisons
    if len(comparisons) <= _EACH:
        return [finding for number in range(len(comparisons)) for finding in wording.summary(catalogue, number)]
    shares = [
        (m.recycled, n) for n, c in enumerate(comparisons) if (m := whole(c.alignment)) and m.recycled is not None
    ]
    if not shares:
        return []
    typical = percent(wording.typical(catalogue))
    runs = [Run(f"{len(shares)}次逐年对照中，后一年报告正文沿用上年表述的比例，中位数为{typical}")]
    for word, (share, number) in (("最高", max(shares)), ("最低", min(shares))):
        _, new = catalogue.sides(comparisons[number])
        runs += [
            Run(f"，{word}的是"),
            Run(catalogue.label(new), link=wording.anchor_of(number)),
            Run(f"（{percent(share)}）"),
        ]
    return [Finding((*runs, Run("。")), f"{typical}沿用", "tab-measures")]


def _plans(catalogue: Catalogue) -> list[Finding]:
    study = catalogue.study
    if len(study.reports) <= 2 and len(study.comparisons) == 1:
        # two years: the later one is what the reader came for
        positions = [catalogue.sides(study.comparisons[0])[1]]
    else:
        positions = list(range(len(study.reports)))
    future = [item for position in positions for item in promised(study.plans[position])]
    if not future:
        return []
    # readers seldom agree on who is responsible: the table has it, a headline does not
    counts = [(title, holding(future, cue)) for cue, title in CHECKABLE if cue != "actor"]
    listed = "、".join(f"{count}项有{title}" for title, count in counts if count)
    lacking = "、".join(title for title, count in counts if not count)
    said = "，".join(filter(None, (listed, f"没有一项写明{lacking}" if lacking else "")))
    whose = f"{catalogue.label(positions[0])}报告" if len(positions) == 1 else "各份报告合计"
    link = plans.anchor_of(positions[0]) if len(positions) == 1 else "tab-plans"
    text = f"{whose}提出{len(future)}项改进措施，其中{said}。"
    found = [Finding(plain(text), f"{counts[0][1]}/{len(future)}项有时限", link)]
    return found + (_year_by_year(catalogue) if len(catalogue.issuers) == 1 else _best_and_worst(catalogue))


def _year_by_year(catalogue: Catalogue) -> list[Finding]:
    """Return the scores of one agency's reports in order of years; only those of one format can be compared."""
    study = catalogue.study
    scored = [(n, study.plans[n].score) for n in catalogue.issuers[0].reports if study.plans[n].score is not None]
    if len(scored) < _RANKED:
        return []
    listed = "，".join(f"{catalogue.year_label(n)}{score:.0f}分" for n, score in scored)
    outlines = {study.reports[n].outline for n, _ in scored}
    doubt = "" if len(outlines) == 1 else "；其间报告格式有调整，前后不宜直接相比"
    (_, first), (_, last) = scored[0], scored[-1]
    text = f"改进措施写得是否具体，按年度的得分是：{listed}{doubt}。"
    return [Finding(plain(text), f"{first:.0f}→{last:.0f}分具体性", "tab-plans")]


def _best_and_worst(catalogue: Catalogue) -> list[Finding]:
    """Rank only what may be ranked: reports of one level of government in one format, the largest such group."""
    alike: dict[tuple[str | None, str | None], list[tuple[float, int]]] = {}
    for n, plan_set in enumerate(catalogue.study.plans):
        if plan_set.score is not None:
            alike.setdefault((plan_set.report.level, plan_set.report.outline), []).append((plan_set.score, n))
    scores = max(alike.values(), key=len, default=[])
    if len(scores) < _RANKED:
        return []
    (high, best), (low, worst) = max(scores), min(scores)
    level = LEVEL_TITLES.get(catalogue.study.reports[best].level or "", "")
    text = (
        f"格式相同、层级相同的{len(scores)}份{level}报告中，改进措施写得最具体的是{catalogue.label(best)}报告"
        f"（{high:.0f}分），最空泛的是{catalogue.label(worst)}报告（{low:.0f}分）。"
    )
    return [Finding(plain(text), f"{low:.0f}—{high:.0f}分具体性", "tab-plans")] if high > low else []


def _course(catalogue: Catalogue) -> list[Finding]:
    """Return, for one agency of three years or more, what it goes on writing and which problems come back."""
    line = course.timeline_of(catalogue, catalogue.issuers[0]) if len(catalogue.issuers) == 1 else None
    if line is None or len(line.reports) < course.SERIES:
        return []
    anchor = f"{course.ANCHOR}-{catalogue.issuers[0].key}"
    found = []
    always = [life for life in course.lives_of(line) if life.years == len(line.reports)]
    if always:
        unchanged = sum(life.unchanged for life in always)
        rest = f"，其中{unchanged}段除数字、年份外没有改动" if unchanged else "，每段都有改动"
        text = f"{len(line.reports)}份报告里年年出现的表述有{len(always)}段{rest}。"
        found.append(Finding(plain(text), f"{len(always)}段年年出现", f"{anchor}-lives"))
    again = [stay for stay in course.again_of(catalogue, catalogue.issuers[0]).problems if len(stay.years) > 1]
    if again:
        most = max(again, key=lambda stay: len(stay.years))
        text = (
            f"有{len(again)}个问题在两份以上报告中出现，次数最多的是“{short(most.text, 40)}”"
            f"（{'、'.join(map(str, most.years))}年）。"
        )
        found.append(Finding(plain(text), f"{len(again)}个问题反复出现", f"{anchor}-again"))
    return found


def _promises(catalogue: Catalogue) -> list[Finding]:
    total: Counter[str] = Counter()
    problems: Counter[str] = Counter()
    for comparison in catalogue.study.comparisons:
        total += fates(comparison.follow_up, "plan")
        problems += fates(comparison.follow_up, "problem")
    link = "tab-promises" if len(catalogue.study.comparisons) > 1 else promises.anchor_of(0)
    found = []
    if sum(total.values()):
        parts = "，".join(f"{total[fate]}项{mark_of(fate).title}" for fate in promises.PLAN_FATES if total[fate])
        times = len(catalogue.study.comparisons)
        counted = f"（{times}次逐年对照合计）" if times > 1 else ""
        text = f"上年承诺的{sum(total.values())}项措施{counted}，按下一年报告的说法：{parts}。"
        found.append(Finding(plain(text), f"{total['delivered']}/{sum(total.values())}项已兑现", link))
    if problems["recurs"] and not _course(catalogue):
        text = f"上年列出的{sum(problems.values())}个问题，有{problems['recurs']}个在下一年报告中再次出现。"
        found.append(Finding(plain(text), f"{problems['recurs']}/{sum(problems.values())}个问题再现", link))
    return found


def _themes(catalogue: Catalogue) -> list[Finding]:
    ranked = [(theme, count) for theme, count in themes.ranked_themes(catalogue) if theme.parent is None]
    if not ranked:
        return []
    total = len(catalogue.study.reports)
    where = "tab-prevalence" if total > 2 else f"{themes.ANCHOR}-{catalogue.issuers[0].key}"
    everywhere = [theme.title for theme, count in ranked if count == total]
    if not everywhere or total <= 2:
        # of two reports, what both speak of is mostly what the format asks for
        return _risen(catalogue, where)
    more = f"等{len(everywhere)}个" if len(everywhere) > 5 else ""
    text = f"每份报告都写到的主题：{'、'.join(everywhere[:5])}{more}。"
    shared = Finding(plain(text), f"{len(everywhere)}个共有主题", where)
    return [*_risen(catalogue, where), shared, *_of_one_alone(catalogue, where)]


def _of_one_alone(catalogue: Catalogue, where: str) -> list[Finding]:
    """Return, where several agencies stand beside one another, the themes that only one of them speaks of."""
    if not catalogue.one_year:
        return []
    alone: dict[str, list[str]] = {}
    for theme in (theme for theme, count in themes.ranked_themes(catalogue) if count == 1 and theme.parent is None):
        home = next(n for n in range(len(catalogue.study.reports)) if _holds(catalogue, n, theme.id))
        alone.setdefault(catalogue.issuer_of(home).name, []).append(theme.title)
    if not alone:
        return []
    most, titles = max(alone.items(), key=lambda pair: len(pair[1]))
    count = sum(map(len, alone.values()))
    more = "等" if len(titles) > 5 else ""
    text = f"只有一个机关写到的主题有{count}个，其中{most}最多，有{len(titles)}个：{'、'.join(titles[:5])}{more}。"
    return [Finding(plain(text), f"{count}个独有主题", where)]


def _risen(catalogue: Catalogue, where: str) -> list[Finding]:
    """Return the themes that most agencies took up, or gave up, between their own first and latest year."""
    if len(catalogue.issuers) == 1:
        return _come_and_gone(catalogue, where)
    spans = [(i.reports[0], i.reports[-1]) for i in catalogue.issuers if len(_years(catalogue, i.reports)) > 1]
    if len(spans) < 2:
        return []
    found = []
    for verb, (before, after) in (("新写到", (0, 1)), ("不再写", (1, 0))):
        counts = [
            (
                sum(
                    1
                    for span in spans
                    if _holds(catalogue, span[after], theme.id) > _holds(catalogue, span[before], theme.id)
                ),
                theme,
            )
            for theme, _ in themes.ranked_themes(catalogue)
        ]
        counts = sorted((pair for pair in counts if pair[0]), key=lambda pair: -pair[0])[:3]
        if counts:
            listed = "、".join(f"{theme.title}（{count}个）" for count, theme in counts)
            text = f"与各自最早一年相比，最近一年{verb}的主题，机关最多的是{listed}；有多年报告的机关共{len(spans)}个。"
            found.append(Finding(plain(text), f"{counts[0][0]}/{len(spans)}个机关{verb}", where))
    return found


def _years(catalogue: Catalogue, positions: Sequence[int]) -> set[int]:
    return {year for n in positions if (year := catalogue.study.reports[n].year) is not None}


def _holds(catalogue: Catalogue, position: int, theme: str) -> bool:
    tag = catalogue.tag(position, theme)
    return tag is not None and tag.strength != "passing"


def _come_and_gone(catalogue: Catalogue, where: str) -> list[Finding]:
    """Return, for one agency, the themes of the latest report that the one before it has not, and the reverse."""
    if not catalogue.study.comparisons:
        return []
    sides = catalogue.sides(catalogue.study.comparisons[-1])
    spoken = [
        [t for t in catalogue.study.tags[side].themes if t.strength != "passing" and not _framed(catalogue, t.theme)]
        for side in sides
    ]
    names = [catalogue.year_label(side) for side in sides]
    found = []
    for here, there, (verb, text) in (
        (spoken[1], spoken[0], ("新写到", f"{names[1]}写到而{names[0]}没有写到的主题")),
        (spoken[0], spoken[1], ("不再写", f"{names[0]}写到而{names[1]}不再写到的主题")),
    ):
        known = {tag.theme for tag in there}
        only = [tag.title for tag in here if tag.theme not in known]
        if only:
            listed = "、".join(only[:5]) + (f"等{len(only)}个" if len(only) > 5 else "")
            found.append(Finding(plain(f"{text}：{listed}。"), f"{len(only)}个主题{verb}", where))
    return found


def _framed(catalogue: Catalogue, theme: str) -> bool:
    place = catalogue.theme_order.get(theme)
    return place is not None and catalogue.study.codebook.themes[place].frame


def _reuse(catalogue: Catalogue) -> list[Finding]:
    counts = Counter(passage.kind for passage in catalogue.study.reuse)
    if not counts:
        return []
    parts = "，".join(f"{counts[kind]}段属于{mark_of(kind).title}" for kind in reuse.KINDS if counts[kind])
    most = max(reuse.shares_of(catalogue), key=lambda each: each.share, default=None)
    whose = f"雷同文字占比最高的是{most.issuer.name}（{percent(most.share)}）。" if most and most.share else ""
    text = f"发现{sum(counts.values())}段跨机关雷同表述：{parts}。{whose}"
    return [Finding(plain(text), f"{sum(counts.values())}段雷同", "tab-reuse")]


def _failures(catalogue: Catalogue) -> list[Finding]:
    count = len(catalogue.study.failures)
    if not count:
        return []
    return [Finding(plain(f"有{count}个文件未能处理，原因见台账。"), f"{count}个未处理", method.FAILURES)]
