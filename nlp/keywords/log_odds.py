"""Log-odds ratios with an informative Dirichlet prior (含信息先验的对数优势比), for keyness and for change over years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log, sqrt

#: words the prior is worth: about as many content words as one report's narratives hold
MASS = 500.0
_Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class LogOdds:
    """A log-odds ratio (natural logarithm) with its standard error."""

    delta: float
    error: float

    @property
    def z(self) -> float:
        """The ratio in standard errors."""
        return self.delta / self.error

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval of the ratio."""
        return self.delta - _Z95 * self.error, self.delta + _Z95 * self.error


class Contrast:
    r"""Two lots of counts, compared term by term.

    .. math::
        \delta_w = \ln\frac{y_w^i + \alpha_w}{n^i + \alpha_0 - y_w^i - \alpha_w}
                 - \ln\frac{y_w^j + \alpha_w}{n^j + \alpha_0 - y_w^j - \alpha_w},
        \qquad \sigma^2(\delta_w) \approx \frac{1}{y_w^i + \alpha_w} + \frac{1}{y_w^j + \alpha_w}

    (Monroe, Colaresi and Quinn 2008, eqs 16 and 20), with ``\alpha_w = \alpha_0 p_w`` and ``p_w`` the term's frequency in
    both lots together, so that a rare term is drawn towards no difference.

    Parameters
    ----------
    first, second : term -> occurrences; first_total, second_total : occurrences of all terms.
    mass : the prior's weight in words, ``\alpha_0``.
    """

    def __init__(
        self, first: Mapping[str, int], first_total: int, second: Mapping[str, int], second_total: int, *,
        mass: float = MASS,
    ) -> None:  # fmt: skip
        self.first, self.second = first, second
        self.totals = (first_total, second_total)
        self.mass = mass

    def of(self, term: str) -> LogOdds:
        """Return the log-odds ratio of a term that occurs in either lot."""
        here, there = self.first.get(term, 0), self.second.get(term, 0)
        prior = self.mass * (here + there) / sum(self.totals)
        odds = [
            (count + prior) / (total + self.mass - count - prior)
            for count, total in zip((here, there), self.totals, strict=True)
        ]
        error = sqrt(1 / (here + prior) + 1 / (there + prior))
        return LogOdds(log(odds[0]) - log(odds[1]), error)
