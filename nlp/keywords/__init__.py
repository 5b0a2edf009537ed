"""Terms that mark out a text, each with the counts behind its score (关键词).

Loaded when first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from nlp.verb import make_callable

if TYPE_CHECKING:
    from nlp.keywords.contexts import columns as columns
    from nlp.keywords.contexts import kwic as kwic
    from nlp.keywords.discovery import NewTerm as NewTerm
    from nlp.keywords.discovery import terms as terms
    from nlp.keywords.measure import measures as measures
    from nlp.keywords.rank import keywords as keywords
    from nlp.keywords.reference import Reference as Reference
    from nlp.keywords.reference import load_reference as load_reference
    from nlp.keywords.reference import reference_of as reference_of
    from nlp.keywords.reference import save_reference as save_reference
    from nlp.keywords.result import Keyword as Keyword
    from nlp.keywords.wordings import Expression as Expression
    from nlp.keywords.wordings import expressions as expressions

#: public name -> the module that holds it
_HOMES = {
    "Expression": "nlp.keywords.wordings",
    "Keyword": "nlp.keywords.result",
    "NewTerm": "nlp.keywords.discovery",
    "Reference": "nlp.keywords.reference",
    "columns": "nlp.keywords.contexts",
    "expressions": "nlp.keywords.wordings",
    "keywords": "nlp.keywords.rank",
    "kwic": "nlp.keywords.contexts",
    "load_reference": "nlp.keywords.reference",
    "measures": "nlp.keywords.measure",
    "reference_of": "nlp.keywords.reference",
    "save_reference": "nlp.keywords.reference",
    "terms": "nlp.keywords.discovery",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605  (one list serves both the lazy loader and star imports)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'nlp.keywords' has no attribute {name!r}: choose from {', '.join(__all__)}")


make_callable(__name__)
