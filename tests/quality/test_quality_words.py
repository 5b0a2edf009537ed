"""How often the guarantee that terms stay whole joins what a reader would part, on real reports.

Wherever the bounds of a term fall inside a word of jieba's, a reader was asked; the places found right are listed here
by their characters, term and neighbours. A place not on the list counts as wrong until it has been read.
"""

from __future__ import annotations

import re
from pathlib import Path

from real import needs_shared

from nlp.readers import read
from nlp.segment import engine, offsets
from nlp.segment.lexicon import shipped

#: 省|政府网站 and its like: jieba joins the rank to 政府, a reader may part on either side
_RANK = re.compile("^(?:人民)?政府")
#: read one by one: term, and one character on each side
READ = frozenset(
    {
        "极[主动公开]各", "市[交通运输局]多", "如[依申请公开]工", "息[内容审核]发", "和[十九届历次全会]精", "以[居务公开]为",
        "控[常态化]下", "布[平台管理]机", "解[惠企]纾", "好[惠企]纾", "点[政务信息]管", "开[监督保障]情", "强[监督考核]。",
        "、[重大工程]项", "市[重点工程]建", "出[重点领域]、", "区[高质量发展考核]内",
    }
)  # fmt: skip
CEILING = 0.005


@needs_shared
def test_terms_join_next_to_nothing_a_reader_would_part(shared: Path) -> None:
    files = [
        *(shared / "real").glob("*-20*.txt"),
        *(shared / "real").glob("hongze-*.pdf"),
        *(shared / "seeds").glob("*.txt"),
    ]
    total, unread = 0, []
    for file in sorted(files):
        report = read(file)
        for span in report.narratives.all:
            text = report.quote(span)
            ends = {0} | {end for _, end in offsets(engine.engine("jieba")(text))}
            for start, end in shipped().find(text):
                total += 1
                term = text[start:end]
                place = f"{text[start - 1 : start]}[{term}]{text[end : end + 1]}"
                if not {start, end} <= ends and not _RANK.match(term) and place not in READ:
                    unread.append(place)
    assert total > 800
    assert len(unread) / total <= CEILING, unread
