"""Quantity or target (数量、目标): a number that bounds the promise, 不少于4次, 达到100%."""

from __future__ import annotations

import re

from nlp.matching import Mask
from nlp.plans.cues import Counted, Hit, Pattern, Scan, Terms, Words, cues
from nlp.plans.plain import lexicon

_TERMS = Terms("quantity")

_UNIT = (
    r"(?:百分点|人次|场次|批次|学时|课时|万元|亿元|元|次|场|期|条|件|份|篇|项|名|家|处|台|册|轮|批|部|种|类|户|例|起|门|节|套|块|张|幅|支|所|页|倍|成|位"
    r"|宗|间|本|组|集|遍|封|趟|题|卷|平方米|款|座|辆|字|道|人|小时(?!内|以内|之内)|分钟(?!内|以内|之内)|个(?!月|工作日|季度|小时|性|人信息|人隐私|别|体|案))"
)
_COUNTS = (
    Counted(rf"[\d,]*+(?:\.\d+)?(?:[万亿]|千)?(?:余|多)?(?:%|{_UNIT})(?:以上|以内|以下)?", "digits"),
    Counted("[一二三四五六七八九十]*分之[一二三四五六七八九十]+", "words"),
    Counted(r"[\d.]*分(?:及?以上)", "digits"),
    Counted(rf"[一二三四五六七八九十百千万]*(?:余|多)?{_UNIT}(?:以上|以内|以下)?", "words"),
    Pattern("百分之", r"[一二三四五六七八九十百零点]+(?:以上|以内|以下)?"),
    Pattern("不少于一 不低于一 不超过一 至少一 最多一", _UNIT),
    Pattern(
        "超过 少于 不足 不少于 多于 长达",
        r"(?:\d+|[一二两三四五六七八九十]+)个?(?:月|天|日|年|小时|工作日|周)(?!之?内|以内)",
    ),
    # how long something lasts: 跟班一周, 公示5天
    Pattern(
        "跟班 跟岗 培训 为期 历时 连续 持续 驻点 公示 公示期 征集 公开征求意见",
        r"[^，。；\d]{0,6}?(?:\d+|[一二两三四五六七八九十半]+)个?(?:天|日|周|月|工作日)(?!内|以内|之内|前|后|起|一)",
    ),
    Pattern("近", r"(?:\d+|[一二两三四五六七八九十]+)年"),
    # how long it takes on average, what is deducted: 平均用时5.2个工作日, 扣0.5分
    Pattern("平均", r"[^，。；\d]{0,8}?\d+(?:\.\d+)?个?(?:工作日|天|日|小时|月)"),
    Pattern("扣 扣减 扣除", r"[^，。；\d]{0,10}?\d+(?:\.\d+)?分(?![钟之类])"),
)
#: 开展一次, 编印一本; in 每月一次 it belongs to the frequency
_ONCE = Pattern(
    "一次 一场 一期 一本 一份 一轮 一名 一台 一册 一部 一处 一间 一块 一家 一篇 一遍 一人",
    "(?!性|度|些|样|般|一|次|员)",
)
_BOUND = re.compile(
    r"(?:不少于|不低于|不超过|不高于|不多于|至少|最多|达到?|超过?|控制在|压缩[至到为]|缩短[至到为]|压减|提高[到至]?|提升[到至]|降低[到至]?"
    r"|增加[到至]?|减少[到至]?|新增|约|近|共|累计)$"
)
#: 尚未全部录入 promises nothing
_DENIED = re.compile("(?:未|未能|没有|没能|难以|无法)$")
#: 期限不少于30日 says how long, and is a time
_OF_A_TERM = re.compile("(?:期限|时限)为?$")
#: document numbers, ordinals and enumerators: digits that bound nothing
_NUMBERS = (
    Pattern("〔", r"\d{4}〕第?\d+号"),
    Pattern("《", "[^》]*》"),
    Pattern('"', '[^"，。；]{1,12}"'),
    Pattern("第", r"[\d一二三四五六七八九十百]+(?:个五年|[条款项章期届次批])"),
    Counted("[0-9]{2,3}号", "digits"),
)


_SET_PHRASES = Words(lambda: {"": lexicon("mask.toml")["numbers"]["terms"]})


def number_mask(scan: Scan) -> Mask:
    """Return the spans whose digits are not evidence: 五公开, 三审三校, 《条例》, 第六期 (屏蔽区)."""
    spans = [(start, end) for _, start, end in _SET_PHRASES.of(scan)]
    return Mask(spans + scan.spans(_NUMBERS))


@cues.register("quantity")
def quantity(scan: Scan) -> list[Hit]:
    """Return counts, shares and bounds; whole coverage (全覆盖, 逐一) is weak."""
    key = scan.key
    hits = [hit for hit in _TERMS.hits(scan) if not _DENIED.search(key, max(0, hit[0] - 3), hit[0])]
    matches = scan.spans(_COUNTS)
    matches += [span for span in _ONCE.spans(scan) if not _frequent(key, span[0])]
    if matches:
        mask = number_mask(scan)
        counts = [(_bound(key, start), end) for start, end in matches if not mask.covers(start, end)]
        hits += [(*span, 1.0, "count") for span in counts if not _of_a_term(key, *span)]
    return hits


def _frequent(key: str, start: int) -> bool:
    """Return whether 每 or its like stands before a place in the same clause."""
    piece = max(key.rfind(mark, 0, start) for mark in "，。；：") + 1
    return any(key.find(word, piece, start) >= 0 for word in "每逐按隔")


def _of_a_term(key: str, start: int, end: int) -> bool:
    """Return whether a span of days says how long something is open or may take."""
    return key[end - 1] in "日天周月" and _OF_A_TERM.search(key, max(0, start - 3), start) is not None


def _bound(key: str, start: int) -> int:
    """Return where the words that bound a number begin (不少于, 达到), or the number itself."""
    bound = _BOUND.search(key, max(0, start - 4), start)
    return bound.start() if bound else start
