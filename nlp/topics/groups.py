"""How much of each group's reports a topic takes, with intervals (话题占比)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.errors import UsageError
from nlp.report import Report
from nlp.topics.result import TopicStudy

#: what reports are grouped by
GROUPINGS: dict[str, Callable[[Report], object]] = {
    "year": lambda report: report.year,
    "level": lambda report: report.level,
    "region": lambda report: report.region.city or report.region.province,
    "issuer": lambda report: report.issuer_id,
}
_RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Prevalence:
    """A topic's share in one group of reports (话题占比).

    share : mean over the group's reports, 0 to 1; low, high : 95% percentile bootstrap over reports, None for one
    report; reports : how many.
    """

    group: object
    topic: int
    share: float
    low: float | None
    high: float | None
    reports: int

    def to_dict(self) -> dict[str, Any]:
        """Return a plain record."""
        return {
            "group": self.group, "topic": self.topic, "share": self.share, "low": self.low, "high": self.high,
            "reports": self.reports,
        }  # fmt: skip


def prevalence(study: TopicStudy, reports: Sequence[Report], *, by: str = "year") -> tuple[Prevalence, ...]:
    """Return the share of every topic in every group of reports, groups in order.

    Parameters
    ----------
    study : what `topics` returned for these reports.
    reports : the same reports in the same order; those whose group is unknown are left out.
    by : ``"year"``, ``"level"``, ``"region"`` or ``"issuer"``.

    Raises
    ------
    UsageError
        When `by` is none of those, or the reports are not the study's.
    """
    if by not in GROUPINGS:
        raise UsageError(f"没有名为 {by!r} 的分组方式：可用 {'、'.join(GROUPINGS)}")
    if len(reports) != len(study.weights):
        raise UsageError(f"话题结果有 {len(study.weights)} 份报告，这里给出 {len(reports)} 份：请给出同一批报告")
    names = [GROUPINGS[by](report) for report in reports]
    weights = np.array(study.weights)
    # a report without a known word has no topics; it must not count as a share of nothing
    usable = weights.sum(axis=1) > 0
    rows: list[Prevalence] = []
    for name in sorted({name for name in names if name is not None}, key=str):
        members = weights[usable & np.array([other == name for other in names])]
        if len(members):
            rows += _of_group(name, members, study.seed)
    return tuple(rows)


def _of_group(name: object, members: Any, seed: int) -> list[Prevalence]:
    size = len(members)
    low: list[float | None] = [None] * members.shape[1]
    high = list(low)
    if size > 1:
        drawn = np.random.default_rng(seed).integers(0, size, (_RESAMPLES, size))
        bounds = np.percentile(members[drawn].mean(axis=1), (2.5, 97.5), axis=0).round(6)
        low, high = bounds[0].tolist(), bounds[1].tolist()
    means = members.mean(axis=0).round(6).tolist()
    return [Prevalence(name, topic, means[topic], low[topic], high[topic], size) for topic in range(len(means))]
