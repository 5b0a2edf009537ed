"""%DIFF: by how many per cent a term is more frequent than in the reference (频率差百分比)."""

from __future__ import annotations

from collections.abc import Iterable

from nlp.keywords.corpus import Corpus
from nlp.keywords.measure import Scored, measures
from nlp.keywords.reference import REPORTS, Reference
from nlp.keywords.scores.log_likelihood import g2, p_value

#: terms whose difference may well be chance are left out: 3.84 is the 5% point of chi-squared with one degree of freedom
_CRITICAL = 3.841458820694124


class PercentDifference:
    r"""The size of a difference in frequency, of terms that differ beyond chance.

    .. math:: \%DIFF = 100 \cdot \frac{f_t - f_r}{f_r}

    with ``f`` the relative frequencies in target and reference (Gabrielatos and Marchi 2011). A term the reference lacks
    is counted there half a time (the authors use :math:`10^{-18}`, which gives figures nobody can read). Terms with a G²
    under 3.84 are left out, for rare terms have the largest differences by chance; `extra` holds ``g2`` and ``p``. The
    reference count of a row is its occurrences there.
    """

    title = "频率差百分比"
    reference: str | None = REPORTS

    def score(self, target: Corpus, reference: Reference | None) -> Iterable[Scored]:
        """Score every term of the target that differs from the reference beyond chance."""
        if reference is None or not reference.tokens:
            return
        for term, count in target.counts.items():
            there = reference.counts.get(term, 0)
            statistic = g2(count, target.tokens, there, reference.tokens)
            if abs(statistic) < _CRITICAL:
                continue
            frequency = (there or 0.5) / reference.tokens
            difference = 100 * (count / target.tokens - frequency) / frequency
            yield Scored(term, difference, there, {"g2": round(statistic, 6), "p": p_value(statistic)})


measures.register("percent_difference")(PercentDifference())
