"""Words a codebook does not know yet (编码表增补建议): where segmentation, keywords and topics feed the tagging.

New terms, keyness terms and topic words that no rule of the codebook reacts to, each with counts, contexts and the theme
whose sentences it keeps company with, as rows that a person accepts or strikes out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import Any

from nlp.errors import GongkaiError
from nlp.keywords import keywords, terms
from nlp.matching import Mask, Match, Phrases
from nlp.report import Report
from nlp.text import sentences
from nlp.themes import Codebook, load_codebook, tag
from nlp.topics import topics

_NEW, _KEYNESS, _TOPIC = "新词", "关键性", "话题词"
_CONTEXTS = 3
_WIDTH = 12


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One word to consider (建议).

    theme, title : the nearest theme, the one whose sentences hold the word beyond chance most clearly, or None;
    share : of the word's sentences that are of that theme; lift : that share over the theme's share of all sentences;
    found_by : new term, keyness, topic word; count, documents : occurrences, and reports that have them.
    """

    theme: str | None
    title: str | None
    term: str
    count: int
    documents: int
    share: float
    lift: float
    found_by: tuple[str, ...]
    contexts: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return a row; as CSV or a workbook it is a codebook file once unwanted rows are struck out."""
        return {
            "theme": self.title, "term": self.term, "theme_id": self.theme, "count": self.count,
            "documents": self.documents, "share": self.share, "lift": self.lift,
            "found_by": "、".join(self.found_by), "contexts": "｜".join(self.contexts),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sentence:
    document: int
    text: str
    themes: frozenset[str]
    known: Mask


def suggest(
    reports: Sequence[Report], codebook: Codebook | str | Path = "gongkai", *, top: int = 50
) -> tuple[Suggestion, ...]:
    """Return words the codebook does not know, the best supported first (增补建议).

    Parameters
    ----------
    reports : the corpus to look for words in.
    codebook : the codebook to extend.
    top : how many rows.

    Notes
    -----
    A suggestion is company kept, not meaning: read the contexts before a row is accepted.
    """
    book = codebook if isinstance(codebook, Codebook) else load_codebook(codebook)
    found = _candidates(reports)
    unknown = {term: by for term, by in found.items() if not tag(term, book).themes}
    corpus = list(_sentences(reports, book))
    base = Counter(theme for sentence in corpus for theme in sentence.themes)
    rows = [row for term, by in unknown.items() if (row := _row(term, by, corpus, base, book)) is not None]
    rows.sort(key=lambda row: (-_worth(row), row.term))
    return tuple(rows[:top])


def _worth(row: Suggestion) -> float:
    """Return what a row is ranked by: company, occurrences, length (a longer term means one thing), ways it was found."""
    if row.lift <= 1:
        return 0.0
    return row.share * log2(1 + row.count) * log2(len(row.term)) * (1 + (len(row.found_by) - 1) / 4)


def _candidates(reports: Sequence[Report]) -> dict[str, tuple[str, ...]]:
    """Return the candidates with how each was found."""
    found: dict[str, list[str]] = {}
    ways: dict[str, Callable[[], list[str]]] = {
        _NEW: lambda: [term.term for term in terms(reports, top=200)],
        _KEYNESS: lambda: [
            word.term for word in keywords(reports, measure="log_likelihood", against="reports", top=200)
        ],
        _TOPIC: lambda: [word for topic in topics(reports, k=8).topics for word, _ in topic.words],
    }
    for how, words in ways.items():
        try:
            listed = words()
        except GongkaiError:
            # too little text for this way of looking; the others still answer
            continue
        for word in dict.fromkeys(listed):
            if len(word) > 1:
                found.setdefault(word, []).append(how)
    return {word: tuple(by) for word, by in found.items()}


def _sentences(reports: Iterable[Report], book: Codebook) -> Iterator[_Sentence]:
    for document, report in enumerate(reports):
        for span in report.narratives.all:
            for start, end in sentences(report.text, span.start, span.end):
                text = report.text[start:end]
                found = tag(text, book).themes
                known = Mask((evidence.start, evidence.end) for each in found for evidence in each.evidence)
                themes = frozenset(each.theme for each in found if each.strength != "passing")
                yield _Sentence(document, text, themes, known)


def _fresh(sentence: _Sentence, matches: Sequence[Match]) -> list[Match]:
    """Return the matches outside the evidence the codebook has already."""
    return [match for match in matches if not sentence.known.covers(match[1], match[2])]


def _row(
    term: str, found_by: tuple[str, ...], corpus: Sequence[_Sentence], base: Counter[str], book: Codebook
) -> Suggestion | None:
    finder = Phrases([term])
    places = [(sentence, finder.find(sentence.text)) for sentence in corpus]
    holding = [(sentence, fresh) for sentence, matches in places if (fresh := _fresh(sentence, matches))]
    # mostly a part of words the codebook knows: 标准化 inside 标准化规范化 tells nothing new
    if 2 * sum(len(fresh) for _, fresh in holding) <= sum(len(matches) for _, matches in places):
        return None
    company = Counter(theme for sentence, _ in holding for theme in sentence.themes)
    # of themes that keep company equally often, the rarer one says more: a parent never outdoes its child
    best = max(company, key=lambda theme: (company[theme] / base[theme] * company[theme], theme), default=None)
    share = company[best] / len(holding) if best else 0.0
    lift = share / (base[best] / len(corpus)) if best else 0.0
    contexts = tuple(
        f"{sentence.text[max(0, a - _WIDTH) : a]}【{sentence.text[a:b]}】{sentence.text[b : b + _WIDTH]}".replace(
            "\n", " "
        )
        for sentence, ((_, a, b), *_rest) in holding[:_CONTEXTS]
    )
    title = next((theme.title for theme in book.themes if theme.id == best), None)
    return Suggestion(
        best, title, term, sum(len(matches) for _, matches in holding),
        len({sentence.document for sentence, _ in holding}), round(share, 4), round(lift, 4), found_by, contexts,
    )  # fmt: skip
