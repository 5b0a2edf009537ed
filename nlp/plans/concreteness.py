"""Concreteness (具体性): a small ordinal model over the cues of a clause, 0 to 100 and level 1 to 5.

The model is a proportional-odds logit, P(level > k) = σ(w·x - c_k), over features that only a cue can raise and only
vagueness can lower: every weight of a cue is at least 0, every weight of vagueness at most 0. The score is the expected
level, (E[level] - 1) / 4 x 100; the level is the one whose band the expected level falls in. Weights and cut points
are in ``models/plans/concreteness.json``; `nlp.plans.fit` makes them.

Scores must not be compared between levels of government, nor across the formats of 2019 and 2021; see the card beside
the weights.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from math import exp, floor
from operator import mul
from typing import NamedTuple

from nlp import resources
from nlp.plans.result import Cues

#: at most this many vague words count; a heap of them says no less than three
_VAGUE_CAP = 3
#: characters beyond the common stock of the genre; more of them say no more
_NARROW_CAP = 12
_AGAIN_CAP = 2
#: the ladder counts how many kinds of these a checkable act has: one or two make level 4, three make level 5
CHECKABLE = frozenset({"quantity", "time", "actor", "verification", "instrument"})
#: a document or platform called by its name counts as a kind too; a means without one does not
_NAMED = 1.0
#: a check that is carried out is itself a thing one can point at
_CHECK_AS_OBJECT = 0.7
_KINDS = ("first", "second", "third")


class Weights(dict[str, float]):
    """Weights by feature; one that is not there weighs nothing.

    What can be checked counts by how many kinds of it there are, so that no kind weighs anything by itself.
    """

    def __init__(self, named: Mapping[str, float]) -> None:
        super().__init__({**dict.fromkeys(CHECKABLE, 0.0), **named})

    def __missing__(self, feature: str) -> float:
        return 0.0


class Model(NamedTuple):
    """Weights by feature, the four cut points between the levels, and the bands of the expected level."""

    weights: Weights
    cuts: tuple[float, ...]
    bands: tuple[float, ...]


@cache
def model() -> Model:
    """Return the shipped model."""
    record = json.loads(resources.path("models", "plans", "concreteness.json").read_text(encoding="utf-8"))
    return Model(Weights(record["weights"]), tuple(record["cuts"]), tuple(record["bands"]))


class Signs(NamedTuple):
    """What a clause shows (特征来源).

    best : the highest grade of each cue; strong : what each cue shows as evidence; hedges : how many intensifiers
    and hedges; slogans : how many stock phrases; narrow : how many characters are left when the common stock of the
    genre is taken out; problem : it states a shortcoming; observable, abstract : that shortcoming is of something that
    shows (知晓率, 更新), of an attitude or an abstract degree (意识, 深度).
    """

    best: Mapping[str, float]
    strong: Cues
    hedges: int = 0
    slogans: int = 0
    narrow: int = 0
    problem: bool = False
    observable: bool = False
    abstract: bool = False


def features(signs: Signs) -> dict[str, float]:
    """Return the features of one clause that are not 0: the grades of its cues, how many kinds can be checked, how narrow and vague it is.

    What a shortcoming speaks of counts under a name of its own (`told`): it needs no act, so naming the thing is all
    there is to be concrete about. So does whether what is lacking shows at all (`observable`) or is an attitude (`abstract`).
    """
    best, strong, hedges, slogans, narrow, problem, observable, abstract = signs
    found = dict(best)
    if "verification" in strong:
        found["object"] = max(found.get("object", 0.0), _CHECK_AS_OBJECT)
    if problem:
        found["told"] = found.get("object", 0.0)
        if observable:
            found["observable"] = 1.0
        if abstract:
            found["abstract"] = 1.0
    kinds = evidence = 0
    for cue, shown in strong.items():
        if cue in CHECKABLE and (cue != "instrument" or found[cue] >= _NAMED):
            kinds += 1
            evidence += len(shown)
    if evidence > kinds:
        found["again"] = min(evidence - kinds, _AGAIN_CAP) / _AGAIN_CAP
    if found.get("object", 0.0) >= _NAMED:
        kinds += 1
    for kind in _KINDS[:kinds]:
        found[kind] = 1.0
    if narrow:
        found["narrow"] = narrow / _NARROW_CAP if narrow < _NARROW_CAP else 1.0
        if problem:
            found["detail"] = found["narrow"]
    if hedges:
        found["vague"] = hedges / _VAGUE_CAP if hedges < _VAGUE_CAP else 1.0
    if slogans and not observable:
        found["slogan"] = slogans / _VAGUE_CAP if slogans < _VAGUE_CAP else 1.0
    return found


@cache
def _odds(cuts: tuple[float, ...]) -> tuple[float, ...]:
    """Return the exponentials of cut points: with them, a score takes one exponential of its own."""
    return tuple(map(exp, cuts))


def score(found: Mapping[str, float], using: Model | None = None) -> tuple[float, int]:
    """Return the score (0 to 100, one decimal) and the level (1 to 5) of a clause with these features."""
    weights, cuts, bands = using or model()
    against = exp(-sum(map(mul, map(weights.__getitem__, found), found.values())))
    one, two, three, four = _odds(cuts)
    above = 1 / (1 + one * against) + 1 / (1 + two * against) + 1 / (1 + three * against) + 1 / (1 + four * against)
    # to one decimal: round() would take longer than all before
    return floor(above * 250 + 0.5) / 10, 1 + bisect_right(bands, 1 + above)
