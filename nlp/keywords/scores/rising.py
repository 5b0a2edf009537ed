"""Terms on the rise: the largest step up between adjacent years, with a trend test (上升词)."""

from __future__ import annotations

from collections.abc import Iterable

from nlp.keywords.corpus import Corpus
from nlp.keywords.measure import Scored, measures
from nlp.keywords.reference import Reference
from nlp.keywords.trend import steps


class Rising:
    """The z of the largest log-odds step up between adjacent years, see `nlp.keywords.trend.steps`.

    The years are the reports' own, so no reference is used; plain texts have no year.
    """

    title = "上升词"
    reference: str | None = None

    def score(self, target: Corpus, reference: Reference | None) -> Iterable[Scored]:  # noqa: ARG002  (one contract)
        """Score every term of the target."""
        return steps(target, 1)


measures.register("rising")(Rising())
