"""Problems and plans of one report, scored and linked (存在问题与改进措施)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from nlp.plans.cues import Scan
from nlp.plans.find import Found, announced, find, part_marks
from nlp.plans.link import Side, ThemesOf, answered
from nlp.plans.matters import Concepts
from nlp.plans.plain import Plain, plain
from nlp.plans.reading import Reading
from nlp.plans.result import Item, PlanSet
from nlp.plans.roles import Role, states_problem
from nlp.plans.scorer import Scorer
from nlp.plans.tense import tense_of
from nlp.report import Report, Span

#: from so many bars on, a section without a statement is a table
_BARS = 4
#: problems and plans take turns when the one is followed by the other so often
_TURNS = 2
_Stated = tuple[Found, Plain, Scorer]


def plans(
    report_or_text: Report | str,
    *,
    unit: str = "narrative",
    themes_of: ThemesOf | None = None,
    elsewhere: bool = False,
) -> PlanSet:
    """Return the problems and plans of section five, scored and linked (存在问题与改进措施).

    Parameters
    ----------
    report_or_text : a report; or a text, which is taken as section five when it does not look like a whole report.
    unit : ``"narrative"``, or ``"clause"`` when the text is one clause to be scored as it stands.
    themes_of : gives the theme ids of ``report.text[start:end]``; helps to link plans to problems.
    elsewhere : add what the rest of the report announces (下一步将…), after the measures of section five.

    Returns
    -------
    PlanSet
        Its score is the mean over the measures not yet done; scores must not be compared between levels of government
        nor between years of different formats.
    """
    report = report_or_text if isinstance(report_or_text, Report) else _read(report_or_text)
    spans = _narratives(report)
    stated = [one for span in spans for one in _stated(report, span, whole=unit == "clause")]
    problems = [one for one in stated if one[0].role == "problem"]
    measures = [one for one in stated if one[0].role == "plan"]
    if elsewhere:
        measures += [one for span in report.narratives.work for one in _announced(report, span)]
    answers = _answers(problems, measures, themes_of)
    admitted = tuple(scorer.item(found) for found, _, scorer in problems)
    promised = tuple(scorer.item(found, at) for (found, _, scorer), at in zip(measures, answers, strict=True))
    return PlanSet(report, admitted, promised, _mean(promised), _warnings(report, admitted, promised))


def _read(text: str) -> Report:
    from nlp.readers import as_report

    return as_report(text, problems=True)


def _narratives(report: Report) -> Sequence[Span]:
    """Return the narratives of section five. In an excerpt, a heading of measures alone parts nothing off."""
    spans = report.narratives.problems
    if len(report.sections) != 2 or [part.kind for part in report.sections] != ["preamble", "problems"]:
        return spans
    section = report.sections[1]
    of_measures = "措施" in section.heading and "问题" not in section.heading
    return [Span(0, section.end)] if of_measures else spans


def _stated(report: Report, span: Span, *, whole: bool) -> list[_Stated]:
    view = plain(report.text[span.start : span.end])
    scan = Scan(view)
    scorer = Scorer(view, scan, span.start)
    if not whole:
        return [(found, view, scorer) for found in find(view, scan, part_marks(report, span))]
    end = len(view.key)
    role: Role = "problem" if states_problem(Reading(view.key, scan), 0, end) else "plan"
    return [(Found(role, tense_of(view.key, None), 0, end, ((0, end),)), view, scorer)] if end else []


def _announced(report: Report, span: Span) -> list[_Stated]:
    view = plain(report.text[span.start : span.end])
    scan = Scan(view)
    scorer = Scorer(view, scan, span.start)
    return [(found, view, scorer) for found in announced(view, scan)]


def _answers(
    problems: Sequence[_Stated], measures: Sequence[_Stated], themes_of: ThemesOf | None
) -> Sequence[int | None]:
    """Return, for each plan, the index of the problem it answers, or None."""
    if not problems or not measures:
        return [None] * len(measures)
    sides = _sides([*problems, *measures], themes_of)
    for plan, problem in _right_behind(problems, measures).items():
        sides[len(problems) + plan] = sides[len(problems) + plan]._replace(follows=problem)
    return answered(sides[: len(problems)], sides[len(problems) :])


def _right_behind(problems: Sequence[_Stated], measures: Sequence[_Stated]) -> dict[int, int]:
    """Return, for each plan that stands right behind a single problem, that problem; empty unless they take turns."""
    order = sorted(
        [(scorer.base + found.start, "problem", at) for at, (found, _, scorer) in enumerate(problems)]
        + [(scorer.base + found.start, "plan", at) for at, (found, _, scorer) in enumerate(measures)]
    )
    turns = [(role, [at for _, _, at in run]) for role, run in groupby(order, key=lambda stated: stated[1])]
    pairs = [(one[1], other[1]) for one, other in pairwise(turns) if one[0] == "problem"]
    if len(pairs) < _TURNS:
        return {}
    return {plan: stated[0] for stated, answers in pairs if len(stated) == 1 for plan in answers}


def _sides(stated: Sequence[_Stated], themes_of: ThemesOf | None) -> list[Side]:
    sides = []
    concepts = {scorer: Concepts(scorer.scan) for scorer in {scorer for _, _, scorer in stated}}
    for found, view, scorer in stated:
        themes: frozenset[str] = frozenset()
        if themes_of is not None:
            start, end = view.outer(found.start, found.end)
            themes = frozenset(themes_of(scorer.base + start, scorer.base + end))
        about = concepts[scorer].about(found.start, found.end)
        sides.append(Side(scorer.scan.own_runs(found.start, found.end), about, themes))
    return sides


def _mean(measures: Sequence[Item]) -> float | None:
    to_come = [item.score for item in measures if item.tense != "done"]
    return round(sum(to_come) / len(to_come), 1) if to_come else None


def _warnings(report: Report, problems: Sequence[Item], measures: Sequence[Item]) -> tuple[str, ...]:
    if problems and measures:
        return ()
    spans = report.narratives.problems
    if not spans:
        return ("没有第五部分（存在的主要问题及改进情况）",)
    if not any(report.quote(span).strip() for span in spans):
        return ("第五部分没有内容",)
    if not problems and not measures and sum(report.quote(span).count("|") for span in spans) >= _BARS:
        return ("第五部分是表格，没有叙述文字",)
    if not problems and not measures:
        return ("第五部分没有写问题，也没有写措施",)
    return ("第五部分只写了问题，没有写措施",) if problems else ("第五部分只写了措施，没有写问题",)
