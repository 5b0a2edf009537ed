"""The values every analysis shares: an annual report (年度报告), its sections, and spans of its text.

All offsets are code-point offsets into ``Report.text``; ``report.text[start:end] == quote`` holds for every result.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from nlp.display import notebook_table
from nlp.errors import wrong_type
from nlp.manifest import sha256

SectionKind = Literal["preamble", "overview", "disclosure", "requests", "review", "problems", "other"]
SECTION_KINDS: tuple[SectionKind, ...] = (
    "preamble", "overview", "disclosure", "requests", "review", "problems", "other",
)  # fmt: skip
SECTION_TITLES: dict[str, str] = {
    "preamble": "引言",
    "overview": "总体情况",
    "disclosure": "主动公开政府信息情况",
    "requests": "收到和处理政府信息公开申请情况",
    "review": "行政复议、行政诉讼情况",
    "problems": "存在的主要问题及改进情况",
    "other": "其他需要报告的事项",
}
#: part kinds of ``overview``, then those of ``problems``
OVERVIEW_PARTS: tuple[str, ...] = ("proactive", "on_request", "management", "platform", "supervision", "other")
PROBLEM_PARTS: tuple[str, ...] = ("problems", "done", "planned", "other")
LEVELS: tuple[str, ...] = ("national", "province", "city", "county", "township", "department")


#: what is told of a report that does not say who issued it, or on which year (未知的机关与年度)
NO_ISSUER, NO_YEAR = "未能识别发布机关", "未能识别年度"
UNNAMED = (NO_ISSUER, NO_YEAR)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of ``Report.text``: `start` inclusive, `end` exclusive."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


class Evidence(NamedTuple):
    """The exact characters a result rests on (证据); a named tuple, because a report has hundreds.

    start, end : offsets into the text; quote : ``text[start:end]``; rule : the rule, term or cue that found it.
    """

    start: int
    end: int
    quote: str
    rule: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form; `rule` is left out where none was given."""
        record: dict[str, Any] = {"start": self.start, "end": self.end, "quote": self.quote}
        if self.rule:
            record["rule"] = self.rule
        return record


@dataclass(frozen=True, slots=True)
class Part:
    """A sub-item of a section (分项): ``heading`` as printed, ``start:end`` its body."""

    kind: str
    heading: str
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {"kind": self.kind, "heading": self.heading, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections or the preamble (章节).

    kind : ``preamble``, ``overview``, ``disclosure``, ``requests``, ``review``, ``problems`` or ``other``; heading : as
    printed; start, end : the body in ``Report.text``, its own heading line left out; parts : its sub-items.
    """

    kind: SectionKind
    heading: str
    start: int
    end: int
    parts: tuple[Part, ...] = ()

    @property
    def span(self) -> Span:
        """The body as a span."""
        return Span(self.start, self.end)

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "kind": self.kind, "heading": self.heading, "start": self.start, "end": self.end,
            "parts": [part.to_dict() for part in self.parts],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a narrative (句): its span, and the section and part it stands in."""

    start: int
    end: int
    text: str
    section: str
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """A place (地区): names as far as known, and the GB/T 2260 code of the lowest one."""

    province: str | None = None
    city: str | None = None
    county: str | None = None
    code: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {"province": self.province, "city": self.city, "county": self.county, "code": self.code}


@dataclass(frozen=True, slots=True)
class Narratives:
    """The prose (叙述文本) as spans: on work done, whichever section holds it in its era, and section five."""

    work: tuple[Span, ...] = ()
    problems: tuple[Span, ...] = ()

    @property
    def all(self) -> tuple[Span, ...]:
        """Both, in text order."""
        spans = (*self.work, *self.problems)
        return tuple(sorted(spans, key=lambda span: span.start)) if len(spans) > 1 else spans

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "work": [[span.start, span.end] for span in self.work],
            "problems": [[span.start, span.end] for span in self.problems],
        }


@dataclass(frozen=True, slots=True)
class Table:
    """A table that stood in the file (表格), kept aside: cells row by row, and the section it stood in if known."""

    rows: tuple[tuple[str, ...], ...]
    section: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {"section": self.section, "rows": [list(row) for row in self.rows]}


class Origin(NamedTuple):
    """One run of the map back to the file: ``text[start:end]`` came from `place` at `offset`; a report has dozens.

    place : where in the file, for example ``"page 3"``, ``"block 12"`` or ``""`` for plain text; offset : the first
    character's position there, in characters of the decoded source.
    """

    start: int
    end: int
    place: str
    offset: int


@dataclass(frozen=True, slots=True)
class Report:
    """What an agency issued for one year (年度报告); never our own output.

    Attributes
    ----------
    text : the cleaned text all offsets refer to.
    source : the file or row it came from, as given; title : as printed, or None; sha256 : of the file's bytes (of the UTF-8 text for a string).
    issuer : 发布机关 as printed; issuer_id : one identifier for all its spellings; level : one of ``LEVELS``.
    outline : the era's name, for example ``"2021"``; confidence : 0 to 1, of the section assignment.
    region : province, city, county and GB/T 2260 code, each None where unknown; year : reported on, not of issue.
    sections : in text order, bodies without their headings; narratives : the spans of the prose on work done and of
    section five; tables : what was taken out of the text; warnings : what could not be told for sure; origins : where
    stretches of `text` stand in the file.
    whole : False when a string or row was taken as one narrative because it shows fewer than two headings.
    """

    text: str
    source: str = ""
    sha256: str = ""
    title: str | None = None
    issuer: str | None = None
    issuer_id: str | None = None
    region: Region = field(default_factory=Region)
    level: str | None = None
    year: int | None = None
    outline: str | None = None
    confidence: float = 0.0
    sections: tuple[Section, ...] = ()
    narratives: Narratives = field(default_factory=Narratives)
    tables: tuple[Table, ...] = ()
    warnings: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    whole: bool = True

    def section(self, kind: str) -> Section | None:
        """Return the section of that kind, or None."""
        return next((section for section in self.sections if section.kind == kind), None)

    def quote(self, span: Span) -> str:
        """Return the characters of a span."""
        return self.text[span.start : span.end]

    def evidence(self, start: int, end: int, rule: str = "") -> Evidence:
        """Return the evidence for a stretch of this report's text."""
        return Evidence(start, end, self.text[start:end], rule)

    def located(self, offset: int) -> str:
        """Return which section an offset stands in: its kind, or ``""`` outside all."""
        return next((s.kind for s in self.sections if s.start <= offset < s.end), "")

    def origin(self, offset: int) -> tuple[str, int] | None:
        """Return ``(place, offset)`` in the file for an offset of ``text``, or None where no map is kept."""
        for run in self.origins:
            if run.start <= offset < run.end:
                return run.place, run.offset + offset - run.start
        return None

    def identity(self) -> dict[str, Any]:
        """Return who, when and from where: the keys every record of a report begins with."""
        return {"source": self.source, "issuer": self.issuer, "issuer_id": self.issuer_id, "year": self.year}

    @property
    def name(self) -> str:
        """Who and when in words (机关、年度); the source where neither is known."""
        year = f"{self.year}年" if self.year else ""
        return f"{self.issuer or ''}{year}" or self.source or "未知报告"

    def _repr_html_(self) -> str:
        rows = [
            (SECTION_TITLES[s.kind], s.heading, s.end - s.start, len(s.parts), self.text[s.start : s.end].strip()[:40])
            for s in self.sections
        ]
        note = "；".join((f"格式{self.outline or '不详'}，正文{len(self.text):,}字", *self.warnings))
        return notebook_table(self.name, ("章节", "标题", "字数", "分项", "开头"), rows, note=note)

    def to_dict(self) -> dict[str, Any]:
        """Return the object that ``gongkai read`` prints."""
        return {
            "source": self.source, "sha256": self.sha256, "title": self.title,
            "issuer": self.issuer, "issuer_id": self.issuer_id, "region": self.region.to_dict(),
            "level": self.level, "year": self.year, "outline": self.outline,
            "confidence": round(self.confidence, 4), "text": self.text,
            "sections": [section.to_dict() for section in self.sections],
            "narratives": self.narratives.to_dict(),
            "tables": [table.to_dict() for table in self.tables],
            "warnings": list(self.warnings),
        }  # fmt: skip


def narrative_of(text: str, *, source: str = "", problems: bool = False) -> Report:
    """Wrap a bare text as a report whose whole text is one narrative; no character is changed.

    problems : take it as section five instead of as prose on work done.
    """
    spans = (Span(0, len(text)),) if text else ()
    narratives = Narratives(problems=spans) if problems else Narratives(work=spans)
    digest = sha256(text.encode("utf-8", "ignore"))
    return Report(text=text, source=source, sha256=digest, narratives=narratives, warnings=UNNAMED, whole=False)


def as_reports(given: Report | str | Iterable[Report | str], *, texts: bool = True) -> Iterator[Report]:
    """Yield the reports that somebody gave: one or several, a text as a report whose whole is one narrative.

    given : read as it is asked for, so a generator over many files will do; texts : whether texts will do too.

    Raises
    ------
    UsageError
        When it is neither, or holds something that is neither.
    """
    wanted = "报告、文字（str）或它们的列表" if texts else "报告的列表"
    remedy = "文件请先用 nlp.read(路径) 读入"
    if isinstance(given, Report | str):
        given = [given]
    if not isinstance(given, Iterable) or isinstance(given, bytes | Mapping):
        raise wrong_type(given, wanted, remedy)
    for item in given:
        if isinstance(item, Report):
            yield item
        elif texts and isinstance(item, str):
            yield narrative_of(item)
        else:
            raise wrong_type(item, wanted, remedy if texts else f"{remedy}，文字用 nlp.read_text(文字)")


def parts_within(section: Section, spans: Iterable[Span]) -> Iterator[tuple[Part | None, Span]]:
    """Yield each span with the part of `section` it starts in, or None."""
    for span in spans:
        yield next((part for part in section.parts if part.start <= span.start < part.end), None), span
