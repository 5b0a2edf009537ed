"""Long runs of cells, one a line, taken out of a text before it is cut into lines (单元格长列).

Three quarters of the lines of a pasted report are the cells of its statutory tables. What `nlp.readers.lines.flattened` decides
line by line is decided here for a whole run by one pattern, where the run and what stands around it leave no doubt; where
they do, the lines are left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.readers.lines.flattened import is_text
from nlp.readers.lines.source import Item, Source
from nlp.report import Table

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_FIGURE = r"(?:[-−－+]?\d[\d,，.]*(?:%|[万亿]{1,2}元?|元|[件条个份项])?|[-—－/／])"
#: a number with words behind it begins a heading, but for the rows that the statutory tables number so
_NO_HEADING = (
    rf"(?!{_NUMERAL} ?[、.．,，：:](?!本年新收|上年结转|上年度结转|本年度办理结果|结转下年)"
    rf"|[（(]{_NUMERAL}[)）](?!予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|总计)|第{_NUMERAL}(?:部分|章)|[#*>])"
)
_CAPTION = r"[（(]?[^\n 。]{0,20}(?:勾稽关系|区分处理的|只计这一情|单位[:：]万?元)[^\n 。]{0,50}"
_CELL = rf"(?:{_FIGURE}|{_NO_HEADING}[^\r\n 报報。；！？，,;：:|｜┃│]{{1,40}}|{_CAPTION})"
_END = "[ \r]*\n"
_RUN = re.compile(rf"\n((?: *{_CELL}{_END}(?:{_END})*){{5,}}+)")
_FIGURE_LINE = re.compile(rf"\n *{_FIGURE}[ \r]*(?=\n)")
#: fewer figures are left to the slower way, which knows what else stands near
_FEWEST = 3


def lines(source: Source) -> list[Item]:
    """Return the text line by line, its long runs of cells as tables."""
    text = source.text
    if source.marked:
        return list(source.lines())
    items: list[Item] = []
    at = 0
    for start, end in _runs(text):
        items += source.lines(at, start)
        items.append(Table(tuple([(cell,) for cell in text[start:end].split()])))
        at = end
    return [*items, *source.lines(at)]


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where runs of cells begin and where the last figure of each ends."""
    for match in _RUN.finditer(text):
        first = match.start(1)
        figures = [*_FIGURE_LINE.finditer(text, first - 1, match.end())]
        if len(figures) < _FEWEST:
            continue
        begin = text.rfind("\n", 0, first - 1) + 1
        above = text[begin:first].strip()
        stop = text.find("\n", match.end())
        below = text[match.end() : stop if stop >= 0 else len(text)].strip()
        if is_text(above) and is_text(below):
            yield first, figures[-1].end() + 1
