"""Terms that come and go over the years (逐年变化): steps between adjacent years, and a test for a trend through all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import erfc, sqrt

from nlp.errors import InputError
from nlp.keywords.corpus import Corpus
from nlp.keywords.log_odds import Contrast
from nlp.keywords.measure import Scored


@dataclass(frozen=True, slots=True)
class Year:
    """The counts of one year's reports."""

    year: int
    counts: Mapping[str, int]
    tokens: int


def by_year(target: Corpus) -> tuple[Year, ...]:
    """Return the counts of each year that has content words, in order.

    Raises
    ------
    InputError
        When the reports show fewer than two years.
    """
    counts: dict[int, Counter[str]] = {}
    for document in target.documents:
        if document.report.year is not None:
            counts.setdefault(document.report.year, Counter()).update(word for word, _, _ in document.tokens)
    years = tuple(Year(year, counts[year], counts[year].total()) for year in sorted(counts) if counts[year])
    if len(years) < 2:
        raise InputError(
            f"这些报告只有 {len(years)} 个年度：比较词语升降需要两个以上年度已知的报告，请补上其他年度的报告"
        )
    return years


def trend(counts: Iterable[int], totals: Iterable[int], scores: Iterable[float]) -> float:
    r"""Return the z of the Cochran-Armitage test for a linear trend in proportions (Armitage 1955).

    .. math:: z = \frac{\sum_i t_i (y_i - n_i \bar p)}{\sqrt{\bar p (1 - \bar p)
        \left(\sum_i n_i t_i^2 - (\sum_i n_i t_i)^2 / n\right)}}

    Parameters
    ----------
    counts : occurrences of the term in each year; totals : of all terms; scores : the years.
    """
    seen, sizes, at = list(counts), list(totals), list(scores)
    everything = sum(sizes)
    share = sum(seen) / everything
    # years count from their first: only differences matter, and small numbers keep their digits
    at = [score - at[0] for score in at]
    along = sum(score * (count - size * share) for score, count, size in zip(at, seen, sizes, strict=True))
    squares = sum(size * score**2 for score, size in zip(at, sizes, strict=True))
    linear = sum(size * score for score, size in zip(at, sizes, strict=True))
    spread = share * (1 - share) * (squares - linear**2 / everything)
    return along / sqrt(spread) if spread > 0 else 0.0


def steps(target: Corpus, direction: int) -> Iterable[Scored]:
    """Yield every term with its largest step between adjacent years, upwards (1) or downwards (-1).

    The score is the z of that step's log-odds ratio, later year against earlier (`nlp.keywords.log_odds`), positive in the
    direction asked for. `extra` tells the two years (``from_year``, ``to_year``), the ``log_odds``, and for all years
    together ``trend_z`` and ``trend_p`` of the Cochran-Armitage test. The reference count is the earlier year's.
    """
    years = by_year(target)
    contrasts = [
        (earlier, later, Contrast(later.counts, later.tokens, earlier.counts, earlier.tokens))
        for earlier, later in pairwise(years)
    ]
    for term in target.counts:
        found = [
            (direction * contrast.of(term).z, earlier, later, contrast)
            for earlier, later, contrast in contrasts
            if term in earlier.counts or term in later.counts
        ]
        if not found:
            continue
        score, earlier, later, contrast = max(found, key=lambda step: (step[0], -step[1].year))
        through = trend([y.counts.get(term, 0) for y in years], [y.tokens for y in years], [y.year for y in years])
        yield Scored(
            term, score, earlier.counts.get(term, 0),
            {
                "from_year": earlier.year, "to_year": later.year, "log_odds": round(contrast.of(term).delta, 6),
                "trend_z": round(through, 6), "trend_p": erfc(abs(through) / sqrt(2)),
            },
        )  # fmt: skip
