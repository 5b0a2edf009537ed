"""How alike two texts are as bags or sequences of words, each measure with its formula and source (用词相似度).

All depend on length and on the words the segmenter knows: compare them only between pairs of similar length cut by the
same version. A text is a sequence of words; a string is one too, each of its characters a word, and `spelled` makes such
strings, which are compared much faster.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]


def spelled(*texts: Sequence[str], only: Callable[[str], bool] = bool) -> list[str]:
    """Return each text as a string with one character a word, the same for the same word in all of them.

    Parameters
    ----------
    texts : words; only : which of them count.
    """
    words = dict.fromkeys(chain(*texts))
    letters = {word: chr(number) if only(word) else "" for number, word in enumerate(words)}
    return ["".join(map(letters.__getitem__, text)) for text in texts]


def cosine(old: Sequence[str], new: Sequence[str]) -> float:
    """Return the cosine of the two term-frequency vectors, 0 to 1 (余弦相似度).

    Σ f(w) g(w) / √(Σ f² · Σ g²), f and g the frequencies of the word w; Cohen, Malloy & Nguyen (2020), "Lazy Prices",
    Journal of Finance 75(3), Sim_Cosine. Blind to order.
    """
    return round(_cosine(_products(old, new)), 6)


def jaccard(old: Sequence[str], new: Sequence[str]) -> float:
    """Return the words both use over the words either uses, 0 to 1 (杰卡德相似度).

    |A ∩ B| / |A ∪ B| over distinct words; Cohen, Malloy & Nguyen (2020), Sim_Jaccard. Blind to order and frequency.
    """
    left, right = _counts(old, new)
    either = np.count_nonzero(left + right)
    return round(np.count_nonzero(left * right) / either, 6) if either else 0.0


def edit_similarity(old: Sequence[str], new: Sequence[str]) -> float:
    """Return 1 − edits / words, 0 to 1 (编辑相似度): words inserted or deleted to turn one text into the other.

    1 − d / (|A| + |B|), d the insertions and deletions of a shortest script over words; Cohen, Malloy & Nguyen (2020),
    Sim_MinEdit, put on one scale for texts of any length. Sensitive to order: a moved paragraph counts as deleted and
    inserted.
    """
    whole = len(old) + len(new)
    return round(2 * LCSseq.similarity(old, new) / whole, 6) if whole else 1.0


def modification(old: Sequence[str], new: Sequence[str]) -> float:
    """Return the modification score of Brown & Tucker (2011), adjusted for length (修改程度).

    Raw score: 1 − cosine of the two word-frequency vectors. Longer texts look alike by sheer length, so Brown & Tucker
    ("Large-Sample Evidence on Firms' Year-over-Year MD&A Modifications", Journal of Accounting Research 49(2)) subtract
    the score expected at that length, fitted over their sample. One pair has no sample: here the expectation is that of
    two texts of these lengths drawn at random from their common vocabulary, 1 − S / √((S + (1 − S)/m)(S + (1 − S)/n)),
    S the sum of squared word shares of both texts together, m and n their lengths in words. Above 0: changed more than
    chance alone would; below 0: less. Over a panel use `length_adjusted`, which fits as they do, and do not mix the two.
    """
    squares_old, squares_new, both = products = _products(old, new)
    squares = (squares_old + squares_new + 2 * both) / (len(old) + len(new)) ** 2
    spread = [squares + (1 - squares) / len(text) for text in (old, new)]
    return round(squares / math.sqrt(spread[0] * spread[1]) - _cosine(products), 6)


def _counts(old: Sequence[str], new: Sequence[str]) -> tuple[Counts, Counts]:
    """Return how often each word stands in either text."""
    texts = [old, new] if isinstance(old, str) and isinstance(new, str) else spelled(old, new)
    letters = [np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32) for text in texts]
    size = 1 + max(int(each.max(initial=0)) for each in letters)
    left, right = (np.bincount(each, minlength=size) for each in letters)
    return left, right


def _products(old: Sequence[str], new: Sequence[str]) -> tuple[int, int, int]:
    """Return the products of the two term-frequency vectors: Σ f², Σ g² and Σ f g."""
    left, right = _counts(old, new)
    return int(left @ left), int(right @ right), int(left @ right)


def _cosine(products: tuple[int, int, int]) -> float:
    old, new, both = products
    return both / math.sqrt(old * new) if old and new else 0.0


def length_adjusted(
    raw: Sequence[float] | NDArray[np.float64], lengths: Sequence[float] | NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return raw modification scores of many pairs with the effect of length taken out, as Brown & Tucker (2011) do.

    Parameters
    ----------
    raw : 1 − cosine of each pair; lengths : words of each later text.

    Returns
    -------
    array
        Residuals of a regression of the raw scores on the first five powers of length (fewer than seven pairs: on as
        many powers as leave a degree of freedom). Comparable only within the sample they were fitted on.
    """
    scores, size = np.asarray(raw, dtype=float), np.asarray(lengths, dtype=float)
    degree = max(0, min(5, len(scores) - 2))
    scaled = size / size.max() if len(size) else size
    powers = np.vander(scaled, degree + 1)
    fitted = powers @ np.linalg.lstsq(powers, scores, rcond=None)[0]
    residuals: NDArray[np.float64] = scores - fitted
    return residuals
