"""TF-IDF: frequent here, in few texts of the reference (词频-逆文档频率)."""

from __future__ import annotations

from collections.abc import Iterable
from math import log

from nlp.errors import UsageError
from nlp.keywords.corpus import Corpus
from nlp.keywords.measure import Scored, measures
from nlp.keywords.reference import REPORTS, Reference


class TfIdf:
    r"""Frequency in the target times rarity in the reference.

    .. math:: s(t) = \frac{1000\,c_t}{\sum_u c_u} \cdot \left(\ln\frac{1 + N}{1 + n_t} + 1\right)

    with ``c_t`` the occurrences of t in the target, ``N`` the texts of the reference and ``n_t`` those that hold t.
    Inverse document frequency after Spärck Jones (1972), smoothed as in scikit-learn's ``TfidfTransformer``. The
    reference count of a row is ``n_t``. Scores of two references are not comparable. A reference without document counts
    (``general``) is refused.
    """

    title = "词频-逆文档频率"
    reference: str | None = REPORTS

    def score(self, target: Corpus, reference: Reference | None) -> Iterable[Scored]:
        """Score every term of the target."""
        if reference is None or not reference.documents:
            name = reference.name if reference else "（无）"
            raise UsageError(f"参照语料 {name!r} 没有文档频数，而 TF-IDF 需要它：请改用 'reports'，或给出文本作参照")
        per_thousand = 1000 / target.tokens
        for term, count in target.counts.items():
            holding = reference.document_counts.get(term, 0)
            weight = log((1 + reference.documents) / (1 + holding)) + 1
            yield Scored(term, count * per_thousand * weight, holding)


measures.register("tfidf")(TfIdf())
