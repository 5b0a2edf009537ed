"""The clause model (分句模型): what a linear model fitted on coded clauses says where the rules of a codebook stop.

Rules know wordings, coders go by sense: most of what a codebook misses is said in words that nobody had listed. The model
scores every clause for the broad themes by its characters and pairs of them; its card, with figures on agencies
it has not seen, is ``models/themes/README.md``.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import exp, log
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlp.errors import CodebookError
from nlp.manifest import sha256
from nlp.themes.codebook import Codebook
from nlp.themes.mentions import Mention

#: a clause ends with one of these; on folded text, so every width of them is one
MARKS = "，。；：！？\n"
_MARK = np.isin(np.arange(0x10000), [ord(mark) for mark in MARKS])
#: multipliers of the hash of a pair (the golden ratio spreads it over the buckets)
_NEXT, _SPREAD = np.uint16(30_011), np.uint16(40_503)
_RARE = re.compile("[\U00010000-\U0010ffff]")
#: what is shorter says too little, and what is most of its clause is cut for nothing: the clause is shown
_SHORTEST, _MOST = 4, 0.67
_BARE = f"{MARKS} 、"
Buckets = NDArray[np.uint16]


def features(key: str, bits: int) -> tuple[Buckets, Buckets, list[int]]:
    """Return what the model sees of a folded text: its characters and pairs of them; triples make it slower and no better.

    Returns
    -------
    singles, pairs : (characters,) and (characters - 1,), the bucket of each, 0 to ``2**bits - 1``.
    starts : where each clause begins, behind the mark that ends the one before.
    """
    encoded = key.encode("utf-16-le", "replace")
    if len(encoded) > 2 * len(key):
        # one character stays one
        encoded = _RARE.sub("?", key).encode("utf-16-le", "replace")
    codes = np.frombuffer(encoded, np.uint16)
    shift = np.uint16(16 - bits)
    pairs = codes[:-1] * _NEXT
    pairs ^= codes[1:]
    pairs *= _SPREAD
    pairs >>= shift
    return (codes * _SPREAD) >> shift, pairs, [0, *(_MARK.take(codes[:-1]).nonzero()[0] + 1).tolist()]


class Verdicts(NamedTuple):
    """What the model says of a narrative (判断).

    starts : where each clause begins; gains : (clauses, themes), what its words add to the odds of each theme, in the
    model's units; best : of each theme the highest.
    """

    starts: list[int]
    gains: NDArray[np.int32]
    best: list[int]


@dataclass(frozen=True, eq=False)
class ClauseModel:
    """A linear model of what clauses speak of (分句模型).

    themes : ids of the themes it knows; weights : (``2**bits``, themes), in units of ``1 / scale`` log-odds, whole numbers so
    that sums are exact on every machine; intercepts : (themes,) in the same units, what a clause without words would score;
    add : from this probability on a clause counts for a theme that no rule found; doubts : below this in every clause, a
    theme that is only described, and one that is named, is taken to be mentioned in passing, where no clause that a rule
    found speaks for it.
    """

    themes: tuple[str, ...]
    weights: NDArray[np.int16]
    intercepts: NDArray[np.int32]
    scale: int
    add: float
    doubts: tuple[float, float]

    @property
    def bits(self) -> int:
        """How many bits number a bucket."""
        return len(self.weights).bit_length() - 1

    @property
    def digest(self) -> str:
        """The sha256 of what it has learned."""
        return sha256(self.weights.tobytes() + self.intercepts.tobytes())

    def needed(self, chance: float) -> list[float]:
        """Return of each theme the gain that a probability takes."""
        score = self.scale * log(chance / (1 - chance))
        return [score - intercept for intercept in self.intercepts.tolist()]

    @cached_property
    def added(self) -> list[float]:
        """Of each theme the gain from which on a clause counts."""
        return self.needed(self.add)

    @cached_property
    def doubted(self) -> tuple[list[float], list[float]]:
        """Of each theme the gain below which it is doubted, described and named."""
        described, named = map(self.needed, self.doubts)
        return described, named

    def verdicts(self, key: str) -> Verdicts | None:
        """Return what it says of a folded narrative, None where that holds nothing."""
        if not key:
            return None
        starts, _, gains = self._heard(key)
        return Verdicts(starts, gains, gains.max(axis=0).tolist())

    def speaks(self, said: Verdicts, place: int, column: int) -> bool:
        """Return whether the words of the clause around a place speak for a theme: they multiply its odds by e or more."""
        clause = bisect_right(said.starts, place) - 1
        return bool(said.gains[clause, column] >= self.scale)

    def holds_words(self, said: Verdicts, key: str, column: int) -> bool:
        """Return whether the clause that speaks most for a theme holds more than blanks and marks."""
        clause = int(said.gains[:, column].argmax())
        end = said.starts[clause + 1] if clause + 1 < len(said.starts) else len(key)
        return bool(key[said.starts[clause] : end].strip(_BARE))

    def words(self, key: str, columns: Sequence[int]) -> dict[int, list[Mention]]:
        """Return the words that some themes rest on, of each a stretch of every clause that counts for it."""
        starts, each, gains = self._heard(key)
        ends = [*starts[1:], len(key)]
        return {
            column: [
                (
                    *_stretch(key, starts[at], ends[at], each[starts[at] : ends[at], column].tolist()),
                    f"分句模型:{self.chance(gain, column):.2f}",
                )
                for at, gain in enumerate(gains[:, column].tolist())
                if gain >= self.added[column] and key[starts[at] : ends[at]].strip(_BARE)
            ]
            for column in columns
        }

    def chance(self, gain: int, column: int) -> float:
        """Return the probability that a gain makes of a theme."""
        return 1 / (1 + exp(-(gain + int(self.intercepts[column])) / self.scale))

    def _heard(self, key: str) -> tuple[list[int], NDArray[np.int16], NDArray[np.int32]]:
        """Return where the clauses begin, what speaks for each theme at each place, and in each clause.

        At each place, (characters, themes), the character that stands there and the pair it ends speak.
        """
        singles, pairs, starts = features(key, self.bits)
        each: NDArray[np.int16] = self.weights.take(singles, axis=0)
        each[1:] += self.weights.take(pairs, axis=0)
        return starts, each, np.add.reduceat(each, starts, axis=0, dtype=np.int32)


def _stretch(key: str, start: int, end: int, gains: Sequence[int]) -> tuple[int, int]:
    """Return the stretch of a clause that speaks most for a theme: of all, the one with the largest sum of weights."""
    best, first, last = 0, 0, len(gains) - 1
    total, since = 0, 0
    for at, gain in enumerate(gains):
        if total <= 0:
            total, since = 0, at
        total += gain
        if total > best:
            best, first, last = total, since, at
    # a pair that ends at the first place begins one before
    left, right = _bare(key, max(start + first - 1, start), start + last + 1)
    start, end = _bare(key, start, end)
    return (left, right) if _SHORTEST <= right - left <= _MOST * (end - start) else (start, end)


def _bare(key: str, start: int, end: int) -> tuple[int, int]:
    while start < end and key[start] in _BARE:
        start += 1
    while end > start and key[end - 1] in _BARE:
        end -= 1
    return start, end


@lru_cache(maxsize=16)
def model_of(book: Codebook) -> ClauseModel | None:
    """Return the model that a codebook names, read at first use and kept; None where it names none.

    Raises
    ------
    CodebookError
        When its files are missing or do not fit the codebook.
    """
    if not book.model:
        return None
    folder = Path(book.path).parent / book.model
    try:
        card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as arrays:
            # wider than they are kept, so that two can be added
            weights, intercepts = np.ascontiguousarray(arrays["weights"], np.int16), arrays["intercepts"]
        doubts = (card["doubts"]["described"], card["doubts"]["named"])
        model = ClauseModel(tuple(card["themes"]), weights, intercepts, card["scale"], card["add"], doubts)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CodebookError(
            f"{book.path}：分句模型 {folder} 读不出来（{error}）：请重新拟合，或删去 model 一行"
        ) from error
    unknown = sorted(set(model.themes) - {theme.id for theme in book.themes})
    if unknown or weights.shape != (1 << model.bits, len(model.themes)):
        raise CodebookError(f"{book.path}：分句模型 {folder} 与编码表不合（{unknown or weights.shape}）：请重新拟合")
    return model
