"""Headings that are missing (补出标题): where the body of a section plainly begins although its heading is gone.

Each function proposes candidates with little weight of their own; the outline takes them only where they make the whole
sequence better, and every one taken is told to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.readers.identity.titles import GENRE
from nlp.readers.outline.document import Document
from nlp.readers.outline.headings import Heading
from nlp.readers.outline.sequence import FOUND, PLACES
from nlp.readers.outline.wording import part_grammar

_SUB = re.compile("（ ?一 ?）[、.．]? ?|(?:^|(?<=[\n ]))1[.、．] ?", re.MULTILINE)
#: a paragraph that admits: 2022年，…取得了一定成效，但…还存在…不足; or says outright 存在的主要问题：
_LACK = "(?:问题|不足|差距|短板|薄弱|困难)"
_WHO_OR_WHEN = (
    "20[0-9]{2}年|当前|目前|一年来|过去一年|总的来[看说]|总体而言|虽然|尽管|总体上?看"
    "|对照|我[省市县区局镇乡]|本[机单]|[\u4e00-\u9fff]{2,8}[市县区局镇乡]"
)
_ADMITS = re.compile(
    f"存在的?(?:主要|突出)?{_LACK}(?:主要|[是有为：，。和与]|包括|表现)|问题一：|(?:{_WHO_OR_WHEN})[^。\n]{{0,90}}?{_LACK}"
)
_ADMITTED = re.compile("问题一|但|仍|还|尚|不够|有待|存在|主要(?:是|有|表现)|如下")
#: after these a line or a sentence begins; only there it is asked whether section six does
_BEGINS = re.compile("[。 \n]")
_CLOSES = re.compile(
    "(?:20[0-9]{2}年度?，?|本年度)?(?:我[省市县区局镇乡]|本[机单关位]{1,2}|全[市县区])?"
    "(?:(?:无|没有|暂无|不存在)(?:其他|其它)?[^。\n]{0,8}报告的?(?:其他)?(?:事项|情况)"
    "|[^。；，：\n]{0,30}?信息处理费|[^。，\n]{0,6}其他需要报告|暂?无(?=。?\n|。?$))"
)
#: what a preamble says: by which rule, over which period, whom to ask
_PREAMBLE = re.compile(
    "本报告|本年度?报告|年度报告|全文(?:内容)?(?:主要)?(?:包括|由|共|分)|统计期限|编制(?:本|而成|此)|如对|联系电话|邮编|邮政编码|电子版|部分组成|疑问"
)
_BY_RULE = re.compile("如下[：。]|《条例》[^。]{0,30}(?:规定|要求)|信息公开条例》")
#: an account of the year begins so
_ACCOUNT = re.compile("[ \n]*(?:20[0-9]{2}年|一年来|近年来|过去一年)")
_SENTENCE = re.compile("[^。\n]*[。\n]?")
_CJK = re.compile("[\u4e00-\u9fff]")
#: less than that after the preamble is no overview
_SHORTEST = 80
#: what was cut out of a report has no preamble it could be mistaken for
_SHORTEST_CUT = 40


def recovered(document: Document, chosen: Sequence[Heading]) -> list[Heading]:
    """Return candidates for the sections that the chosen headings leave out."""
    kinds = {heading.kind for heading in chosen}
    found: list[Heading] = []
    for kind in ("disclosure", "requests", "review"):
        if kind not in kinds:
            found += _tables(document, kind)
    if not kinds & {"problems", "measures"}:
        found += _problems(document, chosen)
    if "overview" not in kinds and chosen:
        found += _overview(document, (*chosen, *found))
    if "other" not in kinds and kinds & {"problems", "measures"}:
        found += _closing(document, chosen)
    return found


def _at(place: int, kind: str, score: float) -> Heading:
    return Heading(place, place, place, kind, score, 0, FOUND)


def _tables(document: Document, kind: str) -> Iterator[Heading]:
    """A section whose statutory table stands there without its heading begins where the table does."""
    place = next((place for place, subject in document.marks if subject == kind), None)
    if place is None:
        return
    if document.text[place : place + 1] == "\n":
        yield _at(place, kind, 0.3)
        return
    line = document.text.rfind("\n", 0, place) + 1
    lead = re.search("(?:（本列数据的|行政复议 ?行政诉讼 ?)$", document.key[line:place])
    begin = place - len(lead[0]) if lead else line if place - line <= 6 else place
    yield _at(begin, kind, 0.3)


def _problems(document: Document, chosen: Sequence[Heading]) -> Iterator[Heading]:
    """Section five without its heading: （一）主要问题, or a paragraph that admits, behind the tables."""
    after = max((place for place, _ in document.marks), default=-1)
    before_tables = [heading.body for heading in chosen if PLACES.get(heading.kind, 9) <= 4]
    begin = max(after, max(before_tables, default=-1))
    if begin < 0:
        return
    grammar = part_grammar("problems")
    for match in _SUB.finditer(document.key, begin):
        title = document.key[match.end() : match.end() + 14]
        if grammar.lacks.search(re.split("[，。：；\n]", title)[0]):
            yield _at(match.start(), "problems", 2.0)
            break
    for match in _ADMITS.finditer(document.key, begin):
        opens = document.opens(match.start()) or document.key[match.start() - 1] in " 0123456789"
        end = document.key.find("。", match.end())
        if opens and _ADMITTED.search(document.key, match.start(), end if end > 0 else match.end()):
            yield _at(match.start(), "problems", 1.5)
            break


def _overview(document: Document, chosen: Sequence[Heading]) -> Iterator[Heading]:
    """总体情况 without its heading: what stands between the preamble and the second section; all before that in an excerpt."""
    first = min(chosen, key=lambda heading: heading.start)
    if first.kind not in ("disclosure", "requests", "review"):
        if first.kind in ("problems", "other") and _cut_before(document, first):
            yield _at(0, _cut_kind(document, first), 0.6)
        return
    begin = _past_preamble(document, first.start) or _past_title(document, first.start)
    if not begin and _cut_before(document, first):
        yield _at(0, "overview", 0.6)
        return
    while begin < first.start and document.key[begin].isspace():
        begin += 1
    if begin and len(_CJK.findall(document.key, begin, first.start)) >= _SHORTEST:
        yield _at(begin, "overview", 0.6)


def _cut_before(document: Document, first: Heading) -> bool:
    """Return whether the end of an account stands before the first heading, which is not the first of its report."""
    return first.rank > 1 and first.style == "dun" and _begins_amid(document, first.start)


def _cut_kind(document: Document, first: Heading) -> str:
    """Return the section that was cut into: before section six it is five where it admits, else the work done."""
    admits = first.kind == "other" and _ADMITS.search(document.key, 0, first.start)
    return "problems" if admits else "overview"


def _begins_amid(document: Document, end: int) -> bool:
    """Return whether a text begins with the end of an account: prose under no title, cut out of a report."""
    opening = document.key[:end].rstrip()
    return opening.endswith("。") and len(_CJK.findall(opening)) >= _SHORTEST_CUT and not GENRE.search(opening)


def _past_preamble(document: Document, end: int) -> int:
    """Return where the sentences end that speak of the report itself; one of another kind may stand among them."""
    past = others = 0
    title = GENRE.search(document.key, 0, end)
    for match in _SENTENCE.finditer(document.key, title.end() if title else 0, end):
        weak = _BY_RULE.search(match[0]) and not _ACCOUNT.match(match[0])
        if weak or _PREAMBLE.search(match[0]):
            past, others = match.end(), 0
        elif past and len(match[0]) > 15:
            others += 1
            if others > 1:
                break
    return past


def _past_title(document: Document, end: int) -> int:
    """Return where the title ends, if an account of the year begins there; 0 otherwise."""
    title = GENRE.search(document.key, 0, end)
    return title.end() if title and _ACCOUNT.match(document.key, title.end(), end) else 0


def _closing(document: Document, chosen: Sequence[Heading]) -> Iterator[Heading]:
    """Section six without its heading: 无其他需要报告的事项, or the yearly line on fees; of the last such the first."""
    begin = max(heading.body for heading in chosen if heading.kind in ("problems", "measures"))
    for mark in _BEGINS.finditer(document.key, begin):
        if _CLOSES.match(document.key, mark.end()):
            yield _at(mark.end(), "other", 0.4)
            return
