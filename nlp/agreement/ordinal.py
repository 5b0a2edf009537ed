"""Agreement on a scale: levels 1 to 5, scores (等级与分数的一致性)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from nlp.agreement.alpha import krippendorff_alpha
from nlp.agreement.figures import rounded
from nlp.agreement.kappa import cohen_kappa


@dataclass(frozen=True, slots=True)
class OrdinalAgreement:
    """How far two raters agree on a scale.

    units : rated by both; exact, adjacent : share of equal ratings, and of ratings at most one step apart; spearman :
    rank correlation; kappa : quadratically weighted; alpha : ordinal.
    """

    units: int
    exact: float
    adjacent: float
    spearman: float | None
    kappa: float | None
    alpha: float | None

    def to_dict(self) -> dict[str, Any]:
        """Return the figures."""
        return {
            "units": self.units, "exact": rounded(self.exact), "adjacent": rounded(self.adjacent),
            "spearman": rounded(self.spearman), "kappa": rounded(self.kappa), "alpha": rounded(self.alpha),
        }  # fmt: skip


def ordinal_agreement(one: Sequence[float], other: Sequence[float]) -> OrdinalAgreement | None:
    """Return how far two raters agree on the same units, or None where there are none (等级一致性).

    Parameters
    ----------
    one, other : one level a unit, in the same order and of the same length. Figures of sets whose levels are spread
        differently must not be compared: the narrower the levels, the lower all of them.
    """
    pairs = list(zip(one, other, strict=True))
    if not pairs:
        return None
    return OrdinalAgreement(
        units=len(pairs),
        exact=sum(a == b for a, b in pairs) / len(pairs),
        adjacent=sum(abs(a - b) <= 1 for a, b in pairs) / len(pairs),
        spearman=spearman(one, other),
        kappa=cohen_kappa(one, other, weights="quadratic"),
        alpha=krippendorff_alpha(pairs, level="ordinal"),
    )


def spearman(one: Sequence[float], other: Sequence[float]) -> float | None:
    r"""Return Spearman's rank correlation, −1 to 1, ties at their mean rank; None where either does not vary.

    .. math:: \rho = \frac{\sum_i (r_i - \bar r)(s_i - \bar s)}
            {\sqrt{\sum_i (r_i - \bar r)^2 \sum_i (s_i - \bar s)^2}}

    Parameters
    ----------
    one, other : one value a unit, in the same order; r, s are their ranks. It is blind to a rater who is always stricter.
    """
    first, second = _ranks(one), _ranks(other)
    middle = (len(first) + 1) / 2
    together = sum((a - middle) * (b - middle) for a, b in zip(first, second, strict=True))
    spread = sum((a - middle) ** 2 for a in first) * sum((b - middle) ** 2 for b in second)
    return float(together / spread**0.5) if spread else None


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=lambda at: values[at])
    ranks = [0.0] * len(values)
    at = 0
    while at < len(order):
        last = at
        while last + 1 < len(order) and values[order[last + 1]] == values[order[at]]:
            last += 1
        for tied in order[at : last + 1]:
            ranks[tied] = (at + last) / 2 + 1
        at = last + 1
    return ranks
