"""Do the top words of a topic belong together? (话题连贯度)"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.topics.windows import Windows, windows

Array = NDArray[np.float64]

#: window sizes, in words, of Röder, Both and Hinneburg (2015)
NPMI_WINDOW, CV_WINDOW = 10, 110
_EPSILON = 1e-12


def npmi_matrix(single: Array, joint: Array) -> Array:
    r"""Return normalised pointwise mutual information of every pair: array (words, words).

    .. math:: \mathrm{NPMI}(i, j) = \frac{\ln\frac{p_{ij} + \epsilon}{p_i p_j}}{-\ln(p_{ij} + \epsilon)}

    after Bouma (2009), with ``\epsilon = 10^{-12}``; between -1 and 1, 0 for words that are independent.
    """
    together = joint + _EPSILON
    apart = np.maximum(np.outer(single, single), _EPSILON)
    never = np.minimum(-np.log(together), -np.log(_EPSILON))
    matrix: Array = np.divide(np.log(together / apart), never, out=np.ones_like(joint), where=never > _EPSILON)
    return matrix


def npmi(found: Windows, words: Sequence[str]) -> float:
    """Return the mean NPMI of all pairs of a topic's top words (C_NPMI; Aletras and Stevenson 2013)."""
    matrix = npmi_matrix(*found.of(words))
    upper = np.triu_indices(len(words), k=1)
    return float(matrix[upper].mean()) if len(words) > 1 else 0.0


def c_v(found: Windows, words: Sequence[str]) -> float:
    """Return the coherence c_v of a topic's top words (Röder, Both and Hinneburg 2015).

    Each word is a vector of its NPMI with every top word, the topic the sum of those vectors; c_v is the mean cosine of
    word and topic. It rises for words that are merely rare together, so compare it only on one corpus.
    """
    matrix = npmi_matrix(*found.of(words))
    topic = matrix.sum(axis=0)
    length = np.linalg.norm(matrix, axis=1) * np.linalg.norm(topic)
    cosine = np.divide(matrix @ topic, length, out=np.zeros(len(words)), where=length > 0)
    return float(cosine.mean())


def coherence(texts: Sequence[Sequence[str]], topics: Sequence[Sequence[str]]) -> tuple[list[float], list[float]]:
    """Return NPMI and c_v of every topic.

    Parameters
    ----------
    texts : content words of each text, in order.
    topics : top words of each topic.
    """
    words = sorted({word for topic in topics for word in topic})
    narrow = windows(texts, words, NPMI_WINDOW)
    wide = windows(texts, words, CV_WINDOW)
    return [npmi(narrow, topic) for topic in topics], [c_v(wide, topic) for topic in topics]
