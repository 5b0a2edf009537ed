"""Single clauses shared between agencies, inside sentences that are otherwise their own (分句雷同).

A clause is found by its exact wording, figures, padding and the agencies' own names apart: clauses merely alike stand in
every report of the genre. The same word for word may still be chance, or everybody's way to say it, so a clause counts
only where its surprisal in the other sentences of the corpus leaves less than one accidental double in five hundred.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from nlp.phrasing.lexicon import lexicon
from nlp.phrasing.passages import LEAST_CLAUSE, Part, Passages

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]

_CELLS = 1 << 22
_BLOCK = 20_000  # keys counted at a time
_BACK_OFF = 2.0  # occurrences that a character's frequency counts for beside those after the characters before it
_ACCIDENTS = 0.002  # accidental doubles expected of a clause that counts
_BESIDE = 2  # characters between two clauses that adjoin


def shared_parts(passages: Passages, together: Iterable[Sequence[int]], crowd: float) -> Iterator[list[Part]]:
    """Yield the clauses that several issuers share, each with every place where it stands.

    Parameters
    ----------
    passages : held with their clauses.
    together : groups of sentences that are one wording anyway; a clause all of one such group tells nothing new.
    crowd : issuers from which a clause is a set phrase.
    """
    found = list(_groups(passages, crowd))
    if not found:
        return
    chance, least = _Chance(passages), math.log(len(passages.clauses.hash) / _ACCIDENTS)
    standing: dict[int, set[int]] = defaultdict(set)
    for number, members in enumerate(together):
        for sentence in members:
            standing[sentence].add(number)
    of = passages.clauses.sentence
    by_sentences: dict[tuple[int, ...], list[list[int]]] = defaultdict(list)
    for clauses in found:
        sentences = tuple(of[clause] for clause in clauses)
        if set.intersection(*(standing.get(sentence, set()) for sentence in sentences)):
            continue
        key = passages.clauses.key(clauses[0])
        own = len({passages.key[sentence] for sentence in sentences})
        if len(lexicon().stock.sub("", key)) >= LEAST_CLAUSE and chance.surprisal(key, own) >= least:
            by_sentences[sentences].append(clauses)
    for shared in by_sentences.values():
        yield from _adjoining(passages, shared)


def _groups(passages: Passages, crowd: float) -> Iterator[list[int]]:
    """Yield the numbers of clauses of one key that at least two and fewer than `crowd` issuers have, in text order."""
    clauses = passages.clauses
    keys = np.array(clauses.hash, dtype=np.int64)
    order = np.argsort(keys, kind="stable")
    edges = np.flatnonzero(np.diff(keys[order], prepend=keys[order][:1] - 1))
    numbers: dict[str, int] = {}
    issuer = [numbers.setdefault(origin.issuer, len(numbers)) for origin in passages.origins]
    for members in np.split(order, edges[1:]) if len(edges) else ():
        if len(members) > 1:
            holders = {issuer[passages.origin[clauses.sentence[number]]] for number in members.tolist()}
            if 2 <= len(holders) < crowd:
                yield members.tolist()


def _adjoining(passages: Passages, shared: list[list[int]]) -> Iterator[list[Part]]:
    """Yield the clauses that the same sentences share, those that stand side by side in all of them as one."""
    clauses = passages.clauses
    shared.sort(key=lambda numbers: clauses.start[numbers[0]])
    parts: list[Part] = []
    for numbers in shared:
        places = [Part(clauses.sentence[n], clauses.start[n], clauses.end[n]) for n in numbers]
        if parts and all(0 <= b.start - a.end <= _BESIDE for a, b in zip(parts, places, strict=True)):
            parts = [Part(a.sentence, a.start, b.end) for a, b in zip(parts, places, strict=True)]
            continue
        if parts:
            yield parts
        parts = places
    yield parts


class _Chance:
    """How likely a clause is to arise by chance: each character after the two before it, as in all other sentences.

    P(c | ab) = (n(abc) − own + 2 P(c)) / (n(ab) − own + 2), P(c) the share of c among all characters, own the sentences
    that hold the clause itself; the first two letters are as likely as other clauses begin with them. Pairs and triples
    are counted by hash, so memory is bounded.
    """

    def __init__(self, passages: Passages) -> None:
        self.heads, self.clauses = passages.clauses.heads, len(passages.clauses.hash)
        self.counts = [np.zeros(_CELLS, dtype=np.int64) for _ in range(3)]
        waiting = iter(passages.keys())
        while block := list(islice(waiting, _BLOCK)):
            for kept, cells in zip(self.counts, _cells("\n".join(block)), strict=True):
                np.add(kept, np.bincount(cells, minlength=_CELLS), out=kept)
        self.characters = max(1, int(self.counts[0].sum()))

    def surprisal(self, key: str, own: int) -> float:
        """Return −ln of the chance that a clause reads like this."""
        cells = _cells(key)
        double, triple = (np.maximum(self.counts[n][cells[n]] - own, 0) for n in (1, 2))
        alone = (self.counts[0][cells[0]][2:] + 1) / self.characters
        head = max(self.heads[key[:2]] - own, 0) + 1
        after = np.log((triple + _BACK_OFF * alone) / (double[:-1] + _BACK_OFF)).sum()
        return math.log((self.clauses + 1) / head) - float(after)


def _cells(text: str) -> list[Counts]:
    """Return the cells of the single characters, pairs and triples of a text."""
    points = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    odd = np.uint64(0x9E3779B97F4A7C15)
    pairs = (points[:-1] * odd) ^ points[1:]
    triples = (pairs[:-1] * odd) ^ points[2:]
    return [((code * odd) >> np.uint64(42)).astype(np.int64) for code in (points, pairs, triples)]
