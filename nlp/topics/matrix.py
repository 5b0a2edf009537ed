"""Units and words as a sparse matrix of counts (词频矩阵)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from nlp.errors import InputError

Matrix = sparse.csr_array


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts of the vocabulary's words: `matrix` is (units, words), `vocabulary` names its columns."""

    matrix: Matrix
    vocabulary: tuple[str, ...]


def vocabulary(
    texts: Sequence[Sequence[str]], *, minimum: int = 2, most: float = 0.5, size: int = 5000
) -> tuple[str, ...]:
    """Return the words worth modelling, sorted.

    Parameters
    ----------
    texts : words of each unit.
    minimum : units that must hold a word; most : share of units beyond which a word says nothing, unless all do;
    size : the largest vocabulary (the most frequent are kept).

    Raises
    ------
    InputError
        When no word is left.
    """
    holding: Counter[str] = Counter()
    for words in texts:
        holding.update(set(words))
    known = [(-count, word) for word, count in holding.items() if count >= minimum]
    # in a handful of long texts every word stands in most of them
    kept = [(negative, word) for negative, word in known if -negative <= most * len(texts)] or known
    if not kept:
        raise InputError(
            f"没有剩下可建话题的词：{len(holding)} 个词中没有一个见于 {len(texts)} 个文本中的 {minimum} 个以上；"
            "请给出更多或更长的文本"
        )
    return tuple(sorted(word for _, word in sorted(kept)[:size]))


def count(texts: Sequence[Sequence[str]], words: Sequence[str]) -> Matrix:
    """Return the counts of `words` in each text: a matrix (texts, words)."""
    column = {word: index for index, word in enumerate(words)}
    indptr, indices, data = [0], [], []
    for text in texts:
        found = Counter(column[word] for word in text if word in column)
        for index in sorted(found):
            indices.append(index)
            data.append(found[index])
        indptr.append(len(indices))
    shape = (len(texts), len(words))
    return sparse.csr_array((np.array(data, dtype=np.float64), np.array(indices), np.array(indptr)), shape=shape)


def counted(texts: Sequence[Sequence[str]]) -> Counted:
    """Return the counts of some texts over their own vocabulary."""
    words = vocabulary(texts)
    return Counted(count(texts, words), words)
