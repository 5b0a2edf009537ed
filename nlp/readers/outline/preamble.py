"""What stands before the first section (引言): by which rule the report was made, over which period, whom to ask."""

from __future__ import annotations

import re

from nlp.readers.outline.document import Document
from nlp.report import Section

#: lines that a page puts between title and text
_META = re.compile(
    "(?:发布|发文|成文|生成|更新)?(?:时间|日期)|来源|浏览|访问|点击|字体|字号|打印|分享|作者|索引号|发布机构|微信|微博"
    "|[0-9 ：/.年月日-]+$"
)
#: in a page flattened into one line, the preamble begins with such a word
_BEGINS = re.compile(
    "根据|按照|依据|本(?:年度)?报告|为(?:贯彻|认真|进一步|全面)|现(?:将|公布)|《中华人民共和国政府信息公开条例》|20[0-9]{2}年，"
)
_SENTENCE = re.compile("[。；：]")


def preamble(page: Document, title_end: int, first: int) -> tuple[Section, ...]:
    """Return the preamble as a section, or nothing where there is none.

    title_end : where the title ends; first : where the first heading begins.
    """
    start = title_end
    line = page.key.rfind("\n", 0, start) + 1
    if page.key[start : start + 1] in ("》", "如", "公", "报") or _BEGINS.match(page.key, line, start):
        # the title is named in the preamble's own first sentence
        start = line
    while start < first:
        end = min(page.end_of_block(start), first)
        words = page.key[start:end]
        if _SENTENCE.search(words) and not _META.search(words if "。" not in words else words[:4]):
            break
        start = end + 1
    else:
        return ()
    if match := _BEGINS.search(page.key, start, first):
        start = match.start() if not page.opens(start) or _META.search(page.key, start, match.start()) else start
    end = first
    while end > start and page.key[end - 1].isspace():
        end -= 1
    while start < end and page.key[start].isspace():
        start += 1
    return (Section("preamble", "", start, end),) if end > start else ()
