"""Candidates for headings (标题候选): every place of a text that could begin a section, with what speaks for it.

A candidate is judged by its own wording, its number, what stands right before and after it, and typography. Which of
them are headings is decided elsewhere (`nlp.readers.outline.sequence`), for all at once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from nlp.readers.outline.document import Document, marks_between
from nlp.readers.outline.ending import FLATTENED_FORM
from nlp.readers.outline.wording import SURE, TITLE_ENDS, WINDOW, Title, grammar, part_grammar

_NUMERALS = {char: i for i, char in enumerate("一二三四五六七八九十", 1)}
#: 一、 （一） and the separators that stand in for 、 where a page was typed carelessly
#: (here and below, what begins with one character class is found several times as fast as what begins with a repeated one)
_NUMBER = re.compile("([一二三四五六七八九十][一二三四五六七八九十]{0,2})[ ]{0,2}[、丶﹑﹒.．，：]")
#: marks that a line may begin with, before its number: Markdown, bullets, brackets
_BULLETS = "[#*>= ◆◇●○■□★☆▲△►▶➤•·【\\[]*"
_BRACKETED = re.compile("（([一二三四五六七八九十]{1,2})） ?")
_PART = re.compile("第(?<=[。 ：；]第)([一二三四五六七八九十]{1,3})部分[ ：、，]?")
#: other ways a line can begin: 第一部分 1、 1. 五存在的…
LINE = re.compile(
    f"{_BULLETS}(?:第([一二三四五六七八九十]{{1,3}})(部分|章|节|、|，)?|([0-9]{{1,2}}) ?[、.．，： ]"
    "|([一二三四五六七八九十]{1,2})(?![是方]))?[ 、：*]*"
)
#: what it can begin with, and a few characters more
_LINE_BEGINS = frozenset(_BULLETS + "第0123456789一二三四五六七八九十、：")
_MARKDOWN = re.compile(_BULLETS)
STOP = re.compile("[。：；！？\n]")
#: 工作开展情况：2012年，…: the first words of a paragraph that may be the title of a section; fewer than so many make no report
LABEL = re.compile("^[ \u3000]*(【?([\u4e00-\u9fff、]{2,20}?)】?)[：:。 \u3000]", re.MULTILINE)
FEWEST_LABELS = 3
#: the statistical form of 2008 to 2018, attached behind a report
_ATTACHED = re.compile(
    "\n[ ]*(附[件表录]?[0-9一二三]?[：.、 ]{0,2}[^\n。，]{0,40}统计表[^\n。，]{0,40}"
    "|[^\n。，：]{0,40}统计表(?:（[^\n。，]{1,12}）)?|统计指标[^\n。，]{0,20})(?=\n|$)"
)
_SKIP = re.compile("[ \n。．.：；、，？*_#=…·】]*")
#: 一、总体情况 I. Overview: what the title is in English, behind it or on the line below
_TRANSLATED = re.compile("(?:[IVX0-9]+[.、] ?)?[A-Z][A-Za-z ,&'’/-]{3,100}(?:\n|$)")
#: 一、总体情况………1: a line of a table of contents
_CONTENTS = re.compile("[^\n]{0,12}?(?:…+|[.·•]{3,}) *[0-9]{0,3} *(?:\n|$)")
#: 存在的主要问题及改进情况（含整改时限）: what a title adds in brackets, which says nothing of the section's own
_ASIDE = re.compile("（(?!见|详见|无|没有|暂|[一二三四五六七八九十0-9]{1,3}）)[^（）。，\n]{2,20}）")
#: 二、全年主动公开信息57条 and 三、没有收到公开申请: a sentence that begins as a title does
_GOES_ON, _DENIES = re.compile("(?:共|共计|约)?[0-9]+ ?余?[条件]"), re.compile("没有|未(?:收到|发生|接到)")
#: so much speaks for a line with a title; so much against one that is an item of the section above
_TITLED, _ITEM, _LISTED = 4.5, 6.0, 4.0
#: what stands between the titles that a preamble lists
_IN_A_LIST, _BETWEEN = tuple("：；、，和及"), tuple("；、，")
#: a title on a line of its own has no more characters than this
LONGEST = 40
#: the statutory table begins at most that many characters after the heading
_NEAR = 60
#: the quality of a title worded as prescribed: a section of that kind and of no other
_OFFICIAL = 3.0
#: marks before a number are no more than that
_MARKS = 9
#: so many candidates are weighed at most
_MOST = 300
#: the title of a section of the agency's own has no more, and neither has the second line of a broken title
_OWN = 30
_SECOND_LINE = 16
#: a block so long was a page once; and the words that end the title of a section there
_FLATTENED = 120
_NAMED = re.compile(
    "[\u4e00-\u9fff、]{2,24}?(?:情况|工作|建设|措施|保障|公开|管理|培训|解读|关切|事项|数量)(?![的等和与及、，])"
)
#: what stands between a known wording and the end of its line may still belong to the title
_REST = re.compile("(?!无|没有|暂|本|我|20|[0-9])[\u4e00-\u9fff]{1,8}$|(?:和|及|与|、|以及|并)[\u4e00-\u9fff、]{2,24}$")


class Heading(NamedTuple):
    """A candidate: ``text[start:end]`` is the heading as printed, the body begins at `body`.

    kind : the section it would open, or ``"extra"``; score : log-odds like, 0 is no evidence; rank : its number, 0 without;
    style : how it is numbered (``dun`` 一、, ``paren`` （一）, ``arabic`` 1、, ``part`` 第一部分, ``none``, ``run`` the label
    of its paragraph, ``found``).
    """

    start: int
    end: int
    body: int
    kind: str
    score: float
    rank: int
    style: str


_START = attrgetter("start")


@lru_cache(maxsize=1024)
def numeral(text: str) -> int:
    """Return the value of a Chinese numeral up to 99 (一 to 九十九), 0 where it is none."""
    ten, _, unit = text.partition("十") if "十" in text else ("", "", text)
    if "十" in text:
        return 10 * _NUMERALS.get(ten, 1) + _NUMERALS.get(unit, 0)
    return _NUMERALS.get(unit, 0)


def headings(document: Document) -> list[Heading]:
    """Return the candidates of a text in order; a place may have several (a kind, and ``extra``)."""
    found: list[Heading] = []
    for start, title, rank, style in _places(document):
        found += _judged(document, start, title, rank, style)
    if len(found) > _MOST:
        # no report has so many: a page made to be slow is judged by what is strongest in it
        found = sorted(found, key=lambda heading: -heading.score)[:_MOST]
    found.sort(key=_START)
    return _items_demoted(_before_attached(document, found))


def _before_attached(document: Document, found: list[Heading]) -> list[Heading]:
    """Leave out what stands below a statistical form (附件：…统计表): its rows are numbered and worded like sections."""
    if "统计表" not in document.key and "统计指标" not in document.key:
        return found
    fives = [h for h in found if h.kind in ("problems", "measures")]
    five = next((h.start for h in fives if h.score >= _TITLED), None)
    if five is not None and (form := _ATTACHED.search(document.key, five)) is not None:
        start, end = form.span(1)
    elif fives and (form := FLATTENED_FORM.search(document.key, fives[0].start)) is not None:
        start, end = form.span()
    else:
        return found
    return [*[h for h in found if h.start < start], Heading(start, end, end, "after", _TITLED, 0, "none")]


def _items_demoted(found: list[Heading]) -> list[Heading]:
    """Lower what is numbered 1. 2. between 一、 and 二、: items of that section, however much like titles they are worded."""
    if not any(h.style == "arabic" and h.rank == 1 for h in found):
        return found
    sections = [h for h in found if h.style in ("dun", "part", "none") and h.kind != "extra" and h.score >= _TITLED]
    if sections and sections[0].rank == 2:
        # the heading of the first section is missing
        sections.insert(0, sections[0]._replace(start=-1, rank=1))
    places: set[int] = set()
    for above, below in pairwise(sections):
        in_order = below.rank > above.rank or below.rank == above.rank == 0
        items = [h for h in found if above.start < h.start < below.start and h.style == "arabic"]
        if above.style == below.style and in_order and any(item.rank == 1 for item in items):
            places |= {item.start for item in items}
    return [h._replace(score=h.score - _ITEM) if h.start in places else h for h in found] if places else found


def bracketed(document: Document) -> list[Heading]:
    """Return the candidates numbered （一）, which are items of a section in nearly every report.

    They are asked for only where the others make no report.
    """
    found: list[Heading] = []
    for match in _BRACKETED.finditer(document.key):
        if document.opens(match.start()):
            found += _judged(document, match.start(), match.end(), numeral(match[1]), "paren")
    return found


def _places(document: Document) -> Iterator[tuple[int, int, int, str]]:
    """Yield where a heading may begin, each place once: its start, where its title begins, its number and the style of that."""
    key = document.key
    taken: set[int] = set()
    for match in _NUMBER.finditer(key):
        start = match.start()
        before = key[start - 1] if start else "\n"
        if before in "第（十百":
            continue
        if before != "\n":
            begin = key.rfind("\n", max(0, start - _MARKS), start) + 1
            if (begin or start < _MARKS) and _MARKDOWN.fullmatch(key, begin, start):
                start = begin
        if start not in taken:
            taken.add(start)
            yield start, match.end(), numeral(match[1]), "dun"
    for match in _PART.finditer(key) if "部分" in key else ():
        if not document.opens(match.start()) and match.start() not in taken:
            yield match.start(), match.end(), numeral(match[1]), "part"
    for start, following in pairwise((*document.starts, len(key) + 1)):
        if start in taken:
            continue
        line = LINE.match(key, start) if key[start : start + 1] in _LINE_BEGINS else None
        if line and (line[1] or line[3] or line[4]):
            rank = int(line[3]) if line[3] else numeral(line[1] or line[4])
            # 第一，… numbers items oftener than sections
            item = line[3] or line[2] == "，"
            yield start, line.end(), rank, "arabic" if item else "part" if line[1] else "dun"
        elif following - start <= LONGEST + 1 and _could_be_title(key, start, following - 1):
            yield start, line.end() if line else start, 0, "none"


def _could_be_title(key: str, start: int, end: int) -> bool:
    """Whether a short line without a number ends like a title, or begins like an attachment."""
    if start >= end or key[start] == "（":
        return False
    return key[end - 1] in TITLE_ENDS or key[end - 1] in "。：*#】表称" or key[start] == "附"


class _Line(NamedTuple):
    """What stands where a title would: from `at` to the line's `end`; `window` is its beginning, `stop` its first stop."""

    at: int
    end: int
    window: str
    stop: int


def _line(document: Document, at: int) -> _Line:
    while at < len(document.key) and document.key[at] in " 【":
        at += 1
    end = document.end_of_block(at)
    window = document.key[at : min(end, at + WINDOW)]
    match = STOP.search(window)
    return _Line(at, end, window, match.start() if match else len(window))


def _judged(document: Document, start: int, title: int, rank: int, style: str) -> list[Heading]:
    """Return the candidates of one place: what its title says, what its table says, and ``extra``."""
    line = _line(document, title)
    known = _titled(document, line)
    if known is None:
        return _untitled(document, start, line, rank, style)
    end = line.at + known.end
    whole = line.at + line.stop == line.end and end - start <= LONGEST
    if (
        whole
        and known.end < line.stop
        and (_ASIDE.fullmatch(document.key, end, line.end) or _completes(known, line.window))
    ):
        end = line.end
    if end < line.end:
        more = style == "none" and document.key[end : line.end].strip("。：*# 】]")
        if more or _CONTENTS.match(document.key, end):
            return []
    score = known.quality + _numbering(known.kind, rank, style) + _before(document, start) + _after(document, end)
    if not document.opens(start) and _listed(document, start, end):
        score -= _LISTED
    heading = Heading(start, end, _body(document, end), known.kind, score, rank, style)
    if rank and _is_told(document, line.at, end):
        heading = heading._replace(end=line.at, body=line.at)
    if known.quality == _OFFICIAL and not document.marks:
        return [heading]
    return [heading, *_otherwise(document, heading, known)]


def _is_told(document: Document, title: int, end: int) -> bool:
    """Whether a title is the beginning of a sentence that tells something: its number alone is the heading."""
    return bool(_GOES_ON.match(document.key, end) or _DENIES.search(document.key, title, end))


def _otherwise(document: Document, heading: Heading, known: Title) -> Iterator[Heading]:
    """What the same place may be besides: what the table below it says, or a section of the agency's own."""
    _, end, _, kind, score, rank, _ = heading
    for told in sorted(_followed_by(document, end) - {kind}) if document.marks else ():
        yield heading._replace(kind=told, score=score - 1.5)
    if kind == "overview" and known.quality == 1.0 and rank > 1:
        # 二、政府信息公开情况 says no more than an overview would; in second place it is what was disclosed
        yield heading._replace(kind="disclosure")
    if rank and kind != "extra" and known.quality < _OFFICIAL:
        yield heading._replace(kind="extra", score=min(0.3, score))


def _completes(known: Title, window: str) -> bool:
    """Whether the rest of a line belongs to its title; the first sub-heading, glued to it, does not."""
    if not _REST.fullmatch(window, known.end):
        return False
    parts = part_grammar("problems").labels if known.kind == "problems" else part_grammar("overview").named
    return parts.match(window, known.end) is None


def _listed(document: Document, start: int, end: int) -> bool:
    """Whether a title is one of several that a preamble lists (全文包括：一、总体情况；二、…)."""
    before, after = document.key[start - 1 : start], document.key[end : end + 1]
    return (before in _IN_A_LIST and after in _BETWEEN) or (before in _BETWEEN and after == "。")


def _titled(document: Document, line: _Line) -> Title | None:
    """Return what the title says; one with blanks inside (情 况), or broken over two lines, is read closed up."""
    known = closed_up(line.window, line.stop)
    broken = (
        line.stop == len(line.window) and line.at + line.stop == line.end and (known is None or known.end < line.stop)
    )
    if not broken or len(line.window) > LONGEST:
        return known
    following = document.key[line.end + 1 : document.end_of_block(line.end + 1)]
    if not 2 <= len(following) <= _SECOND_LINE:
        return known
    joined = grammar().classify(line.window + following, line.stop + len(following))
    if joined is None or joined.end != line.stop + len(following) or joined.quality < SURE:
        return known
    return joined._replace(end=joined.end + 1)


@lru_cache(maxsize=1024)
def _told(window: str, stop: int) -> Title | None:
    """What a short title says; a few hundred wordings title nearly all reports."""
    return grammar().classify(window, stop)


def closed_up(window: str, stop: int) -> Title | None:
    """Return what the title at the beginning of a window says; one with blanks inside is read without them."""
    known = _told(window, stop) if len(window) <= LONGEST else grammar().classify(window, stop)
    if " " not in window[:stop]:
        return known
    places = [at for at, char in enumerate(window) if char != " "]
    closed = grammar().classify(window.replace(" ", ""), bisect_left(places, stop))
    if closed is None or (known and known.end >= places[closed.end - 1] + 1):
        return known
    return closed._replace(end=places[closed.end - 1] + 1)


def _untitled(document: Document, start: int, line: _Line, rank: int, style: str) -> list[Heading]:
    """A line whose title says nothing we know may begin what follows the report, or a section of the agency's own."""
    whole = line.at + line.stop >= line.end
    if (whole or rank) and grammar().after.match(line.window):
        return [Heading(start, line.end, line.end, "after", 2.0 * document.opens(start), rank, style)]
    if not rank or grammar().rows.match(line.window):
        return []
    if not document.opens(start):
        return _inside(document, start, line, rank, style)
    end, score = line.at + line.stop, 0.2 + 0.7 * (start in document.loud)
    if not 4 <= line.stop <= _OWN or not (whole or line.window[line.stop] == "。"):
        if rank < 2 or style != "dun":
            return []
        # its text follows without a stop; only its number in the row of numbers can make it a heading
        end, score = line.at, 0.0
    return [Heading(start, end, _body(document, end), "extra", score, rank, style)]


def _inside(document: Document, start: int, line: _Line, rank: int, style: str) -> list[Heading]:
    """A section of the agency's own on a page flattened into one line: 。四、咨询处理情况全年接待…"""
    flat = (
        style == "dun" and rank > 1 and document.key[start - 1] in "。 " and document.size_of_block(start) > _FLATTENED
    )
    named = _NAMED.match(line.window) if flat else None
    if named is None:
        return []
    end = line.at + named.end()
    return [Heading(start, end, _body(document, end), "extra", 0.2, rank, style)]


def _body(document: Document, end: int) -> int:
    match = _SKIP.match(document.key, end)
    body = match.end() if match else end
    # the key of a traditional copy has no capitals
    translated = _TRANSLATED.match(document.text, body)
    return translated.end() if translated else body


def _followed_by(document: Document, end: int) -> set[str]:
    """Return what the table right below a heading says the section is: titles get copied, 四 under 三's title."""
    following = bisect_left(document.marks, (end, ""))
    if following == len(document.marks) or document.marks[following][0] >= end + _NEAR:
        return set()
    return marks_between(document.marks, end, min(end + _NEAR, document.end_of_block(end + 1)))


#: how headings are numbered: as the formats have it, or as items are
_STYLED = {"dun": 1.0, "part": 1.0, "paren": 0.5, "arabic": 0.0, "none": 0.0}
#: what stands right before a heading in its line: a quotation mark is worst
_PRECEDED = {
    **dict.fromkeys("《“「\"'『", -3.0), **dict.fromkeys(" 。！？；”）", 0.5),
}  # fmt: skip
#: what stands right after a title: a line break is best, a comma or 的 says it was only mentioned
_FOLLOWED = {
    "": 1.0, "\n": 1.0, **dict.fromkeys("》”」』\"'", -3.0), **dict.fromkeys("的中等", -2.0),
    **dict.fromkeys("、，；和及", -1.5), **dict.fromkeys("。： .】", 0.5),
}  # fmt: skip


def _numbering(kind: str, rank: int, style: str) -> float:
    return _STYLED[style] + 0.5 * (rank in grammar().numbers.get(kind, ()))


def _before(document: Document, start: int) -> float:
    """What stands before a heading: a line break is best."""
    if document.opens(start):
        return 2.2 if start in document.loud else 1.5
    before = document.key[start - 1]
    return _PRECEDED.get(before, 0.3 if before.isdigit() else -0.5)


def _after(document: Document, end: int) -> float:
    return _FOLLOWED.get(document.key[end : end + 1], 0.0)
