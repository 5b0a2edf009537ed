"""Do the same topics come from other reports of the same kind? (话题稳定度)

A model is fitted again on resamples of the reports, and its topics are matched with those of the whole. The same is done
with the words shuffled over all texts: what agreement is left then comes from word frequency alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import adjusted_rand_score

from nlp.topics.frex import best_columns
from nlp.topics.matrix import Matrix
from nlp.topics.model import TopicModel

Array = NDArray[np.float64]

#: share of the reports in a resample (Greene, O'Callaghan and Cunningham 2014)
_SHARE = 0.8
_TOP = 10
#: for the models of resamples; on 10,000 narratives the figures differ from those of `tol` 1e-3 by less than 0.03, mostly
#: by less than 0.01
_ITERATIONS, _TOLERANCE = 60, 3e-3
RESAMPLES = 20


@dataclass(frozen=True, slots=True)
class Stability:
    """Agreement over resamples of the reports, and the same with shuffled words (`null`).

    jaccard : mean overlap of matched topics' top words, 0 to 1; rand : adjusted Rand index of the units' main topics;
    jaccard_bound : what shuffled words reach in one resample of twenty (the 95th percentile of the null).
    """

    jaccard: float
    jaccard_null: float
    jaccard_bound: float
    rand: float
    rand_null: float
    resamples: int

    @property
    def clear(self) -> bool:
        """Whether the topics are more stable than shuffled words ever are, chance of one in twenty aside."""
        return self.jaccard > self.jaccard_bound

    @property
    def excess(self) -> float:
        """How far the overlap of top words and the agreement of assignments lie above chance: the mean of both."""
        return (self.jaccard - self.jaccard_null + self.rand - self.rand_null) / 2

    def to_dict(self) -> dict[str, float]:
        """Return a plain record."""
        return {
            "jaccard": round(self.jaccard, 6), "jaccard_null": round(self.jaccard_null, 6),
            "jaccard_bound": round(self.jaccard_bound, 6),
            "rand": round(self.rand, 6), "rand_null": round(self.rand_null, 6), "resamples": self.resamples,
        }  # fmt: skip


def matched_jaccard(first: Sequence[Sequence[int]], second: Sequence[Sequence[int]]) -> float:
    """Return the mean Jaccard overlap of two sets of topics' top words, under the best matching of topics."""
    sets = [set(words) for words in second]
    overlap = np.array([[len(sets_ & set(words)) / len(sets_ | set(words)) for sets_ in sets] for words in first])
    rows, columns = linear_sum_assignment(overlap, maximize=True)
    return float(overlap[rows, columns].mean())


def resampled(groups: Sequence[int], times: int, seed: int) -> list[NDArray[np.intp]]:
    """Return rows of `times` resamples: four fifths of the groups, drawn without replacement.

    Parameters
    ----------
    groups : which report each row belongs to. With fewer than five reports the rows themselves are drawn.
    """
    of = np.asarray(groups)
    names = np.unique(of)
    if len(names) < 5:
        of, names = np.arange(len(of)), np.arange(len(of))
    random = np.random.default_rng(seed)
    size = max(1, round(_SHARE * len(names)))
    return [np.flatnonzero(np.isin(of, random.choice(names, size, replace=False))) for _ in range(times)]


def shuffled(counts: Matrix, seed: int) -> Matrix:
    """Return the counts with their words dealt out anew: texts keep their lengths, words their frequencies."""
    from scipy import sparse

    dense = counts.tocoo()
    repeats = dense.data.astype(np.intp)
    rows, columns = np.repeat(dense.row, repeats), np.repeat(dense.col, repeats)
    np.random.default_rng(seed).shuffle(columns)
    return sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=counts.shape).tocsr()


def _agreement(model: TopicModel, counts: Matrix, shares: Array, samples: Sequence[NDArray[np.intp]]) -> Array:
    """Return overlap and adjusted Rand index of every resample against the model of the whole: array (resamples, 2)."""
    whole = best_columns(model.components_, _TOP)
    main = shares.argmax(axis=1)
    found = []
    # top words are settled long before the last decimals are: half the precision, and a third of the steps, will do
    rough = counts.astype(np.float32)
    for rows in samples:
        again = TopicModel(**model.get_params()).set_params(max_iter=_ITERATIONS, tol=_TOLERANCE)
        part = again.fit_transform(rough[rows])
        overlap = matched_jaccard(whole, best_columns(again.components_, _TOP))
        found.append((overlap, adjusted_rand_score(main[rows], part.argmax(axis=1))))
    return np.array(found)


def stability(
    model: TopicModel, counts: Matrix, shares: Array, groups: Sequence[int], *, resamples: int = RESAMPLES
) -> Stability:
    """Return how stable a fitted model's topics are over resamples of the reports, beside chance.

    Parameters
    ----------
    model : fitted on `counts`, which gave `shares` (units, k).
    counts : (units, words); groups : the report of each unit.
    resamples : how many; the null has as many.
    """
    samples = resampled(groups, resamples, model.seed)
    found = _agreement(model, counts, shares, samples)
    dealt = shuffled(counts, model.seed)
    null = TopicModel(**model.get_params())
    null_shares = null.fit_transform(dealt)
    chance = _agreement(null, dealt, null_shares, samples)
    (jaccard, rand), (jaccard_null, rand_null) = found.mean(axis=0).tolist(), chance.mean(axis=0).tolist()
    bound = float(np.percentile(chance[:, 0], 95))
    return Stability(jaccard, jaccard_null, bound, rand, rand_null, resamples)
