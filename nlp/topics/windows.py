"""How often words stand together in a sliding window (滑动窗口共现)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: window counts of more texts than this are taken from as many, evenly spaced: the figures no longer move
_LARGEST = 1000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Windows:
    """Probabilities of words in windows: `single` (words,), `joint` (words, words); `words` names the columns."""

    words: tuple[str, ...]
    single: Array
    joint: Array

    def of(self, chosen: Sequence[str]) -> tuple[Array, Array]:
        """Return the probabilities of some of the words, in the order asked for."""
        column = {word: index for index, word in enumerate(self.words)}
        at = [column[word] for word in chosen]
        return self.single[at], self.joint[np.ix_(at, at)]


def enough_of(texts: Sequence[T]) -> Sequence[T]:
    """Return as many texts as coherence needs, evenly spaced: all, where they are few."""
    return texts[:: max(1, -(-len(texts) // _LARGEST))]


def windows(texts: Sequence[Sequence[str]], words: Sequence[str], size: int) -> Windows:
    """Return in what share of all windows each word, and each pair of words, stands.

    A text of n words has ``max(1, n - size + 1)`` windows; a window holds a word or does not (Boolean).

    Parameters
    ----------
    texts : words of each text, in order.
    words : the words asked about.
    size : words in a window.
    """
    column = {word: index for index, word in enumerate(dict.fromkeys(words))}
    joint = np.zeros((len(column), len(column)))
    total = 0
    for text in enough_of(texts):
        held = _held(text, column, size)
        total += len(held)
        joint += held.T @ held
    joint /= max(total, 1)
    return Windows(tuple(column), np.diag(joint).copy(), joint)


def _held(text: Sequence[str], column: dict[str, int], size: int) -> NDArray[np.float32]:
    """Return which window (row) holds which word (column), as 0 and 1."""
    count = max(1, len(text) - size + 1)
    steps = np.zeros((count + 1, len(column)), dtype=np.int32)
    at = [(position, column[word]) for position, word in enumerate(text) if word in column]
    if at:
        positions, columns = np.array(at).T
        np.add.at(steps, (np.maximum(positions - size + 1, 0), columns), 1)
        np.add.at(steps, (np.minimum(positions, count - 1) + 1, columns), -1)
    return (steps.cumsum(axis=0)[:-1] > 0).astype(np.float32)
