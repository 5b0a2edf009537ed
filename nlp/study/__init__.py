"""Reports times analyses (研究): every place where two analyses meet, and the tables that come out.

The five analyses do not know one another. What one needs of another is passed in here: theme tags that link a plan to
its problem, plans that a comparison follows up, codebook titles that label a topic.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp.study.comparison import Comparison as Comparison
    from nlp.study.comparison import Series as Series
    from nlp.study.comparison import compare as compare
    from nlp.study.comparison import compare_series as compare_series
    from nlp.study.frames import tables as tables
    from nlp.study.panels import panel as panel
    from nlp.study.study import Study as Study
    from nlp.study.study import conduct as conduct

_HOMES = {
    "Comparison": "nlp.study.comparison",
    "Series": "nlp.study.comparison",
    "Study": "nlp.study.study",
    "compare": "nlp.study.comparison",
    "compare_series": "nlp.study.comparison",
    "conduct": "nlp.study.study",
    "panel": "nlp.study.panels",
    "tables": "nlp.study.frames",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'nlp.study' has no attribute {name!r}")
