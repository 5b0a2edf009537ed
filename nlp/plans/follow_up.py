"""What became of last year's plans and problems, as this year's report tells it (兑现情况).

A plan is taken apart into its promises, purpose aside. `repeated`: its lead is restated in the new section five, whatever
else is reported. `delivered`: in essence every promise is reported done, by sentences that show an act; a figure or a name
the promise gave counts most. `partly`: related work is reported. `dropped`: neither. A problem `recurs` when the new
section five states the same shortcoming of the same thing, else it is `gone`.

The thresholds follow the readers' rules and were not fitted: there are too few pairs of years to fit on. Reports tell
what their authors choose to tell: `dropped` means not mentioned, never not done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.plans.layout import sentences
from nlp.plans.matters import About, about
from nlp.plans.plain import plain
from nlp.plans.promises import Promise, lead_of, promises_of
from nlp.plans.result import FollowUp, Item, PlanSet
from nlp.plans.scorer import scorer_of
from nlp.plans.wording import Wording
from nlp.report import Evidence, Report, Span

#: share of a lead's wording in the new section five from which it is restated
_RESTATED = 0.6
#: share of a promise's matters in sentences that show an act, from which it is kept
_KEPT = 0.67
#: share of the promises kept from which a plan is delivered in essence
_DELIVERED = 0.8
#: level from which a sentence shows an act rather than an intention
_SHOWS_AN_ACT = 3
_SAME_WORDING = 0.6
_LIKE_WORDING = 0.3
#: an opening that declares allegiance and lists everything reports nothing done
_CREED = re.compile("习近平|为指导，|精神，|决策部署，")
#: below this the result says that it is a guess
_UNSURE = 0.5


@dataclass(frozen=True, slots=True)
class _Reported:
    """A sentence of the new report on work done."""

    start: int
    end: int
    text: str
    key: str
    about: About
    level: int


def follow_up(old: PlanSet, old_report: Report, new_report: Report, new: PlanSet) -> tuple[FollowUp, ...]:
    """Return what became of each plan and problem of `old` in the later report.

    Parameters
    ----------
    old, new : what `plans` found in the two reports; old_report, new_report : the reports.
    """
    del old_report
    done = [item for item in new.plans if item.tense == "done"]
    spans = [*new_report.narratives.work, *(Span(item.start, item.end) for item in done)]
    work = [sentence for span in spans for sentence in _reported(new_report, span)]
    wording = Wording([s.text for s in work] + [i.text for i in (*old.plans, *old.problems, *new.plans, *new.problems)])
    renewed = [item for item in new.plans if item.tense != "done"]
    return (
        *(_plan(item, new_report, work, renewed, wording) for item in old.plans),
        *(_problem(item, new_report, new.problems, wording) for item in old.problems),
    )


def _reported(report: Report, span: Span) -> list[_Reported]:
    view = plain(report.text[span.start : span.end])
    scorer = scorer_of(view, span.start)
    found = []
    for sentence in sentences(view.key):
        if _CREED.search(view.key, sentence.start, sentence.end):
            continue
        clause = scorer.clause(sentence.start, sentence.end)
        key = view.key[sentence.start : sentence.end]
        found.append(_Reported(clause.start, clause.end, clause.text, key, about(key), clause.level))
    return found


def _plan(item: Item, report: Report, work: Sequence[_Reported], new: Sequence[Item], wording: Wording) -> FollowUp:
    old = Evidence(item.start, item.end, item.text)
    lead = lead_of(item)
    again, likeness = _restated(lead, new, wording)
    if again is not None and likeness >= _RESTATED:
        return _told("plan", "repeated", likeness, old, [report.evidence(again.start, again.end)])
    promises = promises_of(item)
    checked = [_kept(promise, work, wording) for promise in promises]
    evidence = _evidence(report, [sentence for _, shown in checked for sentence in shown])
    shares = [share for share, _ in checked]
    if not shares or max(shares) == 0:
        return _told("plan", "dropped", 0.6 if promises else 0.4, old, [])
    kept = sum(share >= _KEPT for share in shares) / len(shares)
    mean = sum(shares) / len(shares)
    if kept >= _DELIVERED and _can_be_kept(item, [sentence for _, shown in checked for sentence in shown]):
        return _told("plan", "delivered", 0.4 + 0.4 * mean, old, evidence)
    return _told("plan", "partly", 0.45 + 0.3 * (1 - abs(mean - 0.5) * 2), old, evidence)


def _can_be_kept(item: Item, shown: Sequence[_Reported]) -> bool:
    """Return whether a plan promises anything that could be shown done.

    Of a plan without any checkable act only related work can be reported; but one single direction (加强业务培训) is kept
    in essence when a figure or a named thing shows it (举办培训班3期).
    """
    if item.level >= _SHOWS_AN_ACT:
        return True
    return len(promises_of(item)) == 1 and any(sentence.level > _SHOWS_AN_ACT for sentence in shown)


def _restated(lead: str, new: Sequence[Item], wording: Wording) -> tuple[Item | None, float]:
    if not lead or not new:
        return None, 0.0
    likeness = [max(wording.kept(lead, text) for text in _texts(item)) for item in new]
    best = max(range(len(new)), key=likeness.__getitem__)
    return new[best], likeness[best]


def _texts(item: Item) -> list[str]:
    return [item.text, *(clause.text for clause in item.clauses)]


def _kept(promise: Promise, work: Sequence[_Reported], wording: Wording) -> tuple[float, list[_Reported]]:
    """Return how much of a promise is reported done (0 to 1), and the sentences that show it."""
    named = [s for s in work if any(name in s.key for name in promise.names)]
    if named:
        return 1.0, named[:1]
    showing = [s for s in work if s.level >= _SHOWS_AN_ACT and s.about.matters & promise.matters]
    if not showing:
        return 0.0, []
    ranked = sorted(
        showing, key=lambda s: (-len(s.about.matters & promise.matters), -wording.kept(promise.text, s.text), s.start)
    )
    shown, seen = [], set[str]()
    for sentence in ranked:
        if sentence.about.matters & promise.matters - seen:
            shown.append(sentence)
            seen |= sentence.about.matters & promise.matters
    return len(seen) / len(promise.matters), shown[:2]


def _evidence(report: Report, shown: Sequence[_Reported]) -> list[Evidence]:
    spans = sorted({(sentence.start, sentence.end) for sentence in shown})
    return [report.evidence(start, end) for start, end in spans[:4]]


def _problem(item: Item, report: Report, new: Sequence[Item], wording: Wording) -> FollowUp:
    old = Evidence(item.start, item.end, item.text)
    scored = [(_same_shortcoming(item, later, wording), later) for later in new]
    likeness, again = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if again is not None and likeness >= _UNSURE:
        return _told("problem", "recurs", likeness, old, [report.evidence(again.start, again.end)])
    return _told("problem", "gone", 1 - likeness, old, [])


def _same_shortcoming(old: Item, new: Item, wording: Wording) -> float:
    """Return how sure it is (0 to 1) that two items state the same shortcoming; from 0.5 on they are taken to."""
    one, other = about(plain(old.text).key), about(plain(new.text).key)
    kept = max(wording.kept(old.text, new.text), wording.kept(new.text, old.text))
    if kept >= _SAME_WORDING:
        return min(1.0, 0.4 + 0.6 * kept)
    if one.matters & other.matters and one.aspects & other.aspects:
        return min(0.9, 0.5 + 0.5 * kept)
    return 0.4 if kept >= _LIKE_WORDING else kept


def _told(kind: str, status: str, confidence: float, old: Evidence, evidence: Sequence[Evidence]) -> FollowUp:
    sure = round(min(confidence, 1.0), 2)
    note = "把握不大，请人工核对" if sure < _UNSURE else ""
    return FollowUp("plan" if kind == "plan" else "problem", status, sure, old, tuple(evidence), note)
