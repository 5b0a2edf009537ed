"""A report's plans at one glance, and against others of its level (概貌)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nlp.plans.result import CUES, PlanSet

#: cues every plan could have; scope and the problem answered are extras
_EXPECTED = tuple(cue for cue in CUES if cue not in ("scope", "problem"))
#: with fewer peers than this, a comparison says nothing
_FEWEST_PEERS = 5


@dataclass(frozen=True, slots=True)
class Profile:
    """How concrete the measures to come are (措施具体性概貌).

    measures : how many measures not yet done; mean : of their scores, 0 to 100; concrete : share (0 to 1) at level 4 or
    5; slogans : share at level 1; missing : share of the measures without each cue, most often missing first;
    unanswered : how many problems no plan answers; unprompted : how many plans answer no problem.
    """

    measures: int
    mean: float | None
    concrete: float | None
    slogans: float | None
    missing: tuple[tuple[str, float], ...]
    unanswered: int
    unprompted: int
    level: str | None
    year: int | None

    def to_dict(self) -> dict[str, Any]:
        """Return a record of one row."""
        return {
            "measures": self.measures, "mean": self.mean, "concrete": self.concrete, "slogans": self.slogans,
            "missing": dict(self.missing), "unanswered": self.unanswered, "unprompted": self.unprompted,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """A profile against its peers (同级比较): share of them whose mean is lower, and the peers' own mean."""

    lower: float
    peers_mean: float
    peers: int


def profile(plan_set: PlanSet) -> Profile:
    """Return a report's profile; measures already done are left out."""
    items = [item for item in plan_set.plans if item.tense != "done"]
    missing = [(cue, _share(sum(cue not in item.cues for item in items), len(items))) for cue in _EXPECTED]
    return Profile(
        len(items), plan_set.score,
        _share_or_none(sum(item.level >= 4 for item in items), len(items)),
        _share_or_none(sum(item.level == 1 for item in items), len(items)),
        tuple(sorted(missing, key=lambda pair: -pair[1])) if items else (),
        len(plan_set.unanswered), len(plan_set.unprompted),
        plan_set.report.level, plan_set.report.year,
    )  # fmt: skip


def standing(own: Profile, others: Sequence[Profile]) -> Standing | None:
    """Return where a profile stands among reports of the same level of government, or None with too few of them.

    Levels are never mixed: the smaller the unit, the fewer figures and deadlines its plans have.

    Parameters
    ----------
    own : the profile; others : of other reports, of any level.
    """
    peers = [p.mean for p in others if p.level == own.level and p.level is not None and p.mean is not None]
    if own.mean is None or len(peers) < _FEWEST_PEERS:
        return None
    return Standing(
        _share(sum(mean < own.mean for mean in peers), len(peers)), round(sum(peers) / len(peers), 1), len(peers)
    )


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _share_or_none(part: int, whole: int) -> float | None:
    return _share(part, whole) if whole else None
