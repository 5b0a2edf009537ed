"""Measures of what is new and what is repeated, each with its formula (新增与沿用的度量).

All lengths are characters without white space. Every figure is one of a pair of reports: novelty of two agencies may be
compared when both reports keep to the same format. How alike the words of the two are is for `nlp.phrasing.likeness` to say.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from nlp.phrasing.likeness import cosine, edit_similarity, jaccard, modification, spelled
from nlp.phrasing.result import Pair, Passage, SectionMeasures
from nlp.phrasing.tokens import Tokens, is_word
from nlp.report import Report, Span

KINDS = ("overview", "problems", "all")
Spans = tuple[Span, ...]


def measures(
    old: Report,
    new: Report,
    pairs: Sequence[Pair],
    *,
    old_tokens: Tokens | None = None,
    new_tokens: Tokens | None = None,
) -> tuple[SectionMeasures, ...]:
    """Return the measures of the narrative on work (``overview``), of section five (``problems``) and of both (``all``).

    Words are jieba's; figures stand as they are. A narrative neither report has is left out; where only one of them has
    it, what can be said of that one is given.
    """
    tally, words = Tally(pairs), _words(old_tokens or Tokens(old), new_tokens or Tokens(new))
    found: list[SectionMeasures] = []
    for kind in KINDS:
        before, after = (_spans(report, kind) for report in (old, new))
        if kind == "all" and len(found) == 1:  # one narrative is all there is
            found.append(replace(found[0], kind=kind))
        elif before or after:
            found.append(_section(kind, tally, (before, after), words))
    return tuple(found)


def _spans(report: Report, kind: str) -> Spans:
    narratives = report.narratives
    return {"overview": narratives.work, "problems": narratives.problems, "all": narratives.all}[kind]


def _words(*sides: Tokens) -> list[dict[Span, str]]:
    """Return the words of every narrative span of either report, spelled so that they can be compared."""
    spans = [(side, span) for side in sides for span in side.spans]
    texts = iter(spelled(*[side.keys(span) for side, span in spans], only=is_word))
    return [{span: next(texts) for span in side.spans} for side in sides]


def _section(
    kind: str, tally: Tally, spans: tuple[Spans, Spans], words: Sequence[Mapping[Span, str]]
) -> SectionMeasures:
    before, after = spans
    fresh = tally.novelty(after)
    old, new = ("".join([told[span] for span in narrative]) for told, narrative in zip(words, spans, strict=True))
    both = bool(old and new)
    return SectionMeasures(
        kind,
        novelty=fresh, recycled=None if fresh is None else round(1 - fresh, 6), dropped=tally.dropped(before),
        wording_kept=tally.wording_kept(after), order_change=tally.order_change(after),
        cosine=cosine(old, new) if both else None,
        jaccard=jaccard(old, new) if both else None,
        edit=edit_similarity(old, new) if both else None,
        modification=modification(old, new) if both else None,
    )  # fmt: skip


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 6) if whole else None


class _Lengths:
    """Lengths of passages in characters without white space, summed up by where they begin."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        placed = sorted([(passage.start, len("".join(passage.text.split()))) for passage in passages])
        self._starts = [start for start, _ in placed]
        self._sums = list(accumulate([size for _, size in placed], initial=0))

    def within(self, spans: Spans) -> int:
        """Return the length of all that begins in some spans."""
        starts, sums = self._starts, self._sums
        return sum(sums[bisect_left(starts, span.end)] - sums[bisect_left(starts, span.start)] for span in spans)


class Tally:
    """What stands in the pairs of an alignment, counted up for the measures of any part of it.

    Parameters
    ----------
    pairs : of the two reports. The spans each measure asks for are those of a narrative.
    """

    def __init__(self, pairs: Sequence[Pair]) -> None:
        linked = [pair for pair in pairs if pair.old and pair.new]
        self._old = _Lengths(passage for pair in pairs for passage in pair.old)
        self._new = _Lengths(passage for pair in pairs for passage in pair.new)
        self._gone = _Lengths(passage for pair in pairs if pair.status == "dropped" for passage in pair.old)
        self._fresh = _Lengths(passage for pair in pairs if pair.status == "new" for passage in pair.new)
        self._edited = _Lengths(edit.new for pair in linked for edit in pair.edits if edit.new)
        self._order = sorted([(pair.new[0].start, pair.old[0].start) for pair in linked])

    def novelty(self, spans: Spans) -> float | None:
        """Return the share of the later narrative's characters that stand in sentences of status `new` (新增表述占比).

        novelty = Σ length of new sentences / Σ length of all sentences, over the later narrative; recycled (沿用) = 1 −
        novelty. None where there is no sentence.
        """
        return _share(self._fresh.within(spans), self._new.within(spans))

    def dropped(self, spans: Spans) -> float | None:
        """Return the share of the earlier narrative's characters that stand in sentences of status `dropped` (删去占比)."""
        return _share(self._gone.within(spans), self._old.within(spans))

    def wording_kept(self, spans: Spans) -> float | None:
        """Return the share of the later narrative's characters taken over unchanged (文字保留率), by character.

        A character is kept when it stands in a linked sentence and outside every edit of it. A sentence may be recycled
        with little of its wording kept: read this beside `recycled`.
        """
        whole = self._new.within(spans)
        return _share(whole - self._fresh.within(spans) - self._edited.within(spans), whole)

    def order_change(self, spans: Spans) -> float | None:
        """Return how far the order of linked sentences changed (次序变动): 0 the same order, 1 all of it reversed.

        The share of discordant ones among all pairs of links, (1 − Kendall's τ) / 2 without ties; links are placed by
        their first sentence on each side. None with fewer than two links.
        """
        edges = [(bisect_left(self._order, (span.start,)), bisect_left(self._order, (span.end,))) for span in spans]
        places = [old for first, past in sorted(edges) for _, old in self._order[first:past]]
        return _share(_inversions(places), len(places) * (len(places) - 1) // 2)


def _inversions(places: Sequence[int]) -> int:
    """Count the pairs out of order."""
    seen: list[int] = []
    count = 0
    for place in places:
        at = bisect_right(seen, place)
        count += len(seen) - at
        seen.insert(at, place)
    return count
