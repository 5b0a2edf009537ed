"""The administrative table (行政区划): which place a name begins with, its GB/T 2260 code, and which code continues it.

The table is ``models/regions/divisions.tsv``; it knows provinces, prefectures and counties, and former ones since 2007.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from nlp import resources

#: peoples named in 自治州 and 自治县, longest first: 玉屏侗族自治县 is 玉屏县 for short, 阿坝藏族羌族自治州 阿坝州
_PEOPLES = (
    "(?:柯尔克孜|乌孜别克|哈萨克|维吾尔|塔吉克|俄罗斯|鄂温克|塔塔尔|鄂伦春|达斡尔|蒙古|布依|朝鲜|土家|哈尼|傈僳|拉祜|东乡|纳西|景颇|仫佬|"
    "布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|德昂|保安|裕固|独龙|赫哲|门巴|珞巴|基诺|高山|各|回|藏|苗|彝|壮|满|侗|瑶|白|傣|黎|佤|畲|水|土|羌|怒|京)族?"
)
_AUTONOMOUS = re.compile(f"^(.{{2,}}?)(?:{_PEOPLES})*自治([区州县旗])$")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Division:
    """One place (行政区划). `heir` is the code of the place that continues it: its own while it is in force."""

    code: str
    name: str
    heir: str

    @property
    def tier(self) -> str:
        """``province``, ``city`` or ``county``, by the code."""
        return "province" if self.code.endswith("0000") else "city" if self.code.endswith("00") else "county"

    def within(self, other: Division) -> bool:
        """Return whether this place lies in `other`, by their codes."""
        width = {"province": 2, "city": 4, "county": 6}[other.tier]
        return self.code != other.code and self.code[:width] == other.code[:width]


@cache
def _divisions() -> tuple[Division, ...]:
    lines = resources.path("models", "regions", "divisions.tsv").read_text(encoding="utf-8").splitlines()[1:]
    fields = (line.split("\t") for line in lines)
    return tuple(Division(code, name, code if heir in ("", "-") else heir) for code, name, heir in fields)


@cache
def _by_name() -> Mapping[str, tuple[Division, ...]]:
    named: dict[str, list[Division]] = {}
    for division in _divisions():
        named.setdefault(division.name, []).append(division)
        short = _short(division.name)
        if short:
            named.setdefault(short, []).append(division)
    return {name: tuple(found) for name, found in named.items()}


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """Return, by their first characters, how long the names of the table are, longest first."""
    found: dict[str, set[int]] = {}
    for name in _by_name():
        found.setdefault(name[:_SHORTEST], set()).add(len(name))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _short(name: str) -> str | None:
    """内蒙古自治区 is 内蒙古, 阿坝藏族羌族自治州 阿坝州: the form that agencies print."""
    match = _AUTONOMOUS.match(name) if "自治" in name else None
    if match is None:
        return None
    return match[1] if match[2] == "区" else match[1] + match[2]


@cache
def _by_code() -> Mapping[str, Division]:
    """Return the divisions by code, the one in force first where a code bore two names."""
    ordered = sorted(_divisions(), key=lambda division: division.code)
    return {code: next(iter(same)) for code, same in groupby(ordered, key=lambda division: division.code)}


def division(code: str) -> Division | None:
    """Return the division of a code, or None."""
    return _by_code().get(code)


def beginning(name: str) -> tuple[int, tuple[Division, ...]]:
    """Return the length of the longest place name that `name` begins with, and the places so called.

    ``(0, ())`` where it begins with none that we know. A province may stand without its suffix before another place
    (江苏宿迁市); everything else needs it, because 朝阳 or 城关 by itself means nothing.
    """
    table = _by_name()
    for length in _lengths().get(name[:_SHORTEST], ()):
        if length <= len(name) and (found := table.get(name[:length])):
            return length, found
    for length in (3, 2):
        province = _provinces().get(name[:length])
        if province and name[length:] and beginning(name[length:])[0]:
            return length, (province,)
    return 0, ()


def stem(name: str, length: int) -> tuple[Division, ...]:
    """Return the places in force called like the first `length` characters of `name` (平潭综合实验区 -> 平潭县)."""
    found = (_by_name().get(name[:length] + suffix, ()) for suffix in "市县区州盟旗")
    return tuple(division for places in found for division in places if division.heir == division.code)


@cache
def _provinces() -> Mapping[str, Division]:
    return {
        re.sub("(省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)$", "", division.name): division
        for division in _divisions()
        if division.tier == "province"
    }


def parents(division_: Division) -> tuple[Division | None, Division | None]:
    """Return the province and the prefecture a place lies in (None where it is administered directly)."""
    table = _by_code()
    province = table.get(division_.code[:2] + "0000")
    city = table.get(division_.code[:4] + "00") if division_.tier != "province" else None
    return province, city
