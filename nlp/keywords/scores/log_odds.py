"""Log-odds with an informative Dirichlet prior: how sure, and how large, a difference from the reference is (对数优势比)."""

from __future__ import annotations

from collections.abc import Iterable

from nlp.keywords.corpus import Corpus
from nlp.keywords.log_odds import Contrast
from nlp.keywords.measure import Scored, measures
from nlp.keywords.reference import REPORTS, Reference


class WeightedLogOdds:
    """Keyness by the z-score of the log-odds ratio (Monroe, Colaresi and Quinn 2008), see `nlp.keywords.log_odds`.

    `extra` holds ``log_odds`` and its 95% interval ``low`` and ``high``. The reference count of a row is its occurrences
    there. Occurrences are taken as independent, which words of one text are not: look at `documents` too.
    """

    title = "对数优势比（含信息先验）"
    reference: str | None = REPORTS

    def score(self, target: Corpus, reference: Reference | None) -> Iterable[Scored]:
        """Score every term of the target."""
        if reference is None or not reference.tokens:
            return
        contrast = Contrast(target.counts, target.tokens, reference.counts, reference.tokens)
        for term in target.counts:
            found = contrast.of(term)
            low, high = found.interval
            figures = {"log_odds": round(found.delta, 6), "low": round(low, 6), "high": round(high, 6)}
            yield Scored(term, found.z, reference.counts.get(term, 0), figures)


measures.register("log_odds")(WeightedLogOdds())
