"""Which sentences of two years belong together (句间关联): one to one, one to several, several to one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from nlp import resources
from nlp.phrasing.signs import SIGNS, Side, signs
from nlp.similarity import assign, comparable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: no sentence is matched with more than this many
MOST = 3
#: sentences this much alike belong together wherever they stand, so that reordering alone never makes a text new
_PLAIN = 0.6
#: and these even when they are all set phrases
_VERBATIM = 0.9
#: and less alike than this none do, wherever they stand: of such links coders made none
_SOMETHING = 0.05
#: share of a clause, set phrases apart, that must be common to two sentences
_TELLING = 0.1
_DAMPED = ("clause", "opening", "characters", "contained")


@dataclass(frozen=True, slots=True)
class Link:
    """Units that belong together: positions in the old and in the new sequence; one side holds a single one.

    chance : 0 to 1, of the surest of its links.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    chance: float


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the signs (``models/phrasing/links.json``), fitted on sentences that readers linked.

    least : chance from which two units are linked; gain : share of what a further partner shares that the partners
    before it must not have covered already.
    """

    weights: Array
    intercept: float
    least: float
    gain: float


@cache
def model() -> Model:
    """Return the shipped weights."""
    raw = json.loads(resources.path("models", "phrasing", "links.json").read_text(encoding="utf-8"))
    weights = np.array([raw["weights"][name] for name in SIGNS])
    return Model(weights, raw["intercept"], raw["least"], raw["gain"])


def links(
    old: Side, new: Side, *, boilerplate: Mapping[str, float] | None = None, strangers: bool = False
) -> list[Link]:
    """Return the links between two years, each unit in at most one.

    Parameters
    ----------
    strangers : the reports are of two agencies: there is no annual figure or place in the report that goes on from one
        to the other, so only wording links.
    boilerplate : scores by `nlp.phrasing.boilerplate`, by comparison key of the sentence; wording common to many
        agencies then tells half as much.
    """
    if not old.units or not new.units:
        return []
    stack, dice = signs(old, new)
    if boilerplate:
        common = np.array([boilerplate.get(comparable(unit.words), 0.0) for unit in new.units])
        for name in _DAMPED:
            stack[SIGNS.index(name)] *= 1 - common[None, :] / 2
    if strangers:
        stack = np.where(dice >= _PLAIN, stack, 0.0)
        dice = np.where(dice >= _PLAIN, dice, 0.0)
    return decode(old, new, stack, dice, model())


def chances(old: Side, new: Side, stack: Array, dice: Array, by: Model) -> Array:
    """Return for every old and new unit the chance, 0 to 1, that a reader would link them, (old, new).

    A logistic model of `SIGNS`: chance = 1 / (1 + exp(-(intercept + Σ weight · sign))). Near-identical wording links
    whatever the other signs say. What shares next to nothing, or nothing but set phrases, is never linked (leads apart: two words may be all
    they have), nor a problem with the measure against it: the object may be the same, the act is not.
    """
    logit = np.tensordot(by.weights, stack, axes=1) + by.intercept
    clause, opening = (stack[SIGNS.index(name)] for name in ("clause", "opening"))
    answered = np.not_equal.outer(old.states, new.states)
    leads = np.outer([unit.lead for unit in old.units], [unit.lead for unit in new.units])
    telling = leads | (np.maximum(clause, opening) >= _TELLING)
    chance = np.where((dice >= _SOMETHING) & ~answered & telling, 1 / (1 + np.exp(-logit)), 0.0)
    plain = (dice >= _PLAIN) & telling | (dice >= _VERBATIM)
    return np.where(plain, np.maximum(chance, dice), chance)


def decode(old: Side, new: Side, stack: Array, dice: Array, by: Model) -> list[Link]:
    """Choose the links from the signs of all pairs.

    First the best one-to-one pairing as a whole, then further partners, best first, where they cover what the first
    partner does not: halves of a sentence that was split, sentences that were merged.
    """
    chance = chances(old, new, stack, dice, by)
    # of equals the one that kept its place: the difference is too small to outweigh anything else
    drift = np.abs(np.arange(len(old.units))[:, None] - np.arange(len(new.units))[None, :])
    ranked = chance - 1e-6 * drift
    found = _Partners(old, new, by.gain)
    for i, j in assign(np.where(chance >= by.least, ranked, 0.0)):
        found.add(i, j)
    rows, columns = np.nonzero(chance >= by.least)
    best_first = np.argsort(-ranked[rows, columns], kind="stable")
    for i, j in zip(rows[best_first].tolist(), columns[best_first].tolist(), strict=True):
        found.add_further(i, j)
    return found.links(chance)


class _Partners:
    """Who is matched with whom so far; keeps every group a star of at most `MOST` around one unit."""

    def __init__(self, old: Side, new: Side, gain: float) -> None:
        self.gain = gain
        self.old, self.new = old.objects, new.objects
        self.of_old: dict[int, list[int]] = {}
        self.of_new: dict[int, list[int]] = {}

    def add(self, i: int, j: int) -> None:
        self.of_old.setdefault(i, []).append(j)
        self.of_new.setdefault(j, []).append(i)

    def add_further(self, i: int, j: int) -> None:
        """Add j to the partners of i, or i to those of j, where that keeps a star and covers something more."""
        mine, theirs = self.of_old.get(i, []), self.of_new.get(j, [])
        if bool(mine) == bool(theirs):  # both taken, or both free and refused by the assignment
            return
        partners, theirs_of, keys = (mine, self.of_new, self.new) if mine else (theirs, self.of_old, self.old)
        lone = len(partners) < MOST and all(len(theirs_of[other]) == 1 for other in partners)
        if lone and self._covers_more(i, j, [keys[other] for other in partners]):
            self.add(i, j)

    def _covers_more(self, i: int, j: int, before: Sequence[str]) -> bool:
        shared = _grams(self.old[i]) & _grams(self.new[j])
        fresh = shared.difference(*map(_grams, before))
        return len(fresh) > 0 and len(fresh) >= self.gain * len(shared)

    def links(self, chance: Array) -> list[Link]:
        found = []
        for j, partners in sorted(self.of_new.items()):
            siblings = sorted(self.of_old[partners[0]]) if len(partners) == 1 else [j]
            if siblings[0] == j:
                old, new = tuple(sorted(partners)), tuple(siblings)
                found.append(Link(old, new, max(float(chance[i, j]) for i in old for j in new)))
        return found


def _grams(key: str) -> frozenset[str]:
    return frozenset(gram for gram in map("".join, pairwise(key)) if gram.isalnum())
