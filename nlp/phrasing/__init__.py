"""What a report says anew, what it repeats, and from whom (表述比较).

`align` puts two years of one agency side by side; `timeline` follows three or more; `reuse` finds wording shared between
agencies and `boilerplate` scores how common each sentence is; `contrast` ranks wording that rises and falls between two
groups.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp.phrasing.alignment import align as align
    from nlp.phrasing.commonness import SentenceScore as SentenceScore
    from nlp.phrasing.commonness import boilerplate as boilerplate
    from nlp.phrasing.commonness import sentence_scores as sentence_scores
    from nlp.phrasing.contrasted import Contrast as Contrast
    from nlp.phrasing.contrasted import contrast as contrast
    from nlp.phrasing.counts import FigureSeries as FigureSeries
    from nlp.phrasing.novelty import length_adjusted as length_adjusted
    from nlp.phrasing.reused import reuse as reuse
    from nlp.phrasing.series import Lifespan as Lifespan
    from nlp.phrasing.series import Timeline as Timeline
    from nlp.phrasing.series import timeline as timeline

#: public name -> the module that holds it; no module bears the name of what it gives, or importing it would hide that
_HOMES = {
    "Contrast": "nlp.phrasing.contrasted",
    "FigureSeries": "nlp.phrasing.counts",
    "Lifespan": "nlp.phrasing.series",
    "SentenceScore": "nlp.phrasing.commonness",
    "Timeline": "nlp.phrasing.series",
    "align": "nlp.phrasing.alignment",
    "boilerplate": "nlp.phrasing.commonness",
    "contrast": "nlp.phrasing.contrasted",
    "length_adjusted": "nlp.phrasing.novelty",
    "reuse": "nlp.phrasing.reused",
    "sentence_scores": "nlp.phrasing.commonness",
    "timeline": "nlp.phrasing.series",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'nlp.phrasing' has no attribute {name!r}: choose from {', '.join(__all__)}")
