"""The numbers that sentences and tables are made of (读数), each counted from results that carry their evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from nlp.phrasing.result import STATUSES, Alignment, Pair, SectionMeasures
from nlp.plans.result import FollowUp, Item, PlanSet
from nlp.themes.result import ThemeTag, ThemeTags

#: plan status of the contract -> mark; ``dropped`` is a mark of wording too
FATES: dict[str, str] = {
    "delivered": "delivered", "partly": "partly", "repeated": "repeated", "dropped": "unmet",
    "recurs": "recurs", "gone": "gone",
}  # fmt: skip
CHECKABLE: tuple[tuple[str, str], ...] = (
    ("time", "时限"),
    ("quantity", "数量"),
    ("verification", "检验问责"),
    ("actor", "责任主体"),
)


def whole(alignment: Alignment) -> SectionMeasures | None:
    """Return the measures over both narratives together, or None where there are none."""
    return next((measures for measures in alignment.sections if measures.kind == "all"), None)


def composition(alignment: Alignment) -> dict[str, float]:
    """Return the share of the later text's characters that stand in pairs of each status, ``dropped`` left out.

    The shares add up to 1; all are 0 where there is no later text.
    """
    counts: dict[str, int] = dict.fromkeys((status for status in STATUSES if status != "dropped"), 0)
    for pair in alignment.pairs:
        if pair.new:
            counts[pair.status] += sum(len(passage.text) for passage in pair.new)
    total = sum(counts.values())
    return {status: count / total if total else 0.0 for status, count in counts.items()}


def status_counts(pairs: Iterable[Pair]) -> Counter[str]:
    """Return how many pairs have each status."""
    return Counter(pair.status for pair in pairs)


def new_themes(tags: ThemeTags, alignment: Alignment) -> list[tuple[ThemeTag, int]]:
    """Return the themes of the new sentences with in how many of them each is, most first.

    Mentions in passing do not count, nor a parent where one of its children stands in the same sentence.
    """
    spans = [(p.start, p.end) for pair in alignment.pairs if pair.status == "new" for p in pair.new]
    counts: Counter[str] = Counter()
    for start, end in spans:
        found = [tag for tag in tags.themes if tag.strength != "passing" and _touches(tag, start, end)]
        parents = {tag.parent for tag in found}
        counts.update(tag.theme for tag in found if tag.theme not in parents)
    named = [(tag, counts[tag.theme]) for tag in tags.themes if counts[tag.theme]]
    return sorted(named, key=lambda pair: -pair[1])


def _touches(tag: ThemeTag, start: int, end: int) -> bool:
    return any(start <= evidence.start and evidence.end <= end for evidence in tag.evidence)


def promised(plans: PlanSet) -> tuple[Item, ...]:
    """Return the measures that are still to be taken: all but those reported as done."""
    return tuple(item for item in plans.plans if item.tense != "done")


def holding(items: Iterable[Item], cue: str) -> int:
    """Return how many items have a cue."""
    return sum(1 for item in items if item.cues.get(cue))


def fates(follow_up: Iterable[FollowUp], kind: str) -> Counter[str]:
    """Return how many plans (or problems) met each fate, by mark."""
    return Counter(FATES.get(item.status, item.status) for item in follow_up if item.kind == kind)


def middle(values: Sequence[float | None]) -> float | None:
    """Return the median of what is not None, or None."""
    known = [value for value in values if value is not None]
    return median(known) if known else None
