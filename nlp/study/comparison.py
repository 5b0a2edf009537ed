"""Two years of one agency (两年对比): wording aligned by `phrasing`, promises followed up by `plans`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from nlp.display import notebook_table
from nlp.phrasing import Timeline, align, timeline
from nlp.phrasing.result import Alignment
from nlp.plans import follow_up, plans
from nlp.plans.result import STATUS_TITLES, FollowUp, PlanSet
from nlp.readers import as_report
from nlp.report import Report
from nlp.study.panels import doubled, panel, series


@dataclass(frozen=True)
class Comparison:
    """What is the same, edited, moved, new and dropped, and what became of plans and problems (对比).

    alignment : sentence by sentence, with the measures; warnings : whatever makes the answer doubtful; planned : the
    problems and plans of both sides, earlier first, where they have been found already; followed : what became of them,
    where that is known already. What is not known is worked out when somebody looks at `plans` or `follow_up`.
    """

    alignment: Alignment
    warnings: tuple[str, ...] = ()
    planned: tuple[PlanSet, ...] = field(default=(), repr=False, compare=False)
    followed: tuple[FollowUp, ...] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def plans(self) -> tuple[PlanSet, ...]:
        """The problems and plans of both sides, earlier first."""
        return self.planned or (plans(self.old), plans(self.new))

    @cached_property
    def follow_up(self) -> tuple[FollowUp, ...]:
        """Each plan and problem of the earlier report, once, and what became of it (兑现情况)."""
        return _followed(*self.plans) if self.followed is None else self.followed

    def __getstate__(self) -> dict[str, Any]:
        # worked out before it travels, so that processes share the work
        return {**vars(self), "plans": self.plans, "follow_up": self.follow_up}

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
    """The years of one agency: its reports in order, each compared with the next, the wording followed through (逐年对比).

    comparisons : one fewer than there are reports; none where only one year is known.
    """

    reports: tuple[Report, ...]
    comparisons: tuple[Comparison, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What makes the series doubtful: years with several files, a lone year."""
        lone = () if self.comparisons else ("只有一个年度的报告：没有上年可比",)
        return (*(f"{report.year}年度：{mark}" for report in self.reports for mark in doubled(report)), *lone)

    def _repr_html_(self) -> str:
        return "".join(comparison._repr_html_() for comparison in self.comparisons)

    def timeline(self) -> Timeline:
        """Return the life of every passage and the figures reported year after year."""
        return timeline(self.reports, alignments=[comparison.alignment for comparison in self.comparisons])

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
        first = self.reports[0]
        followed = self.timeline().to_dict() if self.comparisons else {"passages": [], "figures": []}
        return {
            "series": {
                "issuer": first.issuer,
                "issuer_id": first.issuer_id,
                "years": [report.year for report in self.reports],
                "pairs": rows,
                "passages": followed["passages"],
                "figures": followed["figures"],
                "warnings": list(self.warnings),
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
        years) is a warning in it. What became of plans and problems is worked out when `Comparison.follow_up` is looked at.
    """
    return _compared(align(as_report(old), as_report(new)))


def compare_planned(old: PlanSet, new: PlanSet) -> Comparison:
    """Compare two reports whose plans have been found already, and say at once what became of them; see `compare`."""
    return replace(_compared(align(old.report, new.report)), planned=(old, new), followed=_followed(old, new))


def _compared(alignment: Alignment) -> Comparison:
    marks = (f"{report.year}年度：{mark}" for report in (alignment.old, alignment.new) for mark in doubled(report))
    return Comparison(alignment, tuple(dict.fromkeys((*alignment.warnings, *marks))))


def _followed(old: PlanSet, new: PlanSet) -> tuple[FollowUp, ...]:
    return follow_up(old, old.report, new.report, new) if old.plans or old.problems else ()


def compare_series(reports: Sequence[Report]) -> tuple[Series, ...]:
    """Compare each report with the next of its agency, one series an agency (逐年对比).

    Parameters
    ----------
    reports : in any order, of any number of agencies. Of two files of one agency and year the fullest serves, with a
        warning. Reports without an agency or a year are left out (`placed` tells which), unless nothing is known of any:
        they are then one agency's, in the order of the years they have.
    """
    marked = panel(reports)
    known = tuple(series(marked).values()) or (tuple(sorted(reports, key=lambda report: report.year or 0)),)
    return tuple(_series(members) for members in known)


def _series(members: Sequence[Report]) -> Series:
    planned = [plans(report) for report in members]
    return Series(tuple(members), tuple(compare_planned(old, new) for old, new in pairwise(planned)))
