"""gongkai (公开): reads, tags, compares and scores the prose of 政府信息公开工作年度报告.

The verbs (`read`, `tag`, `segment`, `keywords`, `topics`, `compare`, `plans`, `reuse`, `analyze`) and the result types
are loaded when first used: ``import nlp`` itself imports neither jieba, spaCy, scikit-learn nor pandas.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp.errors import GongkaiError as GongkaiError
    from nlp.report import Evidence as Evidence
    from nlp.report import Part as Part
    from nlp.report import Report as Report
    from nlp.report import Section as Section
    from nlp.report import Span as Span

#: public name -> the module that holds it
_HOMES = {
    "Evidence": "nlp.report",
    "GongkaiError": "nlp.errors",
    "Part": "nlp.report",
    "Report": "nlp.report",
    "Section": "nlp.report",
    "Span": "nlp.report",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605  (one list serves both the lazy loader and star imports)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'nlp' has no attribute {name!r}: choose from {', '.join(__all__)}")


def __dir__() -> list[str]:
    return [*globals(), *__all__]
