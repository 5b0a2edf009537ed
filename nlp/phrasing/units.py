"""The sentences of a report's two narratives as units of comparison (比较单位).

A unit is a sentence. A heading such as （一）主动公开方面。 belongs to the sentence that follows it, as human coders read it;
a lead such as 一是强化解读。 is a unit of its own, and the sentences after it are its body.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

from nlp.phrasing.result import Passage
from nlp.report import Report, Span
from nlp.similarity import ENUMERATOR
from nlp.text import sentences

#: an intensifier put before a number does not hide it
_NUMBER = r"(?:进一步|持续|不断)?[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]\s*"
_PLAIN = "[^。；：:，,！？\n]"
#: opens the problems or the measures of section five, whatever number it bears
_HALF = re.compile(
    r"(?:[一二]、|[（(][一二三][）)]|[12][.．、])?[^。；：:，,\n]{0,12}(?:问题|措施|不足|打算)(?:[:：。]|\s|$)"
)
#: turns from the problems to the measures
_TURN = re.compile(r"\s*(?:下一?步|下一?阶段|今后|为此|针对|接下来|\d{4}年)")
#: what the sentence begins with that is glued to one of the five official titles
_GLUED = r"(?=(?:进一步|持续|不断)?(?:全年|本年|\d{4}年|[我全本各][省市区县镇乡局委办]|一是|坚持|严格|依托|依法|规范|完善|强化|加强|积极|认真|及时))"
#: the heading of an item: one of the usual ones up to 方面 or 情况, even with text glued to it; one that ends in a colon;
#: or all of a short sentence or line that does not itself begin a list
_HEADING = re.compile(
    rf"{_NUMBER}(?:{_PLAIN}{{0,12}}(?:依申请|主动公开|信息管理|平台|载体|监督|保障){_PLAIN}{{0,6}}?(?:方面|情况)[:：。]?"
    rf"|(?:主动公开|依申请公开|政府信息管理|(?:政府)?(?:信息公开)?平台建设|监督保障){_GLUED}"
    rf"|{_PLAIN}{{0,12}}(?:问题|措施|不足)(?:[:：。]|\s)"
    rf"|(?!{_PLAIN}*\d[余多]?[万亿]?[余多]?[条件次名个期人份篇场家])(?:(?![一二三四五六七八九]是){_PLAIN}){{2,40}}(?:[。；\n]|$)"
    r"|(?:(?![一二三四五六七八九]是)[^。；：:！？\d\n]){4,22}(?:。|\n|$))"
)
_NUMBERED = re.compile(_NUMBER)
_LEAD_LENGTH = 32
_FIGURE_OR_COMMA = re.compile(r"[\d，,：:]")
#: which of the usual items a heading announces, by the first of these words in it
_KINDS = (
    ("依申请", "on_request"), ("主动公开", "proactive"), ("信息管理", "management"), ("平台", "platform"), ("载体", "platform"),
    ("监督", "supervision"), ("保障", "supervision"), ("教育培训", "supervision"),
)  # fmt: skip


class Unit(NamedTuple):
    """One sentence: its span with the heading before it, and where its own words begin.

    core : offset where the sentence itself begins, after heading and enumerator; narrative : ``overview`` (work done)
    or ``problems``; section : the section it stands in; item : the kind of （x） item it stands in, or its heading;
    topic : identifies the （x） item and 一是 topic together; lead : it only announces a topic.
    """

    start: int
    end: int
    core: int
    text: str
    narrative: str
    section: str
    item: str
    topic: tuple[int, int]
    lead: bool

    @property
    def passage(self) -> Passage:
        """The unit as a passage of its report."""
        return Passage(self.start, self.end, self.text)

    @property
    def ahead(self) -> str:
        """The heading and enumerator before the sentence."""
        return self.text[: self.core - self.start]

    @property
    def words(self) -> str:
        """The sentence without heading and enumerator, on one line."""
        return self.text[self.core - self.start :].replace("\n", " ")


def units(report: Report) -> tuple[Unit, ...]:
    """Return the units of both narratives, in text order."""
    found: list[Unit] = []
    for narrative, spans in (("overview", report.narratives.work), ("problems", report.narratives.problems)):
        for span in spans:
            found.extend(_Reader(report, narrative, span).units())
    return tuple(sorted(found, key=lambda unit: unit.start))


def _kind(heading: str) -> str:
    return next((kind for word, kind in _KINDS if word in heading), heading)


class _Reader:
    """Reads one narrative span sentence by sentence, remembering the item and topic it is in."""

    def __init__(self, report: Report, narrative: str, span: Span) -> None:
        self.report, self.narrative, self.span = report, narrative, span
        self.part = self.topic = 0
        self.item = ""
        self.waiting: int | None = None  # where a heading began that has no sentence yet
        self.reached = span.start  # the end of the sentence before

    def units(self) -> list[Unit]:
        found = []
        for start, end in sentences(self.report.text, self.span.start, self.span.end):
            if self.waiting is not None and self._stands_alone(start, end):
                found.append(self._unit(self.waiting, self.waiting, self.reached))
            core = self._heading(start, end)
            if core < end:
                found.append(self._unit(start, core, end))
            elif self.waiting is None:
                self.waiting = start
            self.reached = end
        if self.waiting is not None:
            found.append(self._unit(self.waiting, self.waiting, self._last()))
        return found

    def _stands_alone(self, start: int, end: int) -> bool:
        """Return whether what looked like a heading is a short item of its own: the next item, or a turn, follows at once."""
        text = self.report.text
        if self.waiting is None or _HALF.match(text, self.waiting, self.reached):
            return False
        turned = self.narrative == "problems" and (_TURN.match(text, start, end) or _HALF.match(text, start, end))
        return bool(turned or _NUMBERED.match(text, start, end))

    def _last(self) -> int:
        return self.span.start + len(self.report.text[self.span.start : self.span.end].rstrip())

    def _heading(self, start: int, end: int) -> int:
        """Return where the sentence begins after its heading; `end` when the heading is all there is."""
        text = self.report.text
        match = _HEADING.match(text, start, end) or (
            _HALF.match(text, start, end) if self.narrative == "problems" else None
        )
        if not match:
            return start
        self.part, self.topic = self.part + 1, 0
        self.item = _kind(match.group().strip())
        after = text[match.end() : end]
        return match.end() + len(after) - len(after.lstrip())

    def _unit(self, start: int, core: int, end: int) -> Unit:
        text = self.report.text
        numbered = ENUMERATOR.match(text, core, end)
        if numbered and numbered.end() < end:
            self.topic, core = self.topic + 1, numbered.end()
        begin = start if self.waiting is None else self.waiting
        self.waiting = None
        own = text[core:end]
        lead = bool(numbered) and len(own) <= _LEAD_LENGTH and not _FIGURE_OR_COMMA.search(own)
        section = self.report.located(start) or self.narrative
        return Unit(
            begin, end, core, text[begin:end], self.narrative, section, self.item, (self.part, self.topic), lead
        )


def neighbours(sequence: tuple[Unit, ...]) -> list[int]:
    """Return for each unit the number of its topic within the report: equal numbers stand together."""
    numbers = []
    for number, (_, members) in enumerate(groupby(sequence, key=lambda unit: (unit.narrative, unit.topic))):
        numbers.extend([number] * sum(1 for _ in members))
    return numbers
