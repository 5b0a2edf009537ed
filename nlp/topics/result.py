"""What a topic model tells about a corpus (话题模型结果). A Topic is learned; a Theme is defined by people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nlp.display import notebook_table
from nlp.report import Evidence

if TYPE_CHECKING:
    from nlp.topics.fitted import FittedTopics


@dataclass(frozen=True, slots=True)
class Topic:
    """One learned topic.

    words : top words with weights, heaviest first; frex : top words by FREX; share : of the corpus, 0 to 1;
    examples : representative sentences as ``(report source, evidence)``; label : suggested by `study`, may be empty.
    npmi : coherence of the ten heaviest words, -1 to 1; exclusivity : how far they are this topic's own, 1/k to 1.
    """

    topic: int
    words: tuple[tuple[str, float], ...]
    frex: tuple[str, ...]
    share: float
    examples: tuple[tuple[str, Evidence], ...] = ()
    label: str = ""
    npmi: float = 0.0
    exclusivity: float = 0.0

    def to_dict(self) -> dict[str, Any]:
        """Return a plain record."""
        return {
            "topic": self.topic, "label": self.label, "share": self.share,
            "npmi": self.npmi, "exclusivity": self.exclusivity,
            "words": [{"word": word, "weight": weight} for word, weight in self.words], "frex": list(self.frex),
            "examples": [{"source": source, **evidence.to_dict()} for source, evidence in self.examples],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class TopicStudy:
    """A fitted model's topics over a corpus.

    weights : one row a report, one column a topic, rows sum to 1 (or are all 0); sources : the rows' reports;
    diagnostics : the unit, and for every number of topics tried its coherence, exclusivity and stability beside its
    null; ``warnings`` in it are meant for users; reason : the choice of `k` in one sentence;
    fitted : the model itself, for reports not seen yet.
    """

    k: int
    method: str
    seed: int
    topics: tuple[Topic, ...]
    sources: tuple[str, ...]
    weights: tuple[tuple[float, ...], ...]
    diagnostics: dict[str, Any]
    reason: str = ""
    fitted: FittedTopics | None = field(default=None, compare=False, repr=False)

    def _repr_html_(self) -> str:
        rows = [
            (topic.topic + 1, topic.label, f"{topic.share:.0%}", "、".join(word for word, _ in topic.words[:10]))
            for topic in self.topics
        ]
        return notebook_table(
            f"{self.k}个话题（{self.method}）", ("话题", "名称", "占比", "高频词"), rows, note=self.reason
        )

    def to_dict(self) -> dict[str, Any]:
        """Return a plain record; the model stays out, `nlp.topics.save` writes it."""
        return {
            "k": self.k, "method": self.method, "seed": self.seed, "reason": self.reason,
            "topics": [topic.to_dict() for topic in self.topics],
            "reports": [
                {"source": source, "weights": list(row)}
                for source, row in zip(self.sources, self.weights, strict=True)
            ],
            "diagnostics": self.diagnostics,
        }  # fmt: skip
