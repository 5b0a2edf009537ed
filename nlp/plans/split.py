"""Splits an item into clauses: one act with what leads to it and what it is for (小句切分).

A leading modifier (围绕…, 依托…) goes with the act after it, a purpose tail (提升…, 确保…) with the act before it. Two short
acts in a row stay together as long as either of them is at least a third of both, so that neither is lost in the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from nlp.plans.layout import Piece, sentences, trimmed
from nlp.plans.plain import lexicon
from nlp.plans.reading import Reading
from nlp.plans.roles import Role

_RESULT = re.compile(
    r"从而|进而|以此|以便|以期|以优|以高|以更|更好|共同|最终|提升|提高|增强|实现|确保|保证|保障|做到|促进|助力|推动形成|达到|使|让|满足|营造|防止"
    r"|避免|凝聚|维护|彰显|树立|赢得|有利于|为.{2,30}(?:提供|奠定|营造|作出)"
)
_MODIFIER = re.compile(
    r"围绕|聚焦|按照|根据|依据|依托|依照|针对|对照|立足|着眼|坚持|秉持|秉承|遵循|本着|关注|紧扣|紧盯|结合|借助|利用|运用|通过|对于|面对|鉴于|为|由于|每|于"
    r"|今年以来|一年来|近年来|去年以来|年底|上半年|下半年|截至|[到至]?\d|以.{2,20}(?:为|契机)|在.{2,20}(?:[上中下前后]|基础上|方面)，?$|从.{2,16}(?:出发|入手)"
)
#: what only goes on with the act before it: 公示期不少于7日, 发现漏报的全县通报, 在村广播播放
_BOUNDS = re.compile(
    r"(?:首批|第一批|[一-龥]{2,6}?(?:不少于|不低于|不超过|不多于|达到|控制在))|(?:发现|未|没|逾期|凡)[^，。；]{0,12}的(?=[^，。；])"
    "|在[^，。；]{2,8}(?:播放|公布|张贴|通报|展示|公示|发布|上墙)$"
)
#: who leads the act that follows: 市数据局牵头
_LED_BY = frozenset({"牵头", "主办", "负责"})
#: what it answers, told at length: 针对上年度指出的办理周期偏长问题
_OCCASION = re.compile("(?:针对|对|就|围绕|为解决)[^，。；]*(?:问题|不足|短板|情况|现状)$")
#: a piece that opens like a modifier and is longer states an act all the same (通过门户网站公布结果)
_LONGEST_MODIFIER = 25
#: what only ties a clause to the one before
ALSO = re.compile("(?:与此同时|同时|此外|另外|其中|并且|以及|再者|且|如(?=在|对|部|个|有)|比如|例如)，?")
_CONJUNCTION = re.compile(f"{ALSO.pattern}|[并也还]，?")
#: the first characters of those patterns: a cheap look before the match
_MODIFIER_OPENINGS = frozenset(
    "围聚按根依针对立着坚秉遵本关紧结借利运通面鉴为由每于今一近去年上下截到至以在从0123456789"
)
_DATED_OPENINGS = frozenset("每年上下于到至0123456789")
_RESULT_OPENINGS = frozenset("从进以更共最提增实确保做促助推达使让满营防避凝维彰树赢有为")
_CONJUNCTION_OPENINGS = frozenset("与同此另其并以再且如比例也还")
_AND_SO_ON = re.compile(
    "(?:等(?:等)?(?:方面)?(?:的)?(?:问题|方面|情况|现象|不足)?|的(?:问题|情况|现象|不足)|[两三四五六几]个?(?:方面|问题))(?:，.{0,24})?。?$"
)
#: what cannot open a shortcoming of its own: it speaks of the one before
_NO_SUBJECT = re.compile("[未没不使仍还尚也与]|暴露|反映出|缺乏|缺少|有待|难以|甚至|导致|造成|影响|致使|从而")
_EFFECT = re.compile("甚至|导致|造成|影响|致使|从而|暴露|使得|不利于|也(?:使|影响)")
#: a piece without a subject is long enough to stand alone from here on
_SHORTEST_OWN = 10
#: a piece before the first shortcoming that is no modifier states something itself from here on
_SHORTEST_TOLD = 12
#: how an element ends that only names a thing: 公开内容, 时效性
_NAMES = re.compile(
    "(?:内容|形式|渠道|方式|频率|质量|意识|水平|能力|机制|制度|时效|范围|程度|工作|平台|网站|信息|媒体|人员|队伍|流程|环节|标准|目录|指南|部门|单位"
    "|乡镇|街道|[科处股]室|公开|解读|回应|互动|服务|更新|发布|监督|建设|管理|培训|载体|效果|理念|方法|[性面度率量力栏])$"
)
#: in characters
_SHORTEST_ELEMENT = 4
_LONGEST_SHORTCOMING = 40
_LONGEST_PAIR = 60
#: acts are joined as long as the shortest of them is at least a third of all
_TIMES = 3
#: a modifier no act follows is an act of its own from this length on: 每月5日为固定公开日
_SHORTEST_TAIL = 6
_LONGEST_TAIL = 14
#: a sentence no longer than this only announces the one after it (提升内容质量。)
_LONGEST_LEAD = 16
_SHORTEST_CLAUSE = 3


@cache
def _dated_act() -> re.Pattern[str]:
    """Return what is no modifier, though it opens with a date or frequency: 每半年召开一次恳谈会."""
    verbs = "|".join(v for v in lexicon("finding.toml")["verbs"]["terms"] if len(v) > 1)
    return re.compile(rf"(?:每|年底|上半年|下半年|[于到至]?\d)[^，。；]{{1,9}}?(?:{verbs})")


def split(reading: Reading, parts: Sequence[Sequence[Piece]], role: Role) -> list[Piece]:
    """Return the spans of the clauses of one item, in order (小句).

    Parameters
    ----------
    reading : the section; parts : the pieces of each sentence of the item; role : problems are cut by shortcoming,
    plans by act.
    """
    found: list[Piece] = []
    lead: Piece | None = None
    for pieces in parts:
        spans = _by_shortcoming(reading, pieces) if role == "problem" else _by_act(reading, pieces)
        joins = lead is not None and role == "plan" and _introduces(reading.key, lead, spans[0])
        if lead and joins:
            found.pop()
            spans[0] = (lead[0], spans[0][1])
        short = spans[0][1] - spans[0][0] <= _LONGEST_LEAD
        lead = spans[0] if len(spans) == 1 and short and not joins else None
        found += spans
    return _long_enough([_clean(reading.key, *span) for span in found])


def _long_enough(spans: Sequence[Piece]) -> list[Piece]:
    """Return the spans, those too short to stand alone (深入调研) together with the next."""
    kept: list[Piece] = []
    begin = -1
    for start, end in spans:
        first = begin if begin >= 0 else start
        if end - first >= _SHORTEST_CLAUSE:
            kept.append((first, end))
            begin = -1
        elif start < end:
            begin = first
    return kept


def elements(reading: Reading, start: int, end: int) -> list[Piece]:
    """Return the elements of a list of shortcomings (甲不够、乙有待加强等), or none where it is not such a list.

    An element states a shortcoming of its own and is long enough to stand alone; what only names a thing (公开内容、形式不够)
    goes with the element after it.
    """
    tail = _AND_SO_ON.search(reading.key, start, end)
    stop = tail.start() if tail else end
    listed = reading.key[start:stop]
    if "，" not in listed and "；" not in listed:
        return _cut(reading, start, stop, "、")
    if "、" in listed and all(len(part) >= _SHORTEST_ELEMENT for part in re.split("[、，；]", listed)):
        parts = _cut(reading, start, stop, "、")
        if len(parts) > listed.count("、") and all(reading.states_deficit(*part) for part in parts):
            return parts
    found = _cut(reading, start, stop, "，；")
    if found and "、" in reading.key[slice(*found[-1])]:
        found[-1] = (found[-1][0], end)  # 等问题 belongs to the list within the last element
    return found


def _cut(reading: Reading, start: int, stop: int, marks: str) -> list[Piece]:
    found: list[Piece] = []
    begin = start
    for match in re.finditer(f"[{marks}]|$", reading.key[start:stop]):
        last = start + match.start()
        if found and (last - begin < _SHORTEST_ELEMENT or _NO_SUBJECT.match(reading.key, begin, last)):
            found[-1] = (found[-1][0], last)
            begin = last + 1
        elif last - begin >= _SHORTEST_ELEMENT and _stands(reading, begin, last, named=marks == "、" or bool(found)):
            found.append((begin, last))
            begin = last + 1
    told = any(reading.states_deficit(*element) for element in found)
    return found if told and len(found) > 1 and begin > stop else []


def _stands(reading: Reading, start: int, end: int, *, named: bool) -> bool:
    """Return whether an element tells a shortcoming: by its words or, in a list that is parted by 、, by its form."""
    return reading.lacks(start, end) or (named and not _NAMES.search(reading.key, start, end))


def acts(key: str) -> list[Piece]:
    """Return the spans of the single acts of a plan, each with its modifiers, without what they are for."""
    return [(s, e) for sentence in sentences(key) for s, e in _units(key, sentence.pieces, with_purpose=False)]


def _by_shortcoming(reading: Reading, pieces: Sequence[Piece]) -> list[Piece]:
    units: list[Piece] = []
    before = -1
    shortest = 0
    for first, last in pieces:
        deficit = reading.lacks(first, last)
        if units and (
            _depends(reading.key, first, last)
            or (not deficit and last - units[-1][0] <= min(_TIMES * shortest, _TIMES * (last - first), _LONGEST_PAIR))
        ):
            units[-1] = (units[-1][0], last)
            shortest = min(shortest, last - first)
        elif not units and not deficit and last < pieces[-1][1] and _leads(reading.key, first, last):
            # what stands before the first shortcoming leads to it: 对照群众期盼，…
            before = first if before < 0 else before
        else:
            units.append((before if before >= 0 else first, last))
            before, shortest = -1, last - first
    return _joined(reading, units, _LONGEST_SHORTCOMING)


def _depends(key: str, first: int, last: int) -> bool:
    """Return whether a piece only goes on with the shortcoming before it: short and without a subject, or its effect."""
    return _EFFECT.match(key, first, last) is not None or (
        last - first < _SHORTEST_OWN and _NO_SUBJECT.match(key, first, last) is not None
    )


def _leads(key: str, first: int, last: int) -> bool:
    """Return whether what stands before the first shortcoming is too slight to be one by itself, or leads to it."""
    return last - first < _SHORTEST_TOLD or _MODIFIER.match(key, first, last) is not None


def _by_act(reading: Reading, pieces: Sequence[Piece]) -> list[Piece]:
    return _joined(reading, _units(reading.key, pieces, with_purpose=True), _LONGEST_PAIR)


def _units(key: str, pieces: Sequence[Piece], *, with_purpose: bool) -> list[Piece]:
    units: list[Piece] = []
    waiting = -1
    for first, last in pieces:
        conjunction = _CONJUNCTION.match(key, first, last) if key[first] in _CONJUNCTION_OPENINGS else None
        head = conjunction.end() if conjunction and conjunction.end() < last else first
        begin = waiting if waiting >= 0 else first
        if _leads_to_an_act(key, head, last):
            waiting = begin
        elif units and waiting < 0 and key[head] in _RESULT_OPENINGS and _RESULT.match(key, head, last):
            units[-1] = (units[-1][0], last if with_purpose else units[-1][1])
        elif units and waiting < 0 and last - head <= _LONGEST_TAIL and _BOUNDS.match(key, head, last):
            units[-1] = (units[-1][0], last)
        else:
            units.append((begin, last))
            waiting = -1
    if waiting >= 0 and units and pieces[-1][1] - waiting < _SHORTEST_TAIL:
        units[-1] = (units[-1][0], pieces[-1][1])
    elif waiting >= 0:
        units.append((waiting, pieces[-1][1]))
    return units


def _leads_to_an_act(key: str, head: int, last: int) -> bool:
    """Return whether a piece only modifies the act after it: its basis, its leader, its occasion."""
    opens = key[head] in _MODIFIER_OPENINGS
    if opens and key[head] in _DATED_OPENINGS and _dated_act().match(key, head, last):
        return False
    if last - head <= _LONGEST_MODIFIER:
        return (opens and _MODIFIER.match(key, head, last) is not None) or key[last - 2 : last] in _LED_BY
    return opens and last - head <= _LONGEST_PAIR and _OCCASION.match(key, head, last) is not None


def _joined(reading: Reading, units: Sequence[Piece], longest: int) -> list[Piece]:
    """Return the units, short neighbours joined; 同时 and its like keep what follows apart.

    Of two directions before an act (加大力度，优化栏目，开设专栏) the second belongs to the act.
    """
    if len(units) == 1:
        return list(units)
    checkable = [reading.has_act(*unit) for unit in units]
    merged: list[Piece] = []
    shortest = 0
    for at, unit in enumerate(units):
        length = _least(reading.key, *unit)
        belongs_to_next = not checkable[at] and at + 1 < len(units) and checkable[at + 1] and not checkable[at - 1]
        apart = reading.key[unit[0]] in _CONJUNCTION_OPENINGS and ALSO.match(reading.key, *unit) is not None
        least = min(shortest, length)
        if merged and not apart and not belongs_to_next and unit[1] - merged[-1][0] <= min(_TIMES * least, longest):
            merged[-1] = (merged[-1][0], unit[1])
            shortest = least
        else:
            merged.append(unit)
            shortest = length
    return merged


def _least(key: str, start: int, end: int) -> int:
    """Return the length of what of a unit may be asked for by itself: its shortest piece but for those that lead to it."""
    if key.find("，", start, end) < 0:
        return end - start
    pieces = key[start:end].split("，")
    return min([len(p) for p in pieces if p and not _MODIFIER.match(p)], default=end - start)


def _introduces(key: str, lead: Piece, first: Piece) -> bool:
    """Return whether a short sentence and the first clause after it are one (提升内容质量。完善审核…)."""
    before, now = lead[1] - lead[0], first[1] - first[0]
    return key[lead[1]] != "；" and before + now <= min(_TIMES * before, _TIMES * now, _LONGEST_PAIR)


def _clean(key: str, start: int, end: int) -> Piece:
    start, end = trimmed(key, start, end)
    also = ALSO.match(key, start, end) if start < end and key[start] in _CONJUNCTION_OPENINGS else None
    return trimmed(key, also.end(), end) if also else (start, end)
