"""Keys that share wording, found without comparing all with all (指纹).

Every key is reduced to hashes of its runs of seven characters, of which a fixed half is kept (all of a short key): the
same run is kept wherever it stands, so a sentence inside a longer one is found as well. Keys that share runs are
candidates. Of a run that stands in very many keys only neighbours are paired, in an order that brings like keys together
(by minima of hashes, MinHash; Broder 1997), so time and memory grow with the number of keys and not of pairs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]
    Numbers = NDArray[np.int64]

_RUN = 7
_KEPT = 2
_SHORT = 30  # keys up to this length keep all their hashes
_CROWD = 12  # of a run in more keys than this only neighbours are paired
_NEAR = 4  # so many of them
_MINIMA = 8
_BLOCK = 20_000  # keys hashed at a time
_PART = 40_000  # keys whose pairs are held at a time
_ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Sketches:
    """The kept hashes of all keys, end to end in key order, and the key each belongs to."""

    hashes: Hashes
    owners: Numbers
    count: int

    @classmethod
    def of(cls, keys: Iterable[str]) -> Sketches:
        """Hash the keys, block by block."""
        waiting = iter(keys)
        hashes, owners, count = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.int64)], 0
        while block := list(islice(waiting, _BLOCK)):
            found, owner = _hashes(block)
            hashes.append(found)
            owners.append(owner + count)
            count += len(block)
        return cls(np.concatenate(hashes), np.concatenate(owners), count)

    def minima(self) -> Hashes:
        """Return for every key its least hash under each of several permutations, (permutations, keys)."""
        starts = np.flatnonzero(np.diff(self.owners, prepend=-1))
        least = np.full((_MINIMA, self.count), np.iinfo(np.uint64).max, dtype=np.uint64)
        for number in range(_MINIMA):
            least[number, self.owners[starts]] = np.minimum.reduceat(_mixed(self.hashes, number), starts)
        return least


def candidates(keys: Iterable[str]) -> tuple[Numbers, Numbers]:
    """Return pairs of numbers (i < j) of keys that share runs enough to be worth comparing, each pair once.

    Parameters
    ----------
    keys : comparison keys, letters only.
    """
    sketches = Sketches.of(keys)
    if not len(sketches.hashes):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    kept = np.bincount(sketches.owners, minlength=sketches.count)
    runs = _Runs.of(sketches)
    chosen: list[Hashes] = []
    for low in range(0, sketches.count, _PART):
        pairs, shared = runs.shared_by(low, low + _PART)
        first, second = _unpacked(pairs)
        # one chance run is not enough, unless the key has no more to show
        chosen.append(pairs[shared >= np.minimum(2, np.minimum(kept[first], kept[second]))])
    return _unpacked(np.concatenate(chosen))


def _unpacked(pairs: Hashes) -> tuple[Numbers, Numbers]:
    return (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Runs:
    """The keys sorted by the runs they hold, like ones side by side: ``run`` numbers the runs, ``crowded`` marks the common."""

    owners: Hashes
    run: NDArray[np.int32]
    crowded: NDArray[np.bool_]

    @classmethod
    def of(cls, sketches: Sketches) -> _Runs:
        hashes, owners = sketches.hashes, sketches.owners
        like = sketches.minima()[(hashes % np.uint64(_MINIMA)).astype(np.int64), owners]
        order = np.lexsort((owners, like, hashes))
        hashes = hashes[order]
        edges = np.flatnonzero(np.diff(hashes, prepend=~hashes[:1]))
        size = np.diff(np.append(edges, len(hashes)))
        run = np.repeat(np.arange(len(edges), dtype=np.int32), size)
        return cls(owners[order].astype(np.uint64), run, np.repeat(size > _CROWD, size))

    def shared_by(self, low: int, high: int) -> tuple[Hashes, Numbers]:
        """Return the pairs that share runs, the lower key in ``low:high``, packed as ``i << 32 | j``, and how many runs."""
        found = [np.zeros(0, dtype=np.uint64)]
        for step in range(1, min(_CROWD, len(self.run))):
            same = self.run[step:] == self.run[:-step]
            if step > _NEAR:
                same &= ~self.crowded[step:]
            first = np.minimum(self.owners[:-step][same], self.owners[step:][same])
            second = np.maximum(self.owners[:-step][same], self.owners[step:][same])
            inside = (first >= low) & (first < high)
            found.append((first[inside] << np.uint64(32)) | second[inside])
        pairs, shared = np.unique(np.concatenate(found), return_counts=True)
        return pairs, shared


def _hashes(keys: list[str]) -> tuple[Hashes, Numbers]:
    lengths = np.array([len(key) for key in keys])
    points = np.frombuffer("".join(keys).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    last = len(points) - _RUN + 1
    if last <= 0:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    code = np.zeros(last, dtype=np.uint64)
    for offset in range(_RUN):
        code = code * _ODD + points[offset : offset + last]
    code = _mixed(code, 0)
    owner = np.repeat(np.arange(len(keys)), lengths)[:last]
    room = np.cumsum(lengths)[owner] - np.arange(last)  # characters left in the key
    keep = (room >= _RUN) & ((lengths[owner] <= _SHORT) | (code % np.uint64(_KEPT) == 0))
    return _distinct(code[keep], owner[keep])


def _distinct(hashes: Hashes, owners: Numbers) -> tuple[Hashes, Numbers]:
    """Let a run that stands twice in one key count once."""
    order = np.lexsort((hashes, owners))
    hashes, owners = hashes[order], owners[order]
    fresh = np.ones(len(hashes), dtype=bool)
    fresh[1:] = (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])
    return hashes[fresh], owners[fresh]


def _mixed(code: Hashes, number: int) -> Hashes:
    """Return the codes scattered over all 64 bits, differently for each number (splitmix64)."""
    mixed = code + np.uint64((0x9E3779B97F4A7C15 * (number + 1)) & 0xFFFFFFFFFFFFFFFF)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    scattered: Hashes = mixed ^ (mixed >> np.uint64(31))
    return scattered
