"""Fits the clause model of a codebook (``models/themes/gongkai``) to passages that people coded.

    python -m benchmarks.fit_themes FILE...                  # how it does on agencies it has not seen, beside the rules
    python -m benchmarks.fit_themes FILE... --test FILE      # or on passages that take no part in fitting
    python -m benchmarks.fit_themes FILE... --write          # and the model of all of them together

Each line of a file is a passage: ``{"id", "report", "text", "themes": {title: {"coder1", "coder2", "evidence"}}}``, the form
that `nlp.themes.validate` reads. Where the coders agree that a passage speaks of a theme, the clauses that hold the evidence
are its examples and its other clauses say nothing; where they agree that it does not, all its clauses are counter-examples.
The examples and counter-examples of the codebook, the composed sentences of ``--sentences`` and the shipped samples take part
as well.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, vstack
from sklearn.svm import LinearSVC

import nlp
from benchmarks.coded_themes import FOLDS, Passage, agreed, composed, passages, planted_passages
from nlp.resources import folder, path
from nlp.text import fold
from nlp.themes import Codebook, load_codebook
from nlp.themes.learned import OWN, ClauseModel, features

BITS, SCALE = 14, 64
STRENGTH = 0.08  # inverse of the L2 penalty
#: pairs that few clauses hold weigh more, by the logarithm of how few, in units that keep weights below two
RARITY = 7.0
#: chosen by cross-validation on passages whose rules had been written before them; all on a plateau
NEIGHBOUR = 1 / OWN
KNEE, COUNTS = 0.8, (1.43, 1.0, 0.4)
#: what a passage has to say where there are no rules
ALONE = 0.85
FEWEST = 60
#: the codebook's rules tell these exactly; their examples are few
LEFT_TO_RULES = ("五公开", "六稳六保", "标准化规范化", "疫情防控", "公共企事业", "营商环境")
FOLDER = path("models", "themes", "gongkai")
COMPOSED = tuple(Path("tests/themes") / f"{name}.toml" for name in ("probes", "paragraphs", "recall"))


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of all passages: what each holds, what the model sees of it (a share of its neighbours as
    well), whose they are, and where each begins and ends.
    """

    own: csr_matrix
    seen: csr_matrix
    owner: NDArray[np.int64]
    spans: Sequence[tuple[int, int]]

    @classmethod
    def of(cls, given: Sequence[Passage]) -> Clauses:
        """Cut passages into clauses."""
        rows, owner, spans = [], [], []
        for number, passage in enumerate(given):
            pairs, silent, starts = features(passage.key, BITS)
            clause = np.searchsorted(starts, np.arange(len(passage.key)), side="right") - 1
            places, seen = clause[~silent], pairs[~silent]
            rows.append(csr_matrix((np.ones(len(seen)), (places, seen)), shape=(len(starts), 1 << BITS)))
            owner += [number] * len(starts)
            spans += list(zip(starts, [*starts[1:], len(passage.key)], strict=True))
        own, owners = csr_matrix(vstack(rows)), np.array(owner)
        together = (owners[1:] == owners[:-1]).astype(float)
        before = diags(together, -1, shape=(len(owners), len(owners))).tocsr()
        seen_all = csr_matrix(own + NEIGHBOUR * (before @ own) + NEIGHBOUR * (before.T @ own))
        return cls(own, seen_all, owners, spans)

    def answers(self, given: Sequence[Passage], theme: str) -> NDArray[np.int8]:
        """Return of each clause whether it speaks of the theme: 1, 0, or -1 where that is not known."""
        found = np.full(len(self.owner), -1, np.int8)
        for at, (number, (start, end)) in enumerate(zip(self.owner, self.spans, strict=True)):
            passage = given[number]
            answer = agreed(passage, theme)
            if answer is False:
                found[at] = 0
            elif answer and any(start < b and a < end for a, b in _places(passage, theme)):
                found[at] = 1
        return found


def _places(passage: Passage, theme: str) -> list[tuple[int, int]]:
    words = [fold(each) for each in re.split(r"[|…/｜]|\.\.\.", passage.evidence.get(theme, "")) if each.strip()]
    return [(at, at + len(each)) for each in words if (at := passage.key.find(each)) >= 0]


def fit(clauses: Clauses, given: Sequence[Passage], used: NDArray[np.bool_], book: Codebook) -> ClauseModel:
    """Fit the model to the clauses of some of the passages."""
    ids, weights, intercepts = [], [], []
    taking_part = used[clauses.owner]
    holding = np.asarray((clauses.own[taking_part] > 0).sum(axis=0)).ravel()
    rarity = np.log(taking_part.sum() / np.maximum(holding, 1)) / RARITY
    seen = csr_matrix(clauses.seen @ diags(rarity))
    for theme in book.themes:
        answers = clauses.answers(given, theme.title)
        learned = np.flatnonzero(taking_part & (answers >= 0))
        if theme.title in LEFT_TO_RULES or (answers[learned] == 1).sum() < FEWEST:
            continue
        fitted = LinearSVC(C=STRENGTH, loss="squared_hinge", tol=1e-3, random_state=0)
        fitted.fit(seen[learned], answers[learned])
        ids.append(theme.id)
        weights.append(fitted.coef_[0] * rarity)
        intercepts.append(fitted.intercept_[0])
    return ClauseModel(
        tuple(ids),
        np.ascontiguousarray(np.clip(np.round(np.array(weights).T * SCALE), -127, 127), np.int8),
        np.round(np.array(intercepts) * SCALE).astype(np.int32),
        SCALE,
        KNEE,
        COUNTS,
    )


def figures(given: Sequence[Passage], models: Mapping[int, ClauseModel], book: Codebook) -> None:
    """Print F1 of the rules, of the model and of both, where the coders agree; each passage by the model of its fold."""
    count: dict[tuple[str, str], NDArray[np.int64]] = {}
    for passage in given:
        model = models[passage.fold]
        rules = _counting(nlp.tag(passage.text, book, learned=False))
        both = _counting(nlp.tag(passage.text, book, learned=model))
        said = model.says(passage.key)
        alone = {
            book.theme(theme).title
            for theme, total in zip(model.themes, said, strict=True)
            if total >= ALONE * model.unit
        } | {title for title in rules if title in LEFT_TO_RULES}
        for title in passage.said:
            if (answer := agreed(passage, title)) is None:
                continue
            for kind, found in (("rules", rules), ("model", alone), ("both", both)):
                cell = _cell(title in found, answer)
                for group in (title, "all", *(() if title in passage.borderline else ("without borderline",))):
                    count.setdefault((kind, group), np.zeros(3, np.int64))
                    count[kind, group] += cell
    groups = dict.fromkeys(group for _, group in count)
    for group in groups:
        print(f"{group:<20}", *(f"{kind} {_f1(count[kind, group])}" for kind in ("rules", "model", "both")), sep="  ")


def _counting(tags: nlp.ThemeTags) -> set[str]:
    return {found.title for found in tags.themes if found.strength != "passing"}


def _cell(found: bool, answer: bool) -> NDArray[np.int64]:
    return np.array([found and answer, found and not answer, answer and not found], np.int64)


def _f1(cells: NDArray[np.int64]) -> str:
    right, wrong, missed = (int(each) for each in cells)
    value = 2 * right / max(2 * right + wrong + missed, 1)
    return f"{value:.3f} ({right}, {wrong} false, {missed} missed)"


def main() -> None:
    """Fit, print the figures and, where asked, write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--sentences", nargs="+", type=Path, default=COMPOSED)
    parser.add_argument("--test", nargs="+", type=Path, default=())
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    book = load_codebook("gongkai")
    coded = list(passages(asked.files))
    given = [*coded, *composed(book, asked.sentences), *planted_passages(folder("corpora") / "samples")]
    clauses = Clauses.of(given)
    folds = np.array([passage.fold for passage in given])
    whole = fit(clauses, given, np.ones(len(given), bool), book)
    if asked.test:
        figures(list(passages(asked.test)), dict.fromkeys(range(FOLDS), whole), book)
    elif not asked.write:
        figures(coded, {number: fit(clauses, given, folds != number, book) for number in range(FOLDS)}, book)
    if asked.write:
        FOLDER.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(FOLDER / "weights.npz", weights=whole.weights, intercepts=whole.intercepts)
        counts = dict(zip(("unheard", "passing", "counting"), COUNTS, strict=True))
        card = {"themes": whole.themes, "scale": SCALE, "knee": KNEE, "counts": counts}
        card |= {"codebook": book.version, "passages": len(coded), "sentences": len(given) - len(coded), "seed": 0}
        (FOLDER / "model.json").write_text(json.dumps(card, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
