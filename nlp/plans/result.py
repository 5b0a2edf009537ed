"""What section five holds: problems and plans (存在问题、改进措施), scored; and what became of them (兑现情况)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from nlp.display import notebook_table
from nlp.report import Evidence, Report

Tense = Literal["planned", "done", "ongoing"]
CUES: tuple[str, ...] = (
    "action", "object", "instrument", "quantity", "time", "actor", "verification", "scope", "problem",
)  # fmt: skip
CUE_TITLES: dict[str, str] = {
    "action": "具体动作", "object": "具体对象", "instrument": "手段载体", "quantity": "数量", "time": "时限频次",
    "actor": "责任主体", "verification": "检验问责", "scope": "适用范围", "problem": "对应问题", "vague": "空泛用语",
}  # fmt: skip
TENSE_TITLES: dict[str, str] = {"planned": "拟改进", "done": "已改进", "ongoing": "持续推进"}
PLAN_STATUSES: tuple[str, ...] = ("delivered", "partly", "repeated", "dropped")
PROBLEM_STATUSES: tuple[str, ...] = ("recurs", "gone")
STATUS_TITLES: dict[str, str] = {
    "delivered": "已兑现", "partly": "部分兑现", "repeated": "再次承诺", "dropped": "未见下文",
    "recurs": "问题再现", "gone": "不再提及",
}  # fmt: skip

Cues = Mapping[str, tuple[Evidence, ...]]


class Clause(NamedTuple):
    """One scored clause (小句); a named tuple, because a report has dozens.

    start, end : its place in the text it was read from; score : 0 to 100, level : 1 to 5, as for `Item`; cues : evidence by
    kind of cue; vague : empty wording; reason : one Chinese sentence.
    """

    start: int
    end: int
    text: str
    score: float
    level: int
    cues: Cues = MappingProxyType({})
    vague: tuple[Evidence, ...] = ()
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "start": self.start, "end": self.end, "text": self.text, "score": self.score, "level": self.level,
            "cues": cues_to_dict(self.cues), "vague": quotes(self.vague),
        }  # fmt: skip


class Item(NamedTuple):
    """One problem or plan: a numbered item, a sentence, or one shortcoming of a list (编号项); a named tuple, as a clause is.

    start, end : where `text` stands in ``Report.text``; tense : ``planned``, ``done`` or ``ongoing``.
    score : concreteness, 0 to 100; level : 1 a slogan to 5 three or more kinds of checkable content. Both say how it is
    written: not to be compared between levels of government or formats, nor below ten points between single items.
    cues : evidence by kind of cue; vague : empty wording that counts against it; reason : one Chinese sentence.
    problem : for a plan, the index into the problems of the problem it answers, or None; clauses : its parts, scored.
    """

    start: int
    end: int
    text: str
    tense: Tense
    score: float
    level: int
    cues: Cues = MappingProxyType({})
    vague: tuple[Evidence, ...] = ()
    reason: str = ""
    problem: int | None = None
    clauses: tuple[Clause, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "start": self.start, "end": self.end, "text": self.text, "tense": self.tense,
            "score": self.score, "level": self.level, "cues": cues_to_dict(self.cues),
            "vague": quotes(self.vague), "reason": self.reason,
            "problem": self.problem, "clauses": [clause.to_dict() for clause in self.clauses],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlanSet:
    """The problems and plans of one report. `score` is the mean of the measures not yet done, or None.

    warnings : why the set is empty, where it is (``"没有第五部分"``).
    """

    report: Report
    problems: tuple[Item, ...]
    plans: tuple[Item, ...]
    score: float | None
    warnings: tuple[str, ...] = ()

    @property
    def unanswered(self) -> tuple[Item, ...]:
        """The problems no plan answers (没有对应措施的问题)."""
        answered = {item.problem for item in self.plans}
        return tuple(item for index, item in enumerate(self.problems) if index not in answered)

    @property
    def unprompted(self) -> tuple[Item, ...]:
        """The plans that answer no problem (没有对应问题的措施)."""
        return tuple(item for item in self.plans if item.problem is None)

    def _repr_html_(self) -> str:
        rows: list[tuple[object, ...]] = [("存在问题", None, None, item.text, "") for item in self.problems]
        rows += [(TENSE_TITLES[item.tense], item.level, item.score, item.text, item.reason) for item in self.plans]
        score = "" if self.score is None else f"，全份{self.score:.0f}分"
        caption = f"{self.report.name}：{len(self.problems)}个问题，{len(self.plans)}项措施{score}"
        return notebook_table(caption, ("类别", "级", "分", "原文", "理由"), rows, note="；".join(self.warnings))

    def to_dict(self) -> dict[str, Any]:
        """Return the object that ``gongkai plans`` prints."""
        record = {
            **self.report.identity(),
            "problems": [item.to_dict() for item in self.problems],
            "plans": [item.to_dict() for item in self.plans],
            "score": self.score,
        }
        if self.warnings:
            record["warnings"] = list(self.warnings)
        return record


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What became of one plan or problem of the earlier year, as the later report tells it (兑现情况).

    kind : ``plan`` or ``problem``; status : of a plan ``delivered``, ``partly``, ``repeated`` or ``dropped``, of a problem
    ``recurs`` or ``gone``. ``dropped`` and ``gone`` mean not mentioned: never not done, never solved.
    confidence : 0 to 1, no probability; note : says so when it is low. old : the item, in the earlier report;
    evidence : in the later report. Shares delivered are not to be compared without counts and concreteness: what
    is promised vaguely is easily kept.
    """

    kind: Literal["plan", "problem"]
    status: str
    confidence: float
    old: Evidence
    evidence: tuple[Evidence, ...] = ()
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form."""
        record: dict[str, Any] = {
            "kind": self.kind, "status": self.status, "confidence": self.confidence,
            "old": {"start": self.old.start, "end": self.old.end, "text": self.old.quote},
            "evidence": quotes(self.evidence),
        }  # fmt: skip
        if self.note:
            record["note"] = self.note
        return record


def quotes(found: Sequence[Evidence]) -> list[dict[str, Any]]:
    """Return evidence in the contract's form, without the rules that found it."""
    return [{"start": e.start, "end": e.end, "quote": e.quote} for e in found]


def cues_to_dict(cues: Cues) -> dict[str, list[dict[str, Any]]]:
    """Return cues in the contract's form, in the canonical order, empty ones left out."""
    return {cue: quotes(cues[cue]) for cue in (*CUES, *sorted(set(cues) - set(CUES))) if cues.get(cue)}
