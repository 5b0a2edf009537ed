"""Mentions put in order (提及): those of one theme, and those of a theme together with its children's."""

from __future__ import annotations

from collections.abc import Iterable

from nlp.report import Evidence

#: a mention that is evidence: start, end, and the rule that found it (a bare tuple: there are hundreds in a text)
Mention = tuple[int, int, str]


def leftmost_longest(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions in text order, none in or across another: the first counts, and of two the longer."""
    if len(mentions) < 2:
        return mentions
    kept: list[Mention] = []
    reach = 0
    for mention in sorted(mentions):
        if mention[0] >= reach:
            kept.append(mention)
            reach = mention[1]
        elif mention[0] == kept[-1][0]:
            # sorted by end, so this one is longer
            kept[-1] = mention
            reach = mention[1]
    return kept


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return the evidence of a theme and its children in text order, each span once, with the first rule given for it."""
    spans: dict[tuple[int, int], Evidence] = {}
    for each in evidence:
        spans.setdefault(each[:2], each)
    return tuple([spans[span] for span in sorted(spans)])
