"""One row of a ranked list of terms (关键词)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Keyword:
    """A ranked term with the counts behind its score.

    count : occurrences in the target; documents : target documents that hold it; reference_count : occurrences (or
    documents, by the measure's docstring) in the reference, None where the measure uses none; spans : per target
    document ``(index of the document, start, end)``; extra : further figures of the measure (z, interval, p ...).
    """

    term: str
    score: float
    count: int
    documents: int
    reference_count: int | None
    measure: str
    spans: tuple[tuple[int, int, int], ...] = ()
    extra: dict[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "term": self.term, "score": self.score, "count": self.count, "documents": self.documents,
            "reference_count": self.reference_count, "measure": self.measure, **self.extra,
        }  # fmt: skip
