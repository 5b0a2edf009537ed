"""Lines become paragraphs (重排): page marks out, tables aside, hard-wrapped lines joined, layout blanks closed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from nlp.readers.lines.chrome import is_injected, is_site_line, source_field
from nlp.readers.lines.extract import Block, Extract
from nlp.readers.lines.flattened import set_aside_tables
from nlp.readers.lines.markdown import may_be_marked, unmarked
from nlp.readers.lines.pagemarks import is_cut, without_page_marks
from nlp.readers.lines.source import NUMBERED, Item, Line, Source, joined, made, part
from nlp.readers.lines.spacing import closed_heading, closed_up, is_spread
from nlp.report import Table

_SENTENCE_END = "。！？；：!?;:"
#: most lines of most texts end so: whole paragraphs
_STOPS = frozenset("。；：")
#: marks that no line begins with
_NEVER_FIRST = frozenset("，。、；：）”》！？")
#: a line that ends so is never the end of a paragraph
_GOES_ON = re.compile(r"[，、,（(“《与和及的及或]$")
#: what no heading has
_PAUSE = re.compile("[，。；：]")
_ITEM = re.compile(r"\d{1,2}[.、．]\s*\D|[（(]\d{1,2}[)）]|[一二三四五六七八九十]是")
#: the second half of a heading that was broken: 五、存在的主要问题 | 及改进情况
_REST_OF_HEADING = re.compile(r"(?:及|和|与|以及)[^，。；：]{2,14}")
_CITES = re.compile(r"(?:第.{0,8}条|第|款|《[^》]{0,40})$")
_TITLE = re.compile(r"(?:年度?报告|年报)(?:[（(][^）)]{0,8}[）)])?$")
_LONGEST_HEADING, _LONGEST_REST = 40, 12
_BEGUN_TITLE = re.compile(r"^[^，。；：]*(?:政府信息|信息公开|政务公开)[^，。；：]*$")
_END_OF_TITLE = re.compile(r"[告报](?:[（(][^）)]{0,8}[）)])?$")
_NARROWEST, _WIDEST, _SLACK, _INDENT = 30, 130, 4, 4
#: fewer long lines tell nothing; more lines beyond any margin, and the text is not wrapped
_FEWEST_LONG, _MOST_WHOLE = 5, 0.1


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
    """Measure the lines of all stretches together: one text has one margin."""
    lines = iter(measured([line for stretch in stretches if not isinstance(stretch, Table) for line in stretch]))
    return [s if isinstance(s, Table) else list(islice(lines, len(s))) for s in stretches]


def _all_bare(lines: list[Line]) -> list[Line]:
    """The lines without Markdown signs; spaced-out headings are closed up, so that they are known as such."""
    unsigned = [unmarked(line) if (text := line.text) and may_be_marked(text) else line for line in lines]
    return [closed_heading(line) if " " in line.text and is_spread(line.text) else line for line in unsigned]


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
    lines: list[Line] = []
    for item in items:
        if isinstance(item, Line):
            lines.append(item)
            continue
        if lines:
            yield lines
        lines = []
        yield item
    if lines:
        yield lines


def widths(texts: Sequence[str]) -> list[int]:
    """Return how many half-width columns each text takes (显示宽度); none of them may hold a line break."""
    # in GBK a character takes as many bytes as columns
    return [len(row) for row in "\n".join(texts).encode("gbk", "replace").split(b"\n")]


def measured(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with `full` set where the text is hard-wrapped and a line reaches the margin (硬换行).

    Some programs break lines by columns, some by characters, and some put blanks beside figures afterwards: whichever
    fits most lines.
    """
    if not _may_be_wrapped(lines):
        return list(lines)
    indents = [_INDENT if opens else 0 for _, _, _, opens, _ in lines]
    ways = (_columns, _bare_columns, _characters)
    full = max((_reaching(lines, way(lines, indents)) for way in ways), key=len)
    if not full:
        return list(lines)
    return [made(*line[:4], full=True) if at in full else line for at, line in enumerate(lines)]


def _may_be_wrapped(lines: Sequence[Line]) -> bool:
    """Whether there are enough long lines, few beyond any margin, and enough of them stop inside a sentence."""
    long = [size for text, *_ in lines if 2 * (size := len(text)) >= _NARROWEST]
    if _no_margin(long):
        return False
    reaching = sum(size >= _NARROWEST for size in long)
    broken = sum(2 * len(text) + _INDENT >= _NARROWEST and text[-1] not in _SENTENCE_END for text, *_ in lines)
    return 4 * broken >= reaching


def _no_margin(long: Sequence[int]) -> bool:
    return len(long) < _FEWEST_LONG or sum(size > _WIDEST for size in long) > _MOST_WHOLE * len(long)


def _columns(lines: Sequence[Line], indents: Sequence[int]) -> list[int]:
    """The widths where they matter: none for a short line, beyond the widest for a long one."""
    return _wide([text for text, *_ in lines], indents)


def _bare_columns(lines: Sequence[Line], indents: Sequence[int]) -> list[int]:
    """The same without blanks, which are made from the distance of characters where a text comes out of a PDF."""
    return _wide([text.replace(" ", "") for text, *_ in lines], indents)


def _wide(texts: Sequence[str], indents: Sequence[int]) -> list[int]:
    return [
        indent + (0 if 2 * len(text) < _NARROWEST else size if len(text) <= _WIDEST else _WIDEST + 1)
        for text, size, indent in zip(texts, widths(texts), indents, strict=True)
    ]


def _characters(lines: Sequence[Line], indents: Sequence[int]) -> list[int]:
    return [indent + min(2 * len(line.text), _WIDEST + 1) for line, indent in zip(lines, indents, strict=True)]


def _reaching(lines: Sequence[Line], sizes: Sequence[int]) -> frozenset[int]:
    """The lines that reach the margin, which most long ones do, few end a sentence at and hardly one passes; none without."""
    long = [size for size in sizes if size >= _NARROWEST]
    if _no_margin(long):
        return frozenset()
    counts = Counter(long)
    margin = max(counts, key=lambda top: (sum([counts.get(top - less, 0) for less in range(_SLACK)]), top))
    # where indents were lost, what most lines reach may be the end of first lines
    return _at(lines, sizes, margin, len(long)) or _at(lines, sizes, margin + _INDENT, len(long))


def _at(lines: Sequence[Line], sizes: Sequence[int], margin: int, long: int) -> frozenset[int]:
    """The lines that reach a margin; none where it is no margin."""
    reaching = [
        at
        for at, size in enumerate(sizes)
        if margin - _SLACK < size <= margin + 1
        or (margin - _SLACK - _INDENT < size <= margin and _is_open(lines[at].text))
    ]
    beyond = sum(size > margin + 1 for size in sizes)
    broken = sum(lines[at].text[-1] not in _SENTENCE_END for at in reaching)
    if 2 * len(reaching) < long or 2 * broken < len(reaching) or 10 * beyond > long:
        return frozenset()
    return frozenset(reaching)


def _is_open(text: str) -> bool:
    """Whether a sentence goes on behind a line: the first of a paragraph whose indent was lost is shorter by that."""
    return text[-1] not in _SENTENCE_END and ("，" in text or not NUMBERED.match(text))


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
    if paragraph:
        result.append(joined(paragraph))
    return result


def _continues(line: Line, after: Line, *, indented: bool) -> bool:
    """Whether a paragraph goes on from one line to the next.

    indented : paragraphs are known to begin with an indent, so that a line without one goes on.
    """
    if line.text[-1] in _STOPS and not line.full:
        return after.text[0] in _NEVER_FIRST and not (line.heading or after.heading)
    if _is_broken_heading(line.text, after.text) or _is_broken_title(line.text, after.text):
        return True
    if line.heading or after.heading or (_TITLE.search(line.text) and not line.text.startswith("《")):
        return False
    if after.text[0] in _NEVER_FIRST:
        return True
    unfinished = bool(_GOES_ON.search(line.text)) and len(line.text) > 12
    if indented and not after.opens and is_cut(line.text):
        unfinished = True
    if not (line.full or unfinished):
        return False
    if NUMBERED.match(after.text):
        return bool(_CITES.search(line.text))
    if _ITEM.match(after.text) and line.text[-1] in _SENTENCE_END and not (indented and line.full):
        return False
    return unfinished or not after.opens


def _is_broken_title(text: str, after: str) -> bool:
    """青桐县2021年政府信息公开 | 工作年度报告"""
    if len(after) > _LONGEST_REST or not _END_OF_TITLE.search(after) or _END_OF_TITLE.search(text):
        return False
    return len(text) <= _LONGEST_HEADING and bool(_BEGUN_TITLE.search(text)) and bool(_TITLE.search(text + after))


def _is_broken_heading(text: str, after: str) -> bool:
    """A number alone, or a numbered heading whose words go on in the next line."""
    number = NUMBERED.match(text) if len(text) + len(after) <= _LONGEST_HEADING else None
    if number is None or _PAUSE.search(text) or _PAUSE.search(after):
        return False
    return (number.end() == len(text) and not NUMBERED.match(after)) or bool(_REST_OF_HEADING.fullmatch(after))
