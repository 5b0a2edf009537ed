"""A learned model with its vocabulary: what gives topic shares to reports, seen or unseen (已拟合话题模型)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.report import Report
from nlp.segment.choices import Wording
from nlp.topics.matrix import count
from nlp.topics.model import TopicModel
from nlp.topics.units import Unit, UnitKind, units

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class FittedTopics:
    """A model, the words of its columns, and what it takes as one text.

    model : fitted; vocabulary : its columns; unit : sentence, part or narrative.
    """

    model: TopicModel
    vocabulary: tuple[str, ...]
    unit: UnitKind

    def shares(self, found: Sequence[Unit]) -> Array:
        """Return the topic shares of units: array (units, k), rows sum to 1 (or are all 0)."""
        if not found:
            return np.zeros((0, self.model.components_.shape[0]))
        result: Array = self.model.transform(count([unit.words for unit in found], self.vocabulary))
        return result

    def transform(self, reports: Sequence[Report], *, wording: Wording | None = None) -> Array:
        """Return the topic shares of reports: array (reports, k), rows sum to 1; all 0 where no known word stands.

        Parameters
        ----------
        reports : seen or unseen.
        wording : terms kept whole and words left out; those the model was fitted with, or figures do not compare.
        """
        found = units(reports, self.unit, wording=wording)
        return by_report(self.shares(found), found, len(reports))


def by_report(shares: Array, found: Sequence[Unit], reports: int) -> Array:
    """Return the shares of reports from those of their units, weighed by length: array (reports, k)."""
    total = np.zeros((reports, shares.shape[1]))
    for unit, row in zip(found, shares, strict=True):
        total[unit.report] += row * len(unit.words)
    mass = total.sum(axis=1, keepdims=True)
    result: Array = np.divide(total, mass, out=np.zeros_like(total), where=mass > 0)
    return result
