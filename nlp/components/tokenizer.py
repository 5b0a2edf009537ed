"""``gongkai.Jieba.v1``: our segmentation as a spaCy tokenizer (spaCy 分词器).

[nlp.tokenizer]
@tokenizers = "gongkai.Jieba.v1"
lexicon = null
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from spacy import registry  # type: ignore[attr-defined]  # spaCy ships it without saying so
from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.segment import lexicon as lexicons
from nlp.segment.words import segment

if TYPE_CHECKING:
    from spacy.language import Language

NAME = "gongkai.Jieba.v1"


class JiebaTokenizer:
    """Text to a ``Doc`` whose tokens are the words of `nlp.segment.segment`, so that ``doc.text`` is the text.

    Parameters
    ----------
    vocab : the pipeline's vocabulary.
    lexicon : path of a word list to keep whole beside the shipped terms, or None.
    """

    def __init__(self, vocab: Vocab, lexicon: str | None = None) -> None:
        self.vocab = vocab
        self.lexicon = lexicon
        self._terms = lexicons.load_lexicon(lexicon) if lexicon else lexicons.shipped()

    def __call__(self, text: str) -> Doc:
        """Return the document of a text."""
        words = segment(text, lexicon=self._terms)
        return Doc(self.vocab, words=words, spaces=[False] * len(words))

    # the settings stand in the pipeline's config; a saved pipeline has nothing more to keep
    def to_bytes(self, **_: object) -> bytes:
        """Return nothing: the config holds the settings."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> JiebaTokenizer:
        """Return the tokenizer as the config made it."""
        return self

    def to_disk(self, _path: str | Path, **_: object) -> None:
        """Write nothing: the config holds the settings."""

    def from_disk(self, _path: str | Path, **_: object) -> JiebaTokenizer:
        """Return the tokenizer as the config made it."""
        return self

    def __reduce__(self) -> tuple[type[JiebaTokenizer], tuple[Vocab, str | None]]:
        return JiebaTokenizer, (self.vocab, self.lexicon)


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]  # catalogue is untyped
def create_tokenizer(lexicon: str | None = None) -> Callable[[Language], JiebaTokenizer]:
    """Return what makes the tokenizer of a pipeline.

    Parameters
    ----------
    lexicon : path of a word list to keep whole beside the shipped terms, or None.
    """

    def make(language: Language) -> JiebaTokenizer:
        return JiebaTokenizer(language.vocab, lexicon)

    return make
