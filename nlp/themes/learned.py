"""The clause model (分句模型): what a linear model fitted on coded clauses says where the rules of a codebook stop.

Rules know wordings, coders go by sense: most of what a codebook misses is said in words that nobody had listed. The model
scores every clause for the broad themes by the pairs of characters in it and, less, in the clauses beside it; what the
clauses of a passage say of a theme adds up. Its card, with figures on agencies it has not seen, is
``models/themes/README.md``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp import kernel
from nlp.errors import CodebookError
from nlp.manifest import sha256
from nlp.themes.codebook import Codebook
from nlp.themes.mentions import Mention

#: a clause ends with one of these; on folded text, so every width of them is one
MARKS = "，。；：！？\n"
#: what says nothing by itself, and next to another of the kind
_BARE = f"{MARKS} 、"
#: multipliers of the hash of a pair (the golden ratio spreads it over the buckets)
_NEXT, _SPREAD = np.uint16(30_011), np.uint16(40_503)
_RARE = re.compile("[\U00010000-\U0010ffff]")
#: what stands before the first character; a blank is heard as the same, so that an indent changes nothing
_BEFORE = "\n"
_BLANK, _BREAK = np.uint16(ord(" ")), np.uint16(ord(_BEFORE))
#: the words of a clause count for themselves, and a third of each neighbour's; scores are kept in thirds
OWN = 3
#: so many clauses in a row are heard together
PASSAGE = 4
#: what is shorter says too little, and what is most of its clause is cut for nothing: the clause is shown
_SHORTEST, _MOST = 4, 0.67
#: the kernel adds up so many themes at a time, and no more than so many in all (as in ``nlp/kernel/passages.c``)
_BLOCK, _MOST_COLUMNS = 16, 64
Flags = NDArray[np.bool_]


def _flags(characters: str) -> Flags:
    return np.isin(np.arange(0x10000), [ord(character) for character in characters])


_IS_MARK, _IS_BARE = _flags(MARKS), _flags(_BARE)
_MARK_BITS, _BARE_BITS = kernel.bits(MARKS), kernel.bits(_BARE)


def features(key: str, width: int) -> tuple[NDArray[np.uint16], Flags, list[int]]:
    """Return what the model sees of a folded text: the pairs of its characters; single ones and triples make it no better.

    Returns
    -------
    pairs : (characters,), the bucket of the pair that each character ends, a number of `width` bits.
    silent : (characters,), whether a pair is of blanks and marks alone, and says nothing.
    starts : where each clause begins, behind the mark that ends the one before.
    """
    encoded = (_BEFORE + key).encode("utf-16-le", "replace")
    if len(encoded) > 2 * (len(key) + 1):
        # one character stays one
        encoded = (_BEFORE + _RARE.sub("?", key)).encode("utf-16-le", "replace")
    codes = np.frombuffer(encoded, np.uint16)
    heard = np.where(codes == _BLANK, _BREAK, codes)
    pairs = heard[:-1] * _NEXT
    pairs ^= heard[1:]
    pairs *= _SPREAD
    pairs >>= np.uint16(16 - width)
    bare = _IS_BARE.take(codes)
    return pairs, bare[:-1] & bare[1:], [0, *(_IS_MARK.take(codes[1:-1]).nonzero()[0] + 1).tolist()]


@dataclass(frozen=True, eq=False)
class ClauseModel:
    """A linear model of what clauses speak of (分句模型).

    The margin of a clause is its intercept and the weights of its pairs, and a third of those of the clauses before and
    behind it; a passage of four clauses says of a theme the sum of ``max(0, margin + knee)``, and a text what the passage
    says that says most.

    themes : ids of the themes it knows; weights : (``2**bits``, themes), -127 to 127, and intercepts : (themes,), whole
    numbers in units of ``1 / scale`` so that sums are exact on every machine.
    knee : from this far below zero on, a clause says something; counts : what a text has to say for a theme to count
    of which the rules found nothing, that they found in passing, and that they found to count.
    """

    themes: tuple[str, ...]
    weights: NDArray[np.int8]
    intercepts: NDArray[np.int32]
    scale: int
    knee: float
    counts: tuple[float, float, float]

    @property
    def bits(self) -> int:
        """How many bits number a bucket."""
        return len(self.weights).bit_length() - 1

    @property
    def digest(self) -> str:
        """The sha256 of what it has learned and of what it takes to count."""
        rule = repr((self.themes, self.scale, self.knee, self.counts)).encode()
        return sha256(self.weights.tobytes() + self.intercepts.tobytes() + rule)

    @property
    def unit(self) -> int:
        """What a margin of one is in the numbers it reckons in."""
        return OWN * self.scale

    @cached_property
    def needed(self) -> tuple[int, int, int]:
        """The three of `counts` in the numbers it reckons in."""
        unheard, passing, counting = (round(each * self.unit) for each in self.counts)
        return unheard, passing, counting

    @cached_property
    def _begun(self) -> NDArray[np.int32]:
        """(themes,), what a clause says that holds nothing, before it is held against zero."""
        return (OWN * self.intercepts + round(self.knee * self.unit)).astype(np.int32)

    @cached_property
    def _compiled(self) -> tuple[bytes | int, ...]:
        """What the kernel needs to know of it."""
        columns = len(self.themes)
        width = -(-columns // _BLOCK) * _BLOCK
        weights = np.pad(self.weights, ((0, 0), (0, width - columns)))
        shape = weights.tobytes(), width, columns, self._begun.tobytes(), 16 - self.bits
        return *shape, int(_NEXT), int(_SPREAD), _MARK_BITS, _BARE_BITS

    def says(self, key: str) -> list[int]:
        """Return what a folded text, which is not empty, says of each theme, in units of ``1 / unit``."""
        if kernel.compiled is not None and len(self.themes) <= _MOST_COLUMNS:
            said: list[int] = kernel.compiled.says(key, *self._compiled)
            return said
        _, _, clauses = self._heard(key)
        best: list[int] = _together(clauses).max(axis=0).tolist()
        return best

    def words(self, key: str, column: int, least: int) -> list[Mention]:
        """Return the words that a theme rests on: a stretch of every clause that speaks for it in a passage that counts.

        column : of the theme; least : what a passage has to say.
        """
        starts, each, clauses = self._heard(key)
        ends = [*starts[1:], len(key)]
        holding = {at for at, (start, end) in enumerate(zip(starts, ends, strict=True)) if key[start:end].strip(_BARE)}
        said, passages = clauses[:, column].tolist(), _together(clauses[:, column]).tolist()
        spoken = _speaking(said, passages, least, round(self.knee * self.unit), holding)
        return [
            (
                *_stretch(key, starts[at], ends[at], each[starts[at] : ends[at], column].tolist()),
                f"分句模型:{total / self.unit:.2f}",
            )
            for at, total in sorted(spoken.items())
        ]

    def _heard(self, key: str) -> tuple[list[int], NDArray[np.int8], NDArray[np.int32]]:
        """Return where the clauses begin, what speaks for each theme at each place, and what each clause says of it.

        At each place, (characters, themes), the pair speaks that ends there; what clauses say, (clauses, themes), is not
        below zero.
        """
        pairs, silent, starts = features(key, self.bits)
        each: NDArray[np.int8] = self.weights.take(pairs, axis=0)
        each[silent] = 0
        own = np.add.reduceat(each, starts, axis=0, dtype=np.int32)
        said = OWN * own + self._begun
        said[1:] += own[:-1]
        said[:-1] += own[1:]
        return starts, each, np.maximum(said, 0)


def _together(clauses: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return what the passages say that begin with each clause."""
    passages = clauses.copy()
    for behind in range(1, PASSAGE):
        passages[:-behind] += clauses[behind:]
    return passages


def _speaking(said: Sequence[int], passages: Sequence[int], least: int, knee: int, holding: Set[int]) -> dict[int, int]:
    """Return the clauses that speak for a theme, each with what the passage says of it that says most.

    They are those of a passage that counts which are above zero themselves, and the one that says most; holding : the
    clauses that hold more than blanks and marks.
    """
    found: dict[int, int] = {}
    for begin in (begin for begin, total in enumerate(passages) if total >= least):
        inside = [at for at in range(begin, min(begin + PASSAGE, len(said))) if at in holding]
        strongest = max(inside, key=said.__getitem__, default=None)
        for at in inside:
            if at == strongest or said[at] >= knee:
                found[at] = max(passages[begin], found.get(at, 0))
    return found


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
            weights, intercepts = (np.ascontiguousarray(arrays[name]) for name in ("weights", "intercepts"))
        counts = (card["counts"]["unheard"], card["counts"]["passing"], card["counts"]["counting"])
        model = ClauseModel(tuple(card["themes"]), weights, intercepts, card["scale"], card["knee"], counts)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CodebookError(
            f"{book.path}：分句模型 {folder} 读不出来（{error}）：请重新拟合，或删去 model 一行"
        ) from error
    unknown = sorted(set(model.themes) - {theme.id for theme in book.themes})
    kinds = str(weights.dtype), str(intercepts.dtype)
    fits = weights.shape == (1 << model.bits, len(model.themes)) and intercepts.shape == weights.shape[1:]
    if unknown or not fits or kinds != ("int8", "int32"):
        found = unknown or (weights.shape, *kinds)
        raise CodebookError(f"{book.path}：分句模型 {folder} 与编码表不合（{found}）：请重新拟合")
    return model
