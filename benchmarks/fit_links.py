"""Fits the weights by which sentences of two years are linked (``models/phrasing/links.json``).

    python -m benchmarks.fit_links [FOLDER...]            # agreement with the coders, agency-disjoint
    python -m benchmarks.fit_links [FOLDER...] --write    # and the weights of all pairs together

The pairs of ``corpora/gold/pairs`` and the samples always take part; folders add further pairs that readers coded, in the
form `benchmarks.coded_pairs` describes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.coded_pairs import CORPORA, Coded, annotated, planted
from nlp.phrasing.links import Model, decode
from nlp.phrasing.signs import SIGNS
from nlp.resources import path

#: the middle of the plateau (0.30 to 0.38) on which neither links nor new sentences get worse, agency-disjoint
LEAST = 0.34
GAIN = 0.5
STRENGTH = 0.1  # inverse of the L2 penalty, on standardised signs


def fit(pairs: Sequence[Coded]) -> Model:
    """Fit a logistic model of the signs."""
    rows = np.concatenate([pair.stack[:, pair.looked_at].T for pair in pairs])
    answers = np.concatenate([pair.truth[pair.looked_at] for pair in pairs])
    weight = np.concatenate([np.full(pair.looked_at.sum(), pair.weight) for pair in pairs])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=STRENGTH, max_iter=5000)
    fitted.fit((rows - mean) / spread, answers, sample_weight=weight / weight.mean())
    weights = fitted.coef_[0] / spread
    return Model(weights, float(fitted.intercept_[0] - weights @ mean), LEAST, GAIN)


def unseen(pairs: Iterable[Coded], learned_from: Sequence[Coded]) -> list[dict[str, int]]:
    """Return the agreement of each pair with a model that never saw its agency."""
    found, models = [], {}
    for pair in pairs:
        if pair.agency not in models:
            models[pair.agency] = fit([other for other in learned_from if other.agency != pair.agency])
        found.append(agreement(pair, models[pair.agency]))
    return found


def agreement(pair: Coded, model: Model) -> dict[str, int]:
    """Count links right, wrong and missed, and later sentences rightly called new or not."""
    found = {
        (i, j) for link in decode(pair.old, pair.new, pair.stack, pair.dice, model) for i in link.old for j in link.new
    }
    truth = {(int(i), int(j)) for i, j in zip(*np.nonzero(pair.truth), strict=True)}
    linked, coded = {j for _, j in found}, {j for _, j in truth}
    later = range(len(pair.new.units))
    return {
        "hit": len(found & truth), "wrong": len(found - truth), "missed": len(truth - found),
        "new_right": sum((j in linked) == (j in coded) for j in later), "sentences": len(later),
    }  # fmt: skip


def rates(counts: Sequence[dict[str, int]]) -> tuple[float, float]:
    """Return the F1 of the links, and the share of later sentences rightly called new or not."""
    total = {name: sum(count[name] for count in counts) for name in counts[0]}
    f1 = 2 * total["hit"] / (2 * total["hit"] + total["wrong"] + total["missed"])
    return f1, total["new_right"] / total["sentences"]


def _line(name: str, counts: Sequence[dict[str, int]]) -> str:
    f1, fresh = rates(counts)
    return f"{name:<34} links F1 {f1:.3f}  new or not {fresh:.3f}  sentences {sum(c['sentences'] for c in counts)}"


def main(arguments: list[str]) -> None:
    """Print agreement, each agency judged by a model that never saw it; with ``--write`` store the model of all."""
    folders = [CORPORA / "gold" / "pairs", *(Path(argument) for argument in arguments if not argument.startswith("--"))]
    sets = {str(folder): annotated(folder) for folder in folders}
    for folder, pairs in sets.items():
        if not pairs:
            sys.exit(f"no align-*.jsonl and no */align.jsonl in {folder}: give folders of coded pairs")
    sets["samples"] = list(planted(CORPORA / "samples"))
    together = [pair for pairs in sets.values() for pair in pairs]
    for folder, pairs in sets.items():
        counts = unseen(pairs, together)
        for pair, count in zip(pairs, counts, strict=True):
            print(_line(f"  {pair.agency}", [count]))
        print(_line(f"unseen, {Path(folder).name}", counts))
    if "--write" in arguments:
        model = fit(together)
        weights = {name: round(float(weight), 4) for name, weight in zip(SIGNS, model.weights, strict=True)}
        record = {"weights": weights, "intercept": round(model.intercept, 4), "least": LEAST, "gain": GAIN}
        path("models", "phrasing", "links.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
