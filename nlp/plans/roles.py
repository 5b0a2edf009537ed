"""Tells a problem from a plan: position and announcement first, wording where they leave it open (问题、措施)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from nlp.plans.layout import Piece
from nlp.plans.plain import lexicon
from nlp.plans.reading import Reading

Role = Literal["problem", "plan"]

#: how an agency speaks of itself: 我市, 本单位
SELF = (
    r"(?:我[市区县州省旗镇乡街局委办厅院处署校站会所队社行]|我(?:中心|单位|街道|机关|管委会|公司)|我们"
    r"|本(?:市|区|县|镇|乡|局|委|办|院|校|所|站|单位|机关|部门|街道|中心))"
)
WHEN = (
    r"(?:下一步(?:工作中?)?|下一年度?|下步|下一阶段|今后(?:工作中|一个时期|一段时间|一个阶段)?|明年|下年度|来年|新一年"
    r"|在?新的一年[里中]?|(?:在)?接下来(?:的工作中)?)"
)
_SELF_WILL = re.compile(rf"(?:为此，|对此，|因此，)?{SELF}(?:将|拟)")
#: whoever it is, something is meant to be done: 委党组将在一季度, 公司拟把, 我们决心
_WILL = re.compile(
    rf"(?:(?:为此|对此|因此|今年|来年|明年|20\d\d年)，?)?(?:{SELF}(?:将|拟|计划|打算|决心|准备|力争)(?!来)"
    r"|[^，。；：的将拟]{0,9}(?:还|也)?(?:将(?=[在于从对把以由会给为继进]|重点|着力)|拟(?=[在于从对把以由会给为])|(?:计划|打算|决心|准备)(?=[在于从对把以由自到]))"
    r"|由[^，。；]{2,16}(?:牵头|负责))"
)
#: a first clause that only says when, why or who: 针对上述问题, 2023年, 为此
_ATTENDANT = re.compile("[针对为按根结在通以围从于20今明下近一截到随由因鉴]|我[市区县局镇]|新的一年|同时|此外")
#: what goes well is no problem, wherever it stands
_WELL = re.compile(
    "良好|平稳|顺利|(?:未|没有)(?:发生|出现|收到)|取得[^，。；]{0,12}(?:成绩|成效|进展|进步|成果)|较好|圆满"
)
#: how sections begin that come to problems later
_FRAMING = re.compile(
    f"{_WELL.pattern}|认真|按照|严格|高度重视|有序|稳步|坚持|贯彻|扎实|积极|大力|领导下|正常|推进|完成|促进|保障|现将|报告如下|暂无|以来|不存在|没有问题"
)
_ACHIEVED = re.compile("(?:保障|促进|提高|提升|推动|取得|增强|扩大|确保|维护|实现|完成)了")
#: behind a shortcoming, even a bare 将 turns to what will be done
_FUTURE = re.compile("(?:将|拟|计划|打算|准备)(?![军近来要])")
_FUTURE_OPENINGS = frozenset("将拟计打准")
#: what is owed or was mended at once: no shortcoming, wherever it stands
_PLEDGE = re.compile(
    r"须|力争|确保|一律|不低于|不少于|提前\d|[底月日]前|\d日内|每[周月季年]|每半年|(?:立即|随即|当即|及时)(?:整改|采取|纠正|改正)"
)
#: among problems, a year sets measures off: 2024年，县财政安排专项经费
_IN_A_YEAR = re.compile(r"在?20\d\d年度?$")
_SHORTEST_STATEMENT = 8
_MARK = re.compile("[，。；！？\n]")


@cache
def intends() -> re.Pattern[str]:
    """Return what opens a clause about the future; 将 that only means 把 (将旧文件重发) does not."""
    verbs = "|".join(map(re.escape, lexicon("finding.toml")["verbs"]["terms"]))
    return re.compile(rf"(?:{SELF})?，?(?:(?:将|拟|会)(?=从|以|对|在|于|由|重点|着重|{verbs})|{WHEN})")


@cache
def _opens_plan() -> re.Pattern[str]:
    return re.compile(
        rf"(?:但|并|同时|因此|为此|对此|故)?，?"
        rf"(?:{intends().pattern}|(?:{SELF})?(?:已经?(?![有不无])|正在)|应(?!对)|(?:{SELF})?要(?!求)|针对|对(?:以上|上述|存在的?|这些)[^，]{{0,8}}(?:问题|不足)|对(?:这|此)[^，]{{0,8}}，|为.{{0,4}}(?:解决|改变|扭转|弥补|做好|推进|加强))"
    )


#: the first characters of that: a cheap look before the match
_PLAN_OPENINGS = frozenset("但并同因为对故，我本将拟会下今明来新在接已正应要针")


def role_of(reading: Reading, pieces: Sequence[Piece], mode: Role | None, *, listed: bool = False) -> Role | None:
    """Return whether one sentence states a problem or a plan.

    Parameters
    ----------
    reading : the section; pieces : the sentence, piece by piece, without the marks that end them.
    mode : what the section was speaking of before it, or None at its beginning; listed : the sentence opens an item of a
    list that was announced as such, where words that could be an act's or a thing's name (解读, 公开) are a name.
    """
    key, (start, end) = reading.key, pieces[0]
    if mode is None and not listed and _ACHIEVED.search(key, start, pieces[-1][1]):
        return "problem" if any(reading.states_deficit(s, e) for s, e in pieces) else None
    if _says_plan(reading, start, end) and not (len(pieces) == 1 and reading.ends_in_deficit(start, end)):
        return "plan"
    name_before_act = mode == "problem"
    acts = reading.acts(start, end, strictly=name_before_act)
    if acts and mode == "plan":
        return "plan"
    deficits = [reading.states_deficit(s, e) and not reading.acts(s, e, strictly=name_before_act) for s, e in pieces]
    if not any(deficits) and (acts or reading.is_dated_act(start, end)):
        return "plan"
    if mode == "plan":
        return "problem" if _interrupts(reading, pieces, deficits[0]) else "plan"
    if any(deficits):
        return "problem"
    if any(_says_plan(reading, s, e) for s, e in pieces[1:]):
        return "plan"
    dated = _PLEDGE.search(key, start, pieces[-1][1]) or _IN_A_YEAR.match(key, start, end)
    if mode and dated and not any(reading.lacks(s, e) for s, e in pieces):
        return "plan"
    if _WELL.search(key, start, pieces[-1][1]) and not (mode and listed):
        return None
    return mode or _by_itself(reading, pieces)


def _says_plan(reading: Reading, start: int, end: int) -> bool:
    key = reading.key
    if key[start] in _PLAN_OPENINGS and _opens_plan().match(key, start, end):
        return True
    return reading.may_promise(start, end) and _WILL.match(key, start, end) is not None


def _interrupts(reading: Reading, pieces: Sequence[Piece], deficit: bool) -> bool:
    """Return whether a sentence among measures states a problem: it opens with one, not named to say what was done."""
    key, (start, end) = reading.key, pieces[0]
    if not deficit or key[start] in "对把将由为每" or (len(pieces) > 1 and key[end - 2 : end] == "问题"):
        return False
    return reading.is_predicate(start, end)


def _by_itself(reading: Reading, pieces: Sequence[Piece]) -> Role | None:
    """Return what a sentence states that nothing announces, by its weaker marks."""
    if any(reading.lacks(s, e) for s, e in pieces):
        return "problem"
    if any(reading.opens_with_verb(s) for s, _ in pieces[:2]) or any(reading.is_dated_act(s, e) for s, e in pieces):
        return "plan"
    return None


def _looks_ahead(reading: Reading, start: int, end: int) -> bool:
    """Return whether a piece could turn to a plan: behind a shortcoming, a bare 将 does."""
    key = reading.key
    if key[start] in _FUTURE_OPENINGS and _FUTURE.match(key, start, end):
        return True
    return _says_plan(reading, start, end)


def frames(key: str, pieces: Sequence[Piece]) -> bool:
    """Return whether a sentence only opens the section: whose report it is, what went well, or nothing at all."""
    start, end = pieces[0][0], pieces[-1][1]
    return end - start < _SHORTEST_STATEMENT or _FRAMING.search(key, start, end) is not None


def turn(reading: Reading, pieces: Sequence[Piece], mode: Role | None) -> int:
    """Return which piece of one sentence turns from a stated problem to a plan (…不够，今后将…), or 0 for none.

    Parameters
    ----------
    reading, pieces : as for `role_of`; mode : what is being spoken of: among problems, whatever stands before the turn
    is one.
    """
    if not any(_looks_ahead(reading, start, end) for start, end in pieces[1:]):
        return 0
    start, end = pieces[0]
    stated = (
        mode == "problem" and not _ATTENDANT.match(reading.key, start) and not reading.acts(start, end, strictly=True)
    )
    seen = False
    for at, (start, end) in enumerate(pieces):
        deficit = reading.states_deficit(start, end)
        whole = at + 1 == len(pieces) and reading.ends_in_deficit(start, end)  # 针对热点的解读仍需提高
        ahead = _says_plan(reading, start, end) or (seen and _looks_ahead(reading, start, end))
        if at and (seen or stated) and ahead and not (deficit or whole):
            return at
        seen = seen or deficit or (mode != "plan" and reading.lacks(start, end))
    return 0


def states_problem(reading: Reading, start: int, end: int) -> bool:
    """Return whether a stretch, taken as one clause by itself, states a shortcoming; who leads or by when changes nothing in it."""
    key = reading.key
    pieces = [(first, last) for first, last in _split_all(key, start, end) if first < last]
    if not pieces or _opens_plan().match(key, *pieces[0]) or _SELF_WILL.match(key, *pieces[0]):
        return False
    return any(reading.states_deficit(*piece) and not reading.acts(*piece) for piece in pieces)


def _split_all(key: str, start: int, end: int) -> list[Piece]:
    found, position = [], start
    for match in _MARK.finditer(key, start, end):
        found.append((position, match.start()))
        position = match.end()
    return [*found, (position, end)]
