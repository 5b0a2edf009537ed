"""Shared wording of short texts: two-character runs weighted by rarity (措辞相似).

`nlp.similarity` compares whole reports in one sparse product; here a dozen clauses are compared, where plain sets are
faster than building a matrix, and no numerical library need be loaded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain
from math import fsum, log

_RUN = re.compile("(?=([一-龥]{2}))")


def runs(key: str) -> frozenset[str]:
    """Return the runs of two Han characters of a text."""
    return frozenset(_RUN.findall(key))


class _Weights(dict[str, float]):
    """What each run weighs, worked out when it is first asked for."""

    def __init__(self, seen: Counter[str], texts: int) -> None:
        super().__init__()
        self._seen = seen
        self._texts = texts

    def __missing__(self, run: str) -> float:
        weight = self[run] = log(self._texts / self._seen.get(run, 1))
        return weight


class Wording:
    """How much wording texts share; a run weighs log((1 + texts) / texts that have it), so that what all say counts little.

    Parameters
    ----------
    texts : the texts rarity is counted on; these and whatever is compared are folded (`Plain.key`).
    """

    def __init__(self, texts: Iterable[str]) -> None:
        #: of each text met so far its runs, and what they weigh together
        self._runs: dict[str, frozenset[str]] = {}
        self._whole: dict[str, float] = {}
        known = [self._of(text) for text in texts]
        self._weights = _Weights(Counter(chain.from_iterable(known)), 1 + len(known))

    def common(self, one: str, other: str) -> float:
        """Return the share (0 to 1) of the wording of the text with less of it that the other has too."""
        shared = self._weigh(self._of(one) & self._of(other))
        return shared / min(self._weight_of(one), self._weight_of(other)) if shared else 0.0

    def kept_by(self, texts: Iterable[str]) -> Callable[[str], list[float]]:
        """Return what gives, for an earlier text, the share (0 to 1) of its wording that each of these texts has too."""
        standing = [self._of(text) for text in texts]

        def kept(old: str) -> list[float]:
            mine, whole = self._of(old), self._weight_of(old)
            return [self._weigh(shared) / whole if (shared := mine & runs) else 0.0 for runs in standing]

        return kept

    def _of(self, text: str) -> frozenset[str]:
        if text not in self._runs:
            self._runs[text] = runs(text)
        return self._runs[text]

    def _weigh(self, some: Iterable[str]) -> float:
        """Return what some runs weigh together."""
        return fsum(map(self._weights.__getitem__, some))

    def _weight_of(self, text: str) -> float:
        """Return what all runs of a text weigh together."""
        if text not in self._whole:
            self._whole[text] = self._weigh(self._of(text))
        return self._whole[text]
