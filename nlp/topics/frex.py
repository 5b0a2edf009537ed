"""Words that mark a topic out: frequent in it and exclusive to it (FREX, 高频且独有)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def exclusive(components: Array) -> Array:
    """Return each topic's share of each word: array (k, words), columns sum to 1 (or are 0)."""
    total = components.sum(axis=0, keepdims=True)
    shares: Array = np.divide(components, total, out=np.zeros_like(components), where=total > 0)
    return shares


def _ranks(values: Array) -> Array:
    """Return the empirical distribution function of each row at its own values: the share of values no larger."""
    # a sorted search is what scipy.stats.rankdata(method="max") gives, without its half second of import
    ranks: Array = np.stack([np.searchsorted(np.sort(row), row, side="right") for row in values]) / values.shape[1]
    return ranks


def frex(components: Array, *, weight: float = 0.5) -> Array:
    r"""Return FREX of every word in every topic: array (k, words).

    .. math:: F = \left(\frac{w}{E(\phi_{k,v} / \sum_j \phi_{j,v})} + \frac{1 - w}{E(\phi_{k,v})}\right)^{-1}

    with E the empirical distribution function over the words of a topic and ``w`` the weight of exclusivity (Bischof
    and Airoldi 2012).

    Parameters
    ----------
    components : array (k, words), each row a topic's distribution over words.
    weight : of exclusivity against frequency, 0 to 1.
    """
    scores: Array = 1 / (weight / _ranks(exclusive(components)) + (1 - weight) / _ranks(components))
    return scores


def exclusivity(components: Array, top: int = 10) -> list[float]:
    """Return how far the top words of each topic are its own: their mean share, 1/k to 1 (排他性)."""
    shares = exclusive(components)
    return [float(shares[row, columns].mean()) for row, columns in enumerate(best_columns(components, top))]


def best_columns(scores: Array, n: int) -> list[list[int]]:
    """Return the columns of the `n` highest scores of each row, best first, ties in column order."""
    return [np.argsort(-row, kind="stable")[:n].tolist() for row in scores]
