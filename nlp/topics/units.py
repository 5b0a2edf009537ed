"""What a topic model counts as one text (分析单位): a sentence, a part of a narrative, or a whole narrative."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeGuard

from nlp.errors import UsageError
from nlp.report import Report, Span
from nlp.segment.choices import Wording
from nlp.segment.content import content_words
from nlp.text import sentences

UnitKind = Literal["sentence", "part", "narrative"]
UNIT_KINDS: tuple[UnitKind, ...] = ("sentence", "part", "narrative")
UNIT_TITLES: dict[str, str] = {"sentence": "句", "part": "分项", "narrative": "叙述全文"}

#: with fewer words than this a unit says too little to be assigned a topic
MINIMUM_WORDS = 3
# a model wants a hundred texts at least, and whole narratives, which speak of everything, many more
_ENOUGH = {"narrative": 1000, "part": 100}


@dataclass(frozen=True, slots=True)
class Unit:
    """One text of the model: where it stands, and its content words in order."""

    report: int
    start: int
    end: int
    words: tuple[str, ...]


def units(reports: Sequence[Report], kind: UnitKind, *, wording: Wording | None = None) -> list[Unit]:
    """Return the units of some reports that hold at least `MINIMUM_WORDS` content words.

    Parameters
    ----------
    reports : the reports; kind : what counts as one text.
    wording : terms kept whole and words left out; the shipped ones by default.
    """
    found: list[Unit] = []
    for index, report in enumerate(reports):
        tokens = list(content_words(report, report.narratives.all, wording=wording))
        at = 0
        for span in _spans(report, kind):
            begin = at
            while at < len(tokens) and tokens[at][1] < span.end:
                at += 1
            if at - begin >= MINIMUM_WORDS:
                found.append(Unit(index, span.start, span.end, tuple(word for word, _, _ in tokens[begin:at])))
    return found


def _spans(report: Report, kind: UnitKind) -> Iterator[Span]:
    for narrative in report.narratives.all:
        if kind == "narrative":
            yield narrative
        elif kind == "part":
            yield from _parts(report, narrative)
        else:
            yield from (Span(*span) for span in sentences(report.text, narrative.start, narrative.end))


def _parts(report: Report, narrative: Span) -> Iterator[Span]:
    """Yield the sub-items inside one narrative, and what stands before and between them."""
    at = narrative.start
    for section in report.sections:
        for part in section.parts:
            body = Span(part.start, part.end)
            if body in narrative and body.start >= at:
                if body.start > at:
                    yield Span(at, body.start)
                yield body
                at = body.end
    if at < narrative.end:
        yield Span(at, narrative.end)


def fitting_kind(reports: Sequence[Report]) -> UnitKind:
    """Return the coarsest unit that gives a model enough texts: a handful of reports is read sentence by sentence."""
    if len(reports) >= _ENOUGH["narrative"]:
        return "narrative"
    parts = sum(len(section.parts) for report in reports for section in report.sections)
    return "part" if parts >= _ENOUGH["part"] else "sentence"


def chosen_kind(name: str, reports: Sequence[Report]) -> UnitKind:
    """Return the unit of that name; ``"auto"`` leaves the choice to `fitting_kind`.

    Raises
    ------
    UsageError
        When there is no such unit.
    """
    if name == "auto":
        return fitting_kind(reports)
    if _is_kind(name):
        return name
    raise UsageError(f"没有名为 {name!r} 的文本单位：可用 auto、{'、'.join(UNIT_KINDS)}")


def _is_kind(name: str) -> TypeGuard[UnitKind]:
    return name in UNIT_KINDS
