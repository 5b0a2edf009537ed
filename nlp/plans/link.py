"""Links each plan to the problem it answers, or to none (问题与措施对应)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from itertools import chain
from typing import NamedTuple

from nlp.plans.matters import About

ThemesOf = Callable[[int, int], Collection[str]]
"""Gives the theme ids of ``report.text[start:end]``."""

_FLOOR = 0.3
_SHARED_MATTER = 0.3
_SHARED_ASPECT = 0.1
#: of a theme only one problem has; one that all of them have tells nothing apart
_SHARED_THEME = 0.3
_SAME_PLACE = 0.1
_RIGHT_BEHIND = 0.3


class Side(NamedTuple):
    """A problem or plan as linking sees it.

    runs : its two-character runs beyond the common stock of the genre; about : its matters and aspects; themes : ids,
    where someone knows them; follows : for a plan, the index of the one problem it stands right behind, where problems
    and plans take turns.
    """

    runs: frozenset[str]
    about: About
    themes: frozenset[str] = frozenset()
    follows: int | None = None


def answered(problems: Sequence[Side], plans: Sequence[Side]) -> list[int | None]:
    """Return, for each plan, the index of the problem it answers, or None.

    How well a plan answers a problem is the share of the problem's own wording that the plan has too, rare runs counting
    more, and something for a matter, aspect or theme both are about, and for the same place in two lists of equal length.
    """
    if not problems or not plans:
        return [None] * len(plans)
    counts = Counter(chain.from_iterable([side.runs for side in (*problems, *plans)]))
    # only what a problem says is ever weighed
    rarity = {run: 1 / counts[run] for problem in problems for run in problem.runs}
    whole = [sum(map(rarity.__getitem__, problem.runs)) for problem in problems]
    said = Counter([theme for problem in problems for theme in problem.themes])
    in_step = len(problems) == len(plans)
    found: list[int | None] = []
    for index, plan in enumerate(plans):
        scores = [
            _likeness(problem, plan, rarity, weight, said) for problem, weight in zip(problems, whole, strict=True)
        ]
        if in_step:
            scores[index] += _SAME_PLACE
        if plan.follows is not None:
            scores[plan.follows] += _RIGHT_BEHIND
        best = max(scores)
        found.append(scores.index(best) if best >= _FLOOR else None)
    return found


def _likeness(problem: Side, plan: Side, rarity: dict[str, float], weight: float, said: Counter[str]) -> float:
    """Return how well a plan answers a problem; `weight` : the rarity of all the problem's runs together."""
    runs, (matters, aspects), themes, _ = problem
    score = 0.0
    if shared := runs & plan.runs:
        score += sum(map(rarity.__getitem__, shared)) / weight
    if not matters.isdisjoint(plan.about.matters):
        score += _SHARED_MATTER
    if not aspects.isdisjoint(plan.about.aspects):
        score += _SHARED_ASPECT
    if themes and (both := themes & plan.themes):
        score += _SHARED_THEME * max(1 / said[theme] for theme in both)
    return score
