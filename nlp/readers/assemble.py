"""Blocks become a report (成文): one text, its sections, parts, narratives and identity, and what is doubtful about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

from nlp import settings
from nlp.errors import NotAReportError
from nlp.readers.identity.identify import identify
from nlp.readers.lines.extract import Extract
from nlp.readers.outline import cells, copies, ending, parts, refusal
from nlp.readers.outline.document import Document, document, origins
from nlp.readers.outline.eras import era
from nlp.readers.outline.headings import FEWEST_LABELS, Heading, bracketed, headings
from nlp.readers.outline.labels import labelled
from nlp.readers.outline.narratives import narratives
from nlp.readers.outline.preamble import preamble
from nlp.readers.outline.recovery import recovered
from nlp.readers.outline.sequence import FOUND, PLACES, Outlined, decide
from nlp.readers.outline.swallowed import released
from nlp.report import SECTION_TITLES, Narratives, Part, Report, Section, SectionKind, Table

#: a heading with that much for it leaves no doubt
_CERTAIN = 5.0
#: the sections that a report cannot do without
_MAIN = {"overview", "problems"}
#: what section a heading opens, where that is not its own kind
_SECTION_OF = {"measures": "problems", "extra": "other"}
#: and fewer than that make none
_FEWEST = 2


class Structure(NamedTuple):
    """The chosen headings of a page and the sections they open.

    plain : sections of the agency's own making; sure : whether the confidence is as great as the settings ask for.
    """

    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    plain: tuple[Section, ...]
    confidence: float
    sure: bool
    end: int


def assemble(extract: Extract, *, source: str = "", sha256: str = "") -> Report:
    """Return the report that the blocks of one file make.

    Raises
    ------
    NotAReportError
        When it is not one annual report; the message says why.
    """
    if extract.ours:
        raise NotAReportError(f"{source or '这段文字'}：不是一份年度报告：{refusal.OURS}")
    extract = released(extract)
    page = document(extract)
    structure, candidates = structured(page)
    if why := refusal.reason(page, candidates, structure.headings):
        if why == refusal.SEVERAL and (single := copies.once(extract)) is not extract:
            return assemble(single, source=source, sha256=sha256)
        raise NotAReportError(f"{source or '这段文字'}：不是一份年度报告：{why}")
    return _mended(extract, page, structure, source, sha256)


def excerpt(extract: Extract, *, source: str = "", sha256: str = "") -> Report | None:
    """Return the report or the one section that the blocks of a string make; None where they show no section."""
    extract = released(extract)
    page = document(extract)
    structure, candidates = structured(page)
    chosen = structure.headings
    if not chosen or (len(chosen) == 1 and chosen[0].score < refusal.ALONE):
        return None
    if not structure.sure or refusal.shape(page, candidates, chosen):
        return None
    return _mended(extract, page, structure, source, sha256)


def _mended(extract: Extract, page: Document, structure: Structure, source: str, sha256: str) -> Report:
    """Return the report, cells of tables inside a narrative set aside first."""
    without = cells.removed(extract, page, structure.sections)
    if without is not extract:
        page = document(without)
        structure, _ = structured(page)
    return _report(page, structure, without, source, sha256)


def _threshold() -> float:
    return float(settings.load()["read"]["confidence"])


def structured(page: Document) -> tuple[Structure, list[Heading]]:
    """Return the structure of a text, and all the candidates it was chosen from."""
    candidates = headings(page)
    outlined = decide(page, candidates)
    alone = len(outlined.headings) < _FEWEST
    if not {heading.kind for heading in outlined.headings} >= _MAIN and (others := bracketed(page)):
        tried = sorted((*candidates, *others), key=lambda heading: heading.start)
        found = decide(page, tried)
        if found.score > outlined.score and _is_report(found, alone=alone):
            candidates, outlined = tried, found
    if alone and len(outlined.headings) < _FEWEST and len(others := labelled(page)) >= FEWEST_LABELS:
        found = decide(page, others)
        if _is_labelled(found):
            candidates, outlined = others, found
    missing = recovered(page, outlined.headings) if outlined.headings else []
    if missing:
        outlined = decide(page, sorted((*candidates, *missing), key=lambda heading: heading.start))
    sections, plain, end = _sections(page, outlined.headings)
    confidence = _confidence(outlined.headings)
    sure = confidence >= _threshold()
    return Structure(outlined.headings, sections, plain, confidence, sure, end), candidates


def _is_report(outlined: Outlined, *, alone: bool) -> bool:
    """Whether sections numbered （一） make a report; such numbers are oftener those of items.

    alone : without them there is hardly a section, so that a report without 概述 may be one as well.
    """
    kinds = {h.kind for h in outlined.headings if h.style == "paren" and h.kind in PLACES}
    return kinds >= _MAIN or (alone and "problems" in kinds and len(kinds) > _FEWEST)


def _is_labelled(outlined: Outlined) -> bool:
    """Whether the labels of paragraphs make a report: as many as one needs, and one of them opens a narrative."""
    kinds = {heading.kind for heading in outlined.headings if heading.kind in PLACES}
    return len(kinds) >= FEWEST_LABELS and bool(kinds & _MAIN)


def _report(page: Document, structure: Structure, extract: Extract, source: str, sha256: str) -> Report:
    sections = structure.sections
    first = structure.headings[0].start if structure.headings else 0
    account = next((section for section in sections if section.kind not in ("problems", "preamble")), None)
    who = identify(page, first, account, structure.end, extract.title)
    outline = era(page, sections, who.year)
    sure = structure.sure
    free = outline == "free" or (outline is None and len(sections) < 3)
    doubt = [] if sure else ["章节判定把握不足，未给出章节与叙述文本"]
    return Report(
        text=page.text,
        source=source,
        sha256=sha256,
        title=who.title,
        issuer=who.issuer.name,
        issuer_id=who.issuer.id,
        region=who.issuer.region,
        level=who.issuer.level,
        year=who.year,
        outline=outline,
        confidence=structure.confidence,
        sections=(*preamble(page, who.end, first), *sections) if sure else (),
        narratives=narratives(page.text, sections, structure.plain, free=free) if sure else Narratives(),
        tables=_tables(page, structure.headings),
        warnings=(*extract.warnings, *who.warnings, *_told(structure), *doubt),
        origins=origins(extract.blocks, page.starts),
    )


def _sections(page: Document, chosen: Sequence[Heading]) -> tuple[tuple[Section, ...], tuple[Section, ...], int]:
    """Return the sections, those of the agency's own making among them, and where the last one ends."""
    sections: list[Section] = []
    plain: list[Section] = []
    end = 0
    for index, heading in enumerate(chosen):
        if heading.kind == "after":
            break
        following = chosen[index + 1] if index + 1 < len(chosen) else None
        start, end = _body(page, heading, following)
        before = sections[-1] if sections else None
        if heading.kind == "measures" and before and before.kind == "problems":
            joined = parts.problem_parts(page, before.start, end, heading)
            sections[-1] = Section("problems", before.heading, before.start, end, joined)
            continue
        kind = _SECTION_OF.get(heading.kind, heading.kind)
        title = page.text[heading.start : heading.end].replace("\n", "").strip()
        section = Section(cast(SectionKind, kind), title, start, end, _parts(page, heading.kind, start, end))
        sections.append(section)
        if heading.kind == "extra":
            plain.append(section)
    return tuple(sections), tuple(plain), end


def _body(page: Document, heading: Heading, following: Heading | None) -> tuple[int, int]:
    """Return the span of the text a heading opens, without white space at its ends."""
    if following is not None and heading.body >= following.start:
        return heading.end, heading.end
    start, end = heading.body, following.start if following else len(page.text)
    if following is None or following.kind == "after":
        end = ending.trimmed(page.key, start, end)
    body = page.text[start:end]
    start += len(body) - len(body.lstrip())
    return start, start + len(body.strip())


def _parts(page: Document, kind: str, start: int, end: int) -> tuple[Part, ...]:
    if kind == "overview":
        return parts.overview_parts(page, start, end)
    if kind == "measures":
        return parts.measure_parts(page, start, end)
    return parts.problem_parts(page, start, end) if kind == "problems" else ()


def _confidence(chosen: Sequence[Heading]) -> float:
    """Return how far the sections are to be trusted, 0 to 1.

    Three things speak for them: each heading by itself, how many of the six are there, and that none was made up.
    """
    if not chosen:
        return 0.0
    strength = sum([min(1.0, max(0.0, heading.score) / _CERTAIN) for heading in chosen]) / len(chosen)
    kinds = {"problems" if heading.kind == "measures" else heading.kind for heading in chosen}
    coverage = len(kinds & SECTION_TITLES.keys()) / 6
    missing = sum(heading.style == FOUND for heading in chosen)
    return round(max(0.0, min(1.0, 0.3 + 0.4 * strength + 0.3 * coverage - 0.05 * missing)), 4)


def _tables(page: Document, chosen: Sequence[Heading]) -> tuple[Table, ...]:
    """Return the tables, each with the section it stood in."""
    found = []
    for place, table, _ in page.tables:
        above = [heading for heading in chosen if heading.start < place]
        kind = above[-1].kind if above else None
        found.append(Table(table.rows, {"measures": "problems", "extra": "other", "after": None}.get(kind or "", kind)))
    return tuple(found)


def _told(structure: Structure) -> list[str]:
    """Return the warnings about the sections: those missing, and those whose heading was made up."""
    kinds = {"problems" if heading.kind == "measures" else heading.kind for heading in structure.headings}
    made_up = [heading.kind for heading in structure.headings if heading.style == FOUND]
    told = [f"未见“{SECTION_TITLES[kind]}”的标题，据上下文补出其起点" for kind in made_up]
    if len(structure.sections) == 1:
        return [*told, f"只识别到一个章节（{SECTION_TITLES[structure.sections[0].kind]}），按节选处理"]
    missing = [SECTION_TITLES[kind] for kind in PLACES if kind in SECTION_TITLES and kind not in kinds]
    if missing:
        told.append("未识别到章节：" + "、".join(missing))
    return told
