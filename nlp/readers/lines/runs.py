"""Texts whose every run of one font stands on a line of its own (逐段成行): a sentence lies in pieces, each figure alone.

Programs that take the text out of a page write a line break behind each element, and pages put figures into elements of
their own. Line by line such figures look like the cells of a table, or like page marks; so sentences are put together
before anybody looks for those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.readers.lines.source import NUMBERED, Line, Source, joined

#: marks that no line begins with
_NEVER_FIRST = frozenset("，。、；：）》”！？%％")
_OPENING = frozenset("（《“〈(")
_ENDS = frozenset("。！？；!?;")
_UNIT = re.compile("[年月日号件条个项次期篇份人家名万亿元余多类场处批册户款部级届时天周季％%]")
_FIGURE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,:/?&=_%-]*|[-—–~至]{1,2}")
#: a figure alone, and its sentence goes on in the line below
_APART = re.compile(rf"\n *[0-9][0-9.,]* *\n *(?:[年月日] *\n|{_UNIT.pattern}[^\n]{{0,60}}[，。；、])")
_FEWEST = 2
#: so many Chinese characters are more than a cell or a heading
_PROSE = 15
#: a label of a table in front of its figure has no more
_CELL_LENGTH = 8
_LONGEST_HEADING = 32
_MARK = re.compile("[，。；、]")
_STOP = re.compile("[。；]")
_HAN = re.compile("[\u3400-\u9fff]")
_TITLE = re.compile("(?:报告|年报)[^，。；、]{0,20}$")
#: cells of the statutory tables that read like prose
_CELL = re.compile("勾稽关系|不计其他情形|不再处理其?政府信息|第[一二三四]项加第")
_CAPTION = re.compile("第二十条第|信息内容|行政复议$|申请人情况")


def apart(text: str) -> bool:
    """Return whether sentences of a text lie in pieces, a line for each."""
    return sum(1 for _ in _APART.finditer(text)) >= _FEWEST


def lines(source: Source) -> list[Line]:
    """Return the lines of a source, the pieces of a sentence put together."""
    return [joined(pieces) for pieces in _sentences(source)]


def _sentences(source: Source) -> Iterator[list[Line]]:
    rows = source.lines()
    pieces: list[Line] = []
    said = ""
    for line, below in zip(rows, [*[row.text for row in rows[1:]], ""], strict=True):
        if pieces and line.text and _goes_on(said, line.text, below):
            pieces.append(line)
            said += line.text
            continue
        if pieces:
            yield pieces
        pieces, said = [line], line.text
    if pieces:
        yield pieces


def _goes_on(said: str, after: str, below: str) -> bool:
    """Whether what was said so far goes on in the line after it; `below` is the line after that."""
    if not said:
        return False
    if after[0] in _NEVER_FIRST or said[-1] in _OPENING or NUMBERED.fullmatch(said):
        return True
    if said[-1] in _ENDS or NUMBERED.match(after) or _CAPTION.match(after) or _CELL.search(said):
        return False
    if said[-1].isdigit() and _UNIT.match(after):
        return True
    if _FIGURE.fullmatch(said):
        return False
    if _is_prose(said):
        return said[-1] != "：" or _FIGURE.fullmatch(after) is not None
    counted = _FIGURE.fullmatch(after) and (_UNIT.match(below) or below[:1] in _NEVER_FIRST)
    return bool(counted) and len(said) > _CELL_LENGTH and not NUMBERED.match(said)


def _is_prose(said: str) -> bool:
    """Whether a sentence has begun that is not at its end."""
    number = NUMBERED.match(said)
    if number:
        # a heading may have a comma, and its text begins with a line of its own
        return len(said) > _LONGEST_HEADING or bool(_STOP.search(said))
    return bool(_MARK.search(said)) or (len(_HAN.findall(said)) >= _PROSE and not _TITLE.search(said))
