"""Candidates by sparse character n-grams, rarity weights, and the assignment of pairs (相似度).

Shared by everything that compares wording: two years of one agency, reuse between agencies, the follow-up of promises.
The way through it::

    found = overlap([comparable(t) for t in old], [comparable(t) for t in new])
    found.dice()                  # (old, new): how alike, symmetric
    found.kept_of_old()           # (old, new): how much of the old wording the new one holds
    assign(found.dice())          # one to one, best in total

Scores are relative to the texts the rarity weights were counted on: never compare them between different sets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from nlp.text import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: 一是 （一） 1. 首先 and their kin at the head of a sentence: they number, they say nothing
ENUMERATOR = re.compile(
    r"\s*(?:进一步|持续|不断)?(?:[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[）)]|[一二三四五六七八九十]{1,3}\s*(?:是|要|、)"
    r"|第[一二三四五六七八九十]{1,2}\s*[，,、]|\d{1,2}\s*(?:[.．](?!\d)|[、）)])|[①-⑳]|首先|其次|再次|最后)[、.．，,]?\s*"
)
#: a figure in a folded text, where the comma of 1,204.5 has become full-width; a year in Chinese numerals
#: (what it begins with comes first, as one class: the engine then passes over all else at once)
_FIGURE = re.compile(
    r"[\d二一](?:(?<=\d)(?:\d{0,2}(?:，\d{3}(?!\d))+(?:\.\d+)?|\d*(?:\.\d+)*)|(?<=[二一])[〇○零一二三四五六七八九]{3}(?=年))"
)
_BLANK = re.compile(r"[^\S\n]+")
_PLANE = 1 << 16
_BITS = 21  # a code point; three of them fit into 63 bits
_LONGEST = 3
_DIGIT = 16


def comparable(text: str) -> str:
    """Return the key by which wording is compared (比较键): form that carries no meaning is gone.

    The text is folded (`nlp.text.fold`), blanks and leading enumerators are left out, every figure and year becomes
    ``0``. Line breaks stay, and an enumerator counts at the head of each line, so that many sentences can be joined by
    line breaks and prepared in one call. Offsets are lost: use the key to compare, never to quote.
    """
    lines = []
    for line in fold(text).split("\n"):
        enumerator = ENUMERATOR.match(line)
        lines.append(line[enumerator.end() :] if enumerator else line)
    return _BLANK.sub("", _FIGURE.sub("0", "\n".join(lines)))


def ngrams(keys: Sequence[str], *, sizes: Sequence[int] = (2, 3)) -> tuple[Any, NDArray[np.int64]]:
    """Return which character n-grams stand in which key (字符片段).

    Parameters
    ----------
    keys : comparison keys.
    sizes : lengths of the n-grams, 1 to 3. None runs across punctuation.

    Returns
    -------
    (matrix, codes)
        A sparse 0/1 matrix (scipy csr, keys by n-grams), and the code of each column: equal n-grams have equal codes in
        every call.
    """
    from scipy.sparse import csc_matrix

    points = np.frombuffer("\n".join([*keys, ""]).encode("utf-32-le"), dtype=np.uint32)
    owner = np.repeat(np.arange(len(keys)), np.fromiter((len(key) + 1 for key in keys), np.int64, len(keys)))
    letters, alphabet = _numbered(points)
    width = len(alphabet).bit_length()
    runs = [_runs(letters, size, width) for size in sizes]
    grams, rows = _distinct(np.concatenate([gram for _, gram in runs]), owner[np.concatenate([at for at, _ in runs])])
    edges = np.flatnonzero(np.diff(grams, prepend=-1))
    ends = np.append(edges, len(grams)).astype(np.int32)
    matrix = csc_matrix((np.ones(len(rows)), rows.astype(np.int32), ends), shape=(len(keys), len(edges))).tocsr()
    return matrix, _codes(grams[edges], alphabet, width)


def _numbered(points: NDArray[np.uint32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return code points numbered from 1 by their order, 0 whatever is no letter, and the code point of each number."""
    present = np.zeros(int(points.max(initial=0)) + 1, dtype=bool)
    present[points] = True
    found = np.flatnonzero(present)
    alphabet = np.concatenate([[0], found[_alphanumeric()[np.minimum(found, _PLANE - 1)]]])
    number = np.zeros(len(present), dtype=np.int64)
    number[alphabet] = np.arange(len(alphabet))
    return number[points], alphabet


def _runs(letters: NDArray[np.int64], size: int, width: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where each run of so many letters begins, and the run as one number, `width` bits a letter."""
    last = max(0, len(letters) - size + 1)
    code, inside = letters[:last], letters[:last] > 0
    for offset in range(1, size):
        following = letters[offset : offset + last]
        inside = inside & (following > 0)
        code = (code << width) | following
    begins = np.flatnonzero(inside)
    return begins, code[begins]


def _distinct(
    grams: NDArray[np.int64], rows: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return n-grams in order with the texts they stand in; one that stands twice in a text is there once.

    numpy sorts digits of 16 bits in linear time, so n-grams are sorted by such digits, the last first.
    """
    order = np.arange(len(grams))
    for shift in range(0, int(grams.max(initial=0)).bit_length(), _DIGIT):
        digit = (grams[order] >> shift).astype(np.uint16)
        order = order[np.argsort(digit, kind="stable")]
    grams, rows = grams[order], rows[order]
    fresh = (np.diff(grams, prepend=-1) != 0) | (np.diff(rows, prepend=-1) != 0)
    return grams[fresh], rows[fresh]


def _codes(grams: NDArray[np.int64], alphabet: NDArray[np.int64], width: int) -> NDArray[np.int64]:
    codes = np.zeros(len(grams), dtype=np.int64)
    for place in range(_LONGEST):
        codes |= alphabet[(grams >> (width * place)) & ((1 << width) - 1)] << (_BITS * place)
    return codes


@cache
def _alphanumeric() -> NDArray[np.bool_]:
    """Return which code points of the basic plane are letters or digits; the last stands for all beyond, rare ideographs."""
    table = np.array([chr(point).isalnum() for point in range(_PLANE)])
    table[-1] = True
    return table


def rarity(matrix: Any) -> NDArray[np.float64]:
    """Return how much each shared n-gram tells (稀有度): rare wording much, the set phrases of the genre little.

    weight(g) = max(0.05, log((n + 1) / (df(g) + 0.5))), df the texts that hold g, n all texts.

    Parameters
    ----------
    matrix : as `ngrams` gives it.
    """
    counts = np.bincount(matrix.indices, minlength=matrix.shape[1])
    weights: NDArray[np.float64] = np.maximum(np.log((matrix.shape[0] + 1) / (counts + 0.5)), 0.05)
    return weights


@dataclass(frozen=True, slots=True)
class Overlap:
    """Who shares how much rare wording with whom (共有量).

    shared : (old, new) summed weights of the n-grams both hold; old, new : summed weights of each text;
    scale : the mean weight of an n-gram, to tell much wording from little.
    """

    shared: NDArray[np.float64]
    old: NDArray[np.float64]
    new: NDArray[np.float64]
    scale: float

    def kept_of_old(self) -> NDArray[np.float64]:
        """Return the share of each old text's wording that each new one holds, (old, new), 0 to 1."""
        return self.shared / self.old[:, None]

    def held_of_new(self) -> NDArray[np.float64]:
        """Return the share of each new text's wording that each old one holds, (old, new), 0 to 1."""
        return self.shared / self.new[None, :]

    def dice(self) -> NDArray[np.float64]:
        """Return twice the shared weight over the sum of both weights, (old, new), 0 to 1, symmetric."""
        return 2 * self.shared / (self.old[:, None] + self.new[None, :])


def overlap(old: Sequence[str], new: Sequence[str], *, sizes: Sequence[int] = (2, 3)) -> Overlap:
    """Compare every old text with every new one by the n-grams they share.

    Parameters
    ----------
    old, new : comparison keys (`comparable`); rarity is counted on both sides together.
    sizes : lengths of the n-grams.
    """
    matrix, _ = ngrams([*old, *new], sizes=sizes)
    return overlap_of(matrix[: len(old)], matrix[len(old) :], rarity(matrix))


def overlap_of(old: Any, new: Any, weights: NDArray[np.float64]) -> Overlap:
    """Compare rows of two sparse 0/1 matrices over the same n-grams; see `overlap`."""
    weighted = old.copy()
    weighted.data = weights[old.indices]  # the same as multiplying, for all entries are 1
    shared = (weighted @ new.T).toarray()
    least = 1e-9  # a text of punctuation alone weighs nothing and shares nothing
    sums = [np.maximum(np.asarray(side @ weights).ravel(), least) for side in (old, new)]
    return Overlap(shared, sums[0], sums[1], float(weights.mean()) if len(weights) else 1.0)


def assign(scores: NDArray[np.float64], *, floor: float = 0.0) -> list[tuple[int, int]]:
    """Pair rows with columns one to one so that the total score is greatest (整体指派).

    Parameters
    ----------
    scores : (rows, columns); higher is better.
    floor : pairs that score no more than this are left out.

    Returns
    -------
    list of (row, column), by row.
    """
    from scipy.optimize import linear_sum_assignment

    if not scores.size:
        return []
    rows, columns = linear_sum_assignment(scores, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if scores[i, j] > floor]
