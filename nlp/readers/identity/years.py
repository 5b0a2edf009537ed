"""The year a report is about (年度): from its title, from the period its figures cover, from its first sentence.

A date of signature or publication is never taken: a report on 2021 appears in 2022.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from nlp.report import NO_YEAR

_DIGITS = str.maketrans("〇○零ОＯOo二三四五六七八九一", "0000000" + "23456789" + "1")
_NUMERAL = "[二2][〇○零0Oo][〇○零0Oo一二三四五六七八九1-9]{2}"
#: 2021年 2021年度 二〇二一年 二○一二年; never 2021年3月
_YEAR = re.compile(f"({_NUMERAL}) ?年(?! ?[0-9一二三四五六七八九十]{{1,3}} ?月)")
#: how far into a narrative its first year is looked for
_BEGINNING = 40
_BARE = re.compile("(?<![0-9])(20[0-3][0-9])(?![0-9])")
_PERIOD = re.compile(
    f"({_NUMERAL}) ?年 ?(?:1|一|01) ?月 ?(?:1|一|01) ?日?.{{0,8}}?"
    f"(?:({_NUMERAL}) ?年)? ?(?:12|十二) ?月 ?(?:31|三十一) ?日"
)


def value(text: str) -> int:
    """Return the year a numeral of four characters means (2021, 二〇二一)."""
    return int(text.translate(_DIGITS))


def named(text: str) -> list[int]:
    """Return the years that a title names, each once, in order."""
    years = [value(match[1]) for match in _YEAR.finditer(text)] or [int(match[1]) for match in _BARE.finditer(text)]
    return [year for year in dict.fromkeys(years) if 2003 <= year <= 2099]


def period(text: str) -> int | None:
    """Return the year of the period a report says its figures cover (1月1日 to 12月31日), or None."""
    if "31" not in text and "三十一" not in text:
        return None
    for match in _PERIOD.finditer(text):
        first, last = value(match[1]), value(match[2] or match[1])
        if first == last:
            return first
    return None


def _spoken_at_first(narrative: str) -> int | None:
    """The one year that the beginning of a narrative names."""
    first = named(narrative[:_BEGINNING])
    return first[0] if len(first) == 1 else None


def spoken(text: str) -> int | None:
    """Return the year a narrative on work done speaks of: the one named most, where it is clear."""
    counts = Counter(value(match[1]) for match in _YEAR.finditer(text)).most_common(2)
    if not counts or counts[0][1] < 1 or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return None
    return counts[0][0] if 2003 <= counts[0][0] <= 2099 else None


def settle(title: Sequence[int], period_: int | None, narrative: str) -> tuple[int | None, list[str]]:
    """Return the year and what is to be said about it (in Chinese).

    Where title and period disagree, the one the narrative speaks of decides; where nothing decides, the year is
    unknown, because a wrong year spoils every comparison.
    """
    claims = [year for year in (*title[:2], period_) if year]
    if len(set(claims)) == 1:
        return claims[0], []
    spoken_ = _spoken_at_first(narrative) or spoken(narrative)
    if not claims:
        if spoken_ is None:
            return None, [NO_YEAR]
        return spoken_, [f"年度据正文推定为{spoken_}年"]
    told = "标题或统计期限中的年度不一致（" + "、".join(f"{year}年" for year in dict.fromkeys(claims)) + "）"
    if spoken_ in claims:
        return spoken_, [f"{told}，据正文取{spoken_}年"]
    return None, [f"{told}，年度未定"]
