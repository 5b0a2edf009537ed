"""Lines become paragraphs (重排): page marks out, tables aside, hard-wrapped lines joined, layout blanks closed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, islice
from typing import cast

from nlp.readers.lines.chrome import is_injected, is_site_line, source_field
from nlp.readers.lines.extract import Block, Extract
from nlp.readers.lines.flattened import set_aside_tables
from nlp.readers.lines.indents import healed
from nlp.readers.lines.margin import measured
from nlp.readers.lines.markdown import all_unmarked, some_may_be_marked
from nlp.readers.lines.pagemarks import is_cut, without_page_marks
from nlp.readers.lines.source import NUMBERED, Item, Line, Source, joined, part
from nlp.readers.lines.spacing import closed_heading, closed_up, is_spread
from nlp.readers.lines.upright import put_together, some_may_be_upright
from nlp.readers.outline.document import matching_key
from nlp.readers.outline.wording import SURE, WINDOW, grammar
from nlp.report import Table

_SENTENCE_END = "。！？；：!?;:"
#: most lines of most texts end so: whole paragraphs
_STOPS = frozenset("。；：")
#: marks that no line begins with
_NEVER_FIRST = frozenset("，。、；：）”》！？")
#: a line that ends so is never the end of a paragraph
_GOES_ON = frozenset("，、,（(“《与和及的或")
#: what buttons below an article begin with: 【打印】, 上一篇
_BUTTONS = ("【", "[", "上一篇", "下一篇", "上一条", "下一条")
#: what no heading has
_PAUSE = re.compile("[，。；：]")
_ITEM = re.compile(r"\d{1,2}[.、．]\s*\D|[（(]\d{1,2}[)）]|[一二三四五六七八九十]是")
#: the second half of a heading that was broken: 五、存在的主要问题 | 及改进情况
_REST_OF_HEADING = re.compile(r"(?:及|和|与|以及)[^，。；：]{2,14}")
_CITES = re.compile(r"(?:第.{0,8}条|第|款|《[^》]{0,40})$")
_TITLE = re.compile(r"(?:年度?报告|年报)(?:[（(][^）)]{0,8}[）)])?$")
_LONGEST_HEADING, _LONGEST_BROKEN, _LONGEST_REST = 40, 30, 12
_BEGUN_TITLE = re.compile(r"^[^，。；：]*(?:政府信息|信息公开|政务公开)[^，。；：]*$")
_END_OF_TITLE = re.compile(r"[告报](?:[（(][^）)]{0,8}[）)])?$")


def compose(source: Source, items: Iterable[Item], *, title: str | None = None, laid_out: bool = False) -> Extract:
    """Return the extract of lines and tables in reading order.

    laid_out : the lines come from a page layout (PDF) that already says which are `full` and which `opens`.
    """
    blocks: list[Block] = []
    tables: list[tuple[int, Table]] = []
    for item in paragraphs(list(items), laid_out=laid_out):
        if isinstance(item, Line):
            blocks.append(source.block(item))
        else:
            tables.append((len(blocks), item))
    return Extract(tuple(blocks), tuple(tables), title)


def paragraphs(items: Sequence[Item], *, laid_out: bool = False) -> list[Item]:
    """Return whole paragraphs and tables, in order; the lines are physical lines, an empty one parts paragraphs."""
    result: list[Item] = []
    stretches = [
        stretch if isinstance(stretch, Table) else _all_bare(without_page_marks(stretch))
        for stretch in _between_tables(items)
    ]
    for stretch in stretches if laid_out else _measured(stretches):
        if isinstance(stretch, Table):
            result.append(stretch)
            continue
        for item in _join(set_aside_tables(stretch), laid_out=laid_out):
            # no line of a site is a sentence
            line = item if isinstance(item, Table) or "。" in item.text else _own(item, result)
            if isinstance(line, Line) and " " in line.text:
                result.append(closed_up(line, laid_out=laid_out))
            elif line is not None:
                result.append(line)
    return result


def _measured(stretches: Sequence[list[Line] | Table]) -> Iterable[list[Line] | Table]:
    """Measure the lines of all stretches together: one text has one margin, or where it has none, its indents tell."""
    if len(stretches) == 1 and not isinstance(stretches[0], Table):
        return [healed(measured(stretches[0]))]
    lines = iter(measured([line for stretch in stretches if not isinstance(stretch, Table) for line in stretch]))
    return [s if isinstance(s, Table) else healed(list(islice(lines, len(s)))) for s in stretches]


def _all_bare(lines: list[Line]) -> list[Line]:
    """The lines without Markdown signs; headings spaced out or upright are closed up, so that they are known as such."""
    text = "\n".join([line[0] for line in lines])
    if some_may_be_marked(text):
        lines = all_unmarked(lines)
        text = "\n".join([line[0] for line in lines])
    if some_may_be_upright(text):
        lines = put_together(lines, text)
    if " " in text:
        # asked first what `is_spread` asks: there are hundreds of lines, and most have few blanks
        lines = [
            closed_heading(line) if 3 * line[0].count(" ") >= len(line[0]) and is_spread(line[0]) else line
            for line in lines
        ]
    return lines


def _own(line: Line, before: Sequence[Item]) -> Line | None:
    """What of a line is the report's: nothing of a site's; but who published it may be said before the first heading."""
    if is_injected(line.text):
        return None
    if not is_site_line(line.text):
        return line
    field = source_field(line.text)
    if field is None or any(isinstance(item, Line) and NUMBERED.match(item.text) for item in before):
        return None
    return part(line, *field)


def _between_tables(items: Sequence[Item]) -> Iterable[list[Line] | Table]:
    if set(map(type, items)) == {Line}:
        yield cast(list[Line], list(items))
        return
    for kind, stretch in groupby(items, type):
        if kind is Line:
            yield cast(list[Line], list(stretch))
        else:
            yield from cast(Iterable[Table], stretch)


def _join(items: Sequence[Item], *, laid_out: bool) -> list[Item]:
    result: list[Item] = []
    paragraph: list[Line] = []
    for item in items:
        line = item if isinstance(item, Line) and item.text else None
        if line and paragraph and _continues(paragraph[-1], line, indented=laid_out or paragraph[0].opens):
            paragraph.append(line)
            continue
        if paragraph:
            result.append(joined(paragraph))
        paragraph = [line] if line else []
        if isinstance(item, Table):
            result.append(item)
    return [*result, joined(paragraph)] if paragraph else result


def _continues(line: Line, after: Line, *, indented: bool) -> bool:
    """Whether a paragraph goes on from one line to the next.

    indented : paragraphs are known to begin with an indent, so that a line without one goes on.
    """
    text, _, heading, _, full = line
    following, _, headed, opens, _ = after
    last = text[-1]
    if last in _STOPS and not full:
        return following[0] in _NEVER_FIRST and not (heading or headed)
    # most lines are too long for either
    if len(text) <= _LONGEST_BROKEN and _is_broken_heading(text, following):
        return True
    if len(following) <= _LONGEST_REST and _is_broken_title(text, following):
        return True
    if heading or headed or ("报" in text and _TITLE.search(text) and not text.startswith("《")):
        return False
    if following[0] in _NEVER_FIRST:
        return True
    unfinished = (last in _GOES_ON and len(text) > 12) or (indented and not opens and is_cut(text))
    if not (full or unfinished) or _is_button(text) or _is_button(following):
        return False
    if NUMBERED.match(following):
        return bool(_CITES.search(text))
    if last in _SENTENCE_END and _ITEM.match(following) and not (indented and full):
        return False
    return unfinished or not opens


def _is_button(text: str) -> bool:
    return text.startswith(_BUTTONS) and is_site_line(text)


def _is_broken_title(text: str, after: str) -> bool:
    """青桐县2021年政府信息公开 | 工作年度报告"""
    if not _END_OF_TITLE.search(after) or _END_OF_TITLE.search(text):
        return False
    return len(text) <= _LONGEST_HEADING and bool(_BEGUN_TITLE.search(text)) and bool(_TITLE.search(text + after))


def _is_broken_heading(text: str, after: str) -> bool:
    """A number alone, or a numbered heading whose words go on in the next line."""
    number = NUMBERED.match(text)
    if number is None or _PAUSE.search(text):
        return False
    if len(text) + len(after) <= _LONGEST_HEADING and not _PAUSE.search(after):
        alone = number.end() == len(text) and not NUMBERED.match(after)
        if alone or _REST_OF_HEADING.fullmatch(after):
            return True
    return _is_title_across(text[number.end() :].strip(), after)


def _is_title_across(words: str, after: str) -> bool:
    """五、存在的主要 | 问题及改进情况…: whether words that are no title become one with those of the next line."""
    if not words or NUMBERED.match(after) or grammar().whole(words) is not None:
        return False
    window = matching_key((words + after)[:WINDOW])
    pause = _PAUSE.search(window)
    stop = pause.start() if pause else len(window)
    title = grammar().classify(window, stop)
    if title is None or title.quality < SURE or title.end <= len(words):
        return False
    # what prose follows must be a prescribed title: 四、其他 | 工作中的主要问题 are two
    return title.end == stop or grammar().prescribes(window[: title.end])
