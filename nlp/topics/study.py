"""Topics of a corpus of reports (话题分析)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

import numpy as np

from nlp.errors import InputError, UsageError
from nlp.report import Report, as_reports
from nlp.segment.choices import Wording
from nlp.segment.content import content_words
from nlp.topics.choice import Material, Trial, chosen, grid, reason, trial
from nlp.topics.examples import examples
from nlp.topics.fitted import FittedTopics, by_report
from nlp.topics.frex import best_columns, frex
from nlp.topics.matrix import counted
from nlp.topics.model import METHODS, SEED, TopicModel
from nlp.topics.result import Topic, TopicStudy
from nlp.topics.units import UNIT_TITLES, Unit, chosen_kind, units
from nlp.topics.windows import enough_of

#: words shown per topic
_WORDS = 12
#: texts, and words, without which two topics only repeat the texts
_LEAST = 3

Spread = Callable[[Callable[[int], Trial], Sequence[int]], Iterable[Trial]]
"""Applies a function to numbers of topics and yields what comes out in their order: ``map``, or one on many cores."""


def topics(
    reports: Iterable[Report | str], *,
    k: int | str = "auto", seed: int = SEED, method: str = "nmf", unit: str = "auto", wording: Wording | None = None,
    spread: Spread = map,
) -> TopicStudy:  # fmt: skip
    """Return the topics of some reports, with the figures that tell how good they are (话题分析).

    The same reports and settings give the same topics.

    Parameters
    ----------
    reports : reports, whose narratives count, or texts.
    k : number of topics, or ``"auto"`` to choose it by stability over resamples of the reports and by coherence; made
        smaller, with a warning in ``diagnostics``, when there are fewer texts.
    seed : of resampling and of LDA; NMF's topics do not depend on it.
    method : ``"nmf"`` or ``"lda"``.
    unit : what counts as one text: ``"sentence"``, ``"part"``, ``"narrative"``, or ``"auto"`` by the number of reports.
    wording : terms kept whole and words left out; the shipped ones by default.
    spread : what tries the numbers of topics, one after another by default; the figures do not depend on it.

    Raises
    ------
    UsageError
        When `k`, `method` or `unit` is none of those.
    InputError
        When there are fewer than three texts, or than three words are left.
    """
    corpus = list(as_reports(reports))
    _check(k, method)
    kind = chosen_kind(unit, corpus)
    found = units(corpus, kind, wording=wording)
    if len(found) < 2:
        raise InputError(
            f"{len(corpus)} 份报告里只有 {len(found)} 个含三个以上实词的文本：话题分析至少要两个；"
            "请给出更多报告，或把 unit 设为 'sentence'"
        )
    material = _material(found, corpus, wording)
    if min(material.counted.matrix.shape) < _LEAST:
        texts, words = material.counted.matrix.shape
        raise InputError(f"只有 {texts} 个文本、{words} 个词：分不出两个以上的话题；请给出更多或更长的文本")
    numbers, warnings = _numbers(k, *material.counted.matrix.shape)
    trials = list(spread(partial(_tried, method=method, seed=seed, material=material), numbers))
    taken = chosen(trials)
    fitted = FittedTopics(taken.model, material.counted.vocabulary, kind)
    return TopicStudy(
        taken.k, method, seed, _described(taken, fitted, found, corpus, wording),
        tuple(report.source for report in corpus),
        tuple(tuple(row) for row in by_report(taken.shares, found, len(corpus)).round(6).tolist()),
        {
            "unit": kind, "units": len(found), "vocabulary": len(material.counted.vocabulary),
            "tried": [one.to_dict() for one in trials], "warnings": warnings,
        },
        reason(taken, trials, UNIT_TITLES[kind], len(found)), fitted,
    )  # fmt: skip


def _tried(k: int, *, method: str, seed: int, material: Material) -> Trial:
    return trial(TopicModel(k, method=method, seed=seed), material)


def _check(k: int | str, method: str) -> None:
    if method not in METHODS:
        raise UsageError(f"没有名为 {method!r} 的话题方法：可用 {'、'.join(METHODS)}")
    if k != "auto" and (not isinstance(k, int) or k < 2):
        raise UsageError(f"k 是 {k!r}：应为 'auto' 或 2 以上的整数")


def _material(found: Sequence[Unit], corpus: Sequence[Report], wording: Wording | None) -> Material:
    texts = (
        tuple(word for word, _, _ in content_words(report, report.narratives.all, wording=wording))
        for report in enough_of(corpus)
    )
    return Material(counted([unit.words for unit in found]), tuple(unit.report for unit in found), tuple(texts))


def _numbers(k: int | str, units: int, words: int) -> tuple[tuple[int, ...], list[str]]:
    if not isinstance(k, int):
        return grid(units, words), []
    most = min(units, words) - 1
    if k <= most:
        return (k,), []
    return (most,), [f"只有 {units} 个文本、{words} 个词，话题数由 {k} 减为 {most}"]


def _described(
    taken: Trial, fitted: FittedTopics, found: Sequence[Unit], corpus: Sequence[Report], wording: Wording | None
) -> tuple[Topic, ...]:
    words = fitted.vocabulary
    components = taken.model.components_
    lengths = np.array([len(unit.words) for unit in found], dtype=np.float64)
    mass = taken.shares.T @ lengths
    marking = best_columns(frex(components), _WORDS)
    shown = examples(fitted, found, taken.shares, corpus, wording)
    return tuple(
        Topic(
            index,
            tuple((words[i], round(float(components[index, i]), 6)) for i in columns),
            tuple(words[i] for i in marking[index]),
            round(float(mass[index] / max(mass.sum(), 1.0)), 6),
            shown[index],
            npmi=round(taken.npmi[index], 6),
            exclusivity=round(taken.exclusivity[index], 6),
        )
        for index, columns in enumerate(best_columns(components, _WORDS))
    )
