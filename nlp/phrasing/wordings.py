"""Sentences of many agencies grouped by wording (同一表述的归并)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from nlp.phrasing.fingerprints import candidates
from nlp.phrasing.passages import Passages

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: share of rare wording from which two keys are one wording (Dice coefficient of weighted trigrams)
ALIKE = 0.6
#: share of a key's rare wording another must hold to contain it
WITHIN = 0.8
_LONGER = 1.4
_BRIEF = 20  # keys shorter than this must be nearly equal
_BRIEF_ALIKE = 0.75
_SMOOTH = 5
_COLUMNS = 1 << 22
_BLOCK = 50_000  # pairs compared at a time


def groups(passages: Passages) -> Iterator[list[int]]:
    """Yield groups of sentences of one wording, two or more sentences each.

    A sentence stands in one group by its own wording, and besides in that of every sentence it contains.
    """
    alike, within = _relations(passages)
    holding: dict[int, list[int]] = defaultdict(list)
    for number in range(len(passages)):
        holding[passages.key[number]].append(number)
    found: list[list[int]] = []
    grouped: set[int] = set()
    for keys in _classes(alike):
        grouped.update(keys)
        found.append(_members(keys, within, holding))
    found.extend(_members([key], within, holding) for key in range(passages.key_count) if key not in grouped)
    yield from _whole(found)


def _members(keys: Iterable[int], within: dict[int, list[int]], holding: dict[int, list[int]]) -> list[int]:
    around = {outer for key in keys for outer in within.get(key, ())}
    return sorted({number for key in {*keys, *around} for number in holding[key]})


def _whole(found: list[list[int]]) -> Iterator[list[int]]:
    """Yield the groups of two or more that lie in no other group."""
    standing: dict[int, list[int]] = defaultdict(list)
    sets = [frozenset(members) for members in found]
    for number, members in enumerate(found):
        for member in members:
            standing[member].append(number)
    for number, members in enumerate(found):
        if len(members) < 2:
            continue
        around = min((standing[member] for member in members), key=len)
        larger = (other for other in around if other != number and sets[number] <= sets[other])
        if not any(len(sets[other]) > len(members) or other < number for other in larger):
            yield members


Likeness = dict[int, dict[int, float]]
"""For each key those of one wording with it, and how like they are."""


def _relations(passages: Passages) -> tuple[Likeness, dict[int, list[int]]]:
    """Return the keys that are one wording, and for each key those that contain it."""
    first, second = candidates(passages.keys())
    trigrams = Trigrams(passages.keys(), passages.key_count)
    alike: Likeness = defaultdict(dict)
    within: dict[int, list[int]] = defaultdict(list)
    for start in range(0, len(first), _BLOCK):
        i, j = first[start : start + _BLOCK], second[start : start + _BLOCK]
        shared, left, right = trigrams.compared(i, j)
        dice = 2 * shared / (left + right)
        brief = np.minimum(trigrams.lengths[i], trigrams.lengths[j]) < _BRIEF
        contained = shared >= WITHIN * np.minimum(left, right)
        # a sentence and a much longer one that holds it are not one wording: two merged ones would become one
        longer = np.maximum(left, right) > _LONGER * np.minimum(left, right)
        one = (dice >= np.where(brief, _BRIEF_ALIKE, ALIKE)) & ~(contained & longer)
        for a, b, value in zip(i[one].tolist(), j[one].tolist(), dice[one].tolist(), strict=True):
            alike[a][b] = alike[b][a] = value
        inside = ~one & ~brief & contained
        inner, outer = np.where(left < right, i, j)[inside], np.where(left < right, j, i)[inside]
        for a, b in zip(inner.tolist(), outer.tolist(), strict=True):
            within[a].append(b)
    return alike, within


class Trigrams:
    """The trigrams of all keys as one sparse matrix, weighted by rarity among the keys."""

    def __init__(self, keys: Iterable[str], count: int) -> None:
        from scipy.sparse import csr_matrix

        columns, sizes, lengths = [], np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
        for number, key in enumerate(keys):
            found = np.unique(_trigrams(key))
            columns.append(found)
            sizes[number], lengths[number] = len(found), len(key)
        joined = np.concatenate(columns) if columns else np.zeros(0, dtype=np.int32)
        held = np.bincount(joined, minlength=_COLUMNS)
        # smoothed, or what two keys share would weigh less than what they do not, in a small set at least
        weights = np.log((count + 2 * _SMOOTH) / (held + _SMOOTH)).astype(np.float32)
        self.lengths = lengths
        self._matrix: Any = csr_matrix(
            (np.sqrt(np.maximum(weights, 0.05))[joined], joined, np.concatenate([[0], np.cumsum(sizes)])),
            shape=(count, _COLUMNS),
        )  # fmt: skip
        self._sums = np.asarray(self._matrix.multiply(self._matrix).sum(axis=1)).ravel() + 1e-9

    def compared(
        self, first: NDArray[np.int64], second: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Return for pairs of keys the weight they share, and the weight of each."""
        shared = np.asarray(self._matrix[first].multiply(self._matrix[second]).sum(axis=1)).ravel()
        return shared, self._sums[first], self._sums[second]


def _trigrams(key: str) -> NDArray[np.int32]:
    points = np.frombuffer(key.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    codes = (points[:-2] * np.uint64(0x9E3779B1) + points[1:-1]) * np.uint64(0x85EBCA77) + points[2:]
    return ((codes ^ (codes >> np.uint64(23))) % np.uint64(_COLUMNS)).astype(np.int32)


def _classes(alike: Likeness) -> Iterator[list[int]]:
    """Yield classes of keys of one wording: linked by likeness, and none too far from the middle of its class."""
    seen: set[int] = set()
    for start in sorted(alike):
        if start not in seen:
            linked = _linked(start, alike)
            seen.update(linked)
            yield from _gathered(linked, alike)


def _linked(start: int, alike: Likeness) -> set[int]:
    found, waiting = {start}, [start]
    while waiting:
        for other in alike[waiting.pop()]:
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def _gathered(linked: set[int], alike: Likeness) -> Iterator[list[int]]:
    """Split what is linked around its middles, the keys that are most like the rest."""
    left = set(linked)
    while left:
        middle = min(left, key=lambda key: (-sum(v for other, v in alike[key].items() if other in left), key))
        near = {middle, *(other for other in alike[middle] if other in left)}
        left -= near
        yield sorted(near)
