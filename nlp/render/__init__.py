"""Results become a neutral Brief (对比报告), and a Brief becomes HTML, Word, Excel, Markdown or JSON.

`brief_of_study` and `brief_of_comparison` make the Brief, `write` writes it; the suffix picks the writer out of
`writers`, a registry to which a new form is one new file under ``render/forms/``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlp.render.brief import Brief as Brief
    from nlp.render.drawing import write_figures as write_figures
    from nlp.render.fonts import chinese_font as chinese_font
    from nlp.render.fonts import font_advice as font_advice
    from nlp.render.of_comparison import brief_of_comparison as brief_of_comparison
    from nlp.render.of_study import brief_of_study as brief_of_study
    from nlp.render.writing import write as write
    from nlp.render.writing import writers as writers

_HOMES = {
    "Brief": "nlp.render.brief",
    "brief_of_comparison": "nlp.render.of_comparison",
    "brief_of_study": "nlp.render.of_study",
    "chinese_font": "nlp.render.fonts",
    "font_advice": "nlp.render.fonts",
    "write": "nlp.render.writing",
    "write_figures": "nlp.render.drawing",
    "writers": "nlp.render.writing",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605  (one list serves both the lazy loader and star imports)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'nlp.render' has no attribute {name!r}: choose from {', '.join(__all__)}")
