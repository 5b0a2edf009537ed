"""The promises in a plan (承诺): its acts one by one, purpose aside, with what each is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.plans.layout import sentences
from nlp.plans.matters import about
from nlp.plans.plain import plain
from nlp.plans.result import Item
from nlp.plans.split import acts

#: a document or platform called by its name
_NAME = re.compile('《[^》]{3,60}》|"[^"，。；]{3,20}"')
_SLOGANS_IN_QUOTES = re.compile("公开为常态|应公开|接地气|标准化|规范化|多元化")


@dataclass(frozen=True, slots=True)
class Promise:
    """One act that is promised. names : documents and platforms called by name; matters : what it is about."""

    text: str
    names: tuple[str, ...]
    matters: set[str]


def promises_of(item: Item) -> list[Promise]:
    """Return what a plan promises; purpose clauses and acts about nothing in particular are left out."""
    key = plain(item.text).key
    found = []
    for start, end in acts(key):
        text = key[start:end]
        names = tuple(name for name in _NAME.findall(text) if not _SLOGANS_IN_QUOTES.search(name))
        matters = about(text).matters
        if names or matters:
            found.append(Promise(text, names, matters))
    return found


def lead_of(item: Item) -> str:
    """Return the opening clause of a plan, by which it is known again when it is renewed."""
    key = plain(item.text).key
    first = next(iter(sentences(key)), None)
    if first is None:
        return ""
    pieces = [key[start:end].strip("，。；") for start, end in first.pieces]
    return next((piece for piece in pieces if about(piece).matters), pieces[0])
