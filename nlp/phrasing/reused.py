"""Wording shared between agencies: who has it from whom (雷同表述)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.phrasing.passages import LEAST, Origin, Part, Passages
from nlp.phrasing.result import ReusedCopy, ReusedPassage
from nlp.phrasing.shared_clauses import shared_parts
from nlp.phrasing.wordings import groups
from nlp.report import LEVELS, Report

_RANKS = {level: rank for rank, level in enumerate(LEVELS)}
_GOVERNMENT = re.compile("人民政府$")


def reuse(reports: Iterable[Report], *, least: int = LEAST, boilerplate: bool = True) -> tuple[ReusedPassage, ...]:
    """Find wording shared by two or more agencies, in one year or across years (雷同表述).

    Sentences count as one wording when the Dice coefficient of their character trigrams reaches 0.6, figures, padding
    and the agencies' own names apart; a sentence that holds at least 0.8 of another's trigrams contains it (two
    sentences merged into one). A single clause inside a sentence otherwise different counts when it is the same word for
    word and too unusual for an accident; set phrases are not looked for among clauses.

    Parameters
    ----------
    reports : in any order; read once and not kept, so a generator over many files will do.
    least : shortest wording reported, in letters of its key.
    boilerplate : report set phrases too; otherwise only what was copied from somebody.

    Returns
    -------
    tuple of ReusedPassage
        By kind (``template``, ``sideways``, ``boilerplate``), then the most issuers first. ``source`` is the likely
        origin: the earliest year, among those the highest level. ``boilerplate`` is wording of at least five issuers
        and a fifth of all, or of thirty and more; ``template`` comes from a higher level than most who share it. A
        source outside the reports given cannot be known.
    """
    passages = Passages(reports, parted=True)
    issuers = len({origin.issuer for origin in passages.origins})
    together = list(groups(passages))
    shared = [[passages.whole(number) for number in members] for members in together]
    shared.extend(shared_parts(passages, together, _crowd(issuers)))
    found = [passage for parts in shared if (passage := _reused(passages, parts, issuers, least)) is not None]
    kinds = ("template", "sideways", "boilerplate")
    chosen = [passage for passage in found if boilerplate or passage.kind != "boilerplate"]
    return tuple(sorted(chosen, key=lambda p: (kinds.index(p.kind), -len(p.issuers), -len(p.text), p.source, p.text)))


def _reused(passages: Passages, parts: list[Part], issuers: int, least: int) -> ReusedPassage | None:
    """Describe one group of sentences or clauses, or None where a single agency holds it or it is too short."""
    origins = [passages.origins[passages.origin[part.sentence]] for part in parts]
    sharing = list(dict.fromkeys(origin.issuer for origin in origins))
    if len(sharing) < 2:
        return None
    first = min(range(len(parts)), key=lambda at: (*_precedence(origins[at]), parts[at].start))
    if len(passages.key_text(passages.key[parts[first].sentence])) < least:
        return None
    copies = [passages.copy(part) for part in parts]
    order = [first, *(at for at in sorted(range(len(parts)), key=lambda at: _place(copies[at])) if at != first)]
    names = {origin.issuer: origin.name or origin.issuer for origin in origins}
    return ReusedPassage(
        copies[first].quote, tuple(sorted(names.values())), tuple(sorted({o.year for o in origins if o.year is not None})),
        origins[first].source, _kind(origins, origins[first], issuers), tuple(copies[at] for at in order),
    )  # fmt: skip


def _crowd(issuers: int) -> float:
    """Return from how many issuers on wording belongs to nobody."""
    return min(30, max(5, issuers / 5))


def _place(copy: ReusedCopy) -> tuple[int, str, int]:
    return (copy.year or 0, copy.source, copy.start)


def _precedence(origin: Origin) -> tuple[int, int, str]:
    """Earliest first, then the highest level; unknown years and levels last."""
    return (
        origin.year if origin.year is not None else 9999,
        _RANKS.get(origin.level or "", len(LEVELS)),
        origin.source,
    )


def _kind(origins: list[Origin], source: Origin, issuers: int) -> str:
    others = {origin.issuer: origin for origin in origins if origin.issuer != source.issuer}
    if len(others) + 1 >= _crowd(issuers):
        return "boilerplate"
    below = sum(_below(origin, source) for origin in others.values())
    return "template" if 2 * below > len(others) else "sideways"


def _below(origin: Origin, source: Origin) -> bool:
    """Return whether an agency stands under the source: a lower level, and not known to be of another region."""
    if origin.level == "department" or source.level == "department":
        # a department stands under its own government and over nobody
        return origin.level == "department" and source.level != "department" and _same_place(origin, source)
    lower = _RANKS.get(origin.level or "", -1) > _RANKS.get(source.level or "", len(LEVELS))
    return lower and (not origin.code or not source.code or origin.code.startswith(_stem(source.code)))


def _same_place(department: Origin, government: Origin) -> bool:
    if department.name and government.name:
        return department.name.startswith(_GOVERNMENT.sub("", government.name))
    return department.code is not None and department.code == government.code


def _stem(code: str) -> str:
    """Return the digits that codes of a region share: they come in pairs, 320000 a province, 321300 a city."""
    stem = code.rstrip("0")
    return stem + "0" * (len(stem) % 2)
