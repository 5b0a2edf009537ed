"""What a figure in a sentence counts (统计项目): 主动公开政府信息, 政府信息公开申请·办结.

The thing counted stands right before the figure (收到申请27件) or right after its measure word (15个部门), parts of a
whole after it (其中市级47期), so a label is put together from all three places.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nlp.phrasing.lexicon import lexicon
from nlp.similarity import comparable

#: measure words of the genre; dates, ordinals, document numbers and lengths of time are no counts
COUNT = re.compile(
    r"(?<![\d第〔\[号.])(?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?:[余多])?(?P<scale>[万亿千百]?)(?:[余多])?\s*"
    r"(?P<unit>人次|条次|场次|批次|件次|户次|万元|亿元|元|条|件|次|期|份|篇|场|家|个(?!工作日|小时|月|自然日|百分点|季度|年|星期)|人|户|项|批|名|册|部|宗|起|例|处|台|类|张|页|块|辆|组|套|座|%)"
)
#: what ends the words beside a figure; a bracket just before it is passed over
_EDGE = re.compile(r"[，。；：！？、;:!?（）()《》〔〕\n\d%]|,(?!\d)")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]\s*$")
_QUOTES = re.compile(r"[\s“”\"'‘’「」]")
#: words beside a figure that do not say what is counted
_BEFORE = re.compile(
    r"^(?:全[省市区县州镇乡]|我[省市区县州镇乡局委办]|本[省市区县州镇乡局委办]|全年|本年度?|今年|当年|年内|年度?|月|日|底前?|初|末|以来|期间|连同"
    r"|其中|另有|另|还有|还|并|已|现有|共计|合计|共|累计|向社会|面向社会|对外|平均|各类|各有|对(?![照口接外])|将|把|在|为|从|和|及(?!时)|与|有)+"
)
_AFTER = re.compile(
    r"(?:共计|总计|合计|累计|共有|共|总数|总量|分别|达到|达|约|近|超过|突破|不少于|不低于|至少|压减[至到]|精简[至到]|减少[至到]|增加[至到]|增至|减至"
    r"|调整为|提高到|由|从|至|为|各有|各|有)+$"
)
#: at the end of the words before, they lead over to the thing named after: 对26个领域
_TOWARDS = re.compile(r"[对为向给把将在从由按]$")
#: where the words after a measure word stop being the thing counted
_STOP = re.compile(
    r"的|均|全部|全都|已|都|进行|开展|予以|并|且|由|内|在|被|用于|实现|达到|完成|参[加训与]|各|每|涵盖|覆盖|向|按|以|通过|接受|落实|提出|走访"
    r"|公开预|率先|专门|共|左右|未|先后|同时|设|建成|随|较|比|统一|组织|纳入|列入|收到|申请(?!人)|和|与|(?<!涉)及(?!时)|全年|年内|接待|点名|发出|编成|逐"
    r"|压减|精简|增加|减少|提高|上升|下降"
)
#: the figure before the change is told for the sake of the one after it
_CHANGING = re.compile(r"\s*(?:压减|精简|减少|增加|提高|上升|下降|调整)?(?:[至到]|为(?=\d))")
_ASPECT = re.compile(
    r"^(?:(?:同比|环比|比上年|较上年|较去年|比去年)?(?:增长|增加|上升|提高|下降|减少|降低|增幅|降幅|占比?)$|占)"
)
#: these never say by themselves what is counted
_PARTIAL = re.compile(r"^(?:上年|结转|涉及|予以|部分|不予|无法|按期|及时|参训|参加|现场|其他|作其他|转下|转入)")
#: a label with one of these and one without it count different things: 予以公开 and 不予公开, 收到 and 上年结转
APART = ("不", "未", "上年", "下年", "同比", "其余")
_PART = re.compile(r"其中|包括|涉及|含|[（(：:]")
_LONGEST = 20
_TOLD = 12  # letters after a measure word that may name the thing
_ENOUGH = 6  # letters that say enough without what qualifies them
BRIEF = 3  # letters that do not
_VERBAL = 8  # letters before a figure that are kept beside the thing named after it


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure: where it stands (`start`, `end`), its number, scale and unit as written, and what it counts.

    own : what the words beside it say; whole : what it is a part or an aspect of, or ""; words : all that was read.
    """

    start: int
    end: int
    number: str
    scale: str
    unit: str
    own: str
    whole: str
    words: str

    @property
    def label(self) -> str:
        """What is counted, the whole before the part."""
        return f"{self.whole}·{self.own}" if self.whole else self.own


def counted(text: str, start: int, end: int) -> list[Counted]:
    """Return the figures of ``text[start:end]``, a sentence, in text order."""
    found: list[Counted] = []
    past, kept = start, ""
    for match in COUNT.finditer(text, start, end):
        beside = _beside(text[past : match.start()], text[match.end() : end])
        own = beside.own or kept
        past, kept = match.end() + beside.taken, ""
        if _CHANGING.match(text, match.end(), end):
            kept = own
        elif own:
            whole = _whole(text, start, match.start(), beside, match["unit"], found)
            found.append(
                Counted(*match.span(), match["number"], match["scale"], match["unit"], own, whole, beside.words)
            )
    return found


def key(label: str) -> str:
    """Return what two labels are compared by: the words without openings and the agency's names for itself."""
    return lexicon().variable.sub("", lexicon().opening.sub("", comparable(label)))


class _Beside(NamedTuple):
    """The words beside a figure: what they say it counts, all of them, and how far those after it reach.

    needy : whether they say too little by themselves.
    """

    own: str
    words: str
    taken: int
    needy: bool


def _beside(before: str, after: str) -> _Beside:
    head = _QUOTES.sub("", _EDGE.split(_ASIDE.sub("", before))[-1])
    told = _STOP.split(_EDGE.split(after)[0])[0][:_TOLD]
    thing = _QUOTES.sub("", told)
    words = head + thing
    head = "" if thing and _TOWARDS.search(head) else _trimmed(head)
    if thing:
        return _Beside((head if len(head) <= _VERBAL else "") + thing, words, len(told), needy=False)
    own = head.rstrip("的")
    needy = own != head or len(own) <= BRIEF or (len(own) <= _ENOUGH and _PARTIAL.match(own) is not None)
    return _Beside(own, words, 0, needy)


def _trimmed(head: str) -> str:
    """Return the words before a figure without fillings, and without what qualifies them where the rest says enough."""
    bare = _AFTER.sub("", _BEFORE.sub("", head))
    qualifier, _, rest = bare.rpartition("的")
    rest = _BEFORE.sub("", rest)
    if len(rest) >= _ENOUGH and not any(word in qualifier for word in APART):
        return rest[-_LONGEST:]
    return bare[-_LONGEST:]


def _whole(text: str, start: int, at: int, beside: _Beside, unit: str, before: Sequence[Counted]) -> str:
    """Return what a figure is a part or an aspect of, where its own words are few or it stands in a breakdown."""
    telling = [figure for figure in before if len(figure.own) > BRIEF]
    same = [figure for figure in telling if figure.unit == unit and not figure.whole]
    if _ASPECT.match(beside.own):
        return before[-1].label if before else ""
    if same and _PART.search(text, same[-1].end, at):
        return same[-1].own
    if not beside.needy:
        return ""
    if telling:
        nearest = same[-1] if same else telling[-1]
        return nearest.whole or nearest.own
    if before:
        return before[-1].whole
    return _said_before(text, start, at) or _told_before(text, start, unit)


def _told_before(text: str, start: int, unit: str) -> str:
    """Return what the sentence before counted by the same unit, where it stands in the same paragraph."""
    first = max(text.rfind(mark, 0, max(0, start - 1)) for mark in "。；\n") + 1
    if first >= start or "\n" in text[first:start].strip(" "):
        return ""
    told = (figure for figure in counted(text, first, start) if figure.unit == unit)
    return next((figure.own for figure in told if len(figure.own) > BRIEF), "")


def _said_before(text: str, start: int, at: int) -> str:
    """Return the nearest clause before the figure's own that counts nothing, where it makes a label."""
    clauses = re.split("[，,：:]", text[start:at])[:-1]
    said = next((clause for clause in reversed(clauses) if clause and not re.search(r"\d", clause)), "")
    bare = _BEFORE.sub("", _EDGE.split(_QUOTES.sub("", said))[-1])
    return bare if _ENOUGH <= len(bare) <= _LONGEST else ""
