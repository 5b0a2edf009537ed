"""Two years of one agency compared: how long it takes, and how long difflib would (两年对比的速度).

    python -m benchmarks.two_years      # milliseconds of processor time on this machine

Two reports of 5,000 characters, 800 of them section five, as read before: what the sample agencies wrote in two adjacent
years laid end to end. Most of it was reworded from the one year to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

import nlp
from benchmarks.corpus import sample_reports
from benchmarks.timing import interleaved
from nlp.phrasing import align
from nlp.plans import follow_up, plans
from nlp.readers import read_text
from nlp.report import Report
from nlp.text import sentences

LENGTH = 5000  # characters of a long report
_FIVE = 800  # of them in section five
_ROUNDS = 40


def two_years(reports: Sequence[Report]) -> tuple[Report, Report]:
    """Return two adjacent years of `LENGTH` characters each: what the sample agencies wrote in either, laid end to end."""
    old, new = sorted({report.year for report in reports if report.year})[-2:]
    return _year(reports, old), _year(reports, new)


def _year(reports: Sequence[Report], year: int) -> Report:
    told = [report for report in reports if report.year == year]
    work = "".join([report.quote(span) for report in told for span in report.narratives.work])
    problems = "".join([report.quote(span) for report in told for span in report.narratives.problems])
    return read_text(
        f"云汀市人民政府{year}年政府信息公开工作年度报告\n一、总体情况\n{work[: LENGTH - _FIVE]}\n"
        f"五、存在的主要问题及改进情况\n{problems[:_FIVE]}\n六、其他需要报告的事项\n无。\n"
    )


def difflib_pairs(old: Report, new: Report) -> Callable[[], None]:
    """Return the comparison of every sentence with every other by difflib, the yardstick for alignment."""
    sides = [
        [r.text[a:b] for span in r.narratives.all for a, b in sentences(r.text, span.start, span.end)]
        for r in (old, new)
    ]

    def work() -> None:
        for later in sides[1]:
            matcher = SequenceMatcher(b=later, autojunk=False)
            for earlier in sides[0]:
                matcher.set_seq1(earlier)
                matcher.ratio()

    return work


def ratios(reports: Sequence[Report]) -> list[tuple[str, str]]:
    """Return how many times the speed of difflib a comparison has, and one whose follow-up is looked at."""
    old, new = two_years(reports)
    matched, compared, followed = interleaved(
        difflib_pairs(old, new), lambda: nlp.compare(old, new), lambda: nlp.compare(old, new).follow_up
    )
    return [
        (f"compare(old, new), {LENGTH:,} characters each, times difflib's speed", f"{matched / compared:.1f}"),
        ("compare(old, new).follow_up, plans found and followed up as well", f"{matched / followed:.1f}"),
    ]


def main() -> None:
    """Print milliseconds of processor time, the least of many rounds, and how much is compared."""
    old, new = two_years(sample_reports())
    earlier, later = plans(old), plans(new)
    works: dict[str, Callable[[], object]] = {
        "compare(old, new)": lambda: nlp.compare(old, new),
        "compare(old, new).follow_up": lambda: nlp.compare(old, new).follow_up,
        "  plans(old), plans(new)": lambda: (plans(old), plans(new)),
        "  follow_up(...)": lambda: follow_up(earlier, old, new, later),
    }
    for name, seconds in zip(works, interleaved(*works.values(), rounds=_ROUNDS), strict=True):
        print(f"{name:<29}{seconds * 1000:6.1f} ms")
    pairs = align(old, new).pairs
    print(f"{len(pairs)} pairs, {sum(bool(pair.edits) for pair in pairs)} of them edited; {len(earlier.plans)} plans")


if __name__ == "__main__":
    main()
