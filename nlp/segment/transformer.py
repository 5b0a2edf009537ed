"""Segmentation in scikit-learn's clothes (分词器): an analyzer for vectorizers, and a step of a pipeline."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

from sklearn.base import BaseEstimator, TransformerMixin

from nlp.errors import UsageError
from nlp.report import narrative_of
from nlp.segment.choices import wording
from nlp.segment.content import content_words
from nlp.segment.words import segment


class Segmenter(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn's bases are untyped
    """Texts to lists of words; nothing is learned, so `fit` does nothing.

    An instance is also an analyzer: ``CountVectorizer(analyzer=Segmenter())``.

    Parameters
    ----------
    content : give content words only (two characters or more, no stop words, no numerals); False gives every word.
    lexicon : path of a word list to keep whole beside the shipped terms, or None.
    stop_words : path of a stop-word file used beside the shipped ones, or None.
    places : whether names of places are content words.
    """

    def __init__(
        self, *, content: bool = True, lexicon: str | Path | None = None, stop_words: str | Path | None = None,
        places: bool = False,
    ) -> None:  # fmt: skip
        self.content = content
        self.lexicon = lexicon
        self.stop_words = stop_words
        self.places = places

    def fit(self, X: Any = None, y: None = None) -> Self:  # noqa: N803, ARG002  (scikit-learn's names)
        """Do nothing, and return the segmenter.

        Parameters
        ----------
        X, y : ignored.
        """
        return self

    def transform(self, X: Iterable[str]) -> list[list[str]]:  # noqa: N803
        """Return the words of each text.

        Parameters
        ----------
        X : texts.

        Raises
        ------
        UsageError
            When `X` is one text instead of several.
        """
        if isinstance(X, str):
            raise UsageError("transform 收到的是一个字符串：请给出文本的列表")
        return [self(text) for text in X]

    def __call__(self, text: str) -> list[str]:
        """Return the words of one text."""
        chosen = wording(lexicon=self.lexicon, stop=self.stop_words, places=self.places)
        if not self.content:
            return segment(text, lexicon=chosen.lexicon)
        report = narrative_of(text)
        return [word for word, _, _ in content_words(report, report.narratives.work, wording=chosen)]

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.requires_fit = False
        tags.no_validation = True
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags
