"""Sub-items of a section (分项): the five of 总体情况 however worded; problems, measures taken and to come of section five.

Sub-headings are found by their numbers, which must follow one another; what a sub-heading says decides the part. In
section five, measures often begin without a sub-heading, with a turn such as 针对上述问题 or 2021年，我市将…: a sentence of
that kind begins a part as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from nlp.readers.outline.document import Document
from nlp.readers.outline.headings import Heading, numeral
from nlp.readers.outline.wording import SENTENCE_START, PartGrammar, part_grammar
from nlp.report import Part

_NUMERAL = "[一二三四五六七八九十]"
#: begins with the closing bracket and looks back, so that the search is for that
_PAREN = re.compile(
    f"）(?:(?<=({_NUMERAL}{_NUMERAL})）)|(?<=({_NUMERAL})）)|(?<=({_NUMERAL}{_NUMERAL}) ）)|(?<=({_NUMERAL}) ）))[、.．]? ?"
)
_ARABIC = re.compile("([0-9][0-9]?) ?[、.．] ?(?=[\u4e00-\u9fff“《])")
_DUN = re.compile(f"({_NUMERAL}{_NUMERAL}?) ?[、.．] ?")
#: the ways of numbering, and how each prints the number one, without which it counts nothing
_WAYS = (
    (_PAREN, re.compile("一 ?）")),
    (_ARABIC, re.compile("1 ?[、.．]")),
    (_DUN, re.compile("一 ?[、.．]")),
)
#: before the number of a sub-heading: a line break, a blank, the end of a sentence, a colon; never 第 or 条
_OPENS = frozenset(" \n。！？；：”）")
_STOP = re.compile("[。：；\n ](?:(?<! )|(?=[^ ]{6}))")
#: a figure or a comma behind a part's name: the sentence has begun
_TOLD = re.compile("[0-9，]")
#: fewer characters than that behind a part's name still belong to it
_SENTENCE = 4
#: a sub-heading has no more characters than this, one that ends the line a few more
_LONGEST = 32
#: and one without a number still fewer
_SHORT = 14
#: a sub-heading of section five that names its part (（一）存在的主要问题) has no more
_NAME = 20
_SKIP = re.compile("[ \n。．:：;；、]*")
_SENTENCE_START = re.compile(SENTENCE_START)


class _Sub(NamedTuple):
    """A sub-heading: ``start`` of its number, ``end`` of its title, its title ("" where it has none), its body's start."""

    start: int
    end: int
    body: int
    title: str


def overview_parts(document: Document, start: int, end: int) -> tuple[Part, ...]:
    """Return the parts of 总体情况, one per sub-heading; ``()`` where it has none."""
    grammar = part_grammar("overview")
    subs = _subheadings(document, start, end, grammar)
    return tuple(
        Part(grammar.kind(sub.title or document.key[sub.end : sub.end + 16]), document.text[sub.start : sub.end], *body)
        for sub, body in zip(subs, _bodies(document, subs, end), strict=True)
    )


def problem_parts(document: Document, start: int, end: int, cut: Heading | None = None) -> tuple[Part, ...]:
    """Return the parts of section five.

    cut : the heading of a second section of measures that was joined to this one.
    """
    if cut is not None:
        until = _back(document, start, cut.start)
        first = problem_parts(document, start, until)
        if len(first) == 1 and first[0].kind == "other":
            # what measures have a section of their own for is wrong, in whatever words
            first = (replace(first[0], kind="problems"),)
        last = Part("planned", document.text[cut.start : cut.end], cut.body, end)
        return (*first, last)
    grammar = part_grammar("problems")
    labels = _labels(document, start, end, grammar)
    if labels and (labels[0].start == start or len({grammar.kind(label.title) for label in labels}) > 1):
        return _by_titles(document, start, end, labels, grammar)
    subs = _subheadings(document, start, end, grammar)
    named = [sub for sub in subs if sub.title and grammar.kind(sub.title) != "other" and len(sub.title) <= _NAME]
    if len({grammar.kind(sub.title) for sub in named}) > 1 or (named and named[0].start == start and len(subs) == 1):
        return _by_titles(document, start, end, named, grammar)
    return _by_turns(document, start, end, grammar, subs)


def measure_parts(document: Document, start: int, end: int) -> tuple[Part, ...]:
    """Return the parts of a section that by its title holds measures alone (下一步工作计划)."""
    found = problem_parts(document, start, end)
    if any(part.kind != "other" for part in found):
        return found
    return (Part("planned", "", start, end),) if end > start else ()


def _by_titles(
    document: Document, start: int, end: int, subs: Sequence[_Sub], grammar: PartGrammar
) -> tuple[Part, ...]:
    parts: list[Part] = []
    if subs[0].start > start:
        parts += _by_turns(document, start, _back(document, start, subs[0].start), grammar)
    for sub, (begin, until) in zip(subs, _bodies(document, subs, end), strict=True):
        kind = grammar.kind(sub.title)
        within = _by_turns(document, begin, until, grammar) if kind == "problems" and len(subs) == 1 else ()
        heading = document.text[sub.start : sub.end]
        if len(within) > 1:
            parts += (Part(within[0].kind, heading, within[0].start, within[0].end), *within[1:])
        else:
            parts.append(Part(kind, heading, begin, until))
    return tuple(parts)


def _by_turns(
    document: Document, start: int, end: int, grammar: PartGrammar, subs: Sequence[_Sub] = ()
) -> tuple[Part, ...]:
    """Cut a stretch where a sentence turns from what is wrong to what is done about it, item by item if need be."""
    cuts = _turns(document, start, end, grammar)
    if not cuts:
        kind = "problems" if grammar.lacks.search(document.key, start, end) else "other"
        return (Part(kind, "", start, end),) if end > start else ()
    if cuts[0][0] > start:
        # what stands before the first turn is what it turns from
        cuts.insert(0, (start, "problems"))
    items = [sub.start for sub in subs if _tells_both(document, sub, subs, end, cuts, grammar)]
    if len(items) > 1:
        # each item tells what is wrong and what is done about it
        cuts = sorted({**dict.fromkeys(items, "problems"), **dict(cuts)}.items())
    parts: list[Part] = []
    for index, (at, kind) in enumerate(cuts):
        until = _back(document, at, cuts[index + 1][0] if index + 1 < len(cuts) else end)
        if parts and parts[-1].kind == kind:
            parts[-1] = Part(kind, "", parts[-1].start, until)
        elif until > at:
            parts.append(Part(kind, "", at, until))
    return tuple(parts)


def _turns(document: Document, start: int, end: int, grammar: PartGrammar) -> list[tuple[int, str]]:
    """Return where sentences turn to measures, ``planned`` or ``done``, and from those done to what is still wrong."""
    key = document.key
    found: list[tuple[int, str]] = []
    for at in _starts(key, start, end):
        turn = grammar.turn.match(key, at, end)
        if turn and not (key.startswith("20", at) and key.find(key[at : at + 4], start, at) >= 0):
            sentence = key[at : min(_sentence_end(key, at), end)]
            found.append((at, grammar.tense(sentence)))
        elif found and found[-1][1] == "done" and grammar.back.match(key, at, end):
            found.append((at, "problems"))
    return found


def _tells_both(
    document: Document, sub: _Sub, subs: Sequence[_Sub], end: int, cuts: Sequence[tuple[int, str]], grammar: PartGrammar
) -> bool:
    """Whether an item says what is wrong and then turns to measures."""
    until = min((other.start for other in subs if other.start > sub.start), default=end)
    turn = next((at for at, _ in cuts if sub.start < at < until), None)
    return turn is not None and grammar.lacks.search(document.key, sub.start, turn) is not None


def _starts(key: str, start: int, end: int) -> list[int]:
    """Return where sentences begin."""
    ends = [match.end() for match in _SENTENCE_START.finditer(key, start, end)]
    # a stretch that ends a sentence begins none behind it
    return [start, *(ends[:-1] if ends and ends[-1] == end else ends)]


def _labels(document: Document, start: int, end: int, grammar: PartGrammar) -> list[_Sub]:
    """Return sub-headings without a number (存在问题： 改进措施：) at the beginning of sentences."""
    found = [grammar.labels.match(document.key, start, end), *grammar.labelled.finditer(document.key, start, end)]
    return [
        _Sub(match.start("bracket"), match.end("label"), _past(document, match.end(), end), match["label"])
        for match in found
        if match is not None
    ]


def _sentence_end(key: str, at: int) -> int:
    ends = [found for mark in "。\n" if (found := key.find(mark, at)) >= 0]
    return min(ends, default=len(key))


def _subheadings(document: Document, start: int, end: int, grammar: PartGrammar) -> list[_Sub]:
    """Return the sub-headings of a section: of the first way of numbering that counts up from one."""
    for pattern, one in _WAYS:
        subs = _counted(document, start, end, pattern, grammar) if one.search(document.key, start, end) else []
        if len(subs) >= 2 or (subs and subs[0].title):
            return subs
    subs = _unnumbered(document, start, end, grammar)
    return subs if len(subs) >= 2 else []


def _unnumbered(document: Document, start: int, end: int, grammar: PartGrammar) -> list[_Sub]:
    """Return lines that begin with the name of a part and a stop (主动公开方面：…)."""
    found: list[_Sub] = []
    at = start
    while at < end:
        sub = _sub(document, at, at, end, grammar)
        if 0 < len(sub.title) <= _SHORT and grammar.kind(sub.title) != "other":
            found.append(sub)
        at = document.end_of_block(at) + 1
    return found


def _counted(document: Document, start: int, end: int, pattern: re.Pattern[str], grammar: PartGrammar) -> list[_Sub]:
    key = document.key
    subs: list[_Sub] = []
    rank = 0
    for match in pattern.finditer(key, start, end):
        figure = match.lastindex or 0
        at = begin = match.start(figure)
        if begin < start:
            continue
        while at > start and key[at - 1] in "（ ":
            at -= 1
        if at < begin and key[at] == " ":
            at = begin
        if at > start and key[at - 1] not in _OPENS:
            continue
        if pattern is _DUN and at > start and key[at - 1] != "\n":
            continue
        number = int(match[figure]) if match[figure].isdigit() else numeral(match[figure])
        # a number may be skipped or stand twice; one that starts over belongs to an item of an item
        if not (number == rank + 1 or (rank and rank <= number <= rank + 2)):
            continue
        rank = number
        subs.append(_sub(document, at, match.end(), end, grammar))
    return subs


def _sub(document: Document, start: int, title: int, end: int, grammar: PartGrammar) -> _Sub:
    """Tell where the title of a sub-heading ends: at the line, the sentence or a blank, else by its wording."""
    window = document.key[title : min(end, title + _LONGEST + 8)]
    match = _STOP.search(window)
    stop = match.start() if match else len(window)
    named = grammar.named.match(window)
    runs_on = named is not None and _runs_on(window, named, stop)
    if stop <= _LONGEST and (match or title + stop == end) and not runs_on:
        past = title + stop
    elif known := named or grammar.glued.match(window):
        past = title + known.end()
    else:
        return _Sub(start, title, title, "")
    return _Sub(start, past, _past(document, past, end), document.key[title:past])


def _runs_on(window: str, named: re.Match[str], stop: int) -> bool:
    """Whether the text of a part follows its name without a stop (主动公开方面全县公开…)."""
    rest = stop - named.end()
    if named.group().endswith(("方面", "情况")):
        return rest >= _SENTENCE
    return rest > 0 and _TOLD.search(window, named.end(), stop) is not None


def _past(document: Document, at: int, end: int) -> int:
    """Return where the text after a sub-heading begins."""
    match = _SKIP.match(document.key, at, end)
    return match.end() if match else at


def _bodies(document: Document, subs: Sequence[_Sub], end: int) -> list[tuple[int, int]]:
    ends = [sub.start for sub in subs[1:]] + [end] * bool(subs)
    return [(min(sub.body, until), _back(document, sub.body, until)) for sub, until in zip(subs, ends, strict=True)]


def _back(document: Document, start: int, end: int) -> int:
    """Return the end without white space before it."""
    return start + len(document.text[start:end].rstrip()) if end > start else start
