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
from typing import TYPE_CHECKING

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
_PLANE = 1 << 16
_DIGIT = 16
_MEETINGS = 1_000_000


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
    # folded, every blank but a line break is a space or a carriage return
    return _FIGURE.sub("0", "\n".join(lines)).replace(" ", "").replace("\r", "")


@dataclass(frozen=True, slots=True)
class Grams:
    """Which character n-grams stand in which texts (字符片段): one entry for each, by n-gram and then by text.

    gram, text : (entries,) the numbers of both; grams, texts : how many there are.
    """

    gram: NDArray[np.int64]
    text: NDArray[np.int64]
    grams: int
    texts: int

    def between(self, first: int, past: int) -> Grams:
        """Return the n-grams of some texts, those numbered from 0; the numbers of the n-grams stay."""
        inside = np.flatnonzero((self.text >= first) & (self.text < past))
        return Grams(self.gram[inside], self.text[inside] - first, self.grams, past - first)

    def joined(self, owner: NDArray[np.int64], texts: int) -> Grams:
        """Return the n-grams of texts put together from these; `owner` (ascending) is what each of these is part of."""
        text = owner[self.text]
        fresh = _fresh(self.gram, text)
        return Grams(self.gram[fresh], text[fresh], self.grams, texts)


def ngrams(keys: Sequence[str], *, sizes: Sequence[int] = (2, 3)) -> Grams:
    """Return which character n-grams stand in which key.

    Parameters
    ----------
    keys : comparison keys.
    sizes : lengths of the n-grams, 1 to 3. None runs across punctuation.
    """
    points = np.frombuffer("\n".join([*keys, ""]).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    owner = np.repeat(np.arange(len(keys)), np.fromiter(map(len, keys), np.int64, len(keys)) + 1)
    letters, count = _numbered(points)
    runs = [_runs(letters, size, count.bit_length()) for size in sizes]
    codes = np.concatenate([code for _, code in runs])
    order = _order(codes)
    codes, text = codes[order], owner[np.concatenate([begins for begins, _ in runs])[order]]
    fresh = _fresh(codes, text)  # one that stands twice in a text counts once
    codes, text = codes[fresh], text[fresh]
    gram = np.zeros(len(codes), dtype=np.int64)
    np.cumsum(codes[1:] != codes[:-1], out=gram[1:])
    return Grams(gram, text, int(gram[-1]) + 1 if len(gram) else 0, len(keys))


def _numbered(points: NDArray[np.int64]) -> tuple[NDArray[np.int64], int]:
    """Return the letters and digits numbered from 1, 0 for all that is neither, and how many different ones there are."""
    present = np.zeros(int(points.max(initial=0)) + 1, dtype=bool)
    present[points] = True
    found = np.flatnonzero(present)
    letters = found[_alphanumeric()[np.minimum(found, _PLANE - 1)]]
    number = np.empty(len(present), dtype=np.int64)  # the rest of it is never looked at
    number[found] = 0
    number[letters] = np.arange(1, len(letters) + 1)
    return number[points], len(letters)


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


def _order(codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the order of numbers from 0 on, equal ones as they stand.

    numpy sorts digits of 16 bits in linear time, so it is done by such digits, the last first.
    """
    order = np.argsort(codes.astype(np.uint16), kind="stable")
    for shift in range(_DIGIT, int(codes.max(initial=0)).bit_length(), _DIGIT):
        digit = (codes[order] >> shift).astype(np.uint16)
        order = order[np.argsort(digit, kind="stable")]
    return order


def _fresh(gram: NDArray[np.int64], text: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which entries are not the same as the one before."""
    fresh = np.ones(len(gram), dtype=bool)
    fresh[1:] = (gram[1:] != gram[:-1]) | (text[1:] != text[:-1])
    return fresh


@cache
def _alphanumeric() -> NDArray[np.bool_]:
    """Return which code points of the basic plane are letters or digits; the last stands for all beyond, rare ideographs."""
    table = np.array([chr(point).isalnum() for point in range(_PLANE)])
    table[-1] = True
    return table


def rarity(found: Grams) -> NDArray[np.float64]:
    """Return how much each n-gram tells when it is shared (稀有度): rare wording much, the set phrases of the genre little.

    weight(g) = max(0.05, log((n + 1) / (df(g) + 0.5))), df the texts that hold g, n all texts.
    """
    counts = np.bincount(found.gram, minlength=found.grams)
    weights: NDArray[np.float64] = np.maximum(np.log((found.texts + 1) / (counts + 0.5)), 0.05)
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
    found = ngrams([*old, *new], sizes=sizes)
    return overlap_of(found.between(0, len(old)), found.between(len(old), found.texts), rarity(found))


def overlap_of(old: Grams, new: Grams, weights: NDArray[np.float64]) -> Overlap:
    """Compare texts by n-grams with one numbering; see `overlap`."""
    least = 1e-9  # a text of punctuation alone weighs nothing and shares nothing
    sums = [np.maximum(np.bincount(s.text, weights[s.gram], minlength=s.texts), least) for s in (old, new)]
    return Overlap(_shared(old, new, weights), sums[0], sums[1], float(weights.mean()) if len(weights) else 1.0)


def _shared(old: Grams, new: Grams, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the summed weights of the n-grams two texts hold both, (old, new).

    Every entry of an old text meets those of all new ones with the same n-gram; there are few of them, for most wording
    is rare, and where there are none it is left out. So many are looked at in turn that memory stays bounded.
    """
    holders = np.bincount(new.gram, minlength=new.grams)
    met = np.flatnonzero(holders[old.gram])
    gram = old.gram[met]
    meetings = holders[gram]
    past = np.cumsum(meetings)
    first = np.cumsum(holders)[gram] - past  # what makes a running number the place of the entry in `new`
    cell, weight, size = old.text[met] * new.texts, weights[gram], old.texts * new.texts
    shared: NDArray[np.float64] = np.zeros(0 if len(past) else size)
    low = 0
    while low < len(past):
        done = int(past[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(past, done + _MEETINGS, side="right")))
        some = meetings[low:high]
        running = np.arange(done, int(past[high - 1]))
        cells = np.repeat(cell[low:high], some) + new.text[running + np.repeat(first[low:high], some)]
        found = np.bincount(cells, np.repeat(weight[low:high], some), minlength=size).astype(np.float64, copy=False)
        shared = shared + found if low else found
        low = high
    return shared.reshape(old.texts, new.texts)


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
    kept = scores[rows, columns] > floor
    return list(zip(rows[kept].tolist(), columns[kept].tolist(), strict=True))
