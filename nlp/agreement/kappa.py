"""Cohen's kappa: agreement of two coders beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Literal

from nlp.errors import UsageError

Weights = Literal["none", "linear", "quadratic"]


def cohen_kappa(one: Sequence[Hashable], other: Sequence[Hashable], *, weights: Weights = "none") -> float | None:
    """Return Cohen's kappa of two coders who decided about the same units (Cohen 一致性系数).

    1 - (disagreement observed) / (disagreement expected), each pair of values weighted 1 where they differ, or by their
    distance on the sorted scale, linear or squared (Cohen 1960, 1968). The marginals enter into what is expected: never
    compare kappas of labels of very different frequency.

    Parameters
    ----------
    one, other : values in the same order of units. With weights, numbers or other sortable values.
    weights : ``"none"``, ``"linear"`` or ``"quadratic"``.

    Returns
    -------
    -1 to 1; None for no units, or where both coders only ever gave one and the same value.

    Raises
    ------
    UsageError
        When the coders did not decide about equally many units.
    """
    if len(one) != len(other):
        raise UsageError(f"kappa：一方 {len(one)} 个值，另一方 {len(other)} 个：请给出两位编码员对同一批单位的值")
    if not one:
        return None
    scale = {value: place for place, value in enumerate(_sorted(set(one) | set(other), weights))}
    observed = sum(_distance(scale[a], scale[b], weights) for a, b in zip(one, other, strict=True)) / len(one)
    first, second = Counter(one), Counter(other)
    expected = (
        sum(first[a] * second[b] * _distance(scale[a], scale[b], weights) for a in first for b in second)
        / len(one) ** 2
    )
    return 1 - observed / expected if expected else None


def _sorted(values: set[Hashable], weights: Weights) -> list[Hashable]:
    return sorted(values) if weights != "none" else list(values)  # type: ignore[type-var]  # sortable by contract


def _distance(a: int, b: int, weights: Weights) -> float:
    if weights == "none":
        return float(a != b)
    return float(abs(a - b) if weights == "linear" else (a - b) ** 2)
