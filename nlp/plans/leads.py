"""What leads over to problems and to plans: headings, announcements, admissions that name nothing (过渡语、小标题)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from nlp.plans.layout import Piece
from nlp.plans.plain import lexicon
from nlp.plans.reading import Reading
from nlp.plans.roles import SELF as _SELF
from nlp.plans.roles import WHEN as _WHEN
from nlp.plans.roles import Role, intends

_AND = r"(?:和|与|及|以及|、|暨)"

_PROBLEM_LABEL = (
    rf"(?:当前|目前|工作中)?(?:还|仍)?(?:存在)?的?(?:主要|突出|具体)?(?:问题|不足|困难|短板)"
    rf"(?:{_AND}(?:不足|困难|问题|差距|原因分析))?(?:之处)?(?:方面)?"
)
_PLAN_LABEL = (
    rf"(?:(?:上一?年度?|去年)(?:存在的?)?(?:主要)?问题的?|下一步|下一?年度?|明年|今后|下步|新的一年|20\d\d年度?)?(?:解决(?:办法|措施){_AND})?的?(?:主要|具体|重点|针对性)?"
    rf"(?:改进|整改|工作|解决|应对|完善|优化|努力|提升)?的?(?:措施|举措|计划|打算|思路|安排|办法|方向|重点|对策|意见|情况|方面)"
    rf"(?:{_AND}?(?:下一步)?(?:工作)?(?:措施|举措|打算|计划|安排|思路|方向))?"
)
_LABEL = re.compile(
    rf"(?P<problem>{_PROBLEM_LABEL})(?:(?:如下|有)?[：。\n]|如下，|$)"
    rf"|(?P<plan>(?=[^：。]{{0,14}}[改整解应完优努提下今明打措举对向])(?:{_PLAN_LABEL}))(?:[：。\n]|$)"
)
_LONGEST_LABEL = 36
_LABEL_ENDINGS = frozenset("题足难板处面距析施举措划算路排法向点策况见")
_LONGEST_HEAD = 90
#: the words after which a list of shortcomings begins
_LISTING = re.compile(
    r"(?:突出|明显|主要|集中)的(?:是|有)[，：]?|(?:主要|具体|突出|集中)?(?:表现|体现|反映)(?:在|为|于|出)?(?:以下|如下)?(?:[一二两三四五六几]个?方面)?[：，]?"
    r"|(?:主要|具体)(?:是|有|包括|问题是|问题有|存在)[：，]?|(?:比如|例如|诸如|譬如)[：，]?|(?:^|(?<=[，。；：题足]))如[：，]?"
)
_LACK = r"(?:问题|不足|差距|短板|困难|薄弱环节|薄弱之处|弱项|距离|欠缺)"
_SOME = r"(?:些|[一二两三四五六几]个?方面的?|一些|一定的?|不少|诸多|某些|部分|较大|不小|很大|许多|些许|个别)"
#: an admission that names nothing: 还存在一定差距和不足
_GENERAL = re.compile(
    rf"(?:(?:存在|有)(?:着)?的?{_SOME}?的?(?:主要)?|{_SOME}的?){_LACK}(?:{_AND}?{_LACK})*(?:之处)?"
    r"|(?:做得|存在|有)[^，。；]{0,8}(?:不够|不足|改进|提高|加强|完善)的(?:地方|方面|之处)"
    r"|(?:离|与|同|和|距)[^，。；]{2,16}(?:还|仍|尚)?(?:存在|有)(?:一定|较大|不小)?的?(?:差距|距离)"
)
_EXISTS = re.compile(r"(?:存在|面临)(?:着)?(?=[^。；]{4,}(?:等(?:等)?(?:方面)?的?|的)(?:问题|不足|情况|现象|短板))")
#: the year alone may be the year reported on: it leads over only with 将 or 工作中
_YEAR = r"(?:在?20\d\d年度?(?!底|末|内|前|\d)(?:的?[^，。]{0,14}工作中)?)"
_IN_ANSWER = r"(?:针?对(?:上述|以上|存在|这些|前述|此)?[^，]{0,8}(?:问题|不足|短板|差距|情况|现象)，)"
#: who will do it where the agency is called by name: 2021年柳溪街道政府信息公开工作将
_WILL = r"(?:还|也|继续|会)?(?:将|拟|要|计划|打算)(?:重点|着重|着力|从|首先)?(?!来)"
_FUTURE_LEAD = re.compile(
    rf"{_WHEN}的?(?:主要|重点)?(?:打算|计划|思路|安排|措施|举措|任务|目标|做法)(?:主要)?(?:是|有|为)[，：]?"
    rf"|(?:{_IN_ANSWER}|(?:为此|对此|因此|鉴于此)，)?"
    rf"(?:{_WHEN}，?(?:{_SELF}，?)?(?:(?:将|要|拟|会|应)(?:重点|着重|从|首先)?(?!来))?"
    rf"|(?:今年|来年)，?{_SELF}会|{_SELF}(?:决心|打算|计划|准备|力争)(?:在?{_WHEN}，?)?"
    rf"|{_YEAR}，?{_SELF}?，?{_WILL}"
    rf"|{_YEAR}，?[^，。；：的]{{2,10}}?(?:还|也|继续)?(?:将|拟)(?:重点|着重|着力|从|首先)?(?!来)"
    rf"|{_SELF}?，?在(?:今年|来年|新一年|以后|今后|20\d\d年|下一年)的?[^，。]{{0,14}}工作中，?{_SELF}?，?{_WILL})，?"
    rf"|{_IN_ANSWER}[^，。；：]{{0,24}}?{_WILL}，?"
    rf"|(?:(?:为此|对此|因此|鉴于此)，)?{_SELF}(?:将|拟)(?:首先|重点|着重)?(?!来)，?"
)
_FUTURE_OPENINGS = frozenset("针下今明新接在2为对因鉴我本来")
_POINTS_AHEAD = re.compile("以下|如下|下列|下述|(?:上述|以上|这些|前述|存在的?(?:主要)?)(?:问题|不足|情况|差距|短板)")
#: 将贯彻上级部署，重点做好三方面工作：
_SO_MANY = re.compile(
    "(?:做好|抓好|开展|推进|落实|采取|实施|突出|聚焦|从)[^，。；]{0,8}[两三四五六七八几]个?(?:方面|点|项|环节)?的?(?:重点)?"
    "(?:工作|措施|举措|任务|改进|努力|入手|着手|发力)?$"
)
#: 街道将逐个补上： 我局拟采取以下办法：
_WILL_DO = re.compile("(?:将|拟|打算|计划)[^，。；、]{0,7}$")
#: 我们的差距主要在两点
_COUNTED_LACK = re.compile(
    rf"{_LACK}(?:主要|突出|集中)?(?:在|有|体现在|表现在)(?:以下)?[一二两三四五六几]个?(?:方面|点|处)$"
)
#: a heading, or an announcement, of problems and of what is done about them in one
_BOTH = re.compile(
    rf"^(?!针|对)(?:[^，。：]{{0,24}}){_LACK}[^，。：]{{0,4}}{_AND}[^，。：将]{{0,8}}(?:措施|举措|打算|思路|对策|改进)[^，。：]{{0,6}}$"
)
#: 我们也清醒地认识到，
_AWARE = re.compile(
    "[^，。；：]{0,12}?(?:认识到|看到|意识到|我们发现)，|[^，。；：]{0,12}，[^，。；：]{0,10}?(?:认识到|看到|意识到|我们发现)，"
)
#: 失分点集中在甲、乙
_SHORT_OF = re.compile("(?:失分点|扣分点|丢分项|短板|弱项)(?:主要)?(?:集中)?(?:在于?|为|是)，?")
#: 仍需在以下方面改进：
_WANTS = re.compile("(?:仍|还|尚|亟)(?:需|须|有待|待)[^，。]{0,12}(?:改进|加强|提高|完善|提升)")
#: a head that ends in what is lacking: 本年度新发现的问题：
_NAMES_LACK = re.compile(rf"^(?!针|对|解决|围绕)[^，。；]{{2,14}}的{_LACK}$")
#: 问题二：what follows is one
_NUMBERED_PROBLEM = re.compile(r"(?:问题|不足|短板)[一二三四五六七八九\d]$")
_RESPECTS = re.compile("[一二两三四五六几]个?(?:方面|环节|维度|点)")
#: an admission that ends with the lack itself, before a colon: 但对照新要求仍有差距：
_ADMITS = re.compile(
    rf"(?:存在|有|离|距|呈现)[^，。；]{{0,16}}(?:{_LACK}(?:{_AND}?{_LACK})*(?:之处)?|(?:改进|提高|加强|完善)的?(?:地方|方面|之处))$"
)
#: what may follow a general admission and still adds nothing: 有些问题有待改进
_TO_MEND = re.compile("(?:有待|需要?|亟待)(?:改进|解决|完善|加强|提高)")
#: 主要问题是发展不平衡
_PROBLEM_IS = re.compile(r"(?:目前|当前)?(?:存在)?的?(?:主要|突出|最大)?的?(?:问题|不足)(?:主要)?是(?=[^：]{4})")
_PROBLEM_IS_OPENINGS = frozenset("目当存主突最问不")
#: 【整改措施】, 【问题一】
_BRACKETED = re.compile(r"【(?P<words>[^】\n]{2,16})】")
_PLAN_AHEAD = re.compile("措施|举措|将|下一步|今后|改进|整改|针对|明年|抓好|着手|努力")
_PROBLEM_AHEAD = re.compile("问题|不足|差距|短板|困难|薄弱|表现|体现")


@cache
def _empty_words() -> re.Pattern[str]:
    words = sorted(lexicon("finding.toml")["transition"]["terms"], key=len, reverse=True)
    return re.compile(rf"20\d\d年度?|[^一-龥]+|{_SELF}|" + "|".join(map(re.escape, words)))


class LeadIn(NamedTuple):
    """What leads over to problems or plans.

    end : where content begins; role : what follows, if the words tell; listing : each element of what follows is a
    shortcoming of its own; label : the words are a heading; promises : the words say 将, so that the rest of the sentence
    is a plan; optional : where what follows is no list, the words
    belong to the statement.
    """

    end: int
    role: Role | None = None
    listing: bool = False
    label: bool = False
    optional: bool = False
    promises: bool = False


def lead_in(reading: Reading, start: int, end: int, *, first_of_item: bool) -> LeadIn | None:
    """Return what of one sentence only leads over to problems or plans, or None.

    Parameters
    ----------
    reading : the section; start, end : the sentence. first_of_item : it opens a numbered item, where only a heading, a
    colon or 下一步 leads over.
    """
    key = reading.key
    if key[start] == "【" and (bracketed := _BRACKETED.match(key, start, end)):
        return LeadIn(bracketed.end(), _announced(bracketed["words"]), label=True)
    colon = key.find("：", start, end + 1)
    may_be_label = colon >= 0 or (end - start <= _LONGEST_LABEL and key[end - 1] in _LABEL_ENDINGS)
    if key[start] in _PROBLEM_IS_OPENINGS and (named := _PROBLEM_IS.match(key, start, end)):
        return LeadIn(named.end(), "problem", listing=True)
    if may_be_label and (label := _LABEL.match(key, start, end)):
        return LeadIn(label.end(), "problem" if label["problem"] else "plan", label=True)
    if 0 <= colon - start <= _LONGEST_HEAD and (ahead := _before_colon(key, start, colon, end)):
        return ahead
    if key[start] in _FUTURE_OPENINGS and (future := _FUTURE_LEAD.match(key, start, end)):
        promises = key[future.start() : future.end()].rstrip("，").endswith(("将", "拟"))
        return LeadIn(end if _only_counts(key[future.end() : end]) else future.end(), "plan", promises=promises)
    if first_of_item:
        return None
    noticed = key.find("到，", start, end) > 0 or key.find("发现，", start, end) > 0
    if noticed and (aware := _AWARE.match(key, start, end)):
        return LeadIn(aware.end(), "problem")
    if not reading.may_admit(start, end):
        return None
    if short := _SHORT_OF.search(key, start, end):
        return LeadIn(short.end(), "problem", listing=True, optional=True)
    if _COUNTED_LACK.search(key, start, end):
        return LeadIn(end, "problem")
    if _points_ahead(key[start:end]):
        return LeadIn(end, _announced(key[start:end]))
    return _after_admission(reading, start, end)


def _before_colon(key: str, start: int, colon: int, end: int) -> LeadIn | None:
    head = key[start:colon]
    if _ADMITS.search(head):
        return LeadIn(min(colon + 1, end), "problem", listing=colon + 1 < end)
    if _NAMES_LACK.match(head):
        return LeadIn(min(colon + 1, end), "problem", listing=colon + 1 < end)
    if _SO_MANY.search(head) or _WILL_DO.search(head):
        return LeadIn(min(colon + 1, end), "plan")
    if _POINTS_AHEAD.search(head) or _LISTING.search(head[-12:] + "：") or says_nothing(head):
        role = _announced(head)
        single = _NUMBERED_PROBLEM.search(head) is not None
        return LeadIn(min(colon + 1, end), role, listing=colon + 1 < end and role != "plan" and not single)
    return None


def _after_admission(reading: Reading, start: int, end: int) -> LeadIn | None:
    """Return what leads over in an opening like 取得了一定成绩，但还存在不足，主要是…."""
    key = reading.key[start:end]
    general = _GENERAL.search(key)
    if general or key[0] == "如":
        listing = _LISTING.search(key, general.end() - 1 if general else 0)
        if listing:
            return LeadIn(start + listing.end(), "problem", listing=True)
    if general:
        rest = _TO_MEND.sub("", _GENERAL.sub("，", key))
        if not Reading(rest).states_deficit(0, len(rest)):
            return LeadIn(end, "problem")
    exists = _EXISTS.search(key)
    if exists and not (general and general.end() > exists.end() + 12):
        return LeadIn(start + exists.end(), "problem", listing=True, optional=True)
    return None


def _points_ahead(key: str) -> bool:
    return _POINTS_AHEAD.search(key) is not None and says_nothing(key)


def _only_counts(key: str) -> bool:
    """Return whether what follows 将 only says in how many respects something will be done (从三个方面着力)."""
    return says_nothing(key) and (_POINTS_AHEAD.search(key) or _RESPECTS.search(key)) is not None


def says_nothing(key: str) -> bool:
    """Return whether nothing is left of a stretch when the words of transitions are taken out."""
    return len(_empty_words().sub("", key)) <= 3


def _announced(key: str) -> Role | None:
    if _BOTH.match(key.rstrip("：。")):
        return None
    if _WANTS.search(key):
        return "problem"
    if _PLAN_AHEAD.search(key):
        return "plan"
    return "problem" if _PROBLEM_AHEAD.search(key) else None


def looks_ahead(reading: Reading, pieces: Sequence[Piece]) -> bool:
    """Return whether a sentence speaks of what is to be done (下一步, 我市将)."""
    first = pieces[0][0]
    lead = reading.key[first] in _FUTURE_OPENINGS and _FUTURE_LEAD.match(reading.key, first)
    return bool(lead) or any(intends().match(reading.key, s, e) for s, e in pieces)
