"""Log-likelihood G²: more, or less, frequent than in the reference beyond chance (对数似然比)."""

from __future__ import annotations

from collections.abc import Iterable
from math import erfc, log, log2, sqrt

from nlp.keywords.corpus import Corpus
from nlp.keywords.measure import Scored, measures
from nlp.keywords.reference import REPORTS, Reference


def g2(target: int, target_total: int, reference: int, reference_total: int) -> float:
    r"""Return the signed log-likelihood ratio statistic of one term.

    .. math:: G^2 = 2\sum_{ij} O_{ij} \ln\frac{O_{ij}}{E_{ij}}

    over the four cells term / other terms by target / reference (Dunning 1993), negative where the term is rarer in the
    target. Under independence its absolute value follows chi-squared with one degree of freedom.

    Parameters
    ----------
    target, reference : occurrences of the term; target_total, reference_total : occurrences of all terms.
    """
    total = target_total + reference_total
    term = target + reference
    cells = (
        (target, target_total * term), (target_total - target, target_total * (total - term)),
        (reference, reference_total * term), (reference_total - reference, reference_total * (total - term)),
    )  # fmt: skip
    statistic = 2 * sum(seen * log(seen * total / expected) for seen, expected in cells if seen)
    # rounding can leave a hair below zero where the two frequencies are equal
    statistic = max(statistic, 0.0)
    return statistic if target * reference_total >= reference * target_total else -statistic


def p_value(statistic: float) -> float:
    """Return the probability of a G² at least so large by chance: chi-squared with one degree of freedom."""
    return erfc(sqrt(abs(statistic) / 2))


def log_ratio(target: int, target_total: int, reference: int, reference_total: int) -> float:
    """Return the binary logarithm of the ratio of relative frequencies (Hardie 2014), with half an occurrence for none."""
    return log2((target or 0.5) / target_total) - log2((reference or 0.5) / reference_total)


class LogLikelihood:
    """Keyness by G² (Dunning 1993; Rayson and Garside 2000), see `g2`.

    `extra` holds ``p`` (for one term looked at alone: with a thousand terms, ask for much less than 0.05) and
    ``log_ratio``, which says how large the difference is where G² says how sure. Terms cluster in texts, so the test is
    too sure of a term that few documents hold: look at `documents`. G² grows with the size of the corpora; do not compare
    it between pairs of corpora. The reference count of a row is its occurrences there.
    """

    title = "对数似然比"
    reference: str | None = REPORTS

    def score(self, target: Corpus, reference: Reference | None) -> Iterable[Scored]:
        """Score every term of the target."""
        if reference is None or not reference.tokens:
            return
        for term, count in target.counts.items():
            there = reference.counts.get(term, 0)
            sizes = (count, target.tokens, there, reference.tokens)
            statistic = g2(*sizes)
            figures = {"p": p_value(statistic), "log_ratio": round(log_ratio(*sizes), 6)}
            yield Scored(term, statistic, there, figures)


_MEASURE = LogLikelihood()
measures.register("log_likelihood")(_MEASURE)
# what most programs mean when they say keyness and no more
measures.register("keyness")(_MEASURE)
