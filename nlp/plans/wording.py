"""Shared wording of short texts: two-character runs weighted by rarity (措辞相似).

`nlp.similarity` compares whole reports in one sparse product; here a dozen clauses are compared, where plain sets are
faster than building a matrix, and no numerical library need be loaded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from math import fsum, log

from nlp.plans.plain import plain


def runs(text: str) -> frozenset[str]:
    """Return the runs of two Han characters of a text, intensifiers and blanks aside."""
    key = plain(text).key
    return frozenset(
        key[i : i + 2] for i in range(len(key) - 1) if all("一" <= char <= "龥" for char in key[i : i + 2])
    )


class Wording:
    """How much wording texts share; a run weighs log((1 + texts) / texts that have it), so that what all say counts little.

    Parameters
    ----------
    texts : the texts rarity is counted on.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs: dict[str, frozenset[str]] = {}
        known = [self._of(text) for text in texts]
        self._seen = Counter(chain.from_iterable(known))
        self._texts = 1 + len(known)

    def _of(self, text: str) -> frozenset[str]:
        if text not in self._runs:
            self._runs[text] = runs(text)
        return self._runs[text]

    def kept(self, old: str, new: str) -> float:
        """Return the share (0 to 1) of the wording of `old` that `new` has too."""
        mine = self._of(old)
        whole = self._weight(mine)
        return self._weight(mine & self._of(new)) / whole if whole else 0.0

    def common(self, one: str, other: str) -> float:
        """Return the share (0 to 1) of the wording of the text with less of it that the other has too."""
        mine, theirs = self._of(one), self._of(other)
        less = min(self._weight(mine), self._weight(theirs))
        return self._weight(mine & theirs) / less if less else 0.0

    def _weight(self, some: Iterable[str]) -> float:
        return fsum(log(self._texts / self._seen.get(run, 1)) for run in some)
