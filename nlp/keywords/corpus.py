"""The texts whose terms are ranked: content words with their places, counted by term and by document (词频统计)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from nlp.report import Report, as_reports
from nlp.segment.choices import Wording
from nlp.segment.content import Token, content_words
from nlp.text import clauses

Texts = Report | str | Iterable[Report | str]


@dataclass(frozen=True, slots=True)
class Document:
    """One text as its terms, in text order.

    tokens : ``(term, start, end)`` into ``report.text``; breaks : positions in `tokens` at which a clause begins.
    """

    report: Report
    tokens: tuple[Token, ...]
    breaks: tuple[int, ...]

    def clauses(self) -> Iterator[tuple[Token, ...]]:
        """Yield the terms clause by clause."""
        for start, end in zip(self.breaks, (*self.breaks[1:], len(self.tokens)), strict=True):
            yield self.tokens[start:end]


class Corpus:
    """Documents and their counts.

    Attributes
    ----------
    documents : the texts; counts : term -> occurrences; document_counts : term -> documents that hold it;
    tokens : all occurrences of all terms.
    """

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents: tuple[Document, ...] = tuple(documents)
        self.counts: Counter[str] = Counter()
        self.document_counts: Counter[str] = Counter()
        for document in self.documents:
            words = [word for word, _, _ in document.tokens]
            self.counts.update(words)
            self.document_counts.update(set(words))
        self.tokens: int = self.counts.total()

    def __len__(self) -> int:
        return len(self.documents)

    @cached_property
    def spans(self) -> dict[str, list[tuple[int, int, int]]]:
        """Term -> ``(index of the document, start, end)`` of every occurrence, in order."""
        places: dict[str, list[tuple[int, int, int]]] = {}
        for index, document in enumerate(self.documents):
            for word, start, end in document.tokens:
                places.setdefault(word, []).append((index, start, end))
        return places


def _document(report: Report, wording: Wording | None, words: int) -> Document:
    tokens = tuple(content_words(report, report.narratives.all, wording=wording))
    if words > 1:
        tokens = tuple(_joined(tokens, words))
    ends = (end for span in report.narratives.all for _, end in clauses(report.text, span.start, span.end))
    breaks: list[int] = []
    at = 0
    for end in ends:
        begin = at
        while at < len(tokens) and tokens[at][1] < end:
            at += 1
        if at > begin:
            breaks.append(begin)
    return Document(report, tokens, tuple(breaks))


def _joined(tokens: Sequence[Token], words: int) -> Iterator[Token]:
    """Yield the runs of so many content words that touch: 惠企 + 政策 is 惠企政策."""
    for at in range(len(tokens) - words + 1):
        run = tokens[at : at + words]
        if all(left[2] == right[1] for left, right in pairwise(run)):
            yield "".join(word for word, _, _ in run), run[0][1], run[-1][2]


def corpus(texts: Texts, *, wording: Wording | None = None, words: int = 1) -> Corpus:
    """Return the narratives of reports, or plain texts, as a corpus of content words, or of runs of them (n 元词串).

    Parameters
    ----------
    texts : one report or text, or several; of a report its narratives count, of a text the whole.
    wording : terms kept whole and words left out; the shipped ones by default.
    words : content words in a term, which touch in the text; 1 for single words.
    """
    return Corpus([_document(report, wording, words) for report in as_reports(texts)])
