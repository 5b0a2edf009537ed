"""Sections titled by the first words of their paragraph (段首标题): 工作开展情况：2012年，…, bold in print and without a number.

Items are labelled in the same way far oftener, so they are asked for only where a page has no other headings.
"""

from __future__ import annotations

from nlp.readers.outline.document import Document
from nlp.readers.outline.headings import LABEL, Heading
from nlp.readers.outline.sequence import RUN_IN
from nlp.readers.outline.wording import grammar

#: what a line's beginning and the mark behind the label speak for
_OPENS = 2.0


def labelled(document: Document) -> list[Heading]:
    """Return the candidates that are labels of their paragraphs, in order."""
    found: list[Heading] = []
    for match in LABEL.finditer(document.key):
        if known := grammar().whole(match[2]):
            start, end = match.span(1)
            found.append(Heading(start, end, match.end(), known.kind, known.quality + _OPENS, 0, RUN_IN))
    return found
