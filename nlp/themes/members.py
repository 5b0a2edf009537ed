"""Members that count only together: three of 五公开's five, three of 六稳's six (成员合计)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.text import fold
from nlp.themes.codebook import Members
from nlp.themes.scene import Scene

#: (member, start, end); member -1 stands for the opening of a bare enumeration
Spot = tuple[int, int, int]
_MARKS = ("、", "和", "与", "及", "/")
#: between two items; one that is not a member may stand among them (决策、执行、监督、服务)
_LINK = '(?:[、和与及以/·"的]{0,4}|、[^，。；、]{1,6}、)'
_MOST = 12
_PASSAGE = 400
#: what may stand before an item in an enumeration of noun phrases, and what says that these are not its members
_FRONT = "(?!科学|民主|规范|优质|严格|高效|精细|强化|提升|提高|完善|加强|服务于)[^，。；、/]{0,4}?"
#: the nouns an item may be the first half of (决策过程、执行情况)
_NOUN = (
    "(?:的|全)?(?:过程|情况|依据|流程|结果|环节|事项|程序|信息|进展|进度|内容|措施|方案|草案|标准|制度|行为|指南|清单|数据|主体|"
    "阶段|全程|方面|意见|成效|效果|动态|记录|事务|台账|权力|职责|要求|理由){0,2}"
)
_BETWEEN = "(?:[、/]|以及|和|与|及|到|至|直到|直至|，(?=[从再]))"
#: a head in the next clause still belongs to the enumeration when something there takes it up again (每个环节都公开)
_TAKEN_UP = "，[^。；]{0,24}?(?:环节|过程|流程|链条|阶段|一律|一并|全部|逐项|逐一|都|均)[^。；，]{0,8}?"
#: what carries the head to items that stand after it (政务公开贯穿决策、执行……), where it is otherwise a word of its own
_CARRIED = "[^，。；、]{0,6}(?:贯穿|贯彻|覆盖|涵盖|延伸|融入|嵌入|纳入)[^，。；、]{0,12}?"
_DIRECT = "(?:(?!促|助|推|提|保障|倒逼|规范|领导|工作)[^，。；、]){0,12}?"


class MemberGroup:
    """A `Members` rule compiled: its literals, and the counting."""

    def __init__(self, members: Members) -> None:
        self.rule = f"成员合计:{members.title}"
        self._rule = members
        self._head = fold(members.head)
        self._items = tuple(fold(item) for item in members.items)
        # words this common prove nothing in longer ones unless the two rarest are among them
        self._rarest = {*self._items[:2]}
        self._enumeration = re.compile(self._bare_enumeration()) if self._items else None
        self._phrases = re.compile(self._noun_phrases()) if self._items and not members.leading else None

    def _bare_enumeration(self) -> str:
        item = "(?:" + "|".join(map(re.escape, self._items)) + ")"
        head = re.escape(self._head)
        if self._rule.leading:
            return f"{head}{item}(?:{_LINK}{head}?{item}){{1,{_MOST}}}"
        run = f"{item}(?:{head})?(?:{_LINK}{item}(?:{head})?){{{self._rule.least - 1},{_MOST}}}"
        return f"{head}(?:{_CARRIED}|{_DIRECT}){run}|{run}(?:[^，。；、]{{0,10}}{head}|{_TAKEN_UP}{head})?"

    def _noun_phrases(self) -> str:
        """An enumeration whose items are words in longer ones, or are led through: 决策过程、执行情况; 从决策到执行."""
        item = f"{_FRONT}(?:" + "|".join(map(re.escape, self._items)) + f"){_NOUN}"
        head = re.escape(self._head)
        first = f"(?<!科学)(?<!民主)(?<!依法){item[len(_FRONT) :]}"
        run = f"{first}(?:{_BETWEEN}{item}){{{self._rule.least - 1},{_MOST}}}"
        return f"{run}(?:[^，。；、]{{0,12}}?{head}|{_TAKEN_UP}{head})"

    def literals(self) -> Iterator[tuple[str, int]]:
        """Yield each literal to look for, with the member it stands for; -1 where only an enumeration may begin."""
        for number, spellings in enumerate(self._rule.members):
            for spelling in spellings:
                yield fold(spelling), number
        for number, item in enumerate(self._rule.items):
            for between in self._rule.between:
                yield fold(f"{item}{between}{self._rule.head}"), number
        if self._rule.leading:
            yield from ((fold(self._rule.head) + item, -1) for item in self._items)
            return
        yield from ((item, -1) for item in self._items[:1])
        # among the first items, one stands in every enumeration that is long enough
        for item in self._items[: len(self._items) - self._rule.least + 1]:
            for mark in _MARKS:
                yield item + mark, -1
                yield mark + item, -1
            for other in self._items:
                if other != item:
                    yield item + other, -1
                    yield other + item, -1

    def count(self, spots: list[Spot], scene: Scene) -> list[tuple[int, int, bool]]:
        """Return ``(start, end, full)`` for what counts: each member's span, or a whole enumeration's."""
        if not any(member < 0 for member, _, _ in spots) and len({each[0] for each in spots}) < self._rule.least:
            return []
        counted = list(self._enumerations(spots, scene))
        members = sorted((start, end, member) for member, start, end in spots if member >= 0)
        for run in self._runs(members, scene):
            different = {member for _, _, member in run}
            if len(different) >= self._rule.least:
                full = len(different) == len(self._rule.members)
                counted.extend((start, end, full) for start, end, _ in run)
        return counted

    def _enumerations(self, spots: list[Spot], scene: Scene) -> Iterator[tuple[int, int, bool]]:
        if self._enumeration is None:
            return
        for span in dict.fromkeys(scene.sentence(start, end) for member, start, end in spots if member < 0):
            sentence = scene.key[span[0] : span[1]]
            if self._head not in sentence or len(inside := self._present(sentence)) < self._rule.least:
                continue
            found = False
            for match in self._enumeration.finditer(scene.key, *span):
                present = self._present(match[0])
                if self._head in match[0] and len(present) >= self._rule.least:
                    found = True
                    yield match.start(), match.end(), len(present) == len(self._items)
            if not found and self._phrases is not None and self._rarest <= inside:
                yield from self._phrased(self._phrases, span, scene)

    def _phrased(
        self, pattern: re.Pattern[str], span: tuple[int, int], scene: Scene
    ) -> Iterator[tuple[int, int, bool]]:
        for match in pattern.finditer(scene.key, *span):
            present = self._present(match[0])
            if len(present) >= self._rule.least and self._rarest <= present:
                yield match.start(), match.end(), len(present) == len(self._items)

    def _present(self, words: str) -> set[str]:
        return {item for item in self._items if item in words}

    def _runs(self, members: list[tuple[int, int, int]], scene: Scene) -> Iterator[list[tuple[int, int, int]]]:
        """Split the members found into runs that stand close enough to count together."""
        run: list[tuple[int, int, int]] = []
        for spot in members:
            if run and not self._near(run[-1], spot, scene):
                yield run
                run = []
            run.append(spot)
        if run:
            yield run

    def _near(self, one: tuple[int, int, int], other: tuple[int, int, int], scene: Scene) -> bool:
        if self._rule.within == "passage":
            return other[0] - one[1] <= _PASSAGE
        around = {"clause": scene.clause, "sentence": scene.sentence, "period": scene.period}[self._rule.within]
        return around(one[0], one[1]) == around(other[0], other[1])
