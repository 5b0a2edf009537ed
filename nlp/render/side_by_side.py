"""Two years side by side (逐句对照): each pair of the alignment as a row, what left its place shown where it stood."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from nlp.phrasing.result import Pair, Passage
from nlp.render.brief import Quote, Run, Stub, WordingPair
from nlp.render.catalogue import part_of, short
from nlp.render.marks import MarkedSpan, mark_of, quote_of
from nlp.report import SECTION_TITLES, Report

if TYPE_CHECKING:
    from nlp.study import Comparison

#: sections in few words
PLACES = {
    **SECTION_TITLES, "problems": "存在问题与改进", "disclosure": "主动公开", "requests": "依申请公开", "review": "复议诉讼",
    "other": "其他事项", "": "正文",
}  # fmt: skip
#: kinds of edit that are named beside the changed words; the rest is plain from the words themselves
_NAMED_EDITS = frozenset({"figure", "name", "strengthened", "softened"})
Row = WordingPair | Stub


def side_by_side(comparison: Comparison, anchor: str) -> tuple[Row, ...]:
    """Return the rows in the order of the later text.

    What stands in the earlier text alone is put where it stood: a dropped sentence, and a stub for each passage that
    is out of the earlier order now.
    """
    pairs = comparison.alignment.pairs
    rows = [_row(comparison, pair, f"{anchor}-{n}") for n, pair in enumerate(pairs, 1)]
    later = sorted((n for n, pair in enumerate(pairs) if pair.new), key=lambda n: pairs[n].new[0].start)
    steady = _in_order(pairs, later)
    left: list[tuple[int, Row]] = [(pair.old[0].start, rows[n]) for n, pair in enumerate(pairs) if not pair.new]
    left += [
        (pairs[n].old[0].start, _stub(pairs[n].old[0], rows[n])) for n in later if pairs[n].old and n not in steady
    ]
    left.sort(key=lambda placed: placed[0])
    return tuple(_merged(comparison, later, steady, (rows, left)))


def _merged(
    comparison: Comparison,
    later: Sequence[int],
    steady: frozenset[int],
    side: tuple[list[WordingPair], list[tuple[int, Row]]],
) -> Iterable[Row]:
    rows, left = side
    pairs = comparison.alignment.pairs
    waiting = 0
    section = ""
    for n in later:
        reached = pairs[n].old[0].start if n in steady else -1
        if pairs[n].section == "problems" != section:
            # what the earlier text said before its section five comes before the later one's
            five = comparison.old.section("problems")
            reached = max(reached, five.start if five else -1)
        section = pairs[n].section
        while waiting < len(left) and left[waiting][0] < reached:
            yield left[waiting][1]
            waiting += 1
        yield rows[n]
    yield from (row for _, row in left[waiting:])


def _in_order(pairs: Sequence[Pair], later: Sequence[int]) -> frozenset[int]:
    """Return the linked pairs that kept their order: a longest increasing run of earlier positions."""
    linked = [n for n in later if pairs[n].old]
    ends: list[int] = []
    last: list[int] = []
    before: dict[int, int] = {}
    for n in linked:
        start = pairs[n].old[0].start
        length = bisect_left(ends, start)
        ends[length:] = [start, *ends[length + 1 :]]
        last[length:] = [n, *last[length + 1 :]]
        before[n] = last[length - 1] if length else -1
    kept, at = [], last[-1] if last else -1
    while at >= 0:
        kept.append(at)
        at = before[at]
    return frozenset(kept)


def _stub(passage: Passage, row: WordingPair) -> Stub:
    return Stub(f"此处原有“{short(passage.text, 14)}”，已移位", row.anchor)


def _row(comparison: Comparison, pair: Pair, anchor: str) -> WordingPair:
    old = tuple(_quote(comparison.old, passage, pair, "old") for passage in pair.old)
    new = tuple(_quote(comparison.new, passage, pair, "new") for passage in pair.new)
    notes = []
    if pair.status in ("edited", "moved"):
        notes.append(f"相似度 {pair.similarity:.2f}")
    if pair.status == "moved" and pair.old and pair.new:
        notes.append(_way(comparison, pair))
    if pair.shared:
        notes.append("共有用语：" + "、".join(common.new.text for common in pair.shared))
    if pair.padding:
        notes.append("只增减空泛用语")
    kinds = tuple(dict.fromkeys(edit.kind for edit in pair.edits if edit.kind in _NAMED_EDITS))
    notes.extend(mark_of(kind).title for kind in kinds)
    return WordingPair(anchor, pair.status, PLACES.get(pair.section, pair.section), old, new, tuple(notes), kinds)


def _way(comparison: Comparison, pair: Pair) -> str:
    """Return from where to where a passage moved, in words."""
    was, now = part_of(comparison.old, pair.old[0].start), part_of(comparison.new, pair.new[0].start)
    return f"原在“{was}”，现在“{now}”" if was != now else f"在“{now}”内换了条目"


def _quote(report: Report, passage: Passage, pair: Pair, side: str) -> Quote:
    spans: list[MarkedSpan] = []
    for edit in pair.edits:
        changed = edit.old if side == "old" else edit.new
        if changed:
            spans.append((changed.start, changed.end, "removed" if side == "old" else "added"))
            if edit.kind in _NAMED_EDITS:
                spans.append((changed.start, changed.end, edit.kind))
    quote = quote_of(report, passage.start, passage.end, spans)
    following = [*quote.runs[1:], None]
    # only the kind is named beside the words; that they were added or removed is drawn
    runs = tuple(_tagged(run, after) for run, after in zip(quote.runs, following, strict=True))
    return Quote(quote.source, quote.start, quote.end, runs)


def _tagged(run: Run, following: Run | None) -> Run:
    kind = next((mark for mark in run.marks if mark in _NAMED_EDITS), "")
    if not kind or (following is not None and kind in following.marks):
        return run
    return Run(run.text, run.marks, mark_of(kind).symbol)
