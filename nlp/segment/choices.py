"""What counts as a word of a text's own: terms kept whole, words left out, place names (用词设置)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlp.report import Report
from nlp.segment import lexicon as lexicons
from nlp.segment.lexicon import Lexicon
from nlp.segment.places import names_of, place_names
from nlp.segment.stopwords import load_stop_words, stop_words


@dataclass(frozen=True, slots=True)
class Wording:
    """The choices that decide which words are counted.

    lexicon : terms kept whole; stop : words left out; places : whether names of places count.
    """

    lexicon: Lexicon
    stop: frozenset[str]
    places: bool = False

    def left_out(self, report: Report | None = None) -> frozenset[str]:
        """Return every word left out of a text; of a report, its own region's names too."""
        if self.places:
            return self.stop
        own = names_of(report.region) if report else frozenset()
        everywhere = _with_places(self.stop)
        return everywhere | own if own else everywhere


@cache
def _with_places(stop: frozenset[str]) -> frozenset[str]:
    return stop | place_names()


@cache
def shipped() -> Wording:
    """Return the shipped lexicon and stop words, without names of places."""
    return Wording(lexicons.shipped(), stop_words())


def wording(
    *, lexicon: str | Path | None = None, stop: str | Path | None = None, places: bool = False
) -> Wording:  # fmt: skip
    """Return the shipped choices with a user's over them (用词设置).

    Parameters
    ----------
    lexicon : file of terms to keep whole beside the shipped ones: one a line.
    stop : file of words to leave out beside the shipped ones: parted by blanks or line breaks.
    places : whether names of places count.

    Raises
    ------
    UsageError
        When a file cannot be read, or a term is too short or holds a blank.
    """
    return Wording(
        lexicons.load_lexicon(lexicon) if lexicon else lexicons.shipped(),
        stop_words(extra=load_stop_words(stop)) if stop else stop_words(),
        places,
    )
