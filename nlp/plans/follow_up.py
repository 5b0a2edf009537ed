"""What became of last year's plans and problems, as this year's report tells it (兑现情况).

A plan is taken apart into its promises, purpose aside. `repeated`: its lead is restated in the new section five, whatever
else is reported. `delivered`: in essence every promise is reported done, by sentences that show an act; a figure or a name
the promise gave counts most. `partly`: related work is reported. `dropped`: neither. A problem `recurs` when the new
section five states the same shortcoming of the same thing, else it is `gone`.

Promises and sentences are matched by their wording, rare runs counting more, and by what they are about. The thresholds
lie in the middle of plateaus on a dozen pairs of years. Reports tell what their authors choose to tell: `dropped` means
not mentioned, never not done.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from nlp.plans.later import Admitted, Later, Reported
from nlp.plans.matters import About
from nlp.plans.plain import plain
from nlp.plans.promises import Promise, lead_of, promises_of
from nlp.plans.result import FollowUp, Item, PlanSet
from nlp.plans.targets import fell_short
from nlp.plans.wording import Wording
from nlp.report import Evidence, Report

#: share of a lead's wording in the new section five from which it is restated
_RESTATED = 0.6
#: share of a promise's wording in one sentence from which that sentence tells of it whole
_WORDED = 0.5
#: what the same matter adds to half of the wording, and what it is worth by itself for a mere direction
_MATTER = 0.35
_BY_MATTER = 0.8
#: mean over the promises from which a plan is delivered in essence, and for one promise from which work is related
_DELIVERED = 0.6
_RELATED = 0.375
#: a lead that is a verb of two characters and the thing it is about: so long is the thing
_SHORTEST_THING, _LONGEST_THING = 3, 12
#: what a sentence is worth at most that leaves the target of the promise unreached: related work, no more
_FELL_SHORT = 0.5
#: level from which a sentence shows an act rather than an intention
_SHOWS_AN_ACT = 3
_HIGHEST_LEVEL = 5
_MOST_EVIDENCE = 4
#: what has so small a share of the best sentence's wording in common with the plan is not shown beside it
_SLIGHT = 1 / 6
#: share of wording two shortcomings must have in common, by whether they share neither, one or both of matter and aspect
_WORDING_NEEDED = (0.3, 0.22, 0.15)
#: below this the result says that it is a guess
_UNSURE = 0.5
#: confidence where the later report has nothing in which the thing could have been told, and where it states no problem
_NOTHING_TO_GO_BY = 0.2
_SILENT = 0.6


def follow_up(old: PlanSet, old_report: Report, new_report: Report, new: PlanSet) -> tuple[FollowUp, ...]:
    """Return what became of each plan and problem of `old` in the later report (兑现情况).

    Parameters
    ----------
    old, new : what `plans` found in the two reports; old_report, new_report : the reports, of one agency and adjacent years.

    Returns
    -------
    tuple of FollowUp
        One for each plan, then one for each problem, in text order. Statuses of different agencies, of years
        apart or of different formats must not be compared.
    """
    del old_report
    later = Later(new_report, new, old)
    renewed = [_renewed(item, later) for item in old.plans]
    sought = [item for item, told in zip(old.plans, renewed, strict=True) if told is None]
    promised = iter(promises_of([later.keys[item.text] for item in sought]))
    return (
        *[told or _plan(item, next(promised), later) for item, told in zip(old.plans, renewed, strict=True)],
        *[_problem(later.admitted(item), later) for item in old.problems],
    )


def _renewed(item: Item, later: Later) -> FollowUp | None:
    """Return a plan as repeated, where its lead is restated."""
    again, likeness = _restated(lead_of(later.keys[item.text]), later)
    if again is None or likeness < _RESTATED:
        return None
    old = Evidence(item.start, item.end, item.text)
    return _told("plan", "repeated", likeness, old, [later.report.evidence(again.start, again.end)])


def _plan(item: Item, promises: Sequence[Promise], later: Later) -> FollowUp:
    old = Evidence(item.start, item.end, item.text)
    checked = [_kept(promise, later) for promise in promises]
    shares = [share for share, _ in checked]
    reached = all(share > _FELL_SHORT or not promise.bounded for promise, share in zip(promises, shares, strict=True))
    if not shares or max(shares) < _RELATED:
        if not later.work:
            return _told(
                "plan", "dropped", _NOTHING_TO_GO_BY, old, [], "后一份报告没有可供查找的工作叙述，无从判断是否兑现"
            )
        return _told("plan", "dropped", 0.6 if shares else 0.4, old, [])
    evidence = _evidence(item, [sentence for share, sentence in checked if sentence and share >= _RELATED], later)
    mean = sum(shares) / len(shares)
    # of several directions without any checkable act only related work can be reported
    if reached and mean >= _DELIVERED and (item.level >= _SHOWS_AN_ACT or len(shares) == 1):
        return _told("plan", "delivered", 0.4 + 0.4 * mean, old, evidence)
    return _told("plan", "partly", 0.45 + 0.3 * (1 - abs(mean - 0.5) * 2), old, evidence)


def _restated(lead: str, later: Later) -> tuple[Item | None, float]:
    if not lead or not later.renewed:
        return None, 0.0
    likeness = [
        max(_same_lead(lead, measure.lead), kept)
        for measure, kept in zip(later.renewed, later.kept_again(lead), strict=True)
    ]
    best = max(range(len(likeness)), key=likeness.__getitem__)
    return later.renewed[best].item, likeness[best]


def _same_lead(lead: str, other: str) -> float:
    """Return 1 where two leads are one direction by other verbs (创新解读方式, 改进解读方式), else 0."""
    thing = lead[2:]
    return float(_SHORTEST_THING <= len(thing) <= _LONGEST_THING and other[2:] == thing)


def _kept(promise: Promise, later: Later) -> tuple[float, Reported | None]:
    """Return how much of a promise is reported done (0 to 1), and the sentence that shows most of it, of equals the first.

    How concrete a sentence is takes long to say, so the most promising are looked at first, and none that cannot show more.
    """
    hopeful = [
        (_shown(promise, sentence, kept, _HIGHEST_LEVEL), kept, sentence)
        for sentence, kept in zip(later.work, later.kept(promise.text), strict=True)
        if kept or promise.names or promise.matters & sentence.matters  # most have nothing to do with it
    ]
    best, found = (0.0, 1), None
    for most, kept, sentence in sorted(hopeful, key=itemgetter(0), reverse=True):
        if (most, -sentence.start) < best:
            break
        rank = (_shown(promise, sentence, kept, sentence.level), -sentence.start)
        if rank > best:
            best, found = rank, sentence
    return best[0], found


def _shown(promise: Promise, sentence: Reported, kept: float, level: int) -> float:
    """Return how much of a promise one sentence of the new report shows done; `kept` : the share of its wording there.

    A document or platform called by name is shown by its name; a checkable act by its wording, and a little by its
    matter; a mere direction (加强业务培训) by whatever is reported of its matter with a figure, a date or a name. The higher
    the level of a sentence, the more it shows.
    """
    told = _told_of(promise, sentence, kept, level)
    if told > _FELL_SHORT and promise.bounded and fell_short(promise.text, sentence.key):
        return _FELL_SHORT
    return told


def _told_of(promise: Promise, sentence: Reported, kept: float, level: int) -> float:
    """Return how much of a promise one sentence tells of, targets aside."""
    if promise.names and any(name in sentence.key for name in promise.names):
        return 1.0
    if level < _SHOWS_AN_ACT:
        return 0.0
    worded = min(1.0, kept / _WORDED)
    matter = len(promise.matters & sentence.matters) / len(promise.matters) if promise.matters else 0.0
    if not promise.checkable and level > _SHOWS_AN_ACT:
        return max(worded, _BY_MATTER * matter)
    return max(worded, 0.5 * worded + _MATTER * matter)


def _evidence(item: Item, shown: Sequence[Reported], later: Later) -> list[Evidence]:
    """Return the sentences that show what became of a plan: those with most of its wording first, none with far less of it.

    A sentence may be all that tells of one promise by its matter, and beside another that speaks of the plan lead astray.
    """
    kept = later.kept(plain(item.text).key)
    worth = {sentence.start: share for sentence, share in zip(later.work, kept, strict=True)}
    ranked = sorted({(-worth[sentence.start], sentence.start, sentence.end) for sentence in shown})
    least = ranked[0][0] * _SLIGHT
    return [later.report.evidence(start, end) for share, start, end in ranked[:_MOST_EVIDENCE] if share <= least]


def _problem(problem: Admitted, later: Later) -> FollowUp:
    old = Evidence(problem.item.start, problem.item.end, problem.item.text)
    scored = [(_same_shortcoming(problem, other, later.wording), other.item) for other in later.problems]
    likeness, again = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if again is not None and likeness >= _UNSURE:
        return _told("problem", "recurs", likeness, old, [later.report.evidence(again.start, again.end)])
    if not any(later.report.quote(span).strip() for span in later.report.narratives.problems):
        return _told("problem", "gone", _NOTHING_TO_GO_BY, old, [], "后一份报告没有第五部分，无从判断问题是否仍在")
    # where the later section states no problem at all, silence says less
    return _told("problem", "gone", 1 - likeness if later.problems else _SILENT, old, [])


def _same_shortcoming(old: Admitted, new: Admitted, wording: Wording) -> float:
    """Return how sure it is (0 to 1) that two items state the same shortcoming; from 0.5 on they are taken to."""
    return max([_alike(one, other, wording) for one in old.clauses for other in new.clauses])


def _alike(one: tuple[str, About], other: tuple[str, About], wording: Wording) -> float:
    """Return how sure it is that two clauses state one shortcoming: the less they share of its matter and aspect, the more
    wording they must share."""
    (text, mine), (later, theirs) = one, other
    shared = (not mine.matters.isdisjoint(theirs.matters)) + (not mine.aspects.isdisjoint(theirs.aspects))
    needed = _WORDING_NEEDED[shared]
    common = wording.common(text, later)
    if common < needed:
        return 0.5 * common / needed * 0.95
    return min(1.0, 0.5 + 0.5 * (common - needed) / (1 - needed) + 0.1 * shared)


def _told(
    kind: str, status: str, confidence: float, old: Evidence, evidence: Sequence[Evidence], note: str = ""
) -> FollowUp:
    sure = round(min(confidence, 1.0), 2)
    note = note or ("把握不大，请人工核对" if sure < _UNSURE else "")
    return FollowUp("plan" if kind == "plan" else "problem", status, sure, old, tuple(evidence), note)
