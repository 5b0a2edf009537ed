"""Two years of one agency (两年对比): wording aligned by `phrasing`, promises followed up by `plans`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from nlp.display import notebook_table
from nlp.phrasing import Timeline, align, timeline
from nlp.phrasing.result import Alignment
from nlp.plans import follow_up, plans
from nlp.plans.result import STATUS_TITLES, FollowUp, PlanSet
from nlp.readers import as_report
from nlp.report import Report


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is the same, edited, moved, new and dropped, and what became of plans and problems (对比).

    alignment : sentence by sentence, with the measures; follow_up : each plan and problem of the earlier report, once;
    warnings : whatever makes the answer doubtful; plans : the problems and plans of both sides, earlier first.
    """

    alignment: Alignment
    follow_up: tuple[FollowUp, ...]
    warnings: tuple[str, ...] = ()
    plans: tuple[PlanSet, ...] = ()

    @property
    def old(self) -> Report:
        """The earlier report."""
        return self.alignment.old

    @property
    def new(self) -> Report:
        """The later report."""
        return self.alignment.new

    def _repr_html_(self) -> str:
        rows = [
            ("措施" if item.kind == "plan" else "问题", STATUS_TITLES[item.status], item.confidence, item.old.quote,
             item.evidence[0].quote if item.evidence else "")
            for item in self.follow_up
        ]  # fmt: skip
        heads = ("类别", "下文", "把握", "上年原文", "今年原文")
        return self.alignment._repr_html_() + notebook_table("上年的措施与问题", heads, rows)

    def to_dict(self) -> dict[str, Any]:
        """Return the object that ``gongkai compare`` prints."""
        sides = {
            name: {"source": side.source, "issuer": side.issuer, "year": side.year}
            for name, side in (("old", self.old), ("new", self.new))
        }
        return {
            **sides,
            "sections": [section.to_dict() for section in self.alignment.sections],
            "pairs": [pair.to_dict() for pair in self.alignment.pairs],
            "follow_up": [item.to_dict() for item in self.follow_up],
            "warnings": list(self.warnings),
        }


@dataclass(frozen=True, slots=True)
class Series:
    """Three or more years of one agency: the adjacent comparisons in order, and the wording followed through (逐年对比)."""

    comparisons: tuple[Comparison, ...]

    def _repr_html_(self) -> str:
        return "".join(comparison._repr_html_() for comparison in self.comparisons)

    def timeline(self) -> Timeline:
        """Return the life of every passage and the figures reported year after year."""
        reports = [self.comparisons[0].old, *(comparison.new for comparison in self.comparisons)]
        return timeline(reports, alignments=[comparison.alignment for comparison in self.comparisons])

    def to_dict(self) -> dict[str, Any]:
        """Return the object that ``gongkai compare`` prints last when it is given more than two files."""
        rows = []
        for comparison in self.comparisons:
            whole = next((s for s in comparison.alignment.sections if s.kind == "all"), None)
            statuses = [item.status for item in comparison.follow_up]
            rows.append(
                {
                    "old": comparison.old.year,
                    "new": comparison.new.year,
                    "novelty": whole.novelty if whole else None,
                    "recycled": whole.recycled if whole else None,
                    "dropped": whole.dropped if whole else None,
                    "follow_up": {status: statuses.count(status) for status in sorted(set(statuses))},
                }
            )
        first = self.comparisons[0].old if self.comparisons else None
        followed = self.timeline().to_dict() if self.comparisons else {"passages": [], "figures": []}
        return {
            "series": {
                "issuer": first.issuer if first else None,
                "issuer_id": first.issuer_id if first else None,
                "years": [first.year, *(c.new.year for c in self.comparisons)] if first else [],
                "pairs": rows,
                "passages": followed["passages"],
                "figures": followed["figures"],
            }
        }


def compare(old: Report | str, new: Report | str) -> Comparison:
    """Compare two years of one agency (两年对比).

    Parameters
    ----------
    old, new : the earlier and the later report; a string is read as a report where it shows section headings.

    Returns
    -------
    Comparison
        Never refuses: whatever makes the answer doubtful (same year, different agencies, a missing section, a gap of
        years) is a warning in it.
    """
    earlier, later = as_report(old), as_report(new)
    return compare_planned(plans(earlier), plans(later))


def compare_planned(old: PlanSet, new: PlanSet) -> Comparison:
    """Compare two reports whose plans have been found already; see `compare`."""
    alignment = align(old.report, new.report)
    fate = follow_up(old, old.report, new.report, new)
    return Comparison(alignment, fate, tuple(dict.fromkeys(alignment.warnings)), (old, new))


def compare_series(reports: Sequence[Report]) -> Series:
    """Compare each report with the next, in the order of their years (逐年对比).

    Parameters
    ----------
    reports : two or more of one agency, in any order; a gap of years is a warning in the comparison it makes.
    """
    ordered = sorted(reports, key=lambda report: report.year or 0)
    planned = [plans(report) for report in ordered]
    return Series(tuple(compare_planned(old, new) for old, new in pairwise(planned)))
