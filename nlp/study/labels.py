"""Names for learned topics (话题命名): the codebook's themes that their own sentences and words speak of."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from nlp.themes import Codebook, tag
from nlp.themes.result import ThemeTags
from nlp.topics.result import Topic, TopicStudy

#: what a tag in a representative sentence counts for, by its strength
_WEIGHT = {"named": 2.0, "described": 1.0, "passing": 0.0}
#: what a theme's term among the topic's top words counts for: words are less certain than sentences
_WORD_WEIGHT = 0.5


def label_topics(study: TopicStudy, codebook: Codebook) -> TopicStudy:
    """Return the same topics with suggested labels: at most two theme titles, the best supported first.

    A suggestion for a reader who then looks at the sentences, not a measurement: a topic without any theme in its
    sentences and words keeps an empty label.
    """
    return replace(study, topics=tuple(replace(topic, label=_label(topic, codebook)) for topic in study.topics))


def _label(topic: Topic, codebook: Codebook) -> str:
    support: Counter[str] = Counter()
    for _source, evidence in topic.examples:
        _count(support, tag(evidence.quote, codebook, learned=False), 1.0)
    for word, _weight in topic.words:
        _count(support, tag(word, codebook, learned=False), _WORD_WEIGHT)
    ranked = sorted(support.items(), key=lambda pair: (-pair[1], pair[0]))
    best = [title for title, weight in ranked[:2] if weight >= ranked[0][1] / 2]
    return "、".join(best)


def _count(support: Counter[str], tags: ThemeTags, weight: float) -> None:
    parents = {found.parent for found in tags.themes}
    for found in tags.themes:
        # the finest theme names a topic best; its parent is there with the same evidence anyway
        if found.theme not in parents and _WEIGHT[found.strength]:
            support[found.title] += weight * _WEIGHT[found.strength]  # type: ignore[assignment]  # Counter of floats
