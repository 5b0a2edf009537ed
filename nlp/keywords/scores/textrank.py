"""TextRank: words that stand near many words that stand near many words (文本排序)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from nlp.keywords.corpus import Corpus
from nlp.keywords.measure import Scored, measures
from nlp.keywords.reference import Reference

#: words within which two words are neighbours, and the share of a word's rank that its neighbours give
_WINDOW, _DAMPING = 5, 0.85
_TOLERANCE, _ITERATIONS = 1e-10, 200


class TextRank:
    r"""PageRank on the graph of neighbouring words.

    .. math:: s_i = (1 - d) / n + d \sum_j \frac{w_{ij}}{\sum_k w_{jk}} s_j

    with ``w_{ij}`` how often two content words stand within five of each other in one clause, ``d = 0.85`` (Mihalcea and
    Tarau 2004; weights and power iteration to 1e-10, words in sorted order, so that one text gives one ranking). Scores
    are shares of one, times 1000; they shrink as a text grows. No reference is used.
    """

    title = "文本排序"
    reference: str | None = None

    def score(self, target: Corpus, reference: Reference | None) -> Iterable[Scored]:  # noqa: ARG002  (one contract)
        """Score every term of the target."""
        import numpy as np

        words = sorted(target.counts)
        index = {word: position for position, word in enumerate(words)}
        pairs = _neighbours(target)
        first = np.array([index[a] for a, _ in pairs] + [index[b] for _, b in pairs], dtype=np.intp)
        second = np.array([index[b] for _, b in pairs] + [index[a] for a, _ in pairs], dtype=np.intp)
        weight = np.array([*pairs.values(), *pairs.values()], dtype=np.float64)
        degree = np.bincount(first, weight, len(words))
        share = weight / degree[first]
        rank = np.full(len(words), 1 / len(words))
        for _ in range(_ITERATIONS):
            # a word without neighbours gives its rank to all alike
            lost = rank[degree == 0].sum() / len(words)
            given = np.bincount(second, share * rank[first], len(words)) + lost
            after = (1 - _DAMPING) / len(words) + _DAMPING * given
            moved = np.abs(after - rank).sum()
            rank = after
            if moved < _TOLERANCE:
                break
        return [Scored(word, float(rank[position] * 1000)) for position, word in enumerate(words)]


def _neighbours(target: Corpus) -> dict[tuple[str, str], int]:
    """Return how often two different words are neighbours, in a fixed order."""
    pairs: Counter[tuple[str, str]] = Counter()
    for document in target.documents:
        for clause in document.clauses():
            words = [word for word, _, _ in clause]
            for at, word in enumerate(words):
                for other in words[at + 1 : at + _WINDOW]:
                    if word != other:
                        pairs[min(word, other), max(word, other)] += 1
    return dict(sorted(pairs.items()))


measures.register("textrank")(TextRank())
