"""One section made ready for finding: where shortcomings are stated and where acts begin, looked up once (通读)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from nlp.plans.cues import Pattern, Scan, Words
from nlp.plans.plain import lexicon

#: naming a shortcoming to mend it is not stating it
_FRAMES = (
    "针对", "解决", "补齐", "弥补", "克服", "破解", "消除", "整改", "纠正", "改变", "杜绝", "避免", "防止", "围绕", "聚焦", "找准", "查找",
    "反映的", "指出的", "提出的", "提到的", "排查", "查摆", "正视", "发现",
)  # fmt: skip
#: longer words a frame is only part of
_NO_FRAMES = ("针对性", "适老化")
_CARRIED_OUT = re.compile("[对就围结][^，。；]{2,40}(?:进行|开展|予以|加以|实行|作出)")
_THING = re.compile("的(?!问题|现象|情况|状况|不足|短板|矛盾|困难|局面|困境|地方|方面)[一-龥]{2}")
#: a shortcoming this near the end of a clause is its predicate, whatever it opens with: 创新公开形式不够多样
_PREDICATE_TAIL = 6
#: what a lack ends in when no word of the list says it: 没有专人, 清理不彻底, 只更新两三次. Too weak to tell a problem among measures
_LACKING = re.compile(
    "(?:不(?![断仅但少得留漏变误脱走打定低超同久])[一-龥]{1,4}|(?:没有|没)(?![发收出])[^，。；]{2,14}|(?:只(?![要有])|仅|才)[^，。；]{2,14}"
    "|(?:往往|常常|经常|有时|仍然?|依然|太|过于|最)[^，。；]{1,10}|晚|差|难|的(?:现象|问题|倾向|隐患|毛病)|[^，。；]{2}(?:随意|频繁|冷清|紧张|陈旧|老旧|过场|繁重))$"
)
_WEAK_REACH = 18
#: a date stands so near a clause's beginning when it opens it: 于2022年6月底前
_DATED = 3
#: without one of these, nothing is promised; without one of those, nothing is admitted in general
_WILLS = re.compile("将|拟|计划|打算|决心|准备|力争|牵头|负责")
_LACKS = re.compile(
    "问题|不足|差距|短板|困难|薄弱|弱项|距离|欠缺|情况|现象|地方|方面|之处|失分|扣分|丢分|表现|体现|反映|主要|具体|如"
)
_CARRIED_OUT_OPENINGS = frozenset("对就围结")


def _attributive(key: str, end: int) -> bool:
    """Return whether what ends here only describes a thing (利用率低的点位), without 存在 or 有 before it."""
    if key[end : end + 1] != "的" or not _THING.match(key, end):
        return False
    piece = max(key.rfind(mark, 0, end) for mark in "，。；：")
    return not any(key.find(word, piece + 1, end) >= 0 for word in ("存在", "有", "仍", "还"))


_DEFICIT_PATTERNS = tuple(Pattern(*parts) for parts in lexicon("finding.toml")["deficits"]["patterns"])


def _words() -> dict[str, Sequence[str]]:
    words = lexicon("finding.toml")["deficits"]
    return {"predicate": words["terms"], "thing": words["things"], "frame": _FRAMES, "longer": _NO_FRAMES}


_DEFICITS = Words(_words)


@cache
def _verbs() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the verbs that open a measure: those of one character, the first two of the others, and the nouns among these."""
    verbs = lexicon("finding.toml")["verbs"]
    terms = verbs["terms"]
    two = frozenset(t[:2] for t in terms if len(t) > 1)
    return frozenset(t for t in terms if len(t) == 1), two, frozenset(verbs["also_nouns"])


def _searched(key: str) -> list[tuple[int, int]]:
    """Return where the patterns of shortcomings match in a text over which there was no pass."""
    return [match.span() for pattern in _DEFICIT_PATTERNS for match in pattern.compiled.finditer(key)]


class Reading:
    """A folded text with the places of shortcomings and acts.

    Parameters
    ----------
    key : `Plain.key`; scan : of the cues in it, when acts will be asked for.
    """

    def __init__(self, key: str, scan: Scan | None = None) -> None:
        self.key = key
        self._scan = scan
        found, self._frames = [], []
        for kind, start, end in _DEFICITS.of(scan) if scan else _DEFICITS.find(key):
            if kind == "frame":
                self._frames.append(start)
            elif kind != "longer":
                found.append((end, start, kind == "predicate"))
        told = scan.spans(_DEFICIT_PATTERNS) if scan else _searched(key)
        found += [(end, start, True) for start, end in told]
        found = [hit for hit in found if not _attributive(key, hit[0])]
        found.sort()
        self._deficits = found
        self._wills = [match.start() for match in _WILLS.finditer(key)]
        self._lacks = [match.start() for match in _LACKS.finditer(key)]
        self._ends = [end for end, _, _ in found]
        self._act_starts = [hit[0] for hit in scan.of("action") if hit[3] == "act"] if scan else []

    def _last_deficit(self, start: int, end: int) -> tuple[int, int, bool] | None:
        at = bisect_right(self._ends, end) - 1
        while at >= 0 and self._ends[at] > start:
            if self._deficits[at][1] >= start:
                return self._deficits[at]
            at -= 1
        return None

    def states_deficit(self, start: int, end: int) -> bool:
        """Return whether a clause states a shortcoming, not merely names one that a measure is to mend."""
        last = self._last_deficit(start, end)
        if last is None:
            return False
        frame = bisect_left(self._frames, start)
        return frame == len(self._frames) or self._frames[frame] >= last[1]

    def may_promise(self, start: int, end: int) -> bool:
        """Return whether a word stands in a clause without which nothing is promised (将, 拟): a cheap look."""
        at = bisect_left(self._wills, start)
        return at < len(self._wills) and self._wills[at] < end

    def may_admit(self, start: int, end: int) -> bool:
        """Return whether a word stands in a sentence without which nothing is admitted in general (问题, 表现)."""
        at = bisect_left(self._lacks, start)
        return at < len(self._lacks) and self._lacks[at] < end

    def has_act(self, start: int, end: int) -> bool:
        """Return whether an act that could be checked (印发, 开设) is named between two places."""
        at = bisect_left(self._act_starts, start)
        return at < len(self._act_starts) and self._act_starts[at] < end

    def opens_with_verb(self, start: int, *, strictly: bool = False) -> bool:
        """Return whether a clause opens with a verb of measures (加强, 印发); strictly: one that is no noun as well (解读)."""
        one, two, nouns = _verbs()
        first = self.key[start : start + 2]
        if strictly and first in nouns:
            return False
        return first in two or first[:1] in one

    def acts(self, start: int, end: int, *, strictly: bool = False) -> bool:
        """Return whether a clause opens with what is done: 清理空白栏目, 对旧文件进行核对."""
        if not (
            self.opens_with_verb(start, strictly=strictly)
            or (self.key[start] in _CARRIED_OUT_OPENINGS and _CARRIED_OUT.match(self.key, start, end))
        ):
            return False
        last = self._last_deficit(start, end)
        return last is None or not last[2] or end - last[0] > _PREDICATE_TAIL

    def is_dated_act(self, start: int, end: int) -> bool:
        """Return whether a clause opens with a date or frequency and goes on with an act (6月底前印发, 每季度开展)."""
        if not self._scan:
            return False
        for first, last, grade, _ in self._scan.of("time"):
            if first >= start + _DATED or last >= end:
                break
            if first >= start and grade == 1.0 and (self.has_act(last, end) or self.opens_with_verb(last)):
                return not self._last_deficit(start, end)
        return False

    def is_predicate(self, start: int, end: int) -> bool:
        """Return whether the shortcoming a clause names is its predicate (更新不够及时), not a thing in it (重复页面)."""
        last = self._last_deficit(start, end)
        return last is not None and last[2] and end - last[0] <= _PREDICATE_TAIL

    def ends_in_deficit(self, start: int, end: int) -> bool:
        """Return whether a shortcoming is the predicate a clause ends with, whatever stands before it."""
        last = self._last_deficit(start, end)
        return last is not None and last[2] and end - last[0] <= 1

    def lacks(self, start: int, end: int) -> bool:
        """Return whether a clause states a shortcoming, or ends like one though no word of the list says so."""
        if self.states_deficit(start, end):
            return True
        if self.opens_with_verb(start, strictly=True):
            return False
        return _LACKING.search(self.key, max(start, end - _WEAK_REACH), end) is not None
