"""Fits and checks the concreteness model (具体性模型的拟合与检验); needed only to make new weights.

A proportional-odds logit with signed weights: every weight of a cue at least 0, of vagueness at most 0, and all of them
drawn towards what experts expected before any data were seen (`PRIOR`), because the clauses are few. It is checked by
leaving one agency out at a time (按机关交叉验证).

    python -m nlp.plans.fit GOLD.jsonl [MORE.jsonl ...] [--write]

prints the figures and, with ``--write``, stores the weights in ``models/plans/concreteness.json``. A row of gold has
``text``, ``rater1``, ``rater2`` and ``report`` (``AGENCY-YEAR``; rows without one count as an agency of their own).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize
from scipy.stats import spearmanr

from nlp import resources
from nlp.plans import concreteness
from nlp.plans.concreteness import Model, Weights
from nlp.plans.scorer import signs_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Levels = NDArray[np.int64]

#: what the ladder leads one to expect, in logits; the sign of each is also its bound
PRIOR: Mapping[str, float] = {
    "action": 2.2, "object": 2.0, "told": 1.5, "narrow": 2.0, "first": 4.0, "second": 0.8, "third": 2.0, "again": 1.0,
    "scope": 0.3, "problem": 0.3, "observable": 1.2, "detail": 1.0, "abstract": -0.6, "vague": -0.6, "slogan": -0.9,
}  # fmt: skip
PRIOR_CUTS = (0.3, 2.6, 5.2, 8.0)
#: how strongly weights are drawn to the prior, in log-likelihood per squared logit; figures hardly change from 0.1 to 1
PULL = 0.3
_CUT_PULL = 0.02
#: how much a composed clause counts beside a real one
COMPOSED_WEIGHT = 0.2
_COMPOSED = "composed"
#: the lowest band is wide because raters part there: what one calls a slogan is a direction to the other
BANDS = (1.6, 2.5, 3.5, 4.5)


@dataclass(frozen=True, slots=True)
class Gold:
    """Rated clauses: features (clauses by `PRIOR`), the two raters' levels, the agency of each, what they are."""

    features: Floats
    rater1: Levels
    rater2: Levels
    agencies: tuple[str, ...]
    kinds: tuple[str, ...]

    @property
    def weights(self) -> Floats:
        """How much each clause counts in a fit."""
        return np.array([COMPOSED_WEIGHT if agency == _COMPOSED else 1.0 for agency in self.agencies])

    @property
    def mean(self) -> Floats:
        """The raters' mean level."""
        return np.asarray((self.rater1 + self.rater2) / 2, dtype=np.float64)

    def take(self, chosen: NDArray[np.bool_]) -> Gold:
        """Return the chosen clauses."""
        return Gold(
            self.features[chosen], self.rater1[chosen], self.rater2[chosen],
            tuple(a for a, keep in zip(self.agencies, chosen, strict=True) if keep),
            tuple(k for k, keep in zip(self.kinds, chosen, strict=True) if keep),
        )  # fmt: skip


def load(paths: Sequence[str | Path]) -> Gold:
    """Return the rated clauses of one or more files; rows without ratings are left out."""
    rows: list[Mapping[str, Any]] = []
    for path in paths:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        rows += [{"report": Path(path).stem, **json.loads(line)} for line in lines if line.strip()]
    rows = [row for row in rows if "rater1" in row and "rater2" in row]
    return Gold(
        np.array([[_features(row["text"]).get(name, 0.0) for name in PRIOR] for row in rows], dtype=np.float64),
        np.array([row["rater1"] for row in rows], dtype=np.int64),
        np.array([row["rater2"] for row in rows], dtype=np.int64),
        tuple(str(row["report"]).partition("-")[0] for row in rows),
        tuple(str(row.get("kind", "")) for row in rows),
    )


def _features(text: str) -> dict[str, float]:
    return concreteness.features(signs_of(text))


def fit(gold: Gold, *, pull: float = PULL) -> Model:
    """Return the model that fits the clauses best, given the prior and the signs of the weights.

    Parameters
    ----------
    gold : rated clauses; both raters count. pull : strength of the prior.
    """
    prior = np.array(list(PRIOR.values()))
    cuts = np.array(PRIOR_CUTS)
    start = np.r_[prior, cuts[0], np.log(np.diff(cuts))]

    def loss(packed: Floats) -> float:
        weights, at = _unpack(packed)
        misfit = -_log_likelihood(gold, weights, at)
        away = pull * ((weights - prior) ** 2).sum() + _CUT_PULL * ((at - cuts) ** 2).sum()
        return float(misfit + away)

    bounds: list[tuple[float | None, float | None]] = [(0, None) if p > 0 else (None, 0) for p in prior]
    found = minimize(loss, start, method="L-BFGS-B", bounds=[*bounds, *[(None, None)] * len(cuts)])
    weights, at = _unpack(found.x)
    named = Weights({name: round(float(weight), 3) for name, weight in zip(PRIOR, weights, strict=True)})
    return Model(named, tuple(round(float(cut), 3) for cut in at), BANDS)


def _unpack(packed: Floats) -> tuple[Floats, Floats]:
    count = len(PRIOR)
    return packed[:count], np.cumsum(np.r_[packed[count], np.exp(packed[count + 1 :])])


def _log_likelihood(gold: Gold, weights: Floats, cuts: Floats) -> float:
    """Return the log-likelihood of the ratings, averaged over raters."""
    latent = gold.features @ weights
    below = 1 / (1 + np.exp(np.clip(latent[:, None] - cuts[None, :], -500, 500)))
    below = np.c_[np.zeros(len(latent)), below, np.ones(len(latent))]
    at = np.arange(len(latent))
    ratings = (gold.rater1, gold.rater2)
    each = [np.log(np.clip(below[at, level] - below[at, level - 1], 1e-9, 1)) @ gold.weights for level in ratings]
    return float(np.mean(each))


def predict(gold: Gold, model: Model) -> tuple[Floats, Levels]:
    """Return score and level of each clause by a model."""
    scored = [concreteness.score(dict(zip(PRIOR, map(float, row), strict=True)), using=model) for row in gold.features]
    return np.array([s for s, _ in scored], dtype=np.float64), np.array([k for _, k in scored], dtype=np.int64)


def held_out(gold: Gold, *, pull: float = PULL) -> tuple[Floats, Levels]:
    """Return score and level of each clause by a model that never saw its agency."""
    scores, levels = np.zeros(len(gold.agencies)), np.zeros(len(gold.agencies), dtype=np.int64)
    for agency in sorted(set(gold.agencies)):
        own = np.array([a == agency for a in gold.agencies])
        scores[own], levels[own] = predict(gold.take(own), fit(gold.take(~own), pull=pull))
    return scores, levels


def weighted_kappa(one: Levels, other: Levels, *, levels: int = 5) -> float:
    """Return Cohen's kappa with quadratic weights (Cohen 1968)."""
    seen = np.zeros((levels, levels))
    np.add.at(seen, (one - 1, other - 1), 1)
    apart = np.subtract.outer(np.arange(levels), np.arange(levels)) ** 2
    chance = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / seen.sum()
    return float(1 - (apart * seen).sum() / (apart * chance).sum())


def figures(gold: Gold, scores: Floats, levels: Levels) -> dict[str, float]:
    """Return Spearman's rho with the raters' mean and the weighted kappa with each rater."""
    return {
        "clauses": float(len(scores)),
        "spearman": round(float(spearmanr(scores, gold.mean).statistic), 3),
        "kappa1": round(weighted_kappa(levels, gold.rater1), 3),
        "kappa2": round(weighted_kappa(levels, gold.rater2), 3),
    }


def write(model: Model, *, note: str) -> None:
    """Store a model as ``models/plans/concreteness.json``, readable."""
    record = {"version": 1, "note": note, "weights": model.weights, "cuts": model.cuts, "bands": model.bands}
    path = resources.path("models", "plans", "concreteness.json")
    path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Report the figures of a fit, and store it when asked to."""
    gold = load([argument for argument in arguments if not argument.startswith("--")])
    scores, levels = held_out(gold)
    model = fit(gold)
    report: dict[str, Any] = {"held out": figures(gold, scores, levels)}
    for kind in sorted(set(gold.kinds)):
        own = np.array([k == kind for k in gold.kinds])
        report[f"held out, {kind}"] = figures(gold.take(own), scores[own], levels[own])
    for agency in sorted(set(gold.agencies)):
        own = np.array([a == agency for a in gold.agencies])
        report[f"held out, {agency}"] = figures(gold.take(own), scores[own], levels[own])
    report["weights"] = dict(model.weights)
    report["cuts"] = list(model.cuts)
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=2) + "\n")
    if "--write" in arguments:
        agencies = ", ".join(f"{a} {gold.agencies.count(a)}" for a in sorted(set(gold.agencies)))
        write(model, note=f"fitted on {len(gold.agencies)} clauses ({agencies}), each rated by two readers")


if __name__ == "__main__":
    main(sys.argv[1:])
