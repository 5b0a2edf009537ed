"""Signs that two sentences belong together (关联迹象): each an (old, new) array of numbers from 0 to 1.

Wording alone does not tell: every report of the genre shares its phrases, and a sentence rewritten from top to bottom
may still be last year's annual figure. So wording is looked at from several sides, and where a sentence stands counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from nlp.phrasing.lexicon import lexicon
from nlp.phrasing.units import Unit, neighbours
from nlp.similarity import Overlap, comparable, ngrams, overlap, overlap_of, rarity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: names of the signs, in the order of the stacked arrays
SIGNS = (
    "clause", "opening", "figure", "object", "characters", "contained", "mutual", "away", "distance", "other_actor",
    "lead_and_body",
)  # fmt: skip
_CLAUSE = re.compile("[^，；。：！？]+")
_COUNTED = re.compile(r"0[余多]?([^\W\d_])")
_ACTOR = re.compile(r"([一-龥]{1,7}?(?:县|区|镇|乡|街道|局|委|办|厅|院|中心|公司))(?=[一-龥])")
_SELF = re.compile("[我全本各该有]")
_HEAD = 30  # characters of a sentence among which a turn to the measures is looked for
_AMPLE = 10  # n-grams of mean weight that make a clause count in full
_SOME = 4
_NOTHING = 1e-6  # weight of a unit that holds no n-gram at all
_UNMARKED = 0.2  # share of sentence pairs that stand in the same item, where there are items


@dataclass(frozen=True, slots=True)
class Side:
    """One year's units with all keys that are compared.

    keys : wording; objects : the same without generic words and verbs, what is acted on; clauses : the clauses without
    set phrases, and `owner` the unit of each; states : a problem is stated; actor : the office
    or place that opens the sentence, or "".
    """

    units: tuple[Unit, ...]
    keys: list[str]
    objects: list[str]
    clauses: list[str]
    owner: NDArray[np.int64]
    states: NDArray[np.bool_]
    actor: list[str]


def side(units: Sequence[Unit], names: Iterable[str] = ()) -> Side:
    """Prepare one year's units (备好一方).

    Parameters
    ----------
    names : the agency's own names and places, left out as variable.
    """
    words = lexicon()
    joined = comparable("\n".join(unit.words for unit in units))
    for name in sorted(names, key=len, reverse=True):
        joined = joined.replace(name, "")
    actors = [found.group(1) if (found := _ACTOR.match(line)) else "" for line in joined.split("\n")]
    joined = words.opening.sub("", words.variable.sub("", joined))
    keys = words.synonym(joined)
    bare = words.synonym(words.stock.sub("。", joined))
    objects = words.generic.sub("。", joined)
    pieces = [_CLAUSE.findall(line) or [""] for line in bare.split("\n")]
    return Side(
        tuple(units), keys.split("\n"), objects.split("\n"),
        [piece for row in pieces for piece in row], np.repeat(np.arange(len(pieces)), [len(row) for row in pieces]),
        np.array(_states(units), dtype=bool),
        ["" if _SELF.match(actor) else actor for actor in actors],
    )  # fmt: skip


def _states(units: Sequence[Unit]) -> list[bool]:
    """Return which units state a problem.

    What stands before the turn to the measures does, whatever its words; where nothing marks a turn, the words tell.
    """
    turns = [_turns(unit) for unit in units]
    last = max((number for number, turn in enumerate(turns) if turn), default=-1)
    states, turned, item = [], False, -1
    for number, (unit, turn) in enumerate(zip(units, turns, strict=True)):
        # item by item: a problem and what is done about it, then the next problem
        turned = turn or (turned and not (unit.topic[0] != item and _shortcoming(unit)))
        item = unit.topic[0]
        states.append(unit.narrative == "problems" and not turned and (number < last or _shortcoming(unit)))
    return states


def _turns(unit: Unit) -> bool:
    if unit.narrative != "problems":
        return False
    return lexicon().measures.search(unit.text[: unit.core - unit.start + _HEAD]) is not None


def _shortcoming(unit: Unit) -> bool:
    """Return whether a unit states a shortcoming; one that begins with what will be done only names what it is done about."""
    words = lexicon()
    return words.shortcoming.search(unit.words) is not None and words.measure.match(comparable(unit.words)) is None


def signs(old: Side, new: Side) -> tuple[Array, Array]:
    """Return the signs and the plain likeness of every old with every new unit.

    Returns
    -------
    (stack, dice)
        stack : (len(SIGNS), old, new); dice : (old, new), `nlp.similarity.Overlap.dice` of the wording.
    """
    wording = overlap(old.keys, new.keys)
    dice = np.maximum(wording.dice(), _alike_in_little(old, new, wording))
    objects = overlap(old.objects, new.objects, sizes=(2,)).dice()
    likeness = (dice + objects) / 2
    beside = _beside(dice, neighbours(old.units), neighbours(new.units))
    same_item = _same_item(old, new)
    found = {
        **_clause_signs(old, new),
        **_character_signs(old, new),
        "figure": _figures(old, new),
        "object": objects,
        "mutual": _share_of_best(likeness, 1) * _share_of_best(likeness, 0),
        "away": (1 - same_item) * (1 - beside),
        "distance": np.abs(_places(old)[:, None] - _places(new)[None, :]),
        "other_actor": 1 - _equal(old.actor, new.actor),
        "lead_and_body": 1 - _equal(*([unit.lead for unit in each.units] for each in (old, new))),
    }
    return np.stack([found[name] for name in SIGNS]), dice


def _alike_in_little(old: Side, new: Side, wording: Overlap) -> Array:
    """Return 1 for two units of one narrative that are the same and too short to be compared by wording: 无。"""
    same = np.zeros((len(old.units), len(new.units)))
    little = [np.flatnonzero(weights <= _NOTHING) for weights in (wording.old, wording.new)]
    if all(len(places) for places in little):
        words = ([_plain(each.units[at]) for at in places] for each, places in zip((old, new), little, strict=True))
        same[np.ix_(*little)] = _equal(*words)
    return same


def _plain(unit: Unit) -> tuple[str, str]:
    return unit.narrative, "".join(filter(str.isalnum, lexicon().padding.sub("", comparable(unit.words))))


def _character_signs(old: Side, new: Side) -> dict[str, Array]:
    """Return how many rare characters two units share, on the whole and of the one that has fewer.

    Words that were exchanged for others of the same meaning mostly share a character (办理 for 处理).
    """
    found = overlap(old.objects, new.objects, sizes=(1,))
    less = np.minimum(found.old[:, None], found.new[None, :])
    return {
        "characters": found.dice(),
        "contained": found.shared / less * np.minimum(1, less / (_SOME * found.scale)),
    }


def _equal(old: Sequence[Any], new: Sequence[Any]) -> Array:
    numbers = {value: number for number, value in enumerate(dict.fromkeys([*old, *new]))}
    left, right = (np.array([numbers[value] for value in values]) for values in (old, new))
    same: Array = (left[:, None] == right[None, :]).astype(float)
    return same


def _same_item(old: Side, new: Side) -> Array:
    """Return whether two units stand in the same item; the usual share of such pairs where no item is marked at all."""
    same = _equal(_items(old), _items(new))
    marked = any(unit.item or unit.narrative == "problems" for each in (old, new) for unit in each.units)
    return same if marked else same * _UNMARKED


def _items(each: Side) -> list[str]:
    """Return what each unit is part of: an item of the report on work, or the problems or the measures."""
    return [
        f"problems:{states}" if unit.narrative == "problems" else unit.item
        for unit, states in zip(each.units, each.states, strict=True)
    ]


def _in_problems(each: Side) -> Array:
    return np.array([unit.narrative == "problems" for unit in each.units], dtype=float)


def _places(each: Side) -> Array:
    """Return how far into its narrative each unit stands, as a share of the whole report: section five is short."""
    inside = np.array([unit.narrative == "problems" for unit in each.units])
    place: Array = np.where(inside, np.cumsum(inside), np.cumsum(~inside)) / max(1, len(inside))
    return place


def _share_of_best(scores: Array, axis: int) -> Array:
    share: Array = scores / np.maximum(scores.max(axis=axis, keepdims=True), 1e-9)
    return share


def _beside(dice: Array, old: Sequence[int], new: Sequence[int]) -> Array:
    """Return the greatest likeness among the neighbours, up to two sentences off, within both topics."""
    padded = np.zeros((dice.shape[0] + 1, dice.shape[1] + 1))  # the last row and column stand for no neighbour
    padded[:-1, :-1] = dice
    up = np.maximum.reduce([padded[at] for at in _neighbours(old)])
    across = np.ascontiguousarray(up.T)
    best: Array = np.maximum.reduce([across[at] for at in _neighbours(new)])
    return best.T


def _neighbours(topics: Sequence[int]) -> list[NDArray[np.int64]]:
    """Return for some steps the position of each unit's neighbour in its own topic, or the number of units for none."""
    topic = np.array(topics)
    here = np.arange(len(topic))
    found = []
    for step in (-2, -1, 1, 2):
        there = np.clip(here + step, 0, len(topic) - 1)
        found.append(np.where((there == here + step) & (topic[there] == topic), there, len(topic)))
    return found


def _clause_signs(old: Side, new: Side) -> dict[str, Array]:
    """Return how far the best clause of each holds in the other, on average of both ways, and the better opening."""
    clauses = ngrams([*old.clauses, *new.clauses])
    olds, news = len(old.units), len(new.units)
    units = clauses.joined(np.concatenate([old.owner, new.owner + olds]), olds + news)
    weights = rarity(units)
    old_units, new_units = units.between(0, olds), units.between(olds, olds + news)
    cut = len(old.clauses)
    old_clauses, new_clauses = clauses.between(0, cut), clauses.between(cut, clauses.texts)
    of_new, new_opening = _held(overlap_of(new_clauses, old_units, weights), new.owner)
    of_old, old_opening = _held(overlap_of(old_clauses, new_units, weights), old.owner)
    return {"clause": (of_new.T + of_old) / 2, "opening": np.maximum(new_opening.T, old_opening)}


def _held(found: Overlap, owner: NDArray[np.int64]) -> tuple[Array, Array]:
    """Return what other units hold of a unit's clauses: of the best one, little ones counting little, and of its opening.

    Parameters
    ----------
    found : the clauses of one side (``old``) with the units of the other; owner : the unit of each clause.
    """
    held = found.kept_of_old()
    opening = held[_openings(owner, found.old, _SOME * found.scale)]
    held *= np.minimum(1, found.old / (_AMPLE * found.scale))[:, None]
    return _best_by(owner, held), opening


def _best_by(owner: NDArray[np.int64], scores: Array) -> Array:
    """Return the greatest scores, column by column, of the rows of one owner; those lie together."""
    starts = _starts(owner)
    sizes = np.diff(starts, append=len(owner))
    best = scores[starts]
    for place in range(1, int(sizes.max(initial=0))):  # owners are many and their rows few: faster than reduceat
        longer = np.flatnonzero(sizes > place)
        best[longer] = np.maximum(best[longer], scores[starts[longer] + place])
    return best


def _starts(owner: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.flatnonzero(np.diff(owner, prepend=-1))


def _openings(owner: NDArray[np.int64], weight: Array, some: float) -> NDArray[np.int64]:
    """Return each unit's first clause with some wording in it, or simply its first."""
    starts = _starts(owner)
    telling = np.where(weight > some, np.arange(len(owner)), len(owner))
    first: NDArray[np.int64] = np.minimum.reduceat(telling, starts)
    return np.where(first < len(owner), first, starts)


def _figures(old: Side, new: Side) -> Array:
    """Return how alike the best two clauses are that count the same thing (the same annual figure)."""
    found = np.zeros((len(old.keys), len(new.keys)))
    left, right = _counting(old.keys), _counting(new.keys)
    if not left or not right:
        return found
    pair = overlap([clause for _, clause, _ in left], [clause for _, clause, _ in right], sizes=(2,))
    less = np.minimum(pair.old[:, None], pair.new[None, :])
    alike = pair.shared / less * np.minimum(1, less / (_SOME * pair.scale))
    alike = np.where(_meeting([words for *_, words in left], [words for *_, words in right]), alike, 0.0)
    old_units, new_units = (np.array([number for number, *_ in clauses]) for clauses in (left, right))
    best = _best_by(new_units, _best_by(old_units, alike).T).T
    found[np.ix_(old_units[_starts(old_units)], new_units[_starts(new_units)])] = best
    return found


def _meeting(old: Sequence[frozenset[str]], new: Sequence[frozenset[str]]) -> NDArray[np.bool_]:
    """Return which sets have a member in common, (old, new)."""
    number = {member: at for at, member in enumerate(frozenset().union(*old, *new))}
    left, right = (np.zeros((len(side), len(number))) for side in (old, new))
    for table, side in ((left, old), (right, new)):
        rows = [row for row, words in enumerate(side) for _ in words]
        table[rows, [number[word] for words in side for word in words]] = 1
    meeting: NDArray[np.bool_] = left @ right.T > 0
    return meeting


def _counting(keys: Sequence[str]) -> list[tuple[int, str, frozenset[str]]]:
    """Return the clauses that hold a figure: their unit, the clause, and what is counted (条, 件, 次 ...)."""
    return [
        (number, clause, frozenset(_COUNTED.findall(clause)))
        for number, key in enumerate(keys)
        if "0" in key
        for clause in _CLAUSE.findall(key)
        if "0" in clause
    ]
