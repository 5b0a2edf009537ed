"""The promises in a plan (承诺): its acts one by one, purpose aside, with what each is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.plans.layout import sentences
from nlp.plans.matters import about
from nlp.plans.plain import plain
from nlp.plans.result import Item
from nlp.plans.scorer import score_clause
from nlp.plans.split import acts
from nlp.plans.targets import sets_target

#: a document or platform called by its name
_NAME = re.compile('《[^》]{3,60}》|"[^"，。；]{3,20}"')
_SLOGANS_IN_QUOTES = re.compile("公开为常态|应公开|接地气|标准化|规范化|多元化")


#: a clause at this level is a slogan, and promises nothing
_SLOGAN = 1
_LONGEST_LEAD = 16


@dataclass(frozen=True, slots=True)
class Promise:
    """One act that is promised.

    names : documents and platforms called by name; matters : what it is about; checkable : it names an act or a figure,
    not only a direction; bounded : it sets a share or number to be reached.
    """

    text: str
    names: tuple[str, ...]
    matters: set[str]
    checkable: bool
    bounded: bool


def promises_of(item: Item) -> list[Promise]:
    """Return what a plan promises: its acts without their purposes, slogans aside.

    An opening that heads the rest (加强日常巡查。…) or only names its direction is no promise of its own.
    """
    key = plain(item.text).key
    spans = acts(key)
    found = [promise for start, end in spans if (promise := _promise(key[start:end]))]
    if len(found) > 1 and len(found[0].text) <= _LONGEST_LEAD and key.startswith(found[0].text):
        headed = key[len(found[0].text)] == "。"
        if headed or (not found[0].checkable and any(promise.checkable for promise in found)):
            return found[1:]
    return found


def _promise(text: str) -> Promise | None:
    clause = score_clause(text)
    if clause.level <= _SLOGAN:
        return None
    names = tuple(name for name in _NAME.findall(text) if not _SLOGANS_IN_QUOTES.search(name))
    checkable = "action" in clause.cues or "quantity" in clause.cues
    return Promise(text, names, about(text).matters, checkable, sets_target(text))


def lead_of(item: Item) -> str:
    """Return the opening clause of a plan, by which it is known again when it is renewed."""
    key = plain(item.text).key
    first = next(iter(sentences(key)), None)
    if first is None:
        return ""
    pieces = [key[start:end].strip("，。；") for start, end in first.pieces]
    return next((piece for piece in pieces if about(piece).matters), pieces[0])
