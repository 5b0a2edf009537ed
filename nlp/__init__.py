"""gongkai (公开): reads, tags, compares and scores the prose of 政府信息公开工作年度报告.

The verbs (`read`, `tag`, `segment`, `keywords`, `topics`, `compare`, `plans`, `reuse`, `analyze`) and the result types
are loaded when first used: ``import nlp`` itself imports neither jieba, spaCy, scikit-learn nor pandas.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp.batch.analysis import Analysis as Analysis
    from nlp.batch.analysis import analyze as analyze
    from nlp.errors import GongkaiError as GongkaiError
    from nlp.keywords import keywords as keywords
    from nlp.keywords.result import Keyword as Keyword
    from nlp.phrasing import reuse as reuse
    from nlp.phrasing.result import Pair as Pair
    from nlp.plans import plans as plans
    from nlp.plans.result import FollowUp as FollowUp
    from nlp.plans.result import Item as Item
    from nlp.plans.result import PlanSet as PlanSet
    from nlp.readers import read as read
    from nlp.readers import read_text as read_text
    from nlp.report import Evidence as Evidence
    from nlp.report import Part as Part
    from nlp.report import Report as Report
    from nlp.report import Section as Section
    from nlp.report import Span as Span
    from nlp.segment import segment as segment
    from nlp.study.comparison import Comparison as Comparison
    from nlp.study.comparison import compare as compare
    from nlp.study.frames import tables as tables
    from nlp.study.study import Study as Study
    from nlp.study.study import conduct as conduct
    from nlp.themes import load_codebook as load_codebook
    from nlp.themes import tag as tag
    from nlp.themes.result import ThemeTag as ThemeTag
    from nlp.themes.result import ThemeTags as ThemeTags
    from nlp.topics import topics as topics
    from nlp.topics.result import TopicStudy as TopicStudy

#: public name -> the module that holds it
_HOMES = {
    "Analysis": "nlp.batch.analysis",
    "Comparison": "nlp.study.comparison",
    "Evidence": "nlp.report",
    "FollowUp": "nlp.plans.result",
    "GongkaiError": "nlp.errors",
    "Item": "nlp.plans.result",
    "Keyword": "nlp.keywords.result",
    "Pair": "nlp.phrasing.result",
    "Part": "nlp.report",
    "PlanSet": "nlp.plans.result",
    "Report": "nlp.report",
    "Section": "nlp.report",
    "Span": "nlp.report",
    "Study": "nlp.study.study",
    "ThemeTag": "nlp.themes.result",
    "ThemeTags": "nlp.themes.result",
    "TopicStudy": "nlp.topics.result",
    "analyze": "nlp.batch.analysis",
    "compare": "nlp.study.comparison",
    "conduct": "nlp.study.study",
    "keywords": "nlp.keywords",
    "load_codebook": "nlp.themes",
    "plans": "nlp.plans",
    "read": "nlp.readers",
    "read_text": "nlp.readers",
    "reuse": "nlp.phrasing",
    "segment": "nlp.segment",
    "tables": "nlp.study.frames",
    "tag": "nlp.themes",
    "topics": "nlp.topics",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605  (one list serves both the lazy loader and star imports)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'nlp' has no attribute {name!r}: choose from {', '.join(__all__)}")
    # a verb that has its package's name (nlp.plans) must win over the package once that is imported
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
