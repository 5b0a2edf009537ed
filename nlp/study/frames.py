"""A study as data frames (结果表): one table a kind of result, every row with who, when and from where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from nlp.errors import wrong_type
from nlp.phrasing.result import EDIT_TITLES, STATUS_TITLES, Pair
from nlp.plans.profile import profile
from nlp.plans.recurrence import kept_by_cue, recurrence
from nlp.plans.result import CUE_TITLES, CUES, Clause, FollowUp, Item, PlanSet
from nlp.plans.result import STATUS_TITLES as FATE_TITLES
from nlp.report import Report
from nlp.study.comparison import Comparison
from nlp.study.study import Study
from nlp.themes import prevalence

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]


def _who(report: Report) -> Row:
    region = report.region
    return {
        "source": report.source, "issuer": report.issuer, "issuer_id": report.issuer_id, "region_code": region.code,
        "level": report.level, "year": report.year, "outline": report.outline,
    }  # fmt: skip


def _reports(study: Study) -> Iterator[Row]:
    for report in study.reports:
        work = sum(len(span) for span in report.narratives.work)
        problems = sum(len(span) for span in report.narratives.problems)
        yield {
            **_who(report), "title": report.title, "sha256": report.sha256, "confidence": round(report.confidence, 4),
            "province": report.region.province, "city": report.region.city, "county": report.region.county,
            "work_characters": work, "problems_characters": problems, "tables": len(report.tables),
            "warnings": "；".join(report.warnings),
        }  # fmt: skip


def _themes(study: Study) -> Iterator[Row]:
    for tags in study.tags:
        for found in tags.themes:
            for evidence in found.evidence:
                yield {
                    **_who(tags.report), "theme": found.theme, "title": found.title, "parent": found.parent,
                    "strength": found.strength, "section": tags.report.located(evidence.start),
                    "start": evidence.start, "end": evidence.end, "quote": evidence.quote, "rule": evidence.rule,
                }  # fmt: skip


def _prevalence(study: Study) -> Iterator[Row]:
    for tags in study.tags:
        for row in prevalence(tags):
            yield {**_who(tags.report), **row.to_dict()}


def _items(plan_set: PlanSet) -> Iterator[tuple[str, int, Item]]:
    for kind, items in (("problem", plan_set.problems), ("plan", plan_set.plans)):
        for number, item in enumerate(items):
            yield kind, number, item


def _scored(scored: Item | Clause) -> Row:
    return {
        "start": scored.start, "end": scored.end, "text": scored.text, "score": scored.score, "concreteness": scored.level,
        **{cue: "｜".join(evidence.quote for evidence in scored.cues.get(cue, ())) for cue in CUES},
        "vague": "｜".join(evidence.quote for evidence in scored.vague), "reason": scored.reason,
    }  # fmt: skip


def _plans(study: Study) -> Iterator[Row]:
    for plan_set in study.plans:
        for kind, number, item in _items(plan_set):
            yield {
                **_who(plan_set.report), "kind": kind, "item": number, "tense": item.tense, "answers": item.problem,
                **_scored(item),
            }  # fmt: skip


def _clauses(study: Study) -> Iterator[Row]:
    for plan_set in study.plans:
        for kind, number, item in _items(plan_set):
            for clause in item.clauses:
                yield {
                    **_who(plan_set.report), "kind": kind, "item": number, "tense": item.tense, **_scored(clause),
                }  # fmt: skip


def _years(comparison: Comparison) -> Row:
    old, new = comparison.old, comparison.new
    return {
        "issuer": new.issuer, "issuer_id": new.issuer_id, "old_year": old.year, "new_year": new.year,
        "old_source": old.source, "new_source": new.source,
    }  # fmt: skip


def _side(pair: Pair, side: str) -> Row:
    passages = pair.old if side == "old" else pair.new
    return {
        f"{side}_start": passages[0].start if passages else None,
        f"{side}_end": passages[-1].end if passages else None,
        f"{side}_text": "｜".join(passage.text for passage in passages),
    }


def _pairs(study: Study) -> Iterator[Row]:
    for comparison in study.comparisons:
        for number, pair in enumerate(comparison.alignment.pairs):
            yield {
                **_years(comparison), "pair": number, "section": pair.section, "status": pair.status,
                "status_title": STATUS_TITLES[pair.status], "similarity": pair.similarity, "padding": pair.padding,
                "shared": "｜".join(common.new.text for common in pair.shared),
                **_side(pair, "old"), **_side(pair, "new"),
            }  # fmt: skip


def _edits(study: Study) -> Iterator[Row]:
    for comparison in study.comparisons:
        for number, pair in enumerate(comparison.alignment.pairs):
            for edit in pair.edits:
                yield {
                    **_years(comparison), "pair": number, "section": pair.section, "kind": edit.kind,
                    "kind_title": EDIT_TITLES[edit.kind],
                    "old_start": edit.old.start if edit.old else None, "old_text": edit.old.text if edit.old else "",
                    "new_start": edit.new.start if edit.new else None, "new_text": edit.new.text if edit.new else "",
                }  # fmt: skip


def _lifespans(study: Study) -> Iterator[Row]:
    for timeline in study.timelines:
        for number, life in enumerate(timeline.passages):
            for seen in life.appearances:
                yield {
                    "issuer_id": timeline.reports[0].issuer_id, "passage": number, "first": life.first,
                    "last": life.last, "years": life.years, "year": seen.year, "source": seen.source,
                    "status": seen.status, "similarity": seen.similarity, **seen.passage.to_dict(),
                }  # fmt: skip


def _figures(study: Study) -> Iterator[Row]:
    for timeline in study.timelines:
        for number, figure in enumerate(timeline.figures):
            for point in figure.points:
                yield {
                    "issuer_id": timeline.reports[0].issuer_id, "figure": number, "label": figure.label,
                    "unit": figure.unit, "year": point.year, "value": point.value, "source": point.source,
                    "start": point.passage.start, "end": point.passage.end, "quote": point.passage.text,
                    "sentence": point.sentence.text,
                }  # fmt: skip


def _measures(study: Study) -> Iterator[Row]:
    for comparison in study.comparisons:
        for section in comparison.alignment.sections:
            record = section.to_dict()
            yield {**_years(comparison), **{k: v for k, v in record.items() if k != "measures"}, **record["measures"]}


def _follow_up(study: Study) -> Iterator[Row]:
    for comparison in study.comparisons:
        for item in comparison.follow_up:
            yield {
                **_years(comparison), "kind": item.kind, "status": item.status,
                "status_title": FATE_TITLES[item.status], "confidence": item.confidence,
                "old_start": item.old.start, "old_end": item.old.end, "old_text": item.old.quote,
                "evidence": "｜".join(found.quote for found in item.evidence),
                "evidence_start": item.evidence[0].start if item.evidence else None,
            }  # fmt: skip


def _profiles(study: Study) -> Iterator[Row]:
    for plan_set in study.plans:
        found = profile(plan_set)
        record = found.to_dict()
        missing = "、".join(f"{CUE_TITLES[cue]}{share:.0%}" for cue, share in found.missing)
        kept = {key: value for key, value in record.items() if key not in ("missing", "level", "year")}
        yield {**_who(plan_set.report), **kept, "missing": missing}


def _followed(study: Study) -> Iterator[tuple[str | None, list[tuple[PlanSet, tuple[FollowUp, ...]]]]]:
    """Yield each agency with its years: what was stated, and what became of it in the next report."""
    planned = {plan_set.report.source: plan_set for plan_set in study.plans}
    runs: dict[str | None, list[tuple[PlanSet, tuple[FollowUp, ...]]]] = {}
    for comparison in study.comparisons:
        run = runs.setdefault(comparison.new.issuer_id, [])
        if run:
            run.pop()
        run.append((planned[comparison.old.source], comparison.follow_up))
        run.append((planned[comparison.new.source], ()))
    yield from runs.items()


def _recurrence(study: Study) -> Iterator[Row]:
    for issuer_id, years in _followed(study):
        found = recurrence(years)
        for stay in (*found.problems, *found.plans):
            record = stay.to_dict()
            yield {"issuer_id": issuer_id, **record, "years": "、".join(map(str, record["years"]))}


def _kept(study: Study) -> Iterator[Row]:
    years = [year for _, run in _followed(study) for year in run]
    for row in kept_by_cue(years):
        yield {**row.to_dict(), "title": CUE_TITLES[row.cue]}


def _keywords(study: Study) -> Iterator[Row]:
    for report, terms in zip(study.reports, study.keywords, strict=True):
        for rank, term in enumerate(terms, 1):
            yield {**_who(report), "rank": rank, **term.to_dict()}


def _topics(study: Study) -> Iterator[Row]:
    for topic in study.topics.topics if study.topics else ():
        yield {
            "topic": topic.topic, "label": topic.label, "share": topic.share,
            "words": "、".join(word for word, _ in topic.words), "frex": "、".join(topic.frex),
            "example_source": topic.examples[0][0] if topic.examples else "",
            "example": topic.examples[0][1].quote if topic.examples else "",
        }  # fmt: skip


def _topic_weights(study: Study) -> Iterator[Row]:
    if study.topics is None:
        return
    by_source = {report.source: report for report in study.reports}
    for source, weights in zip(study.topics.sources, study.topics.weights, strict=True):
        for topic, weight in zip(study.topics.topics, weights, strict=True):
            yield {**_who(by_source[source]), "topic": topic.topic, "label": topic.label, "weight": weight}


def _reuse(study: Study) -> Iterator[Row]:
    for number, passage in enumerate(study.reuse):
        for copy in passage.passages:
            yield {
                "passage": number, "kind": passage.kind, "issuers": len(passage.issuers), "origin": passage.source,
                "source": copy.source, "issuer": copy.issuer, "year": copy.year,
                "start": copy.start, "end": copy.end, "quote": copy.quote,
            }  # fmt: skip


def _failures(study: Study) -> Iterator[Row]:
    for failure in study.failures:
        yield dict(failure.to_dict())


#: table name -> its rows; the order is the order of the sheets in a workbook
TABLES: dict[str, Callable[[Study], Iterable[Row]]] = {
    "reports": _reports, "themes": _themes, "prevalence": _prevalence, "plans": _plans, "clauses": _clauses,
    "measures": _measures, "pairs": _pairs, "edits": _edits,
    "lifespans": _lifespans, "figures": _figures, "follow_up": _follow_up, "profiles": _profiles,
    "recurrence": _recurrence, "kept": _kept, "keywords": _keywords,
    "topics": _topics, "topic_weights": _topic_weights, "reuse": _reuse, "failures": _failures,
}  # fmt: skip


def tables(study: Study) -> dict[str, pd.DataFrame]:
    """Return a study as data frames (结果表).

    Returns
    -------
    dict
        Table name -> frame: ``reports``, ``themes`` (one row a piece of evidence), ``prevalence``, ``plans``,
        ``clauses``, ``measures``, ``pairs``, ``edits``, ``lifespans``, ``figures``, ``follow_up``, ``profiles``,
        ``recurrence``, ``kept`` (delivery by cue), ``keywords``, ``topics``, ``topic_weights``,
        ``reuse``, ``failures``. All offsets are into ``Report.text`` of the row's source. Empty tables are there too.
    """
    import pandas as pd

    if not isinstance(study, Study):
        raise wrong_type(study, "一次分析的结果（Study）", "请先用 nlp.conduct(报告) 或 nlp.analyze(路径, 文件夹)")
    return {name: pd.DataFrame(list(rows(study))) for name, rows in TABLES.items()}
