"""Fits the weights by which sentences of two years are linked (``models/phrasing/links.json``).

    python -m benchmarks.fit_links FOLDER...            # agreement with the coders, agency-disjoint
    python -m benchmarks.fit_links FOLDER... --write    # and the weights of all pairs together

Each folder holds ``align-AGENCY-YEAR-YEAR.jsonl`` as annotators wrote them: one line a sentence of the later year with
its earlier ones, and the earlier sentences dropped. The texts are in the lines, so nothing else is read.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from nlp.phrasing.links import Model, decode
from nlp.phrasing.signs import SIGNS, Side, side, signs
from nlp.phrasing.units import units
from nlp.report import Narratives, Report, Section, Span
from nlp.resources import path

#: the middle of the plateau on which neither links nor new sentences get worse, agency-disjoint
LEAST = 0.34
GAIN = 0.5
STRENGTH = 0.1  # inverse of the L2 penalty, on standardised signs
NEAREST = 6  # a pair is looked at when either sentence is among so many most alike of the other
_FIRST = re.compile(r"^\s*一、[^\d\s，。]{2,8}")
_FIFTH = re.compile(r"^\s*五、[^\d\s，。：:（]{0,8}?问题(?:[及和与][^\d\s，。：:（]{0,6}?(?:情况|措施))?")


@dataclass(frozen=True, slots=True)
class Coded:
    """One annotated pair of years with its signs: `truth` and `dice` are (old, new), `stack` (signs, old, new)."""

    agency: str
    old: Side
    new: Side
    truth: Any
    stack: Any
    dice: Any

    @property
    def looked_at(self) -> Any:
        """The pairs of sentences the model learns from."""
        near = np.zeros_like(self.dice, dtype=bool)
        for axis in (0, 1):
            count = min(NEAREST, self.dice.shape[axis])
            near |= self.dice >= np.sort(self.dice, axis=axis).take([-count], axis=axis)
        return near & (self.dice > 0)


def read_pair(file: Path) -> Coded:
    """Read one annotated pair of years."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    new = {row["new_i"]: row["new_text"] for row in rows if "new_i" in row}
    old = {row["old_i"]: row["old_text"] for row in rows if "new_i" not in row}
    for row in rows:
        if "new_i" in row:
            old.update(zip(row["old_i"], row["old_text"], strict=True))
    linked = {(i, row["new_i"]) for row in rows if "new_i" in row for i in row["old_i"]}
    before, after = _report(old), _report(new)
    left, right = side(units(before[0])), side(units(after[0]))
    truth = np.zeros((len(left.units), len(right.units)), dtype=bool)
    for i, unit in enumerate(left.units):
        for j, later in enumerate(right.units):
            truth[i, j] = (before[1](unit.start), after[1](later.start)) in linked
    stack, dice = signs(left, right)
    return Coded(_agency(file), left, right, truth, stack, dice)


def _agency(file: Path) -> str:
    """Return the agency's name: ``align-AGENCY-YEAR-YEAR.jsonl`` or ``AGENCY-YEAR-YEAR/align.jsonl``."""
    name = file.stem if "-" in file.stem else f"align-{file.parent.name}"
    return name.split("-", 1)[1].rsplit("-", 2)[0]


def _report(sentences: dict[int, str]) -> tuple[Report, Any]:
    """Lay the sentences out as a report; the second value tells which sentence stands at an offset."""
    text, starts, fifth = "", [], None
    for number, sentence in sorted(sentences.items()):
        words = _FIRST.sub("", sentence, count=1)
        if heading := _FIFTH.match(words):
            first = len(text)
            text, words = f"{text}\n{heading.group().strip()}\n", words[heading.end() :]
            fifth = (first, len(text))
        elif words.startswith(("（", "(")):
            text += "\n"
        starts.append((len(text), number))
        text += words.strip()
    first, second = fifth or (len(text), len(text))
    kinds = (("overview", Span(0, first)), ("problems", Span(second, len(text))))
    report = Report(
        text=text,
        sections=tuple(Section(kind, "", span.start, span.end) for kind, span in kinds),  # type: ignore[arg-type]
        narratives=Narratives((kinds[0][1],), (kinds[1][1],) if fifth is not None else ()),
    )
    return report, lambda offset: max(at for at in starts if at[0] <= offset)[1]


def fit(pairs: list[Coded]) -> Model:
    """Fit a logistic model of the signs."""
    rows = np.concatenate([pair.stack[:, pair.looked_at].T for pair in pairs])
    answers = np.concatenate([pair.truth[pair.looked_at] for pair in pairs])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    fitted = LogisticRegression(C=STRENGTH, max_iter=5000).fit((rows - mean) / spread, answers)
    weights = fitted.coef_[0] / spread
    return Model(weights, float(fitted.intercept_[0] - weights @ mean), LEAST, GAIN)


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


def _line(counts: list[dict[str, int]]) -> str:
    total = {name: sum(count[name] for count in counts) for name in counts[0]}
    f1 = 2 * total["hit"] / (2 * total["hit"] + total["wrong"] + total["missed"])
    return f"links F1 {f1:.3f}  new or not {total['new_right'] / total['sentences']:.3f}  {total}"


def main(arguments: list[str]) -> None:
    """Print agreement, each agency judged by a model that never saw it; with ``--write`` store the model of all."""
    folders = [Path(argument) for argument in arguments if not argument.startswith("--")]
    pairs = [read_pair(file) for folder in folders for file in sorted(folder.glob("align-*.jsonl"))]
    if not pairs:
        sys.exit(f"no align-*.jsonl in {' '.join(map(str, folders)) or 'no folder'}: give folders of coded pairs")
    unseen = []
    for pair in pairs:
        others = [other for other in pairs if other.agency != pair.agency]
        unseen.append(agreement(pair, fit(others)))
        print(pair.agency, _line(unseen[-1:]))
    print("agency-disjoint  ", _line(unseen))
    model = fit(pairs)
    print("fitted to all    ", _line([agreement(pair, model) for pair in pairs]))
    if "--write" in arguments:
        weights = {name: round(float(weight), 4) for name, weight in zip(SIGNS, model.weights, strict=True)}
        record = {"weights": weights, "intercept": round(model.intercept, 4), "least": LEAST, "gain": GAIN}
        path("models", "phrasing", "links.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
