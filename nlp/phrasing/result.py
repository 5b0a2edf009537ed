"""What a comparison of wording returns: aligned pairs, edits inside them, and measures (表述比较结果)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from nlp.display import notebook_table
from nlp.report import SECTION_TITLES, Report

Status = Literal["same", "edited", "moved", "new", "dropped"]
STATUSES: tuple[Status, ...] = ("same", "edited", "moved", "new", "dropped")
STATUS_TITLES: dict[str, str] = {"same": "相同", "edited": "改写", "moved": "移位", "new": "新增", "dropped": "删去"}
EDIT_KINDS: tuple[str, ...] = ("figure", "name", "strengthened", "softened", "added", "removed", "replaced")
EDIT_TITLES: dict[str, str] = {
    "figure": "数字变化", "name": "名称变化", "strengthened": "语气加强", "softened": "语气减弱",
    "added": "增加", "removed": "删去", "replaced": "替换",
}  # fmt: skip


class Passage(NamedTuple):
    """A stretch of one of the two reports: ``report.text[start:end] == text``; a named tuple, for there are hundreds."""

    start: int
    end: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {"start": self.start, "end": self.end, "text": self.text}


class Edit(NamedTuple):
    """One change inside a pair (改写). `old` is None for an addition, `new` for a removal."""

    kind: str
    old: Passage | None
    new: Passage | None

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "kind": self.kind,
            "old": self.old.to_dict() if self.old else None,
            "new": self.new.to_dict() if self.new else None,
        }


@dataclass(frozen=True, slots=True)
class Common:
    """Wording both sides of a pair have (共有用语): the same letters in the earlier and in the later report."""

    old: Passage
    new: Passage

    def to_dict(self) -> dict[str, Any]:
        """Return a plain record."""
        return {"old": self.old.to_dict(), "new": self.new.to_dict()}


@dataclass(frozen=True, slots=True)
class Pair:
    """Earlier sentence(s) and later sentence(s) that belong together, or one side alone (对齐).

    section : kind of the section the later side stands in (of the earlier one for ``dropped``).
    status : ``same`` (but for figures, years, punctuation), ``edited``, ``moved`` (to another section or item), ``new``,
    ``dropped``; the first three together are what is recycled (沿用).
    similarity : share of the characters of both sides that stand unchanged, figures counted as unchanged, 0 to 1.
    old, new : at most three sentences a side; edits : what changed, in text order.
    padding : the only changes are empty intensifiers such as 进一步.
    shared : where less than a third stands unchanged, the most telling words both sides have, for what was rewritten
    from top to bottom may still say the same of the same thing.
    """

    section: str
    status: Status
    similarity: float
    old: tuple[Passage, ...] = ()
    new: tuple[Passage, ...] = ()
    edits: tuple[Edit, ...] = ()
    padding: bool = False
    shared: tuple[Common, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form."""
        record: dict[str, Any] = {
            "section": self.section, "status": self.status, "similarity": self.similarity,
            "old": [passage.to_dict() for passage in self.old], "new": [passage.to_dict() for passage in self.new],
            "edits": [edit.to_dict() for edit in self.edits],
        }  # fmt: skip
        if self.padding:
            record["padding"] = True
        if self.shared:
            record["shared"] = [common.to_dict() for common in self.shared]
        return record


@dataclass(frozen=True, slots=True)
class SectionMeasures:
    """Figures for one section, or for both narratives together (kind ``all``); see `nlp.phrasing.novelty`."""

    kind: str
    novelty: float | None
    recycled: float | None
    dropped: float | None
    wording_kept: float | None
    order_change: float | None
    cosine: float | None
    jaccard: float | None
    edit: float | None
    modification: float | None

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "kind": self.kind, "novelty": self.novelty, "recycled": self.recycled, "dropped": self.dropped,
            "wording_kept": self.wording_kept, "order_change": self.order_change,
            "measures": {
                "cosine": self.cosine, "jaccard": self.jaccard, "edit": self.edit, "modification": self.modification,
            },
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two reports side by side: every sentence of both narratives stands in exactly one pair."""

    old: Report
    new: Report
    sections: tuple[SectionMeasures, ...]
    pairs: tuple[Pair, ...]
    warnings: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        counts: Counter[str] = Counter(pair.status for pair in self.pairs)
        listed = "，".join(f"{title}{counts[status]}" for status, title in STATUS_TITLES.items() if counts[status])
        names = {**SECTION_TITLES, "all": "全部叙述文字"}
        rows = [
            (names.get(m.kind, m.kind), *map(_percent, (m.recycled, m.novelty, m.dropped, m.wording_kept)))
            for m in self.sections
        ]
        return notebook_table(
            f"{self.old.name}与{self.new.name}", ("范围", "沿用", "新增", "删去", "用词保留"), rows,
            note="；".join((f"句组：{listed}", *self.warnings)),
        )  # fmt: skip


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.0%}"


@dataclass(frozen=True, slots=True)
class ReusedCopy:
    """One place where a shared passage stands."""

    source: str
    start: int
    end: int
    quote: str
    issuer: str | None = None
    year: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {"source": self.source, "start": self.start, "end": self.end, "quote": self.quote}


@dataclass(frozen=True, slots=True)
class ReusedPassage:
    """Wording shared by two or more agencies (雷同表述).

    source : the likely origin (its ``Report.source``): the earliest, and among those the highest level;
    kind : ``template`` (a superior's wording handed down), ``sideways`` (between offices of one level) or
    ``boilerplate`` (so widely used that nobody copied it from anybody).
    """

    text: str
    issuers: tuple[str, ...]
    years: tuple[int, ...]
    source: str
    kind: str
    passages: tuple[ReusedCopy, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the object that ``gongkai reuse`` prints."""
        return {
            "text": self.text, "issuers": list(self.issuers), "years": list(self.years), "source": self.source,
            "kind": self.kind, "passages": [passage.to_dict() for passage in self.passages],
        }  # fmt: skip
