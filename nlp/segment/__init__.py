"""A narrative becomes words (分词): domain terms first, then jieba's words by a fast engine.

Loaded when first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from nlp.verb import make_callable

if TYPE_CHECKING:
    from nlp.segment.choices import Wording as Wording
    from nlp.segment.choices import wording as wording
    from nlp.segment.content import content_words as content_words
    from nlp.segment.lexicon import Lexicon as Lexicon
    from nlp.segment.lexicon import load_lexicon as load_lexicon
    from nlp.segment.speech import tagged as tagged
    from nlp.segment.stopwords import stop_words as stop_words
    from nlp.segment.transformer import Segmenter as Segmenter
    from nlp.segment.words import offsets as offsets
    from nlp.segment.words import segment as segment

#: public name -> the module that holds it
_HOMES = {
    "Lexicon": "nlp.segment.lexicon",
    "Segmenter": "nlp.segment.transformer",
    "Wording": "nlp.segment.choices",
    "content_words": "nlp.segment.content",
    "load_lexicon": "nlp.segment.lexicon",
    "offsets": "nlp.segment.words",
    "segment": "nlp.segment.words",
    "stop_words": "nlp.segment.stopwords",
    "tagged": "nlp.segment.speech",
    "wording": "nlp.segment.choices",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605  (one list serves both the lazy loader and star imports)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'nlp.segment' has no attribute {name!r}: choose from {', '.join(__all__)}")


make_callable(__name__)
