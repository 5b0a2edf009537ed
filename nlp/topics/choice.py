"""How good the topics are at each number of topics, and which number to take (话题数的选择)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from nlp.topics.coherence import coherence
from nlp.topics.frex import best_columns, exclusivity
from nlp.topics.matrix import Counted
from nlp.topics.model import TopicModel
from nlp.topics.stability import RESAMPLES, Stability, stability

Array = NDArray[np.float64]

#: numbers tried; between 10 and 40 topics one more or fewer makes no difference anyone can see
GRID: tuple[int, ...] = (3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40)
#: a topic wants so many texts and words of its own
_TEXTS_PER_TOPIC, _WORDS_PER_TOPIC = 15, 5
_TOP = 10


@dataclass(frozen=True, slots=True)
class Trial:
    """A model with one number of topics, and its figures (means over its topics)."""

    k: int
    model: TopicModel
    shares: Array
    npmi: tuple[float, ...]
    c_v: tuple[float, ...]
    exclusivity: tuple[float, ...]
    stability: Stability

    @property
    def weighed_npmi(self) -> float:
        """NPMI of the topics, each counting as much as it holds of the texts: a catch-all topic shows here."""
        return float(np.average(self.npmi, weights=self.shares.sum(axis=0)))

    @property
    def merit(self) -> float:
        """Weighed NPMI times stability above chance: topics must hold together, and come again."""
        return max(self.weighed_npmi, 0.0) * max(self.stability.excess, 0.0)

    def to_dict(self) -> dict[str, object]:
        """Return the figures as a plain record."""
        figures = {
            "npmi": float(np.mean(self.npmi)), "weighed_npmi": self.weighed_npmi, "c_v": float(np.mean(self.c_v)),
            "exclusivity": float(np.mean(self.exclusivity)), "merit": self.merit,
        }  # fmt: skip
        rounded = {name: round(value, 6) for name, value in figures.items()}
        return {"k": self.k, **rounded, "stability": self.stability.to_dict()}


@dataclass(frozen=True, slots=True)
class Material:
    """What every trial works on: counts of the units, the report of each, and words in order for coherence."""

    counted: Counted
    groups: tuple[int, ...]
    texts: tuple[tuple[str, ...], ...]


def trial(model: TopicModel, material: Material, *, resamples: int = RESAMPLES) -> Trial:
    """Fit a model and return it with its coherence, exclusivity and stability.

    Parameters
    ----------
    model : unfitted.
    resamples : of the reports, for stability.
    """
    counts, words = material.counted.matrix, material.counted.vocabulary
    # many small factorisations and products: threads of the linear algebra would only wait for one another
    with threadpool_limits(limits=1):
        shares = model.fit_transform(counts)
        steady = stability(model, counts, shares, material.groups, resamples=resamples)
        tops = [[words[i] for i in row] for row in best_columns(model.components_, _TOP)]
        npmi, c_v = coherence(material.texts, tops)
    own = exclusivity(model.components_, _TOP)
    return Trial(model.k, model, shares, tuple(npmi), tuple(c_v), tuple(own), steady)


def grid(units: int, words: int) -> tuple[int, ...]:
    """Return the numbers of topics worth trying on so many units and words."""
    most = max(2, min(units // _TEXTS_PER_TOPIC, words // _WORDS_PER_TOPIC))
    return tuple(k for k in GRID if k <= most) or (2,)


def chosen(trials: Sequence[Trial]) -> Trial:
    """Return the trial to take: of those clearly more stable than chance, the one of most merit; the smaller of equals.

    Where none is, the one that is furthest above chance.
    """
    clear = [found for found in trials if found.stability.clear]
    return max(
        clear or trials,
        key=lambda found: (round(found.merit, 6) if clear else 0.0, round(found.stability.excess, 6), -found.k),
    )


def reason(taken: Trial, trials: Sequence[Trial], unit: str, units: int) -> str:
    """Return one Chinese sentence that explains the number of topics."""
    steady = taken.stability
    figures = (
        f"{steady.resamples} 次重抽样的话题词重合度 {steady.jaccard:.2f}（用词打乱后为 {steady.jaccard_null:.2f}），"
        f"连贯度 NPMI {np.mean(taken.npmi):.2f}，排他性 {np.mean(taken.exclusivity):.2f}"
    )
    basis = f"以{unit}为单位，共 {units} 个文本"
    doubt = "" if steady.clear else "；并不比打乱用词后明显稳定，话题只供参考"
    if len(trials) == 1:
        return f"{basis}，话题数定为 {taken.k}：{figures}{doubt}。"
    tried = "、".join(str(found.k) for found in trials)
    why = "在明显比打乱用词后稳定的各数中，连贯度（按篇幅加权）与超出随机的稳定度之积最大"
    if not steady.clear:
        why = "超出随机水平最多"
    return f"{basis}，试了 {tried} 个话题，{taken.k} 个{why}，故取 {taken.k}：{figures}{doubt}。"
