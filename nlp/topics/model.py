"""The estimator: topics from a matrix of counts (话题模型)."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator, ClassNamePrefixFeaturesOutMixin, TransformerMixin
from sklearn.decomposition import NMF, LatentDirichletAllocation
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.preprocessing import normalize
from sklearn.utils.validation import check_is_fitted, validate_data

Array = NDArray[np.float64]

METHODS: tuple[str, ...] = ("nmf", "lda")
SEED = 20080501
_LDA_ITERATIONS = 30


def _quietly(solve: Callable[[Any], Array], weighed: Any) -> Array:
    """Return what a solver makes of some texts, without what it says of its own steps."""
    with warnings.catch_warnings(), np.errstate(invalid="ignore"):
        # stopping at max_iter is a choice, not a fault: the figures of quality are taken from what came out; and where
        # the fit is exact, rounding puts a root of a number just below zero into the rule for stopping
        warnings.simplefilter("ignore", ConvergenceWarning)
        return solve(weighed)


class TopicModel(ClassNamePrefixFeaturesOutMixin, TransformerMixin, BaseEstimator):  # type: ignore[misc]  # untyped
    """Topics by non-negative matrix factorisation, or by latent Dirichlet allocation.

    NMF (Lee and Seung 1999) factors the TF-IDF weighted, row-normalised counts, starting from NNDSVDa (Boutsidis and
    Gallopoulos 2008), so that no random start decides what the topics are; LDA (Blei, Ng and Jordan 2003; batch
    variational Bayes) works on the counts themselves.

    Parameters
    ----------
    k : number of topics.
    method : ``"nmf"`` or ``"lda"``.
    seed : of the randomised steps.
    max_iter : iterations at most (LDA does a tenth of them, at most thirty).
    tol : NMF stops when an iteration changes less than this part of what the first one changed.

    Attributes
    ----------
    components_ : array (k, words), each row a topic's distribution over words (sums to 1).
    factors_ : array (k, words), what the topics were before that, as `transform` needs them.
    idf_ : array (words,), inverse document frequencies; ones for LDA.
    n_features_in_ : number of words seen in `fit`; n_iter_ : iterations done.
    """

    def __init__(
        self, k: int = 8, *, method: str = "nmf", seed: int = SEED, max_iter: int = 300, tol: float = 1e-4
    ) -> None:
        self.k = k
        self.method = method
        self.seed = seed
        self.max_iter = max_iter
        self.tol = tol

    def fit(self, X: Any, y: None = None) -> Self:  # noqa: N803, ARG002  (scikit-learn's names)
        """Learn topics from counts.

        Parameters
        ----------
        X : array or sparse matrix (texts, words), not negative.
        y : ignored.
        """
        self._learn(X)
        return self

    def fit_transform(self, X: Any, y: None = None, **_: Any) -> Array:  # noqa: N803, ARG002
        """Learn topics, and return the topic shares of the same texts: array (texts, k), rows sum to 1 or are 0."""
        return self._learn(X)

    def transform(self, X: Any) -> Array:  # noqa: N803
        """Return the topic shares of texts: array (texts, k), rows sum to 1 (or are all 0)."""
        check_is_fitted(self)
        counts = self._checked(X, reset=False)
        return self._shares(_quietly(self._solver().transform, self._weigh(counts)), counts)

    def _learn(self, data: Any) -> Array:
        counts = self._checked(data, reset=True)
        words = counts.shape[1]
        self.idf_: Array = TfidfTransformer().fit(counts).idf_ if self.method == "nmf" else np.ones(words)
        solver = self._fresh(counts.shape)
        weights = _quietly(solver.fit_transform, self._weigh(counts))
        self.n_iter_: int = solver.n_iter_
        self.factors_: Array = solver.components_
        mass = self.factors_.sum(axis=1, keepdims=True)
        self.components_: Array = self.factors_ / np.where(mass > 0, mass, 1)
        return self._shares(weights, counts)

    def _fresh(self, shape: tuple[int, int]) -> Any:
        if self.method == "lda":
            return LatentDirichletAllocation(
                self.k, random_state=self.seed, max_iter=max(1, min(self.max_iter // 10, _LDA_ITERATIONS))
            )
        # the start needs as many singular vectors as topics
        start = "nndsvda" if self.k <= min(shape) else "random"
        return NMF(self.k, init=start, random_state=self.seed, max_iter=self.max_iter, tol=self.tol)

    def _solver(self) -> Any:
        """Return a solver holding the learned topics; after `load` there is no other."""
        solver = self._fresh((self.k, self.k))
        # with topics fixed, every text has one best answer: go all the way, so that it depends on no other text
        solver.set_params(max_iter=2000, **({"tol": 1e-9} if self.method == "nmf" else {}))
        solver.components_ = self.factors_
        solver.n_components_ = self.k
        solver.n_features_in_ = self.n_features_in_
        if self.method == "lda":
            from scipy.special import psi

            total = psi(self.factors_.sum(axis=1))[:, None]
            solver.exp_dirichlet_component_ = np.exp(psi(self.factors_) - total)
            solver.doc_topic_prior_ = 1.0 / self.k
        return solver

    def _checked(self, data: Any, *, reset: bool) -> Any:
        if self.method not in METHODS:
            raise ValueError(f"method is {self.method!r}: choose from {', '.join(METHODS)}")
        return validate_data(
            self, data, accept_sparse="csr", dtype=(np.float64, np.float32), ensure_non_negative=True, reset=reset
        )  # fmt: skip

    def _weigh(self, counts: Any) -> Any:
        if self.method == "lda":
            return counts
        weighed = sparse.csr_array(counts, copy=True)
        # a word said ten times in a text is not ten times as telling
        weighed.data = np.where(weighed.data > 1, 1 + np.log(np.maximum(weighed.data, 1)), weighed.data)
        return normalize(weighed.multiply(self.idf_).tocsr(), copy=False)

    def _shares(self, weights: Array, counts: Any) -> Array:
        """Return rows that sum to 1; a text without a known word has no topic, and a row of zeros."""
        # a topic's weights carry the mass its row of words was divided by; LDA's are shares already
        scaled = weights * self.factors_.sum(axis=1) if self.method == "nmf" else weights
        known = np.asarray(counts.sum(axis=1)).ravel() > 0
        total = scaled.sum(axis=1)
        usable = known & (total > 0)
        shares: Array = np.where(usable[:, None], scaled / np.where(total > 0, total, 1)[:, None], 0.0)
        return shares

    @property
    def _n_features_out(self) -> int:
        return int(self.components_.shape[0])

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.input_tags.positive_only = True
        return tags
