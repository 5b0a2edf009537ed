"""The company words keep (伴随关系): in which themes' clauses, sentences and sub-items a word stands more than by chance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log

from nlp.matching import Mask, Phrases
from nlp.report import Report
from nlp.text import clauses, fold, sentences
from nlp.themes import Codebook, tag

#: what differs between two years' copies of one sentence: figures, marks and blanks
_VARIES = re.compile(r"[\W\d]+")
_NOBODY: frozenset[str] = frozenset()
#: what a rare pair of characters shared with one theme's own words is worth, in nats; most words reach half of it
_KIN = 12.0


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a report with what the codebook sees in it.

    document : index of the report; clauses : spans in `text`, and the themes with evidence there; themes : of the whole
    sentence; heading : themes that the heading of its sub-item names; known : the evidence; copy : whether an earlier
    passage differs by figures and marks only.
    """

    document: int
    text: str
    clauses: tuple[tuple[int, int, frozenset[str]], ...]
    themes: frozenset[str]
    heading: frozenset[str]
    known: Mask
    copy: bool


def passages(reports: Iterable[Report], book: Codebook) -> Iterator[Passage]:
    """Yield the sentences of the narratives of some reports (逐句)."""
    seen: set[str] = set()
    for document, report in enumerate(reports):
        headings = [
            (part.start, part.end, frozenset(found.theme for found in tag(part.heading, book, learned=False).themes))
            for section in report.sections
            for part in section.parts
        ]
        for span in report.narratives.all:
            for start, end in sentences(report.text, span.start, span.end):
                heading = next((themes for first, last, themes in headings if first <= start < last), _NOBODY)
                text = report.text[start:end]
                key = _VARIES.sub("", fold(text))
                yield _passage(document, text, heading, book, copy=key in seen)
                seen.add(key)


def _passage(document: int, text: str, heading: frozenset[str], book: Codebook, *, copy: bool) -> Passage:
    found = tag(text, book, learned=False).themes
    counted = [each for each in found if each.strength != "passing"]
    parts = tuple(
        (a, b, frozenset(each.theme for each in counted if any(a <= e.start < b for e in each.evidence)))
        for a, b in clauses(text)
    )
    known = Mask((evidence.start, evidence.end) for each in found for evidence in each.evidence)
    return Passage(document, text, parts, frozenset(each.theme for each in counted), heading, known, copy)


@dataclass(frozen=True, slots=True)
class Places:
    """Where a word stands outside of what the codebook knows: ``(passage, start, end)``; total : wherever it stands."""

    fresh: tuple[tuple[int, int, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Tie:
    """A word's nearest theme.

    support : natural logarithm of how unlikely the company is by chance, plus kinship; share : of the word's clauses,
    those in sentences or under headings of the theme; lift : that share over the theme's share of all clauses; kin :
    kinship in spelling, 0 to 1; clauses : different ones that hold the word.
    """

    theme: str
    support: float
    share: float
    lift: float
    kin: float
    clauses: int


class Company:
    r"""Counts of clauses, and of themes in them, over a corpus read with a codebook.

    A word in n of N clauses, k of them of a theme that has K, keeps its company with

    .. math:: s = -\ln P(X \ge k), \qquad X \sim \mathrm{Hypergeometric}(N, K, n)

    (Fisher's exact test, one-sided). Clauses with the theme's evidence count in full, those of its sentences and those
    under its headings by half, copies of a sentence not at all.

    Parameters
    ----------
    reports : the corpus; book : the codebook.
    """

    def __init__(self, reports: Sequence[Report], book: Codebook) -> None:
        self.passages = tuple(passages(reports, book))
        self._sides = [
            (themes, passage.themes, passage.heading)
            for passage in self.passages
            if not passage.copy
            for _, _, themes in passage.clauses
        ]
        self._base = [Counter(theme for side in self._sides for theme in side[level]) for level in range(3)]
        self._pairs: Counter[str] = Counter()
        for passage in self.passages:
            if not passage.copy:
                for start, end, _ in passage.clauses:
                    self._pairs.update(pairs(passage.text[start:end]))
        self._own = _spelling(book)
        self._shared = Counter(pair for own in self._own.values() for pair in own)

    def places(self, words: Sequence[str]) -> dict[str, Places]:
        """Return where each of some words stands."""
        finder = Phrases(words, overlapping=True)
        fresh: dict[int, list[tuple[int, int, int]]] = {}
        total: Counter[int] = Counter()
        for index, passage in enumerate(self.passages):
            for word, start, end in finder.find(passage.text):
                total[word] += 1
                if not passage.known.covers(start, end):
                    fresh.setdefault(word, []).append((index, start, end))
        return {word: Places(tuple(fresh.get(index, ())), total[index]) for index, word in enumerate(words)}

    def nearest(self, word: str, places: Places) -> Tie | None:
        """Return the theme a word belongs to most clearly; None where nothing speaks for any."""
        sides = list(self._beside(places))
        kin = {theme: self._kinship(word, own) for theme, own in self._own.items()}
        themes = {theme for side in sides for level in side for theme in level}
        themes |= {theme for theme, value in kin.items() if value}
        ties = (self._tie(theme, sides, kin.get(theme, 0.0)) for theme in themes)
        # of themes that keep company equally often, the rarer one says more: a parent never outdoes its child
        return max(ties, key=lambda tie: (tie.support, -self._base[0][tie.theme], tie.theme), default=None)

    def rarity(self, word: str) -> float:
        """Return how rare the rarest pair of characters of a word is among the clauses: 0 in all of them, 1 in one."""
        return max(map(self._rare, pairs(word)), default=0.0)

    def _rare(self, pair: str) -> float:
        size = len(self._sides)
        return max(0.0, log(size / (1 + self._pairs[pair])) / log(size)) if size > 1 else 0.0

    def _beside(self, places: Places) -> Iterator[tuple[frozenset[str], ...]]:
        seen: set[tuple[int, int]] = set()
        for index, start, _ in places.fresh:
            passage = self.passages[index]
            clause = next((c for c in passage.clauses if c[0] <= start < c[1]), None)
            if clause and not passage.copy and (index, clause[0]) not in seen:
                seen.add((index, clause[0]))
                yield clause[2], passage.themes, passage.heading

    def _kinship(self, word: str, own: frozenset[str]) -> float:
        return max((self._rare(pair) / self._shared[pair] for pair in pairs(word) if pair in own), default=0.0)

    def _tie(self, theme: str, sides: Sequence[tuple[frozenset[str], ...]], kin: float) -> Tie:
        size, everything = len(sides), len(self._sides)
        held = [sum(theme in side[level] for side in sides) for level in range(3)]
        clause, sentence, heading = (
            surprise(held[level], size, self._base[level][theme], everything) for level in range(3)
        )
        level = 1 if held[1] >= held[2] else 2
        share = held[level] / size if size else 0.0
        lift = share * everything / self._base[level][theme] if held[level] else 0.0
        return Tie(theme, clause + (sentence + heading) / 2 + _KIN * kin, share, lift, kin, size)


def pairs(word: str) -> frozenset[str]:
    """Return the pairs of adjacent characters of a word."""
    return frozenset(word[at : at + 2] for at in range(len(word) - 1))


def surprise(both: int, first: int, second: int, total: int) -> float:
    """Return how unlikely so large an overlap of two drawings is: ``-ln P(X >= both)``, X hypergeometric.

    Parameters
    ----------
    both : drawn twice; first, second : drawn each time; total : what they were drawn from.
    """
    if not both:
        return 0.0
    chance = sum(
        exp(_ways(second, hit) + _ways(total - second, first - hit) - _ways(total, first))
        for hit in range(both, min(first, second) + 1)
        if first - hit <= total - second
    )
    return -log(min(max(chance, 1e-12), 1.0))


def _ways(total: int, drawn: int) -> float:
    """Return the logarithm of the number of ways to draw so many of so many."""
    return lgamma(total + 1) - lgamma(drawn + 1) - lgamma(total - drawn + 1)


def _spelling(book: Codebook) -> dict[str, frozenset[str]]:
    """Return for each theme the pairs of characters in its own words and its children's."""
    words = [frozenset().union(*map(pairs, (theme.title, *theme.terms))) for theme in book.themes]
    return {
        theme.id: frozenset().union(*(words[child] for child in family))
        for theme, family in zip(book.themes, book.families, strict=True)
    }
