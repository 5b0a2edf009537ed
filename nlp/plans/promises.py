"""The promises in a plan (承诺): its acts one by one, purpose aside, with what each is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.plans import concreteness
from nlp.plans.concreteness import Signs
from nlp.plans.layout import sentences
from nlp.plans.matters import about
from nlp.plans.scorer import signs_of_each
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


def promises_of(keys: Sequence[str]) -> list[list[Promise]]:
    """Return what each of several plans, given as folded texts, promises: its acts without their purposes, slogans aside.

    An opening that heads the rest (加强日常巡查。…) or only names its direction is no promise of its own.
    """
    texts = [[key[start:end] for start, end in acts(key)] for key in keys]
    signs = iter(signs_of_each([text for one in texts for text in one]))
    told = [[_promise(text, shown) for text, shown in zip(one, signs, strict=False)] for one in texts]
    return [_unheaded(key, [promise for promise in one if promise]) for key, one in zip(keys, told, strict=True)]


def _unheaded(key: str, found: list[Promise]) -> list[Promise]:
    """Return the promises of one plan without an opening that only heads the rest."""
    if len(found) > 1 and len(found[0].text) <= _LONGEST_LEAD and key.startswith(found[0].text):
        headed = key[len(found[0].text)] == "。"
        if headed or (not found[0].checkable and any(promise.checkable for promise in found)):
            return found[1:]
    return found


def _promise(text: str, signs: Signs) -> Promise | None:
    _, level = concreteness.score(concreteness.features(signs))
    if level <= _SLOGAN:
        return None
    names = tuple(name for name in _NAME.findall(text) if not _SLOGANS_IN_QUOTES.search(name))
    checkable = "action" in signs.strong or "quantity" in signs.strong
    return Promise(text, names, about(text).matters, checkable, sets_target(text))


def lead_of(key: str) -> str:
    """Return the opening clause of a plan, given as its folded text: by it a plan is known again when it is renewed."""
    first = next(iter(sentences(key)), None)
    if first is None:
        return ""
    pieces = [key[start:end].strip("，。；") for start, end in first.pieces]
    return next((piece for piece in pieces if about(piece).matters), pieces[0])
