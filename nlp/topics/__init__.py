"""Topics a model learns from a corpus, with the figures that tell how good they are (主题模型).

Loaded when first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from nlp.verb import make_callable

if TYPE_CHECKING:
    from nlp.topics.fitted import FittedTopics as FittedTopics
    from nlp.topics.groups import Prevalence as Prevalence
    from nlp.topics.groups import prevalence as prevalence
    from nlp.topics.model import TopicModel as TopicModel
    from nlp.topics.result import Topic as Topic
    from nlp.topics.result import TopicStudy as TopicStudy
    from nlp.topics.store import load as load
    from nlp.topics.store import save as save
    from nlp.topics.study import topics as topics

#: public name -> the module that holds it
_HOMES = {
    "FittedTopics": "nlp.topics.fitted",
    "Prevalence": "nlp.topics.groups",
    "Topic": "nlp.topics.result",
    "TopicModel": "nlp.topics.model",
    "TopicStudy": "nlp.topics.result",
    "load": "nlp.topics.store",
    "prevalence": "nlp.topics.groups",
    "save": "nlp.topics.store",
    "topics": "nlp.topics.study",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605  (one list serves both the lazy loader and star imports)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'nlp.topics' has no attribute {name!r}: choose from {', '.join(__all__)}")


make_callable(__name__)
