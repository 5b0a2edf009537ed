"""Tells measures already taken from measures to come (时态)."""

from __future__ import annotations

import re

from nlp.plans.result import Tense

_FUTURE = re.compile(
    r"将(?!.{0,12}(?:已|了))|拟(?!定)|计划(?=[于在将]|开展|发布|举办|组织|制[定作]|建|新增|公开|培训|完成|印发|编|召开|推|对)|下一步|下一年|下年度|下步|今后|明年|接下来|新的一年|力争|争取"
)
_DONE = re.compile(
    r"已(?!有|知)|先后|累计|截至|截止|今年以来|一年来|本年度|去年|全年(?:共|累计|组织|开展|举办|印发|发布|制发|召开)|共(?:组织|开展|举办|印发|召开|整改|发布|公开|归集|修复|清理)"
    r"|由[^，。；]{1,12}(?:降至|降到|升至|提高到|增至|缩短[至为到]|压缩[至为到])|了(?<!为了)(?![解然])|完成了|得到.{0,6}(?:改善|提升|解决|加强)|有(?:所|了)(?:改善|提升|好转)|本年(?!底|末|内)|(?:立即|随即|当即)(?:进行)?(?:整改|纠正|改正|采取)"
)
#: what says even under a heading of measures to come that it is over: 开展了, 累计, 同比
_OVER = re.compile(
    "同比|较(?:上年|去年|上一年)|比(?:上年|去年|上一年)|全年(?:共|累计)|均已|现已|已(?:完成|建成|上线|整改|全部)"
)
#: and what says so near its beginning only
_OVER_AT_FIRST = re.compile("[^，。；]{0,16}(?:(?<![为除])了(?![解然])|累计|先后)")
#: a figure, or an end that was reached, says so only under a heading of measures taken: 举办培训班4期 alone is a promise
_FIGURE = re.compile(r"[一-龥]{2}[^，。；]{0,14}?\d+余?(?:次|场|期|件|条|份|个|项|篇|家|名|部|处|人次|%)")
_REACHED = re.compile(
    r"完成(?!率|度|时限|情况)|建成|办结(?!率|时)|配齐|上线|全部(?:统一|到位|整改|完成|清零|销号)|均(?:按期|按时|完成|办结)"
    r"|(?:提升|上升|提高|增长|下降|压缩|缩短|压减)[至到]?\d|得到[^，。；]{0,6}(?:充实|加强)|未(?:再)?发生"
)
#: a year's figures, where no measures to come were announced: 全年组织培训3次
_OF_THE_YEAR = re.compile(r"全年[^，。；不至拟将力]{2,12}\d+(?:次|场|期|件|条|份|个|项|篇|人次)")
#: what bounds a promise, or returns, is not over
_BOUND = re.compile("不少于|不低于|不超过|至少|力争|确保|争取|拟|将|每[月季年周日半]")
_ONGOING = re.compile(
    "正在|目前.{0,6}(?:开展|推进|进行)|已(?:经|启动|着手|开展|建|初步).{0,20}(?:将|下一步|继续)|持续推进中|逐步推开"
)
_TO_COME = re.compile("将|拟|下一步|今后|明年|接下来")
#: 改进情况 tells of measures under way, 改进措施 of measures to come
_PAST_LEAD = re.compile(
    r"进行了|采取了|做了|开展了|已.{0,6}(?:改进|整改|采取)|(?:改进|整改)(?:落实)?情况|及时(?:采取|整改)|上年|上一年|去年"
)
#: what was done about the problems of the report before
_LAST_YEARS = re.compile("(?:上年度?|上一年度?|去年)[^，。；]{0,12}(?:整改|改进)(?:落实|完成)?情况")
_FUTURE_LEAD = re.compile(
    r"将|拟|下一步|下一年|下年度|下步|今后|明年|接下来|打算|计划|新的一年|措施|举措|对策|思路|方向"
)


def announced_tense(lead: str) -> Tense | None:
    """Return the tense a transition announces (针对上述问题，我市进行了改进 / 2022年，我市将), or None."""
    if _LAST_YEARS.search(lead):
        return "done"
    if _PAST_LEAD.search(lead) and not _TO_COME.search(lead):
        # a lead in the past over measures that carry no past mark of their own: under way, not shown to be finished
        return "ongoing"
    return "planned" if _FUTURE_LEAD.search(lead) else None


def looks_forward(text: str) -> bool:
    """Return whether a measure says itself that it is to come (将, 拟, 明年)."""
    return _FUTURE.search(text) is not None


def _is_over(text: str) -> bool:
    return _OVER.search(text) is not None or _OVER_AT_FIRST.match(text) is not None


def tense_of(text: str, announced: Tense | None) -> Tense:
    """Return the tense of one measure: its own words first, then what the transition before it announced.

    Parameters
    ----------
    text : the measure; announced : from `announced_tense`.
    """
    if _ONGOING.search(text):
        return "ongoing"
    if _FUTURE.search(text):
        return "planned"
    if announced == "planned":
        return "done" if _is_over(text) and not _BOUND.search(text) else "planned"
    if _DONE.search(text) or _is_over(text) or _OF_THE_YEAR.search(text):
        return "done"
    if announced and not _BOUND.search(text) and (_FIGURE.search(text) or _REACHED.search(text)):
        return "done"
    return announced or "planned"
