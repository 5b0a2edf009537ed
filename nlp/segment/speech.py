"""Parts of speech on demand (词性标注), by jieba's own dictionary and model.

Loading them takes a second and some hundred megabytes, so nothing else in the package asks for them.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from nlp.segment.engine import tokenizer
from nlp.segment.lexicon import Lexicon, shipped
from nlp.segment.words import segment

#: what a term of the lexicon is tagged as: a proper noun of its own kind (jieba's nz)
TERM = "nz"


@cache
def _tagger() -> Any:
    from jieba import posseg

    return posseg.POSTokenizer(tokenizer())


def tagged(text: str, *, lexicon: Lexicon | None = None) -> list[tuple[str, str]]:
    """Return the words of a text with their parts of speech (词性), as ICTCLAS tags: n, v, a, nz, x ...

    The words are those of `segment`. A term of the lexicon is ``nz``; a word of jieba's dictionary has the tag listed
    there; an unknown word that of the last piece jieba's tagging model sees in it, for a Chinese word's head comes
    last.

    Parameters
    ----------
    text : any text.
    lexicon : terms kept whole; the shipped ones by default.
    """
    terms = shipped() if lexicon is None else lexicon
    return [(word, part_of_speech(word, terms)) for word in segment(text, lexicon=terms)]


def part_of_speech(word: str, lexicon: Lexicon) -> str:
    """Return the part of speech of one word, as `tagged` gives it."""
    if word in lexicon:
        return TERM
    known: str | None = _tagger().word_tag_tab.get(word)
    return known or _unknown(word)


@cache
def _unknown(word: str) -> str:
    flag: str = _tagger().lcut(word)[-1].flag
    return flag
