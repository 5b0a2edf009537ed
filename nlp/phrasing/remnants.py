"""Headings and scraps that stand alone on one side only, given back to the sentence they belong to (标题与残句归并).

A heading is read with the sentence after it; where the text was put in another order, or its stop changed, it stands
alone. So does a date cut off from its sentence. Neither says anything new.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.phrasing.links import MOST, Link
from nlp.phrasing.signs import Side
from nlp.phrasing.units import Unit
from nlp.similarity import comparable

#: 一是 of the sentence itself, behind its heading
_NUMBERED = re.compile("(?:[一二三四五六七八九十]{1,3}是|\\d)$")
_SHORT = 40  # characters of a heading, at most


def rejoined(old: Side, new: Side, found: Sequence[Link]) -> list[Link]:
    """Return the links with the remnants of either side beside the sentence whose words they are."""
    there = _with_remnants([(link.old, link.new) for link in found], old, new)
    back = _with_remnants([(b, a) for a, b in there], new, old)
    return [Link(a, b, link.chance) for (b, a), link in zip(back, found, strict=True)]


def unworded(units: Sequence[Unit], others: Sequence[Unit]) -> Sequence[Unit]:
    """Return one side of a link, a heading in it without words of its own, as it is before the sentence it heads."""
    if len(units) == 1:
        return units
    headings = {*map(_heading, others)} - {""}
    return [unit._replace(core=unit.end) if _letters(unit.text) in headings else unit for unit in units]


Sides = tuple[tuple[int, ...], tuple[int, ...]]
"""The numbers of the sentences on either side of a link."""


def _with_remnants(links: list[Sides], whole: Side, parted: Side) -> list[Sides]:
    """Add to links what of `parted` is linked with nothing and belongs to a sentence of `whole`."""
    taken = {j for _, seconds in links for j in seconds}
    free = [j for j, unit in enumerate(parted.units) if j not in taken and len(unit.text) <= _SHORT]
    if not free:
        return links
    of_second = {j: at for at, (_, seconds) in enumerate(links) for j in seconds}
    remnants = {j: _letters(parted.units[j].text) for j in free}
    shortest = min(map(len, remnants.values()))
    headed: dict[str, list[int]] = {}
    for at, (firsts, _) in enumerate(links):
        if len(whole.units[firsts[0]].ahead) >= shortest:
            headed.setdefault(_heading(whole.units[firsts[0]]), []).append(at)
    for j, own in remnants.items():
        beside = [of_second[near] for near in (j - 1, j + 1) if near in of_second]
        scrap = own if own and not any(map(str.isalnum, parted.keys[j])) else None
        begun = [at for at in beside if scrap and _letters(whole.units[links[at][0][0]].words).startswith(scrap)]
        for at in (*(headed.get(own, ()) if own else ()), *begun):
            firsts, seconds = links[at]
            if len(firsts) == 1 and len(seconds) < MOST:
                links[at] = (firsts, tuple(sorted((*seconds, j))))
                break
    return links


def _heading(unit: Unit) -> str:
    before = unit.ahead
    return _NUMBERED.sub("", _letters(before)) if before else ""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, comparable(text.replace("\n", " "))))
