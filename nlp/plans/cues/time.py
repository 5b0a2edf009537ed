"""Time (时限、频次): a date, a deadline or a real frequency; 定期 and 及时 are weak, a year heading a list is none."""

from __future__ import annotations

import re

from nlp.plans.cues import Counted, Hit, Pattern, Scan, Words, cues
from nlp.plans.plain import lexicon

_N = "(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
_YEAR = r"(?:20\d\d年|[明今次当本]年)"
_UP_TO = "(?:底|末|初|中旬|上旬|下旬)?(?:之前|以前|前|起|以内|内)?"

#: what stands before and after 月 when it is a month: 2022年6月底前
_BEFORE_MONTH = re.compile(rf"(?:于|在|自|从|到|至|截至|截止)?{_YEAR}?(?<![\d第一二三四五六七八九十个每逐按]){_N}$")
_AFTER_MONTH = re.compile(
    rf"月(?!报|刊|通报|检查|监测|调度|度)(?:份)?(?:(?:[1-3]?\d|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日)?{_UP_TO}"
)
_PART_OF_YEAR = Pattern(
    "年底 年末 年中 年内 上半年 下半年 一季度 二季度 三季度 四季度 春节 元旦 国庆",
    "节?(?:之前|以前|前|内)?(?!总结|考核)",
)
#: told by the calendar of the office: 月底前, 下个月, 周五前, 汛期前
_BY_CALENDAR = (
    Pattern("月底 月末 月初", "(?:之前|以前|前|内)"),
    Pattern("本月 下月 下个月 次月 翌月", r"(?:底|末|初|\d{1,2}日)?(?:之前|以前|前|后|内)?"),
    Pattern("周", "[一二三四五六日末](?:之前|以前|前)"),
    Pattern("下周 本周 年终 之日", "(?:之前|以前|前|内)?(?!起|总结|考核|考评|绩效|奖)"),
    Pattern("汛期 开学 高考 农忙 两会 五一 中秋 端午 雨季 暑期 暑假 寒假 入冬", "(?:来临)?(?:之前|以前|前)"),
)
#: 半年一评, 两年一轮
_ONCE_IN = Pattern(
    "半年一 半月一 双周一 两周一 两天一 三天一 十天一 一年一 两年一 三年一 一季度一 一月一 两月一 两个月一 三个月一 一周一 一旬一 一日一",
    "(?=[次轮评查更通调审测考汇清晾排巡访盘])",
)
#: so long nothing was done: 三个月没有更新, 半年未换
_SO_LONG = Pattern(
    "个月 年 半年 天 周", "(?:多|以上|之久|左右|有余)?(?:仍|都|还)?(?=没|未|无更)", then="多以之左有仍都还没未无"
)
_YEAR_BEFORE = re.compile(rf"(?:{_YEAR}第?|第)$")
_END_OF_YEAR = Pattern(
    "20 到20 至20 于20", r"\d\d(?:-20\d\d年|年(?:[底末内前]前?|以前|之前|(?<=[到至于]20\d\d年)(?!度|来|以)))"
)
_WITHIN = Pattern("工作日 自然日 小时 分钟 天 日 周 个月 年", "(?:之内|以内|内|(?<!年)(?:之前|前))", then="之以内前")
_COUNT_BEFORE = re.compile(r"(?:(?<!\d)\d{1,3}|[一二两三四五六七八九十]{1,3})个?$")
_WITHIN_TARGET = Pattern(
    "压缩 缩短 压减 控制", r"[至到在为]?(?:\d+|[一二两三四五六七八九十]+)个?(?:工作日|自然日|天|日|小时)"
)
#: the year to come as a bound; of a year that is over (全年开展3次) it is none
_ALL_YEAR = Pattern("全年", "(?=计划|力争|拟|将|[^，。；]{0,8}?(?:至少|不少于|不低于))")
_FROM_ON = (
    Pattern("自", "[^，。；]{2,14}之?日起"),
    Pattern("即日起 明年起 下月起", ""),
    Pattern("自 从 20", "[^，。；]{0,10}?[年月度]份?起(?!草|来|步|始|到)"),
)
#: 法定期限前5个工作日, 提前三天
_AHEAD = Pattern(
    "前 提前",
    r"(?:\d+|[一二两三四五六七八九十]+)个?(?:工作日|自然日|天|日|周|小时)",
    then="0123456789一二两三四五六七八九十",
)
_SPAN = r"(?:\d+|[一二两三四五六七八九十半]+)个?(?:工作日|自然日|天|日|周|月|小时)"
#: how long a thing may take or stays open: 期限不少于30日, 限期一个月, 48小时答复, 超出3个工作日的规定
_ALLOWED = (
    Pattern("期限 时限 限期 限时", f"(?:为|不少于|不超过|不低于|至少|最长|最多|缩短[至到为])?{_SPAN}(?!内)"),
    Counted(
        r"[\d一二三四五六七八九十]*个?(?:工作日|小时|天|日)(?=办结|答复|回复|响应|回应|反馈|公布|公开|上网|更新完)"
    ),
    Pattern("用 利用", f"(?:不到|约)?(?:半年|[一二两三]年|{_SPAN})(?:左右)?的?时间"),
    Pattern("超出 超过 突破", f"(?:法定)?的?{_SPAN}(?=的?(?:规定|时限|期限|法定))"),
)
#: a year as the bound of an aim, not as the head of a list: 力争2023年下降一半
_BY_YEAR = Pattern("力争 争取 确保 计划 预计 拟于 拟在", r"(?:在|于|到)?(?P<year>20\d\d年)(?![以来度起])")

_DEADLINES = (_END_OF_YEAR, *_FROM_ON, _WITHIN_TARGET, _ALL_YEAR, _AHEAD, *_BY_CALENDAR, *_ALLOWED)


def _words() -> dict[tuple[float, str], list[str]]:
    """Return 每月, 逐季, 月通报 and their kin, made from ``time.toml``, and the words that only sound like them."""
    words = lexicon("cues", "time.toml")
    often = words["frequency"]
    made = [before + period for before in often["before"] for period in often["periods"]]
    made += [period + check for period in often["short_periods"] for check in often["checks"]]
    return {(1.0, "frequency"): made + often["terms"], (0.3, "weak"): words["weak"]["terms"]}


_WORDS = Words(_words)


@cues.register("time")
def time(scan: Scan) -> list[Hit]:
    """Return deadlines, dates and frequencies (strong) and words that only sound like them (weak)."""
    key = scan.key
    hits: list[Hit] = [(start, end, grade, rule) for (grade, rule), start, end in _WORDS.of(scan)]
    if "月" in key:
        hits += [(start, end, 1.0, "date") for start, end in _months(key)]
    hits += [(start, end, 1.0, "date") for start, end in _parts_of_year(scan)]
    hits += [(start, end, 1.0, "deadline") for start, end in _within(scan)]
    hits += [(start, end, 1.0, "deadline") for start, end in scan.spans(_DEADLINES)]
    hits += [(*match.span("year"), 1.0, "deadline") for match in _BY_YEAR.matches(scan)]
    hits += [(*span, 1.0, "frequency") for span in _ONCE_IN.spans(scan)]
    return hits


def _months(key: str) -> list[tuple[int, int]]:
    found = []
    at = key.find("月")
    while at >= 0:
        before = _BEFORE_MONTH.search(key, max(0, at - 10), at)
        after = _AFTER_MONTH.match(key, at)
        if before and after:
            found.append((before.start(), after.end()))
        at = key.find("月", at + 1)
    return found


def _parts_of_year(scan: Scan) -> list[tuple[int, int]]:
    key, found = scan.key, []
    for start, end in _PART_OF_YEAR.spans(scan):
        before = _YEAR_BEFORE.search(key, max(0, start - 6), start)
        found.append((before.start() if before else start, end))
    return found


def _within(scan: Scan) -> list[tuple[int, int]]:
    key, found = scan.key, []
    for start, end in scan.spans((_WITHIN, _SO_LONG)):
        count = _COUNT_BEFORE.search(key, max(0, start - 5), start)
        if count or key.startswith("半", start):
            found.append((count.start() if count else start, end))
    return found
