"""Words a codebook does not know yet (编码表增补建议): where segmentation, keywords and topics feed the tagging.

New terms, keyness terms, topic words and terms of the field that no rule of the codebook reacts to, each with counts,
contexts and the theme whose company it keeps, as rows that a person accepts or strikes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.errors import GongkaiError, at_least
from nlp.keywords import keywords, terms
from nlp.keywords.reference import GENERAL, named_reference
from nlp.report import Report, as_reports
from nlp.segment import Lexicon, segment
from nlp.segment.lexicon import shipped
from nlp.study.company import Company, Passage, Places, Tie
from nlp.themes import Codebook, load_codebook, tag
from nlp.topics import topics

_NEW, _KEYNESS, _TOPIC, _FIELD = "新词", "关键性", "话题词", "领域词"
_CONTEXTS = 3
_WIDTH = 12
#: what a row needs that can be accepted unread: different clauses, nats of support, and half of its clauses in the theme's
#: company, or half a kinship. Chosen on the shared reports' agreed themes, with codebooks thinned in seven ways.
_CLAUSES, _SUPPORT, _HALF = 2, 8.0, 0.5
#: two common words side by side, 信息发布, name no theme of their own; five characters, or one rare word in it, do
_SHORT, _LONG, _RARE = 4, 5, 0.6
#: nor does a word as common in general Chinese as 工作人员: occurrences in the counts of jieba's dictionary
_EVERYDAY = 1000
_WORDS = Lexicon(())


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One word to consider (建议).

    theme, title : the nearest theme, by company and spelling, or None;
    firm : whether the support is such that most rows like it are right (建议采纳); the others want reading (细看);
    support : how unlikely the company is by chance, in nats, and kinship in spelling (`nlp.study.company.Tie`);
    share : of the word's clauses that keep the theme's company; lift : that share over the theme's share of all clauses;
    found_by : new term, keyness, topic word, term of the field; count, documents : occurrences outside of what the codebook
    knows, and reports that have them.
    """

    theme: str | None
    title: str | None
    term: str
    firm: bool
    support: float
    share: float
    lift: float
    count: int
    documents: int
    found_by: tuple[str, ...]
    contexts: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return a row; as CSV or a workbook it is a codebook file once unwanted rows are struck out."""
        return {
            "theme": self.title, "term": self.term, "advice": "采纳" if self.firm else "细看", "theme_id": self.theme,
            "count": self.count, "documents": self.documents, "support": self.support, "share": self.share,
            "lift": self.lift, "found_by": "、".join(self.found_by), "contexts": "｜".join(self.contexts),
        }  # fmt: skip


def suggest(
    reports: Iterable[Report | str], codebook: Codebook | str | Path = "gongkai", *, top: int = 50
) -> tuple[Suggestion, ...]:
    """Return words the codebook does not know, firm rows first, the best supported first (增补建议).

    Parameters
    ----------
    reports : the corpus to look for words in: reports, or texts.
    codebook : the codebook to extend.
    top : how many rows.

    Raises
    ------
    UsageError
        When `reports` holds something else, or `top` is below 1.

    Notes
    -----
    A suggestion is company kept, not meaning: read the contexts before a row is accepted. Accepting every firm row unread
    finds more of the themes in reports not looked at, and costs some precision; ``models/codebooks/README.md`` has the
    figures.
    """
    at_least(1, top=top)
    corpus = list(as_reports(reports))
    book = codebook if isinstance(codebook, Codebook) else load_codebook(codebook)
    found = _candidates(corpus)
    unknown = {term: by for term, by in found.items() if not tag(term, book, learned=False).themes}
    if not unknown:
        return ()
    company = Company(corpus, book)
    places = company.places(tuple(unknown))
    rows = [row for term, by in unknown.items() if (row := _row(term, by, places[term], company, book)) is not None]
    rows.sort(key=lambda row: (not row.firm, -row.support, row.term))
    return tuple(rows[:top])


def _candidates(reports: Sequence[Report]) -> dict[str, tuple[str, ...]]:
    """Return the candidates with how each was found."""
    found: dict[str, list[str]] = {}
    ways: dict[str, Callable[[], list[str]]] = {
        _NEW: lambda: [term.term for term in terms(reports, top=200)],
        _KEYNESS: lambda: [
            word.term for word in keywords(reports, measure="log_likelihood", against="reports", top=200)
        ],
        _TOPIC: lambda: [word for topic in topics(reports, k=8).topics for word, _ in topic.words],
        _FIELD: lambda: list(_of_the_field(reports)),
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


def _of_the_field(reports: Sequence[Report]) -> Iterator[str]:
    """Yield the terms of the shipped lexicon in the narratives."""
    lexicon = shipped()
    for report in reports:
        for span in report.narratives.all:
            text = report.quote(span)
            yield from (text[start:end] for start, end in lexicon.find(text))


def _row(term: str, found_by: tuple[str, ...], places: Places, company: Company, book: Codebook) -> Suggestion | None:
    # mostly a part of words the codebook knows: 标准化 inside 标准化规范化 tells nothing new
    if 2 * len(places.fresh) <= places.total:
        return None
    tie = company.nearest(term, places)
    contexts = tuple(_context(company.passages[index], *span) for index, *span in _shown(places, company))
    return Suggestion(
        tie.theme if tie else None, book.theme(tie.theme).title if tie else None, term,
        tie is not None and _is_firm(term, found_by, tie, company),
        round(tie.support, 4) if tie else 0.0, round(tie.share, 4) if tie else 0.0, round(tie.lift, 4) if tie else 0.0,
        len(places.fresh), len({company.passages[index].document for index, _, _ in places.fresh}), found_by, contexts,
    )  # fmt: skip


def _is_firm(term: str, found_by: tuple[str, ...], tie: Tie, company: Company) -> bool:
    """Return whether a term is one by its making, means one thing, and keeps one theme's company."""
    return (
        (_FIELD in found_by or _NEW in found_by)
        and len(term) >= _SHORT
        and named_reference(GENERAL).counts.get(term, 0) < _EVERYDAY
        and tie.clauses >= _CLAUSES
        and tie.support >= _SUPPORT
        and max(tie.share, tie.kin) >= _HALF
        and (len(term) >= _LONG or any(company.rarity(word) >= _RARE for word in segment(term, lexicon=_WORDS)))
    )


def _shown(places: Places, company: Company) -> list[tuple[int, int, int]]:
    """Return the first places, one of a sentence; copies of sentences only where there is nothing else."""
    first = {place[0]: place for place in reversed(places.fresh)}
    own = [place for index, place in first.items() if not company.passages[index].copy]
    return sorted(own or first.values())[:_CONTEXTS]


def _context(passage: Passage, start: int, end: int) -> str:
    text = passage.text
    left, right = text[max(0, start - _WIDTH) : start], text[end : end + _WIDTH]
    return f"{left}【{text[start:end]}】{right}".replace("\n", " ")
