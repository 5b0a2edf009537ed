"""Who issued a report (发布机关): a printed name becomes a place, a kind of body, a level and one identifier.

The identifier is the code of the place (that of its heir, where it was renamed) and the kind of body:
``320813-gov`` for 洪泽区人民政府 and 淮安市洪泽区人民政府, ``320813-市场监督管理局`` for its bureau. A place the table does
not know stands for itself: ``青桐县-gov``.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from nlp import resources
from nlp.errors import UsageError
from nlp.readers.identity import regions
from nlp.readers.identity.regions import Division
from nlp.report import Region

#: a user's own aliases, in the working folder
ALIASES = "gongkai-aliases.toml"
#: 渭州市 and 沅州区 are one name each, 州 is no place of its own there; 临州市场监督管理局 is a body of 临州
_UNKNOWN_PLACE = re.compile(
    "[\u4e00-\u9fff]{1,6}?(?:省|自治区|自治州|自治县|自治旗|市|州(?!市(?![场政容])|[县区](?![域划]))|盟|县|旗|区)(?!政府信息)"
)
_TOWN = re.compile("[\u4e00-\u9fff]{1,10}?(?:镇|乡|街道)(?=$|人民|政府|办事处|党工委|综合|社区)")
_ZONE = re.compile(
    "[\u4e00-\u9fff]{2,14}?(?:综合实验区|实验区|开发区|高新区|经开区|示范区|保税区|工业园区|产业园区|园区|管理区|度假区|风景名胜区|合作区|新城|新区|生态城)(?=$|管委会|管理委员会|党工委|人民|政府)"
)
#: what a title adds to a name in brackets
_ADDED = re.compile("[（(].*$")
_KIND = re.compile("(?:政府|委员会|管委会|局|厅|委|办公[室厅]|中心|处|院)$")
_BODY = re.compile("(?:人民政府|政府|办事处)$")
_GOVERNMENT = re.compile("^(?:人民政府|政府)?$")
_OFFICE = re.compile("^(?:人民)?政府(?:办公?[室厅]|政务公开办公室|办)$|^政府办$|^办公[室厅]$")
_BELOW = re.compile("人民政府(?=[\u4e00-\u9fff]{2,}(?:镇|乡|街道|区))")
_COMMITTEE = re.compile("^(?:党工委)?(?:管委会|管理委员会|党工委)?$")
_NATIONAL = re.compile(
    "^(?:中华人民共和国(?![\u4e00-\u9fff]{2,6}海关$)|国务院|国家|中国)[\u4e00-\u9fff]{2,}|^[\u4e00-\u9fff]{2,10}部$|^(?:海关总|审计)署$|^最高人民[法检][\u4e00-\u9fff]{1,2}$"
)
#: 国家税务总局淮安市税务局: a national body named before the place
_PARENT = re.compile(
    "^(?:国家[\u4e00-\u9fff]{2,6}?(?:总局|局)|中国人民银行|中华人民共和国)(?=[\u4e00-\u9fff]{2,}?[省市县区州盟旗])"
)
_BUREAU = re.compile("(?:局|厅|委员会|办公室|中心|委|处|站|院|公司|大学|学校|医院|总队|支队|大队|海关)$(?<!办事处)")
#: a place that stands right before a name; 与青桐县… and 由青桐县… begin behind their first character
_LINK = "与由在为和及的是请向至到经于自将"
_PLACES = frozenset("市县区旗州")
_BEFORE = re.compile(f"(?:^|[^\u4e00-\u9fff]|[{_LINK}])((?:(?![{_LINK}])[\u4e00-\u9fff]){{1,12}}[市县区旗州])$")
_LONGEST_BEFORE = 14
#: 我县, 本市, 各区: what stands before a kind of place instead of a name; 本溪, 全州 are names
NAMELESS = "我|本(?!溪)|全(?![南州椒])|各|该"
#: 我县, 各市, 区县: no names of places
_NO_NAME = re.compile(f"(?:(?:{NAMELESS}|某)[市县区旗州]|市县|县市|区县|县区|旗县)$")
#: what a preamble says before it: 特编制青桐县…
_ANNOUNCED = re.compile("^(?:现|特)?(?:予以?|此)?(?:向社会)?(?:公布|公开|发布|编制)了?(?=[\u4e00-\u9fff]{2})")
#: 市场监督管理局 begins like a place (市), 区划 too: what begins so is a body, not another place
_NO_PLACE = re.compile("市场|市政|市容|县域|州域|区域|区划|人民|政府|城市|社区|都市|园区|办公")
_BELOW_CITY = re.compile("县[（(]市[、）)区]|县[（(]区|各县[、区市]|县区|区县|市直各?部门")
_BELOW_COUNTY = re.compile("乡镇|镇[（(、]?街道|各镇|镇街")


@dataclass(frozen=True, slots=True)
class Issuer:
    """An agency (发布机关): its name as printed or completed, identifier, place and level."""

    name: str | None
    id: str | None
    region: Region
    level: str | None


UNKNOWN = Issuer(None, None, Region(), None)


class _Place(NamedTuple):
    """A place a name begins with, and the divisions so called (none for a place the table does not know)."""

    name: str
    divisions: tuple[Division, ...]


class _Named(NamedTuple):
    """A name taken apart: the places it begins with, widest first, the rest, and which place of the table is meant."""

    name: str
    places: tuple[_Place, ...]
    rest: str
    division: Division | None
    region: Region

    @property
    def key(self) -> str:
        """What stands for the place in an identifier."""
        return self.division.heir if self.division else self.places[-1].name if self.places else ""


def issuer(name: str, *, context: str = "") -> Issuer:
    """Return what a printed name says of the agency.

    context : text of the report, asked only where one name means several places (鼓楼区), or names none (白石镇).
    """
    printed = _ADDED.sub("", name.replace(" ", "")) or name
    settled = _aliases("issuer").get(printed, printed)
    placed = _placed(settled, context)
    found = _read(placed, context)
    # an alias settles who it is; what is shown stays as printed, completed only where it is a bare place
    if found.name is None or (_is_bare(printed) and found.level != "township"):
        return found
    ending = found.name[len(placed) :]
    shown = printed + ending if printed == settled else printed
    return Issuer(shown, found.id, found.region, found.level)


def _placed(name: str, context: str) -> str:
    """Return a name that says no place with the one the report itself puts before it (白石镇 -> 青桐县白石镇).

    Without it, the bureaus and townships of all counties would be one agency.
    """
    if not context or _places(name)[0] or _NATIONAL.match(name) or _ZONE.match(name):
        return name
    bare = _BODY.sub("", name)
    ahead = [context[max(0, at - _LONGEST_BEFORE) : at] for at in _found(bare, context)] if bare else []
    before = {
        _ANNOUNCED.sub("", match[1])
        for words in ahead
        if words[-1:] in _PLACES and (match := _BEFORE.search(words)) and not _NO_NAME.search(match[1])
    }
    # 青桐县 and 云岭市青桐县 are one place, the second is more
    fullest = max(sorted(before), key=len, default="")
    return f"{fullest}{name}" if all(fullest.endswith(place) for place in before) else name


def _found(bare: str, context: str) -> Iterator[int]:
    at = context.find(bare)
    while at >= 0:
        yield at
        at = context.find(bare, at + 1)


def _is_bare(name: str) -> bool:
    return not _KIND.search(name)


def _read(name: str, context: str) -> Issuer:
    parent = _PARENT.match(name)
    named = _taken_apart(name[parent.end() :] if parent else name, context)
    if named.places and parent:
        return Issuer(name, f"{named.key}-{body(named.rest)}", named.region, "department")
    if (below := _BELOW.match(named.rest)) and named.places:
        # 历下区人民政府大明湖街道办事处: the government above is named in full
        named = named._replace(rest=named.rest[below.end() :])
    zone = _ZONE.match(named.rest)
    if zone:
        return _of_zone(name, named, zone[0])
    town = _TOWN.match(named.rest)
    if town and not _BUREAU.search(named.rest):
        return _of_town(named, town[0])
    return _of_place(named, context) if named.places else _without_place(name)


def _of_place(named: _Named, context: str) -> Issuer:
    if _GOVERNMENT.match(named.rest):
        full = named.name.removesuffix("人民政府").removesuffix("政府") + "人民政府"
        return Issuer(full, f"{named.key}-gov", named.region, _level(named, context))
    if _OFFICE.match(named.rest):
        return Issuer(named.name, f"{named.key}-office", named.region, "department")
    return Issuer(named.name, f"{named.key}-{body(named.rest)}", named.region, "department")


def _of_town(named: _Named, town: str) -> Issuer:
    bare = named.rest == town
    ending = ("办事处" if town.endswith("街道") else "人民政府") if bare else ""
    identifier = f"{named.key}-{town}" if named.key else f"{town}-gov"
    return Issuer(named.name + ending, identifier, named.region, "township")


def _of_zone(name: str, named: _Named, zone: str) -> Issuer:
    """A development zone lies in the place whose name it begins with (平潭综合实验区 in 平潭县)."""
    division, region = named.division, named.region
    if division is None and not named.places:
        division = next((found[0] for size in (4, 3, 2) if len(found := regions.stem(zone, size)) == 1), None)
        region = _region(division, division.name) if division else region
    place = division.heir if division else named.key
    key = f"{place}-{zone}" if place else zone
    rest = named.rest[len(zone) :]
    if _COMMITTEE.match(rest):
        return Issuer(name if rest else name + "管理委员会", key, region, "county")
    return Issuer(name, f"{key}-{body(rest)}", region, "department")


def _without_place(name: str) -> Issuer:
    if _NATIONAL.match(name):
        return Issuer(name, f"national-{body(name.removeprefix('中华人民共和国'))}", Region(), "national")
    if _BUREAU.search(name):
        return Issuer(name, body(name), Region(), "department")
    return Issuer(name, name, Region(), None)


def _taken_apart(name: str, context: str) -> _Named:
    places, rest = _places(name)
    division = _resolved(places, context)
    region = _region(division, places[-1].name) if division else _named_region([place.name for place in places])
    return _Named(name, places, rest, division, region)


@lru_cache(maxsize=1024)
def _places(name: str) -> tuple[tuple[_Place, ...], str]:
    """Return the places that a name begins with, widest first, and the rest of it."""
    places: list[_Place] = []
    rest = name
    while len(places) < 4 and not (places and _NO_PLACE.match(rest)):
        length, divisions = regions.beginning(rest)
        length = length or _unknown_place(rest)
        if not length:
            break
        places.append(_Place(rest[:length], divisions))
        rest = rest[length:]
    return tuple(places), rest


def _unknown_place(rest: str) -> int:
    """Return the length of what looks like a place the table does not know; 综合实验区 is none."""
    match = _UNKNOWN_PLACE.match(rest)
    if match is None or (match[0].endswith("区") and _ZONE.match(rest)):
        return 0
    return match.end()


def _resolved(places: Sequence[_Place], context: str) -> Division | None:
    """Find the last place in the table, in agreement with the places named before it, or None."""
    chain: Division | None = None
    for place in places:
        fitting = [division for division in place.divisions if chain is None or division.within(chain)]
        chain = _only(fitting, context) if fitting else None
        if chain is None:
            return None
    return None if chain and _contradicted(chain, context) else chain


def _only(found: Sequence[Division], context: str) -> Division | None:
    """Return the one place meant; the prefecture that the report speaks of decides between namesakes."""
    if len({division.heir for division in found}) == 1:
        return next((division for division in found if division.heir == division.code), found[0])
    spoken = [d for d in found if any(up and up.name in context for up in regions.parents(d))]
    in_force = [division for division in spoken if division.heir == division.code] or spoken
    return in_force[0] if len({division.heir for division in in_force}) == 1 else None


def _contradicted(division: Division, context: str) -> bool:
    """A 市 that the table has as a county but that speaks of the counties below it is another 市 (or none)."""
    if division.tier != "county" or not division.name.endswith("市"):
        return False
    above = [up.name for up in regions.parents(division) if up]
    return len(_BELOW_CITY.findall(context)) >= 2 and not any(name in context for name in above)


def _region(division: Division, printed: str) -> Region:
    province, city = regions.parents(division)
    name = division.name if division.name.startswith(printed[:2]) or division.tier != "county" else printed
    return Region(
        province.name if province else None,
        (name if division.tier == "city" else city.name if city else None),
        name if division.tier == "county" else None,
        division.code,
    )


def _named_region(places: Sequence[str]) -> Region:
    """The region as far as the names go, for places the table does not know: no code."""
    province = next((place for place in places if place.endswith(("省", "自治区"))), None)
    rest = [place for place in places if place != province]
    county = rest[-1] if rest and (len(rest) > 1 or rest[-1].endswith(("县", "区", "旗"))) else None
    city = rest[0] if rest and rest[0] != county else None
    return Region(province, city, county, None)


def _level(named: _Named, context: str) -> str:
    if named.division is not None:
        return named.division.tier
    place = named.places[-1].name
    if place.endswith(("省", "自治区")):
        return "province"
    if place.endswith(("县", "区", "旗")):
        return "county"
    if place.endswith(("州", "盟")):
        return "city"
    # 市 is a prefecture or a county: the units below it tell
    townships_only = _BELOW_COUNTY.search(context) and not _BELOW_CITY.search(context)
    return "county" if townships_only else "city"


def body(name: str) -> str:
    """Return the kind of body in its settled wording: renamed offices by the alias table, abbreviations written out."""
    return _bodies().get(name, name)


def _bodies() -> Mapping[str, str]:
    return _aliases("body")


def _aliases(table: str) -> Mapping[str, str]:
    if not os.path.isfile(ALIASES):
        return _merged("", 0)[table]
    own = Path(ALIASES)
    return _merged(str(own.absolute()), own.stat().st_mtime_ns)[table]


@lru_cache(maxsize=8)
def _merged(own: str, stamp: int) -> Mapping[str, Mapping[str, str]]:
    del stamp  # part of the key: a changed file is read again
    tables = [_shipped()]
    if own:
        try:
            tables.append(tomllib.loads(Path(own).read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"{ALIASES} 不是 UTF-8 的 TOML（{error}）：请改正这一行") from error
    return {
        kind: {other: entry["name"] for table in tables for entry in table.get(kind, ()) for other in entry["also"]}
        for kind in ("body", "issuer")
    }


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads(resources.path("models", "regions", "aliases.toml").read_text(encoding="utf-8"))
