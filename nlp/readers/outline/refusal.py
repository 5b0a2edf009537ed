"""What reads well and yet is not one annual report (不是一份年度报告), and why."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from nlp.readers.outline.document import Document
from nlp.readers.outline.headings import Heading
from nlp.readers.outline.sequence import STRONG
from nlp.readers.outline.wording import grammar

_SUBJECT = re.compile("信息公开|政务公开")
OURS = "是 gongkai 写出的对比报告；请给出它所比较的报告"
SEVERAL = "里面接连有几份报告；请拆成一份报告一个文件"
#: our own pages and documents, saved in another format, still say so in their title and last line
_OURS = re.compile("由 ?gongkai(?: ?[0-9][^ \n]{0,20})? ?生成")
_OUR_TITLE = re.compile("年度报告(?:对比|比较|分析)（[0-9]{4}")
#: what systems that compare two years print over them
_COMPARISON = re.compile("年报比对|年报对比|对比报告|比对报告|比对结果|对比分析报告|版本比对")
_MEASURES = ("重复率", "相似度", "雷同率", "新增率")
_RATES = re.compile(f"(?:{'|'.join(_MEASURES)})[：: ]*[0-9]{{1,3}}(?:\\.[0-9]+)?%")
_VERSUS = re.compile("20[0-9]{2} ?年?度?(?:报告|年报)? ?(?:vs\\.?|VS\\.?|对比|比对|与) ?20[0-9]{2}")
_EXPLAINS = re.compile(
    "^ *(?:标题： ?)?【?(?:文字|文稿|图文|一图|政策|部门)?(?:解读|读懂|图解)[】：:|]?.{0,40}(?:年度报告|年报)"
    "|现[对就将](?:《[^》\n]{2,50}》|本?报告)[^。\n]{0,12}解读",
    re.MULTILINE,
)
#: the words that such a title cannot do without
_EXPLANATION = ("解读", "读懂", "图解")
_GROUNDS = re.compile("编制(?:背景|依据|目的|过程|意义) *$", re.MULTILINE)
#: characters that may stand before such a heading
_LABEL = 4
_CJK = re.compile("[\u4e00-\u9fff]")
#: a text with one heading is an excerpt only where the heading is beyond doubt
ALONE = 4.5
#: how far from the top such a title stands
_TOP = 600


def reason(document: Document, candidates: Sequence[Heading], chosen: Sequence[Heading]) -> str | None:
    """Return why a file is not one report, as the end of an error message, or None where it is one."""
    if _is_ours(document):
        return OURS
    if _compared(document):
        return "两个年度并排，像是系统生成的对比材料；请给出两份报告本身"
    if _explained(document, chosen[0].start if chosen else len(document.key)):
        return "是对报告的解读，不是报告本身；请给出它所解读的报告"
    if not chosen:
        return "没有找到年度报告的任何章节；请给出载有报告正文的网页或文件"
    if not _SUBJECT.search(document.key) and not _is_excerpt(chosen):
        return "通篇没有提到信息公开；请给出政府信息公开工作年度报告"
    return shape(document, candidates, chosen)


def shape(document: Document, candidates: Sequence[Heading], chosen: Sequence[Heading]) -> str | None:
    """Return why headings that were found make no report: a contents page, or several reports in one."""
    if not _bodies(document, candidates, chosen):
        return "只有章节标题而没有正文，像是目录页；请给出报告本身"
    if _several(document, candidates):
        return SEVERAL
    return None


def _is_ours(document: Document) -> bool:
    said = "gongkai" in document.key and _OURS.search(document.key)
    return bool(said or _OUR_TITLE.search(document.key[:_TOP]))


def _is_excerpt(chosen: Sequence[Heading]) -> bool:
    """Whether these are one or two sections of a report, worded and numbered so that they can be of nothing else."""
    numbers = grammar().numbers
    told = [heading for heading in chosen if heading.kind != "after"]
    return 1 <= len(told) <= 2 and all(h.score >= ALONE and h.rank in numbers.get(h.kind, ()) for h in told)


def _compared(document: Document) -> bool:
    key = document.key
    if "%" not in key or not any(measure in key for measure in _MEASURES):
        return False
    rates = len(_RATES.findall(key))
    top = key[:_TOP]
    return rates >= 3 or (rates >= 1 and bool(_COMPARISON.search(top) or _VERSUS.search(top)))


def _explained(document: Document, first: int) -> bool:
    """An explanation tells why and on what ground a report was made, and what its parts are about.

    first : where the first section begins: a title further down is that of another page, named beside the report.
    """
    key = document.key
    grounds = sum(match.start() - key.rfind("\n", 0, match.start()) - 1 <= _LABEL for match in _GROUNDS.finditer(key))
    if grounds >= 2:
        return True
    top = key[: min(_TOP, first)]
    return any(word in top for word in _EXPLANATION) and _EXPLAINS.search(top) is not None


def _bodies(document: Document, candidates: Sequence[Heading], chosen: Sequence[Heading]) -> bool:
    """Whether any section but the last one has a body (what follows a list of titles is the foot of the page)."""
    strong = (heading for heading in candidates if heading.score >= STRONG)
    places = sorted({heading.start for heading in (*strong, *chosen)})
    told = []
    for heading in chosen:
        after = bisect_right(places, max(heading.start, heading.body - 1))
        end = places[after] if after < len(places) else len(document.text)
        if heading.kind != "after" and _CJK.search(document.key, heading.body, end):
            told.append(heading)
    return bool(told) and (len(told) > 1 or len(chosen) == 1 or told[0].kind != "other")


def _several(document: Document, candidates: Sequence[Heading]) -> bool:
    """Whether the page runs through the sections more than once, each time with text in them."""
    if sum(candidate.kind == "overview" and candidate.score >= STRONG for candidate in candidates) < 2:
        return False
    rounds = 0
    seen: list[str] = []
    strong = [candidate for candidate in candidates if candidate.kind != "extra" and candidate.score >= STRONG]
    ends = [c.start for c in strong[1:]] + [len(document.text)] * bool(strong)
    for heading, end in zip(strong, ends, strict=True):
        if heading.kind in ("overview", "problems") and len(_CJK.findall(document.key, heading.body, end)) < 60:
            continue
        if heading.kind == "overview" and "problems" in seen:
            rounds, seen = rounds + 1, []
        seen.append(heading.kind)
    return rounds >= 1 and "problems" in seen
