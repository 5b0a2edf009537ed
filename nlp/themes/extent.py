"""How much of a narrative speaks of each theme, and where (主题篇幅)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from nlp.report import Report, Span
from nlp.text import sentences
from nlp.themes.codebook import Codebook
from nlp.themes.result import ThemeTag, ThemeTags


@dataclass(frozen=True, slots=True)
class Prevalence:
    """One theme in one stretch of one report (主题篇幅).

    section, part : the stretch, a section kind and a part kind; both None for the whole narrative. present : whether the
    theme is spoken of in substance there; count : mentions that are its evidence there; share : share of the stretch's
    narrative characters that stand in sentences holding one, 0 to 1 (themes share sentences, so shares add up to more
    than 1; never compare shares of stretches of very different length); first : position of the first, 0 (start of the
    stretch) to 1, None where there is none. frame : a class of set phrases, not a theme.
    """

    theme: str
    title: str
    parent: str | None
    strength: str | None
    section: str | None
    part: str | None
    present: bool
    count: int
    share: float
    first: float | None
    frame: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the row as tables print it."""
        return {
            "theme": self.theme, "title": self.title, "parent": self.parent, "strength": self.strength,
            "section": self.section, "part": self.part, "present": self.present, "count": self.count,
            "share": round(self.share, 6), "first": None if self.first is None else round(self.first, 6),
            "frame": self.frame,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Stretch:
    section: str | None
    part: str | None
    spans: tuple[Span, ...]
    sentences: tuple[tuple[int, int], ...]
    characters: int


def prevalence(tags: ThemeTags, codebook: Codebook | None = None) -> tuple[Prevalence, ...]:
    """Return presence, count, share and first position of each theme, over the narratives and by section and part.

    Parameters
    ----------
    tags : what `nlp.themes.tag` found in one report.
    codebook : with it, rows of the whole narrative stand for every theme of it, absent ones too (``present`` False).

    Returns
    -------
    The rows of the whole narrative (``section`` None) in the codebook's order, then those of each section and part that
    speaks of the theme.

    Only evidence counts: for a theme that is there in passing alone, ``present`` is False while ``count`` and ``share``
    tell of those mentions.
    """
    stretches = _stretches(tags.report)
    frames = {theme.id for theme in codebook.themes if theme.frame} if codebook else set()
    rows = [_row(tag, stretches[0], frames) for tag in tags.themes]
    if codebook:
        rows = _with_absent(rows, codebook)
    for stretch in stretches[1:]:
        rows.extend(row for tag in tags.themes if (row := _row(tag, stretch, frames)).count)
    return tuple(rows)


def _with_absent(rows: list[Prevalence], codebook: Codebook) -> list[Prevalence]:
    found = {row.theme: row for row in rows}
    return [
        found.get(theme.id)
        or Prevalence(theme.id, theme.title, theme.parent, None, None, None, False, 0, 0.0, None, theme.frame)
        for theme in codebook.themes
    ]


def _stretches(report: Report) -> list[_Stretch]:
    spans = report.narratives.all
    whole = [_stretch(report, None, None, spans)]
    for section in report.sections:
        inside = tuple(_within(spans, section.start, section.end))
        if inside:
            whole.append(_stretch(report, section.kind, None, inside))
        for part in section.parts:
            inner = tuple(_within(inside, part.start, part.end))
            if inner:
                whole.append(_stretch(report, section.kind, part.kind, inner))
    return whole


def _within(spans: Iterable[Span], start: int, end: int) -> Iterable[Span]:
    for span in spans:
        first, last = max(span.start, start), min(span.end, end)
        if first < last:
            yield Span(first, last)


def _stretch(report: Report, section: str | None, part: str | None, spans: tuple[Span, ...]) -> _Stretch:
    pieces = tuple(piece for span in spans for piece in sentences(report.text, span.start, span.end))
    return _Stretch(section, part, spans, pieces, sum(len(span) for span in spans))


def _row(tag: ThemeTag, stretch: _Stretch, frames: set[str]) -> Prevalence:
    starts = [start for start, _ in stretch.sentences]
    held: set[int] = set()
    inside = []
    for evidence in tag.evidence:
        at = bisect_right(starts, evidence.start) - 1
        if at >= 0 and evidence.start < stretch.sentences[at][1]:
            held.add(at)
            inside.append(evidence.start)
    covered = sum(stretch.sentences[at][1] - stretch.sentences[at][0] for at in held)
    return Prevalence(
        tag.theme, tag.title, tag.parent, tag.strength, stretch.section, stretch.part,
        bool(inside) and tag.strength != "passing", len(inside),
        covered / stretch.characters if stretch.characters else 0.0,
        _position(inside[0], stretch) if inside else None, tag.theme in frames,
    )  # fmt: skip


def _position(offset: int, stretch: _Stretch) -> float:
    """Return how far into a stretch an offset lies, its spans laid end to end."""
    before = sum(min(len(span), max(0, offset - span.start)) for span in stretch.spans)
    return before / stretch.characters
