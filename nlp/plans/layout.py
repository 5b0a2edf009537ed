"""How section five is laid out: its sentences and their pieces, and where numbered items begin (版式).

Everything here works on `Plain.key`, in one pass over it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from nlp.plans.sought import Pass, Words

Piece = tuple[int, int]

#: a mark; or a bracket, title or quotation, which is stepped over: nothing else may hold a comma without ending a piece
_CUT = re.compile(
    '[，。；！？\n（《"〔]'
    r'(?:(?<=（)[^（）\n]{0,300}）|(?<=《)[^《》\n]{0,100}》|(?<=")[^"\n]{0,100}"|(?<=〔)[^〔〕\n]{0,50}〕)?'
)
_MARKS = frozenset("，。；！？\n")
_LISTED = "一二三四五六七八九十"
_IN_TURN = ("首先", "其次", "再次", "最后")
_EDGE = frozenset("，。；：、！？,.;:!? \n\t\u3000-—·•●◆■▪○▶★※*#")


class Sentence(NamedTuple):
    """A sentence: its span, its pieces between commas (without the marks at their edges), and where it stands.

    item : number of the stretch between two enumerators; numbered : that stretch has an enumerator; opens : it is the
    first sentence there.
    """

    start: int
    end: int
    pieces: tuple[Piece, ...]
    item: int
    numbered: bool
    opens: bool


def _enumerators() -> dict[str, list[str]]:
    """Return the words and marks that may number an item."""
    numbers = [*_LISTED, *("十" + unit for unit in _LISTED[:9])]
    arabic = [str(n) for n in range(1, 31)]
    bracketed = [f"（{n}）{mark}" for n in (*numbers, *arabic) for mark in ("", "是")]
    worded = [f"{n}是" for n in numbers] + [f"第{n}是" for n in numbers]
    bounded = [n + mark for n in numbers for mark in "、．.要"] + [n + mark for n in arabic for mark in "、．.）"]
    bounded += [f"第{n}{mark}" for n in numbers for mark in "，、："]
    bounded += [f"{word}{mark}" for word in _IN_TURN for mark in ("", "，", "是")]
    bounded += [f"其{n}{mark}" for n in numbers for mark in "，、：是"]
    bounded += [f"{n}在" for n in numbers[:5]]
    bounded += ["一个是", "另一个是", "还有一个是", "一方面，", "另一方面，", "一方面是", "另一方面是", "另一方面"] + [
        chr(c) for c in range(0x2460, 0x2488)
    ]
    return {"": [*bracketed, *worded, *bounded]}


_ENUMERATORS = Words(_enumerators)


#: before 一是, these make it part of a word: 统一是, 之一是
_JOINED_TO_NUMBER = frozenset("统唯之同单第其专归合逐万另进" + _LISTED)
_BOUNDARY = frozenset("。；：！？，、\n \t）")
#: 其次 without a comma after it opens an item only where a sentence ends
_SENTENCE_END = frozenset("。；：！？\n")


def _begins_item(key: str, start: int, end: int) -> bool:
    before = key[start - 1] if start else "\n"
    after = key[end] if end < len(key) else "\n"
    token = key[start:end]
    if token[0] == "（":
        return before not in "第条款"
    if token.endswith("是") and token[0] in _LISTED + "第":
        return before not in _JOINED_TO_NUMBER and after not in "否不"
    if token in _IN_TURN:
        return before in _SENTENCE_END
    if token.endswith("要"):
        return before in _BOUNDARY and after not in "求点素"
    return before in _BOUNDARY and not (token[-1] in ".．" and after.isdigit())


def sentences(key: str, seen: Pass | None = None) -> list[Sentence]:
    """Return the sentences of a section, none of them running across an enumerator (断句分项).

    Parameters
    ----------
    key : the section; seen : the pass over it, where there was one.
    """
    found: list[Sentence] = []
    enumerators = _ENUMERATORS.of(seen) if seen else _ENUMERATORS.find(key)  # 一是 （一） 1、
    bounds = [(0, 0, False), *((start, end, True) for _, start, end in enumerators if _begins_item(key, start, end))]
    for item, (_, begin, numbered) in enumerate(bounds):
        stop = bounds[item + 1][0] if item + 1 < len(bounds) else len(key)
        opens = True
        for pieces in _sentences(key, begin, stop):
            found.append(Sentence(pieces[0][0], pieces[-1][1], tuple(pieces), item, numbered, opens))
            opens = False
    return found


def _sentences(key: str, begin: int, end: int) -> list[list[Piece]]:
    """Return the pieces of the sentences of one stretch."""
    found: list[list[Piece]] = []
    pieces: list[Piece] = []
    position, edge = begin, _EDGE
    for match in _CUT.finditer(key, begin, end):
        at = match.start()
        mark = key[at]
        if mark not in _MARKS:
            continue
        first, last = position, at
        if first < last and (key[first] in edge or key[last - 1] in edge):
            first, last = trimmed(key, first, last)
        if first < last:
            pieces.append((first, last))
        position = at + 1
        if mark != "，" and pieces:
            found.append(pieces)
            pieces = []
    piece = trimmed(key, position, end)
    if piece[0] < piece[1]:
        pieces.append(piece)
    if pieces:
        found.append(pieces)
    return found


def trimmed(key: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the marks and blanks at its edges."""
    edge = _EDGE
    while start < end and key[start] in edge:
        start += 1
    while end > start and key[end - 1] in edge:
        end -= 1
    return start, end
