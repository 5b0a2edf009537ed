"""A small study put together by hand: two invented agencies, three years, every kind of result in it.

Nothing here is analysed: tags, plans and pairs are stated, and their offsets looked up in the text, so that the tests of
the pages depend on no analysis. The places do not exist.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from nlp.keywords.result import Keyword
from nlp.manifest import Failure
from nlp.phrasing.result import Alignment, Edit, Pair, Passage, ReusedCopy, ReusedPassage, SectionMeasures
from nlp.plans.result import Clause, FollowUp, Item, PlanSet
from nlp.report import Evidence, Narratives, Report, Section, Span
from nlp.study import Comparison, Study
from nlp.text import sentences
from nlp.themes import Codebook, Theme
from nlp.themes.result import ThemeTag, ThemeTags
from nlp.topics.result import Topic, TopicStudy

THEMES = (
    Theme("proactive", "主动公开", "行政机关不待申请而公开政府信息。"),
    Theme("interpretation", "政策解读", "对政策文件作说明。"),
    Theme("interpretation.media", "图文解读", "用图表、动漫等形式解读。", parent="interpretation"),
    Theme("on_request", "依申请公开", "受理、办理、答复申请。"),
    Theme("new_media", "政务新媒体", "政务微博、微信、客户端。"),
    Theme("supervision", "监督保障", "考核、培训、责任追究。"),
    Theme("standards", "标准化规范化", "基层政务公开标准目录与流程。"),
)
TERMS = {
    "proactive": ("主动公开",), "interpretation": ("政策解读", "图文解读"), "interpretation.media": ("图文解读",),
    "on_request": ("依申请公开",), "new_media": ("政务新媒体", "微信公众号"), "supervision": ("培训", "考核"),
    "standards": ("标准目录",),
}  # fmt: skip

_TEXTS = {
    ("望川县人民政府", "wangchuan", "county", 2019): (
        "全县主动公开政府信息三千余条。依申请公开渠道畅通，全年受理申请二十件。县政府办公室组织业务培训两次。"
        "微信公众号每日更新。",
        "一是政策解读形式单一。二是公开队伍不稳定。下一步，将于2020年6月底前出台政策解读工作办法。不断加强队伍建设。",
    ),
    ("望川县人民政府", "wangchuan", "county", 2020): (
        "全县主动公开政府信息四千余条。微信公众号每日更新。依申请公开渠道畅通，全年受理申请三十一件。"
        "出台政策解读工作办法，制作图文解读十二期。",
        "一是公开队伍不稳定。二是基层标准目录更新不及时。下一步，将不断加强队伍建设。"
        "由县司法局牵头，每季度核对一次标准目录，结果纳入年度考核。",
    ),
    ("望川县人民政府", "wangchuan", "county", 2021): (
        "全县主动公开政府信息四千五百余条。依申请公开渠道畅通，全年受理申请二十八件。"
        "标准目录按季度核对，全年调整事项四十项。政务新媒体发布稿件六百篇。",
        "一是政务新媒体原创内容少。下一步，将进一步提高政务新媒体内容质量。",
    ),
    ("石桥镇人民政府", "shiqiao", "township", 2020): (
        "镇政府主动公开信息三百条。微信公众号每日更新。村务公开栏逐月更换。",
        "一是工作人员业务不熟。下一步，将组织全体工作人员参加培训两次以上。",
    ),
    ("石桥镇人民政府", "shiqiao", "township", 2021): (
        "镇政府主动公开信息三百条。微信公众号每日更新。组织培训三次，覆盖全体工作人员。",
        "一是政策解读形式单一。下一步，切实加强政策解读工作。",
    ),
}  # fmt: skip

#: what a later sentence goes back to, where it is not the same: (issuer, year, later sentence's start) -> earlier start
_EDITED = {
    "全县主动公开政府信息": ("figure", "三千余条", "四千余条"),
}
_CUES = {
    "time": ("2020年6月底前", "每季度"), "quantity": ("两次以上", "一次"), "actor": ("由县司法局牵头", "全体工作人员"),
    "action": ("出台", "核对", "组织"), "object": ("政策解读工作办法", "标准目录", "培训"), "verification": ("纳入年度考核",),
}  # fmt: skip
_VAGUE = ("不断加强", "进一步提高", "切实加强")


def composed_report(who: tuple[str, str, str, int], texts: tuple[str, str]) -> Report:
    """Return a report of two sections with their headings in the text."""
    issuer, issuer_id, level, year = who
    work, problems = texts
    title = f"{issuer}{year}年政府信息公开工作年度报告\n"
    first = f"{title}一、总体情况\n"
    second = f"{first}{work}\n五、存在的主要问题及改进情况\n"
    text = f"{second}{problems}\n"
    one, five = Span(len(first), len(first) + len(work)), Span(len(second), len(second) + len(problems))
    return Report(
        text=text, source=f"{issuer_id}-{year}.txt", sha256="0" * 64, title=title.strip(), issuer=issuer,
        issuer_id=issuer_id, level=level, year=year, outline="2021" if year > 2020 else "2019", confidence=1.0,
        sections=(
            Section("overview", "一、总体情况", one.start, one.end),
            Section("problems", "五、存在的主要问题及改进情况", five.start, five.end),
        ),
        narratives=Narratives((one,), (five,)),
    )  # fmt: skip


def _found(report: Report, terms: tuple[str, ...], start: int = 0, end: int | None = None) -> tuple[Evidence, ...]:
    stop = len(report.text) if end is None else end
    spots = []
    for term in terms:
        at = report.text.find(term, start, stop)
        while at >= 0:
            spots.append(report.evidence(at, at + len(term), f"term:{term}"))
            at = report.text.find(term, at + 1, stop)
    return tuple(sorted(spots, key=lambda evidence: evidence.start))


def composed_tags(report: Report) -> ThemeTags:
    """Return the themes whose terms stand in the narratives."""
    first = report.narratives.all[0].start
    tags = []
    for theme in THEMES:
        found = _found(report, TERMS[theme.id], first)
        if found:
            strength = "passing" if theme.id == "new_media" and report.level == "township" else "named"
            tags.append(ThemeTag(theme.id, theme.title, theme.parent, strength, found))
    return ThemeTags(report, "composed", tuple(tags))


def composed_plans(report: Report) -> PlanSet:
    """Return the problems (一是 …) and plans (the other sentences) of section five."""
    span = report.narratives.problems[0]
    problems, plans = [], []
    for start, end in sentences(report.text, span.start, span.end):
        text = report.text[start:end]
        cues = {cue: found for cue, terms in _CUES.items() if (found := _found(report, terms, start, end))}
        vague = _found(report, _VAGUE, start, end)
        if text.startswith(("一是", "二是")):
            problems.append(Item(start, end, text, "ongoing", 0.0, 1))
        else:
            score = min(100.0, 15.0 * len(cues))
            level = 1 + min(4, len(cues))
            clause = Clause(start, end, text, score, level, cues, vague)
            plans.append(
                Item(
                    start, end, text, "planned", score, level, cues, vague,
                    f"写明{len(cues)}类线索" if cues else "只有空泛用语", 0 if problems else None, (clause,),
                )
            )  # fmt: skip
    total = sum(len(item.text) for item in plans)
    score = sum(item.score * len(item.text) for item in plans) / total if total else None
    return PlanSet(report, tuple(problems), tuple(plans), score)


def _passages(report: Report) -> list[tuple[str, Passage]]:
    return [
        (section.kind, Passage(start, end, report.text[start:end]))
        for section in report.sections for start, end in sentences(report.text, section.start, section.end)
    ]  # fmt: skip


def composed_alignment(old: Report, new: Report) -> Alignment:
    """Return every sentence of both in one pair: equal ones are same or moved, alike beginnings edited."""
    before, after = _passages(old), _passages(new)
    free = dict(enumerate(before))
    pairs: list[Pair] = []
    reached = -1
    for section, passage in after:
        match = next((n for n, (_, p) in free.items() if p.text == passage.text), None)
        if match is not None:
            status = "same" if match > reached else "moved"
            reached = max(reached, match)
            pairs.append(Pair(section, status, 1.0, (free.pop(match)[1],), (passage,)))
            continue
        match = next((n for n, (_, p) in free.items() if p.text[:8] == passage.text[:8]), None)
        if match is None:
            pairs.append(Pair(section, "new", 0.0, (), (passage,)))
            continue
        reached = max(reached, match)
        pairs.append(_edited(section, free.pop(match)[1], passage))
    pairs.extend(Pair(section, "dropped", 0.0, (passage,), ()) for section, passage in free.values())
    return Alignment(old, new, (_measures(pairs),), tuple(pairs), _warnings(old, new))


def _edited(section: str, old: Passage, new: Passage) -> Pair:
    start = next(n for n, (a, b) in enumerate(zip(old.text, new.text, strict=False)) if a != b)
    tail = next(n for n, (a, b) in enumerate(zip(old.text[::-1], new.text[::-1], strict=False)) if a != b)
    pieces = []
    for side in (old, new):
        end = max(len(side.text) - tail, start)
        pieces.append(Passage(side.start + start, side.start + end, side.text[start:end]) if end > start else None)
    kind = "figure" if pieces[0] and pieces[1] else "added" if pieces[1] else "removed"
    return Pair(section, "edited", 0.8, (old,), (new,), (Edit(kind, pieces[0], pieces[1]),))


def _measures(pairs: list[Pair]) -> SectionMeasures:
    def share(side: str, status: str) -> float:
        sizes = [(pair.status, sum(len(p.text) for p in getattr(pair, side))) for pair in pairs]
        return sum(size for s, size in sizes if s == status) / (sum(size for _, size in sizes) or 1)

    novelty = share("new", "new")
    return SectionMeasures("all", novelty, 1 - novelty, share("old", "dropped"), 0.55, 0.1, 0.71, 0.52, 0.6, 0.41)


def _warnings(old: Report, new: Report) -> tuple[str, ...]:
    return ("两年报告格式不同，次序变动不宜比较",) if old.outline != new.outline else ()


def composed_follow_up(old: PlanSet, new: PlanSet) -> tuple[FollowUp, ...]:
    """Return a fate for every plan and problem, with the later sentence that shows it where there is one."""
    later = new.report
    items = []
    for item in old.plans:
        again = next((plan for plan in new.plans if plan.text[-10:] == item.text[-10:]), None)
        kept = next(
            (p for kind, p in _passages(later) if kind == "overview" and "解读" in p.text and "解读" in item.text), None
        )
        quote = old.report.evidence(item.start, item.end)
        if again:
            items.append(FollowUp("plan", "repeated", 0.8, quote, (later.evidence(again.start, again.end),)))
        elif kept:
            items.append(FollowUp("plan", "delivered", 0.9, quote, (later.evidence(kept.start, kept.end),)))
        else:
            items.append(FollowUp("plan", "dropped", 0.6, quote))
    for problem in old.problems:
        again = next((p for p in new.problems if p.text[2:] == problem.text[2:]), None)
        found = (later.evidence(again.start, again.end),) if again else ()
        status = "recurs" if again else "gone"
        items.append(FollowUp("problem", status, 0.7, old.report.evidence(problem.start, problem.end), found))
    return tuple(items)


def _keywords(report: Report) -> tuple[Keyword, ...]:
    words = []
    for terms in TERMS.values():
        found = _found(report, terms[:1])
        if found:
            spans = tuple((0, e.start, e.end) for e in found)
            words.append(Keyword(terms[0], 0.1 * len(found) + len(words) / 100, len(found), 1, 5, "tfidf", spans))
    return tuple(sorted(words, key=lambda word: -word.score))


def _topics(reports: tuple[Report, ...]) -> TopicStudy:
    example = reports[0].narratives.work[0]
    start, end = sentences(reports[0].text, example.start, example.end)[0]
    first = Topic(
        0,
        (("公开", 0.4), ("信息", 0.3)),
        ("主动公开",),
        0.6,
        ((reports[0].source, reports[0].evidence(start, end)),),
        "主动公开",
    )
    second = Topic(1, (("解读", 0.5), ("政策", 0.2)), ("政策解读",), 0.4)
    weights = tuple((0.5 + n / 10, 0.5 - n / 10) for n in range(len(reports)))
    sources = tuple(report.source for report in reports)
    return TopicStudy(2, "nmf", 1, (first, second), sources, weights, {"coherence": 0.4}, "按一致性选定2个。")


def _reuse(reports: tuple[Report, ...]) -> tuple[ReusedPassage, ...]:
    text = "微信公众号每日更新。"
    copies = []
    for report in reports:
        at = report.text.find(text)
        if at >= 0:
            copies.append(ReusedCopy(report.source, at, at + len(text), text, report.issuer, report.year))
    if not copies:
        return ()
    issuers = tuple(dict.fromkeys(str(copy.issuer) for copy in copies))
    years = tuple(sorted({copy.year for copy in copies if copy.year}))
    return (ReusedPassage(text, issuers, years, copies[0].source, "template", tuple(copies)),)


def composed_study() -> Study:
    """Return the study of the five composed reports."""
    reports = tuple(composed_report(who, texts) for who, texts in _TEXTS.items())
    return study_of(reports)


def _compared(old: PlanSet, new: PlanSet) -> Comparison:
    alignment = composed_alignment(old.report, new.report)
    return Comparison(alignment, alignment.warnings, (old, new), composed_follow_up(old, new))


def study_of(reports: tuple[Report, ...]) -> Study:
    """Return a study of composed reports, ordered by agency and year."""
    tags = tuple(composed_tags(report) for report in reports)
    plans = tuple(composed_plans(report) for report in reports)
    comparisons = tuple(
        _compared(a, b)
        for a, b in pairwise(plans) if a.report.issuer_id == b.report.issuer_id
    )  # fmt: skip
    return Study(
        reports=reports, tags=tags, plans=plans, comparisons=comparisons,
        keywords=tuple(_keywords(report) for report in reports), topics=_topics(reports), reuse=_reuse(reports),
        codebook=Codebook("composed", title="测试编码表", themes=THEMES),
        failures=(Failure("坏文件.doc", "ReadError", "旧版Word文件，请另存为.docx"),),
        manifest={
            "gongkai": "0.1.0", "libraries": {"jieba": "0.42.1"}, "seed": 1, "settings": {"tag": {"codebook": "composed"}},
            "instruments": {"codebooks/composed.toml": "ab" * 32}, "inputs": {report.source: "0" * 64 for report in reports},
            "failures": [],
        },
    )  # fmt: skip


def with_text(report: Report, work: str, problems: str) -> Report:
    """Return a report of the same agency and year with other wording."""
    who = (report.issuer or "", report.issuer_id or "", report.level or "", report.year or 0)
    return replace(composed_report(who, (work, problems)), source=report.source)
