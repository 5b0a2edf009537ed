"""Words found for a theme (提及), some not yet judged: what cannot change a theme's strength is judged when it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

#: start, end, and the rule that found the words (a bare tuple: there are hundreds in a text)
Judged = tuple[int, int, str]
#: a judgement put off: the function, its arguments, and the rule's words
Unjudged = tuple[Callable[..., tuple[str, str] | None], tuple[Any, ...], str]
#: a search put off: the function and its arguments; it returns mentions that count from where its own mention starts
Unsearched = tuple[Callable[..., list[Judged]], tuple[Any, ...]]
Mention = tuple[int, int, str | Unjudged | Unsearched | tuple[()]]
#: says that mentions of the theme may lie in or across one another
CROSSING: Mention = (0, 0, ())


def settled(mentions: Sequence[Mention]) -> list[Judged]:
    """Return the mentions that count, what was put off judged and searched now."""
    kept: list[Judged] = []
    crossing = False
    for start, end, rule in mentions:
        if isinstance(rule, str):
            kept.append((start, end, rule))
        elif len(rule) == 0:
            crossing = True
        elif len(rule) == 2:
            search, asked = rule
            found = search(*asked)
            crossing = crossing or bool(found)
            kept.extend((start + first, start + last, words) for first, last, words in found)
        else:
            judge, asked, words = rule
            outcome = judge(*asked)
            if outcome is not None and outcome[0] != "passing":
                kept.append((start, end, words + outcome[1]))
    return leftmost_longest(kept) if crossing else kept


def in_order(mentions: Sequence[Judged]) -> list[Judged]:
    """Return the mentions of a theme and its children in text order, each span once."""
    spans = {(start, end): rule for start, end, rule in reversed(mentions)}
    return [(start, end, spans[start, end]) for start, end in sorted(spans)]


def leftmost_longest(mentions: Sequence[Judged]) -> list[Judged]:
    """Return the mentions in text order, none in or across another: the first counts, and of two the longer."""
    kept: list[Judged] = []
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
