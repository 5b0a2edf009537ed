"""Krippendorff's alpha: agreement of any number of coders, gaps allowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import permutations
from typing import Any, Literal

Level = Literal["nominal", "ordinal", "interval"]


def krippendorff_alpha(units: Sequence[Sequence[Hashable | None]], *, level: Level = "nominal") -> float | None:
    """Return Krippendorff's alpha (Krippendorff 一致性系数).

    1 - observed / expected disagreement over the coincidence matrix (Krippendorff 2011, "Computing Krippendorff's
    Alpha-Reliability"). Below 0.667 no conclusion should rest on the coding; from 0.8 on it is reliable.

    Parameters
    ----------
    units : for each unit the coders' values; None where one did not decide. Units with fewer than two values do not count.
    level : ``"nominal"``, ``"ordinal"`` or ``"interval"``; the last two need sortable values, interval numbers.

    Returns
    -------
    At most 1; None where nothing can be compared, or only one value ever occurs.
    """
    coincidences: Counter[tuple[Hashable, Hashable]] = Counter()
    for unit in units:
        values = [value for value in unit if value is not None]
        for a, b in permutations(values, 2):
            coincidences[a, b] += 1 / (len(values) - 1)  # type: ignore[assignment]  # a counter of fractions
    totals: Counter[Hashable] = Counter()
    for (a, _), weight in coincidences.items():
        totals[a] += weight
    everything = sum(totals.values())
    distance = _distance(totals, level)
    observed = sum(weight * distance(a, b) for (a, b), weight in coincidences.items())
    expected = sum(totals[a] * totals[b] * distance(a, b) for a in totals for b in totals)
    return 1 - (everything - 1) * observed / expected if expected else None


def _distance(totals: Counter[Hashable], level: Level) -> Callable[[Any, Any], float]:
    if level == "nominal":
        return lambda a, b: float(a != b)
    if level == "interval":
        return lambda a, b: float((a - b) ** 2)
    scale = sorted(totals)  # type: ignore[type-var]  # sortable by contract
    below: dict[Hashable, float] = {}
    running = 0.0
    for value in scale:
        below[value] = running + totals[value] / 2
        running += totals[value]
    # the number of values between two, the two themselves counted half
    return lambda a, b: float((below[a] - below[b]) ** 2)
