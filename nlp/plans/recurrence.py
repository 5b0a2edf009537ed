"""Over a series of years: how long problems stay, how often promises are renewed, which promises are kept (多年追踪)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from nlp.plans.result import CUES, FollowUp, Item, PlanSet

Year = tuple[PlanSet, Sequence[FollowUp]]
"""What one report states, and what became of it in the next report (empty for the last)."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A problem or plan that is stated again (反复出现): in which years, its first wording, what became of it last.

    kind : ``"problem"`` or ``"plan"``; years : as printed in the reports, or their places in the series where unknown;
    fate : the last status, or None when the series ends with it.
    """

    kind: str
    text: str
    years: tuple[int, ...]
    fate: str | None

    def to_dict(self) -> dict[str, Any]:
        """Return a record of one row."""
        return {
            "kind": self.kind,
            "text": self.text,
            "years": list(self.years),
            "count": len(self.years),
            "fate": self.fate,
        }


@dataclass(frozen=True, slots=True)
class Kept:
    """How many plans with (or without) one cue were delivered (兑现率).

    followed counts the plans whose next report is known. A rate over few plans says little: show `followed` with it.
    """

    cue: str
    has_cue: bool
    delivered: int
    partly: int
    followed: int

    @property
    def rate(self) -> float | None:
        """Delivered over followed, or None where none was followed."""
        return round(self.delivered / self.followed, 4) if self.followed else None

    def to_dict(self) -> dict[str, Any]:
        """Return a record of one row."""
        return {
            "cue": self.cue, "has_cue": self.has_cue, "delivered": self.delivered, "partly": self.partly,
            "followed": self.followed, "rate": self.rate,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A series of reports of one agency (序列)."""

    problems: tuple[Stay, ...]
    plans: tuple[Stay, ...]
    kept: tuple[Kept, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """Return the parts as lists of records."""
        return {
            "problems": [stay.to_dict() for stay in self.problems],
            "plans": [stay.to_dict() for stay in self.plans],
            "kept": [row.to_dict() for row in self.kept],
        }


def recurrence(series: Sequence[Year]) -> Recurrence:
    """Follow problems and plans through the reports of one agency, oldest first (多年追踪).

    Parameters
    ----------
    series : each report's `PlanSet` with its `follow_up` into the next one.
    """
    return Recurrence(_stays("problem", "recurs", series), _stays("plan", "repeated", series), kept_by_cue(series))


def kept_by_cue(series: Iterable[Year]) -> tuple[Kept, ...]:
    """Count, for each cue, how many plans with and without it were delivered (按线索的兑现率).

    Parameters
    ----------
    series : years of one agency or of many; counts add up.
    """
    outcomes = [(item, told.status) for plan_set, followed in series for item, told in _outcomes(plan_set, followed)]
    rows = []
    for cue in CUES:
        for has_cue in (True, False):
            told = [status for item, status in outcomes if (cue in item.cues) == has_cue]
            rows.append(Kept(cue, has_cue, told.count("delivered"), told.count("partly"), len(told)))
    return tuple(rows)


def _outcomes(plan_set: PlanSet, followed: Sequence[FollowUp]) -> list[tuple[Item, FollowUp]]:
    told = {(f.old.start, f.old.end): f for f in followed if f.kind == "plan"}
    return [(item, told[item.start, item.end]) for item in plan_set.plans if (item.start, item.end) in told]


def _stays(kind: str, again: str, series: Sequence[Year]) -> tuple[Stay, ...]:
    """Chain each item to the one it recurs as, through all years."""
    stays: list[Stay] = []
    #: the items of this year that go on a chain begun before, with the chain so far
    begun: dict[tuple[int, int], tuple[str, tuple[int, ...]]] = {}
    for place, (plan_set, followed) in enumerate(series):
        told = {(f.old.start, f.old.end): f for f in followed if f.kind == kind}
        continued: dict[tuple[int, int], tuple[str, tuple[int, ...]]] = {}
        year = plan_set.report.year if plan_set.report.year is not None else place
        for item in plan_set.problems if kind == "problem" else plan_set.plans:
            text, years = begun.get((item.start, item.end), (item.text, ()))
            fate = told.get((item.start, item.end))
            if fate is not None and fate.status == again and fate.evidence:
                continued.setdefault((fate.evidence[0].start, fate.evidence[0].end), (text, (*years, year)))
            else:
                stays.append(Stay(kind, text, (*years, year), fate.status if fate else None))
        begun = continued
    return tuple(sorted(stays, key=lambda stay: (-len(stay.years), stay.years, stay.text)))
