"""Intervals by resampling whole groups of units (自助法置信区间)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from nlp.agreement.figures import rounded

T = TypeVar("T")
SEED = 20080501


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and the interval it lies in (区间).

    value : on all units, None where it is not defined; low, high : percentiles of the resampled figure.
    """

    value: float | None
    low: float | None
    high: float | None

    def to_list(self) -> list[float | None]:
        """Return ``[low, high]`` as printed."""
        return [rounded(self.low), rounded(self.high)]


def interval(
    groups: Sequence[T],
    statistic: Callable[[Sequence[T]], float | None],
    *,
    resamples: int = 1000,
    level: float = 0.95,
    seed: int = SEED,
) -> Interval:
    """Return a statistic with its percentile bootstrap interval (Efron 1979).

    Parameters
    ----------
    groups : what is drawn with replacement. Units of one report are not independent: make each report one group.
    statistic : of any such draw; draws for which it is None are left out.
    resamples, level, seed : how many draws, the interval's width, where chance starts.

    Returns
    -------
    The interval; low and high None where there are fewer than two groups to draw from, or no draw gave a figure.
    """
    value = statistic(groups)
    if len(groups) < 2:
        return Interval(value, None, None)
    chance = Random(seed)  # noqa: S311  # a resample is no secret
    drawn = (statistic(chance.choices(groups, k=len(groups))) for _ in range(resamples))
    figures = sorted(figure for figure in drawn if figure is not None)
    if not figures:
        return Interval(value, None, None)
    tail = (1 - level) / 2
    return Interval(value, figures[int(tail * (len(figures) - 1))], figures[round((1 - tail) * (len(figures) - 1))])
