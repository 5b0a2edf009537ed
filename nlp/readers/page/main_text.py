"""The main text of a page (正文): which of its lines are the report, by density of prose and by structure.

Prose is what has sentence marks and few links. The smallest container that holds nearly all of it, and nearly all numbered
headings, is the body; a title above it is taken along. Inside the body, lines that belong to the site are dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from nlp.readers.lines.chrome import is_injected, is_site_line, source_field
from nlp.readers.page.elements import Element, Page
from nlp.report import Table

_SENTENCE_MARK = re.compile("[，。；：,;]")
_HEADING = re.compile(r"(?:[一二三四五六七八]、|[（(][一二三四五六七八][)）])")
_NUMERALS = frozenset("一二三四五六七八（(")
_TITLE = re.compile(r"(?:信息公开|政务公开|政府信息).{0,20}(?:报告|年报)|年度?报告|年报")
_SHARE, _SHARE_WITH_HEADINGS, _MANY_HEADINGS = 0.85, 0.5, 4
_LONGEST_TITLE = 80
_HEAD = 2
_ISSUER = re.compile(
    r"[\u4e00-\u9fff]{2,25}(?:政府|局|厅|署|委员会|委|办公室|办公厅|办|办事处|院|中心|站|所|大队|支队|总队|公司|学校|大学|镇|乡|街道)"
)


class MainText(NamedTuple):
    """The lines of the report in order, its data tables by position among them, and its title."""

    elements: tuple[Element, ...]
    tables: tuple[tuple[int, Table], ...]
    title: str | None

    def size(self) -> int:
        """How many characters it has."""
        return sum(len(element.text) for element in self.elements)


def main_text(page: Page) -> MainText:
    """Return the main text of a page."""
    for line in page.elements:
        line.prose = _prose(line.text)
        line.is_link = 2 * line.linked > len(line.text)
    _forget_links(page)
    first, last = _body(page)
    inside = {
        index: line for index, line in enumerate(page.elements) if first <= line.container <= last and _belongs(line)
    }
    _drop_contents(inside)
    begin = next((at for at, line in inside.items() if line.prose or _is_heading(line.text)), len(page.elements))
    title = _title(page, begin)
    # above the body, its title and who published it are taken along
    for index in (title, _issuer(page, title), _source(page, begin)):
        if index is not None:
            inside[index] = page.elements[index]
    if title is not None:
        inside = {index: line for index, line in inside.items() if index >= title or _is_head(line, title - index)}
    places = sorted(inside)
    return MainText(
        tuple(inside[index] for index in places),
        tuple((bisect_left(places, at), table) for at, inner, table in page.tables if first <= inner <= last),
        page.elements[title].text if title is not None else None,
    )


def _forget_links(page: Page) -> None:
    """Where nearly all prose stands in links, an anchor was never closed, and links tell nothing."""
    prose = sum([line.prose for line in page.elements])
    if sum([line.prose for line in page.elements if line.is_link]) > _SHARE * prose:
        for line in page.elements:
            line.is_link = False


def _body(page: Page) -> tuple[int, int]:
    """The container that holds the body, as a range of container numbers (numbers grow in document order)."""
    parents = page.parents
    prose, heads, last = [0] * len(parents), [0] * len(parents), list(range(len(parents)))
    for line in page.elements:
        if not line.is_link:
            prose[line.container] += line.prose
            heads[line.container] += _is_heading(line.text)
    for child in range(len(parents) - 1, 0, -1):
        parent = parents[child]
        prose[parent] += prose[child]
        heads[parent] += heads[child]
        last[parent] = max(last[parent], last[child])
    # where there are numbered headings, they tell better than prose, of which a footer or a sidebar has some
    most_heads = _SHARE * heads[0]
    most_prose = prose[0] * (_SHARE_WITH_HEADINGS if heads[0] >= _MANY_HEADINGS else _SHARE)
    body = 0
    for child in range(1, len(parents)):
        # a child comes after its parent, so one pass from the root finds the smallest that still holds nearly all
        if prose[child] >= most_prose and heads[child] >= most_heads and body < child <= last[body]:
            body = child
    return body, last[body]


def _prose(text: str) -> int:
    return len(text) if len(text) >= 15 and _SENTENCE_MARK.search(text) and not is_site_line(text) else 0


def _is_heading(text: str) -> bool:
    return text[0] in _NUMERALS and bool(_HEADING.match(text))


def _drop_contents(inside: dict[int, Element]) -> None:
    """Take out the entries of a contents list: headings in a link that stand below as themselves."""
    links = [index for index, line in inside.items() if line.is_link]
    own = {line.text for line in inside.values() if not line.is_link} if links else set()
    for index in links:
        if inside[index].text in own:
            del inside[index]


def _belongs(line: Element) -> bool:
    """Whether a line inside the body is the report's own."""
    # prose is no site's line
    if (not line.prose and is_site_line(line.text)) or is_injected(line.text):
        return False
    if not line.is_link:
        return True
    # a whole paragraph or a heading in a link is an anchor badly closed, not navigation
    return (len(line.text) > 60 and "。" in line.text) or _is_heading(line.text)


def _title(page: Page, begin: int) -> int | None:
    """The line that names the report: the last fitting one before the first prose or heading of the body."""
    found: int | None = None
    for index, line in enumerate(page.elements[:begin]):
        text = line.text
        if len(text) > _LONGEST_TITLE or "报" not in text or line.is_link or is_site_line(text):
            continue
        if _TITLE.search(text) and (found is None or line.heading or not page.elements[found].heading):
            found = index
    return found


def _is_head(line: Element, above: int) -> bool:
    """Whether a line above the title is part of the report's head: its issuer on a line of its own, or its source."""
    return bool(source_field(line.text)) or (above <= _HEAD and bool(_ISSUER.fullmatch(line.text)))


def _issuer(page: Page, title: int | None) -> int | None:
    """The line above the title where it is the agency's name, set with the title in two lines."""
    if not title or page.elements[title - 1].container != page.elements[title].container:
        return None
    return title - 1 if _ISSUER.fullmatch(page.elements[title - 1].text) else None


def _source(page: Page, begin: int) -> int | None:
    places = range(min(begin, len(page.elements)) - 1, -1, -1)
    return next((at for at in places if source_field(page.elements[at].text)), None)
