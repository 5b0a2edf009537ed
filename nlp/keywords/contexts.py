"""A term in its contexts (上下文检索, keyword in context)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from nlp.errors import UsageError, at_least, wrong_type
from nlp.keywords.corpus import Texts
from nlp.matching import Phrases
from nlp.report import Evidence, Report, Span, as_reports


@dataclass(frozen=True, slots=True)
class Context:
    """One occurrence: ``report.text[start:end]`` is the term as it stands there, with what is left and right of it.

    document : index of the text; source : of its report; section : kind of the section it stands in, or ``""``.
    """

    document: int
    source: str
    section: str
    found: Evidence
    left: str
    right: str

    def to_dict(self) -> dict[str, Any]:
        """Return a plain record."""
        return {
            "source": self.source, "section": self.section, "left": self.left, "term": self.found.quote,
            "right": self.right, "start": self.found.start, "end": self.found.end,
        }  # fmt: skip


def kwic(term: str, texts: Texts, *, width: int = 20) -> tuple[Context, ...]:
    """Return every occurrence of a term in the narratives of reports, or in texts, in order (上下文检索).

    Characters are matched, not words, whatever the width of punctuation, letter case or script.

    Parameters
    ----------
    term : what to look for.
    texts : one report or text, or several.
    width : characters of context on each side; contexts stop at line breaks and at the bounds of the narrative.

    Raises
    ------
    UsageError
        When the term is empty or `width` negative.
    """
    if not isinstance(term, str):
        raise wrong_type(term, "要查的词语（str）", "请给出一个词")
    if not term.strip():
        raise UsageError("要查的词语为空：请至少给出一个字")
    at_least(0, width=width)
    phrases = Phrases([term])
    return tuple(
        _context(index, report, span, span.start + start, span.start + end, width=width)
        for index, report in enumerate(as_reports(texts))
        for span in report.narratives.all
        for _, start, end in phrases.find(report.quote(span))
    )


def _context(index: int, report: Report, span: Span, start: int, end: int, *, width: int) -> Context:
    left = report.text[max(span.start, start - width) : start].rpartition("\n")[2]
    right = report.text[end : min(span.end, end + width)].partition("\n")[0]
    return Context(index, report.source, report.located(start), report.evidence(start, end, "kwic"), left, right)


def columns(contexts: Iterable[Context]) -> list[str]:
    """Return one line per context with the terms below one another, as a terminal with wide characters shows them.

    Parameters
    ----------
    contexts : what `kwic` found.
    """
    rows = list(contexts)
    margin = max((_cells(row.left) for row in rows), default=0)
    middle = max((_cells(row.found.quote) for row in rows), default=0)
    return [
        f"{' ' * (margin - _cells(row.left))}{row.left}  {row.found.quote}"
        f"{' ' * (middle - _cells(row.found.quote))}  {row.right}"
        for row in rows
    ]


def _cells(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
