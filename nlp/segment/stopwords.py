"""Words that name nothing: function words, this genre's set phrases, enumerators, statutory wording (停用词)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from nlp import resources
from nlp.errors import UnknownNameError
from nlp.segment.lexicon import lines


@cache
def kinds() -> tuple[str, ...]:
    """Return the kinds of stop words there are: one file each in ``models/segmentation/stopwords``."""
    folder = resources.path("models", "segmentation", "stopwords")
    return tuple(sorted(file.stem for file in folder.glob("*.txt")))


@cache
def _of_kind(kind: str) -> frozenset[str]:
    if kind not in kinds():
        raise UnknownNameError("停用词类别", kind, kinds())
    return load_stop_words(resources.path("models", "segmentation", "stopwords", f"{kind}.txt"))


def load_stop_words(path: str | Path) -> frozenset[str]:
    """Return the words of a stop-word file: parted by blanks or line breaks, ``#`` begins a comment.

    Raises
    ------
    UsageError
        When the file is missing or not UTF-8.
    """
    return frozenset(word for line in lines(Path(path)) for word in line.split())


def stop_words(of: Iterable[str] | None = None, *, extra: Iterable[str] = ()) -> frozenset[str]:
    """Return stop words (停用词).

    Parameters
    ----------
    of : the kinds to use, out of `kinds`; all by default.
    extra : further words, a user's own for example.

    Raises
    ------
    UnknownNameError
        When a kind does not exist.
    """
    chosen = kinds() if of is None else tuple(of)
    return frozenset(extra).union(*map(_of_kind, chosen))
