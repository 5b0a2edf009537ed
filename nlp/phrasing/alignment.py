"""Two years of one agency: which sentence came from where (逐句对齐)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from nlp.phrasing.doubts import doubts, of_two_agencies
from nlp.phrasing.edits import Change, compare
from nlp.phrasing.grounds import grounds
from nlp.phrasing.links import Link, links
from nlp.phrasing.naming import own_names
from nlp.phrasing.novelty import measures
from nlp.phrasing.remnants import rejoined, unworded
from nlp.phrasing.result import Alignment, Pair, Status
from nlp.phrasing.signs import side
from nlp.phrasing.tokens import Tokens
from nlp.phrasing.units import Unit, units
from nlp.report import Report

#: where less of a pair stands unchanged, what both sides have in common is shown
_FAR = 1 / 3


def align(old: Report, new: Report, *, boilerplate: Mapping[str, float] | None = None) -> Alignment:
    """Align the sentences of two years of one agency (两年逐句对齐).

    Parameters
    ----------
    old, new : the earlier and the later report; both narratives are compared, across sections too. Reports known to be
        of two agencies are linked by near-identical wording alone, and a warning says so.
    boilerplate : scores of sentences by `nlp.phrasing.boilerplate`, 0 to 1; wording many agencies share then
        counts less as a link.

    Returns
    -------
    Alignment
        Every sentence of both narratives stands in exactly one pair, of at most three sentences on a side. Whatever
        makes the answer doubtful is a warning in it.
    """
    earlier, later = units(old), units(new)
    names = own_names(old) | own_names(new)
    strangers = of_two_agencies(old, new)
    sides = side(earlier, names), side(later, names)
    found = rejoined(*sides, links(*sides, boilerplate=boilerplate, strangers=strangers))
    before, after = Tokens(old), Tokens(new)
    moved = _moved(earlier, later, found)
    pairs = []
    for link in found:
        mine, theirs = [earlier[i] for i in link.old], [later[j] for j in link.new]
        change = compare(before, after, unworded(mine, theirs), unworded(theirs, mine))
        pairs.append(_pair(mine, theirs, change, link.new[0] in moved))
    alone = _unlinked(earlier, later, found)
    ordered = sorted([*pairs, *(pair for pair in alone if pair.new)], key=lambda pair: pair.new[0].start)
    result = (*ordered, *(pair for pair in alone if not pair.new))
    return Alignment(
        old, new, measures(old, new, result, old_tokens=before, new_tokens=after), result, doubts(old, new)
    )


def _pair(old: Sequence[Unit], new: Sequence[Unit], change: Change, moved: bool) -> Pair:
    status: Status = "moved" if moved else "edited" if change.reworded else "same"
    return Pair(
        new[0].section, status, round(change.similarity, 4), tuple(unit.passage for unit in old),
        tuple(unit.passage for unit in new), change.edits, change.padding,
        grounds(old, new) if change.similarity < _FAR else (),
    )  # fmt: skip


def _unlinked(old: Sequence[Unit], new: Sequence[Unit], found: Sequence[Link]) -> list[Pair]:
    taken_old = {i for link in found for i in link.old}
    taken_new = {j for link in found for j in link.new}
    fresh = [Pair(u.section, "new", 0.0, new=(u.passage,)) for j, u in enumerate(new) if j not in taken_new]
    gone = [Pair(u.section, "dropped", 0.0, old=(u.passage,)) for i, u in enumerate(old) if i not in taken_old]
    return [*fresh, *gone]


def _moved(old: Sequence[Unit], new: Sequence[Unit], found: Sequence[Link]) -> set[int]:
    """Return the new units (first of their link) that left their section, item or topic.

    An item or topic is followed by what it became: items of one kind or, where it was renamed or renumbered, the one
    most of its sentences went to; a topic by its lead. So renumbering is not a move.
    """
    went: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    leads: dict[tuple[str, tuple[int, int]], set[tuple[str, tuple[int, int]]]] = {}
    for link in found:
        a, b = old[link.old[0]], new[link.new[0]]
        went.setdefault((a.narrative, a.item), Counter())[(b.narrative, b.item)] += 1
        for i in link.old:
            if old[i].lead:
                leads.setdefault((old[i].narrative, old[i].topic), set()).update(
                    (new[j].narrative, new[j].topic) for j in link.new if new[j].lead
                )
    moved = set()
    for link in found:
        a, b = old[link.old[0]], new[link.new[0]]
        if a.narrative != b.narrative or (a.item != b.item and not _became(went, a, b)):
            moved.add(link.new[0])
            continue
        heads = leads.get((a.narrative, a.topic))
        if heads and not a.lead and (b.narrative, b.topic) not in heads and a.narrative == "overview":
            moved.add(link.new[0])
    return moved


def _became(went: Mapping[tuple[str, str], Counter[tuple[str, str]]], old: Unit, new: Unit) -> bool:
    """Return whether the old unit's item lives on as the new unit's: most of it went there, and not to its namesake."""
    counts = went[(old.narrative, old.item)]
    home = (old.narrative, old.item)
    best = max(counts.values())
    return counts[home] == 0 and counts[(new.narrative, new.item)] == best and best > 1
