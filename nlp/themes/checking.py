"""A codebook tests itself (编码表自检): what does not hold together in it, in words its author can act on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nlp.report import narrative_of
from nlp.text import fold
from nlp.themes.codebook import Codebook, Cue, Example, Theme
from nlp.themes.tagger import tag


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a codebook (自检问题). theme : id of the theme it concerns, empty for the whole."""

    theme: str
    message: str

    def __str__(self) -> str:
        return f"{self.theme}：{self.message}" if self.theme else self.message

    def to_dict(self) -> dict[str, Any]:
        """Return the row that ``gongkai codebook check`` prints."""
        return {"theme": self.theme, "message": self.message}


def check(codebook: Codebook) -> list[Problem]:
    """Return what is wrong with a codebook; an empty list when nothing is.

    Looks for: ids used twice, parents that do not exist or lead in a circle; empty terms and terms of one character;
    terms that differ only in width or script; words that can never be found because another shadows them; words that
    stand in two themes, in whatever width or script, and are not among the codebook's ``shared`` ones; examples
    whose evidence is not exactly what is marked, and counter-examples that match. (Patterns that do not compile or can
    run forever never get this far: `load_codebook` refuses them.)
    """
    return [
        *_identities(codebook),
        *(problem for theme in codebook.themes for problem in _terms(theme)),
        *_shadows(codebook),
        *(problem for theme in codebook.themes for problem in _examples(codebook, theme)),
    ]


def _identities(book: Codebook) -> Iterator[Problem]:
    for name, many in Counter(theme.id for theme in book.themes).items():
        if many > 1:
            yield Problem(name, f"id 用了 {many} 次：请给每个主题各自的 id")
    for title, many in Counter(theme.title for theme in book.themes).items():
        if many > 1:
            yield Problem("", f"title {title!r} 用了 {many} 次：请给每个主题各自的标题")
    parents = {theme.id: theme.parent for theme in book.themes}
    for theme in book.themes:
        if theme.parent is not None and theme.parent not in parents:
            yield Problem(theme.id, f"parent {theme.parent!r} 不是本编码表的主题：请改为其中一个")
        elif _circular(theme.id, parents):
            yield Problem(theme.id, "上级主题绕回了自身：请断开这个圈")


def _circular(theme: str, parents: dict[str, str | None]) -> bool:
    seen = {theme}
    at = parents.get(theme)
    while at is not None and at not in seen:
        seen.add(at)
        at = parents.get(at)
    return at is not None


def _terms(theme: Theme) -> Iterator[Problem]:
    for cue in theme.cues:
        kind = "anchors" if cue.pattern else "terms"
        for term in cue.terms:
            if not term.strip():
                yield Problem(theme.id, f"“{cue.name}”的 {kind} 里有空词语：请删去")
            elif len(term.strip()) == 1 and cue.pattern is None:
                yield Problem(theme.id, f"词语 {term!r} 只有一个字，会到处匹配：请加长")
    forms: dict[str, str] = {}
    for _, term in _words(theme):
        other = forms.setdefault(fold(term), term)
        if other != term:
            yield Problem(theme.id, f"词语 {other!r} 与 {term!r} 只有全半角或简繁之别：请留一个")


def _shadows(book: Codebook) -> Iterator[Problem]:
    masks = {fold(mask) for mask in book.masks}
    shared = {fold(term) for term in book.shared}
    owners: dict[str, tuple[str, str]] = {}
    for theme in book.themes:
        seen: dict[str, tuple[Cue, str]] = {}
        for cue, term in _words(theme):
            key = fold(term)
            if key in masks:
                yield Problem(theme.id, f"词语 {term!r} 已被 masks 遮蔽，永远找不到：请删去它或那条遮蔽")
            if key in seen and seen[key][1] == term:
                yield Problem(theme.id, f"词语 {term!r} {_twice(seen[key][0], cue)}：请留一处")
            seen[key] = cue, term
            owner, spelt = owners.setdefault(key, (theme.id, term)) if cue.role != "lookalike" else (theme.id, term)
            if owner != theme.id and key not in shared:
                yield Problem(theme.id, f"词语 {term!r} {_elsewhere(owner, spelt, term)}：请留一处，或把它列入 shared")


def _twice(one: Cue, other: Cue) -> str:
    return f"在线索“{one.name}”里写了两次" if one.name == other.name else f"同在线索“{one.name}”和“{other.name}”里"


def _elsewhere(owner: str, spelt: str, term: str) -> str:
    written = "" if spelt == term else f"（写作 {spelt!r}，只有全半角或简繁之别）"
    return f"也属于主题 {owner}{written}，两个主题都会标"


def _words(theme: Theme) -> Iterator[tuple[Cue, str]]:
    return ((cue, term) for cue in theme.cues if cue.pattern is None for term in cue.terms)


def _examples(book: Codebook, theme: Theme) -> Iterator[Problem]:
    for example in theme.examples:
        if wrong := _mismatch(book, theme, example):
            yield Problem(theme.id, f"例句 {example.text!r}：{wrong}")
    for counter in theme.counters:
        found = tag(narrative_of(counter.text), book, learned=False).get(theme.id)
        if found:
            words = "、".join(evidence.quote for evidence in found.evidence)
            yield Problem(theme.id, f"反例 {counter.text!r} 被匹配（{found.strength}：{words}）：请改线索或改反例")


def _mismatch(book: Codebook, theme: Theme, example: Example) -> str:
    found = tag(narrative_of(example.text), book, learned=False).get(theme.id)
    marked = [example.text[start:end] for start, end in example.spans]
    if not marked:
        return "没有标出证据：请用花括号括出"
    if found is None:
        return f"没有匹配；标出的是 {'、'.join(marked)}"
    spans = tuple((evidence.start, evidence.end) for evidence in found.evidence)
    if spans != example.spans:
        return f"匹配到 {'、'.join(e.quote for e in found.evidence)}；标出的是 {'、'.join(marked)}"
    passing = example.strength == "passing"
    if (found.strength == "passing") != passing:
        return f"判为 {found.strength}；应为 {'passing' if passing else 'named 或 described'}"
    return ""
