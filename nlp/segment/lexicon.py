"""The terms that are never cut (领域词表), and the contexts in which their characters are not the term.

One rule decides every overlap: the match that begins first wins, and of those that begin together the longest
(最左最长). A context is a longer string with the places where a reader parts it (``依 申请人``); it takes part in the
same contest, and where it wins, the terms among its parts are set aside and the rest is left to jieba. ``~工作 人员``
stands for every term that ends in 工作 (the word is 工作人员), ``确 保~`` for every term that begins with 保.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from nlp import resources
from nlp.errors import UsageError
from nlp.matching import Match, Phrases
from nlp.text import fold

Spans = list[tuple[int, int]]
Parts = tuple[str, ...]

#: in a context: any term
_ANY = "~"

# no term reaches across one of these, so a search may begin afresh behind any of them
_STOPS = re.compile("[，。；！？：、\n]")


class Lexicon:
    """Terms that segmentation keeps whole.

    Parameters
    ----------
    terms : the terms; each at least two characters, without blanks or clause punctuation.
    contexts : strings in which those characters are not the term, each as the parts a reader sees.

    Raises
    ------
    UsageError
        When a term is too short, or holds a blank or punctuation that ends a clause.
    """

    def __init__(self, terms: Iterable[str], contexts: Iterable[Sequence[str]] = ()) -> None:
        self.terms: tuple[str, ...] = tuple(dict.fromkeys(terms))
        for term in self.terms:
            _check(term)
        self._known = frozenset(map(fold, self.terms))
        self.contexts: tuple[Parts, ...] = tuple(dict.fromkeys(tuple(parts) for parts in contexts))
        self._readings = self._expanded()
        self._phrases = Phrases((*self.terms, *map("".join, self._readings)))
        # folding a text costs as much as cutting it; where lower case makes the same key of every phrase, it does
        self._plain = all(fold(phrase) == phrase.lower() for phrase in self._phrases.phrases)

    def _expanded(self) -> tuple[Parts, ...]:
        """Return every context written out; one that spells a term is none, for the term is what a user asked for."""
        readings: dict[Parts, None] = {}
        for parts in self.contexts:
            first, last = parts[0], parts[-1]
            if first.startswith(_ANY):
                readings.update(dict.fromkeys(_behind(self.terms, first[1:], last)))
            elif last.endswith(_ANY):
                readings.update(dict.fromkeys(_before(self.terms, first, last[:-1])))
            else:
                readings[parts] = None
        return tuple(parts for parts in readings if fold("".join(parts)) not in self._known)

    def __len__(self) -> int:
        return len(self.terms)

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str) and fold(term) in self._known

    def find(self, text: str) -> Spans:
        """Return the spans of the terms in `text`, in text order, none overlapping."""
        key = self._key(text)
        matches = self._phrases.find_folded(key)
        terms = len(self.terms)
        spans = [(start, end) for index, start, end in matches if index < terms]
        return spans if len(spans) == len(matches) else self._read(key, 0, len(key), matches)

    def _key(self, text: str) -> str:
        key = text.lower().replace("＋", "+") if self._plain else fold(text)
        return key if len(key) == len(text) else fold(text)

    def _read(self, key: str, start: int, end: int, matches: list[Match]) -> Spans:
        """Return the terms among matches in ``key[start:end]``; behind a reading, the rest of the clause is new."""
        spans: Spans = []
        past = at = 0
        for position in [position for position, match in enumerate(matches) if match[0] >= len(self.terms)]:
            index, begin, _ = matches[position]
            if begin < past:
                continue
            spans += [(start + a, start + b) for _, a, b in matches[at:position] if a >= past]
            set_aside, rest = self._within(self._readings[index - len(self.terms)], start + begin)
            stop = _STOPS.search(key, rest, end)
            limit = stop.start() if stop else end
            spans += set_aside
            spans += self._read(key, rest, limit, self._phrases.find_folded(key[rest:limit]))
            past, at = limit - start, position + 1
        return spans + [(start + a, start + b) for _, a, b in matches[at:] if a >= past]

    def _within(self, parts: Parts, at: int) -> tuple[Spans, int]:
        """Return the terms among a reading's parts, and where the search goes on: behind the last of them.

        A reading that holds no term only parts its first word from what follows.
        """
        spans: Spans = []
        rest = at + len(parts[0])
        for part in parts:
            if fold(part) in self._known:
                spans.append((at, at + len(part)))
                rest = at + len(part)
            at += len(part)
        return spans, rest

    def extended(self, terms: Iterable[str], contexts: Iterable[Sequence[str]] = ()) -> Lexicon:
        """Return a lexicon with further terms and contexts."""
        return Lexicon((*self.terms, *terms), (*self.contexts, *contexts))


def _behind(terms: Iterable[str], shared: str, rest: str) -> Iterator[Parts]:
    """Yield the readings in which a word takes the tail of a term: 政务公开工作 + 人员 is 政务公开 工作人员."""
    for term in terms:
        if term.endswith(shared) and term != shared:
            yield term.removesuffix(shared), shared + rest


def _before(terms: Iterable[str], rest: str, shared: str) -> Iterator[Parts]:
    """Yield the readings in which a word takes the head of a term: 确 + 保民生 is 确保 民生."""
    for term in terms:
        if term.startswith(shared) and term != shared:
            yield rest + shared, term.removeprefix(shared)


def _check(term: str) -> None:
    if len(term) < 2:
        raise UsageError(f"词表词语 {term!r} 只有 {len(term)} 个字：请给出两个字以上的词语")
    if any(char.isspace() for char in term) or _STOPS.search(term):
        raise UsageError(f"词表词语 {term!r} 含空白或断句标点：请一行写一个词语，不带空白和标点")


def lines(path: Path) -> Iterator[str]:
    """Yield the entries of a plain data file: one a line, ``#`` begins a comment.

    Raises
    ------
    UsageError
        When the file is missing or is not UTF-8.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"词表 {str(path)!r} 读不了（{error.strerror}）：请给出文本文件") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"词表 {str(path)!r} 不是 UTF-8 文本：请另存为 UTF-8，一行一条") from error
    for line in content.splitlines():
        entry = line.partition("#")[0].strip()
        if entry:
            yield entry


def load_lexicon(path: str | Path, *, extend: bool = True) -> Lexicon:
    """Return the lexicon of a user's file: one term a line, ``#`` begins a comment.

    Parameters
    ----------
    path : the file.
    extend : add the terms to the shipped ones (default), or use them alone.

    Raises
    ------
    UsageError
        When the file cannot be read, or a term has a blank or one character only.
    """
    terms = list(lines(Path(path)))
    return shipped().extended(terms) if extend else Lexicon(terms)


@cache
def shipped() -> Lexicon:
    """Return the lexicon of this genre (``models/segmentation``)."""
    folder = resources.path("models", "segmentation")
    return Lexicon(lines(folder / "terms.txt"), [entry.split() for entry in lines(folder / "contexts.txt")])
