"""Names of places (地名): in a list of keywords they say where a report comes from, not what it speaks of."""

from __future__ import annotations

import re
from functools import cache

from nlp import resources
from nlp.report import Region

_PEOPLE = "(?:[\u4e00-\u9fff]{1,4}族)*"
_SUFFIX = re.compile(f"^(.{{2,}}?)(?:{_PEOPLE}自治[区州县旗]|特别行政区|地区|省|市|县|区|州|盟|旗)$")
#: a place the table does not know, a township above all: 青箬镇
_LOOKS = re.compile("[\u4e00-\u9fff]{2,3}[市县镇乡旗]")
#: words of that shape that name no place
_KINDS = frozenset(
    {
        "直辖市", "地级市", "县级市", "设区市", "大城市", "各县市", "各市县", "小城镇", "中心镇", "重点镇", "建制镇", "示范镇",
        "试点镇", "特色镇", "各乡镇", "贫困县", "示范县", "试点县", "自治县", "自治旗", "民族乡", "贫困乡", "特色小镇",
    }
)  # fmt: skip
#: short names that are everyday words; as full names they are left out all the same
_EVERYDAY = frozenset({"白银", "来宾"})


def short(name: str) -> str:
    """Return the short form of a place's name: 江州市 is 江州. A name of one character is not shortened."""
    match = _SUFFIX.match(name)
    return match.group(1) if match else name


@cache
def place_names() -> frozenset[str]:
    """Return the names of China's divisions down to the county, and the short ones down to the prefecture.

    Short names of counties are left out: too many are everyday words (合作, 资源, 和平).
    """
    table = resources.path("models", "regions", "divisions.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:]]
    names = {row[1] for row in rows}
    names |= {short(row[1]) for row in rows if row[0].endswith("00")} - _EVERYDAY
    return frozenset(names)


def looks_like_place(word: str) -> bool:
    """Return whether a word has the shape of a town's or county's name."""
    return _LOOKS.fullmatch(word) is not None and word not in _KINDS


def names_of(region: Region) -> frozenset[str]:
    """Return the names of one report's own region, full and short."""
    full = {name for name in (region.province, region.city, region.county) if name}
    return frozenset(full | {short(name) for name in full})
