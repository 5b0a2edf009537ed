"""Measures of what is new and what is repeated, each with its formula (新增与沿用的度量).

All lengths are characters without white space. Every figure is one of a pair of reports: novelty of two agencies may be
compared when both reports keep to the same format; `cosine`, `jaccard`, `edit` and `modification` depend on length and
on the words the segmenter knows, so compare them only between pairs of similar length cut by the same version.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from nlp.phrasing.result import Pair, Passage, SectionMeasures
from nlp.phrasing.tokens import Tokens
from nlp.report import Report, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KINDS = ("overview", "problems", "all")


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
    left, right = old_tokens or Tokens(old), new_tokens or Tokens(new)
    found: list[SectionMeasures] = []
    for kind in KINDS:
        before, after = (_spans(report, kind) for report in (old, new))
        if kind == "all" and len(found) == 1:  # one narrative is all there is
            found.append(replace(found[0], kind=kind))
        elif before or after:
            found.append(_section(kind, pairs, (before, left.words(before)), (after, right.words(after))))
    return tuple(found)


def _spans(report: Report, kind: str) -> tuple[Span, ...]:
    narratives = report.narratives
    return {"overview": narratives.work, "problems": narratives.problems, "all": narratives.all}[kind]


def _inside(passages: Iterable[Passage], spans: Sequence[Span]) -> list[Passage]:
    """Return the passages that begin in a narrative."""
    return [passage for passage in passages for span in spans if span.start <= passage.start < span.end]


def _characters(passages: Iterable[Passage], spans: Sequence[Span]) -> int:
    return sum(length(passage.text) for passage in _inside(passages, spans))


Narrative = tuple[Sequence[Span], list[str]]
"""The spans of a narrative, and its words."""


def _section(kind: str, pairs: Sequence[Pair], old: Narrative, new: Narrative) -> SectionMeasures:
    (before, old_words), (after, new_words) = old, new
    fresh = novelty(pairs, after)
    both = bool(old_words and new_words)
    left, right = Counter(old_words), Counter(new_words)
    products = _products(left, right)
    return SectionMeasures(
        kind,
        novelty=fresh, recycled=None if fresh is None else round(1 - fresh, 6), dropped=dropped(pairs, before),
        wording_kept=wording_kept(pairs, after), order_change=order_change(pairs, after),
        cosine=_cosine(products) if both else None,
        jaccard=_jaccard(left, right) if both else None,
        edit=edit_similarity(old_words, new_words) if both else None,
        modification=_modification(products, len(old_words), len(new_words)) if both else None,
    )  # fmt: skip


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 6) if whole else None


@lru_cache(maxsize=4096)  # one sentence is measured by several figures of several sections
def length(text: str) -> int:
    """Return the number of characters without white space."""
    return len("".join(text.split()))


def novelty(pairs: Sequence[Pair], spans: Sequence[Span]) -> float | None:
    """Return the share of the later narrative's characters that stand in sentences of status `new` (新增表述占比).

    novelty = Σ length of new sentences / Σ length of all sentences, over the later narrative; recycled (沿用) = 1 −
    novelty. None where there is no sentence.
    """
    fresh = _characters((side for pair in pairs if pair.status == "new" for side in pair.new), spans)
    return _share(fresh, _characters((side for pair in pairs for side in pair.new), spans))


def dropped(pairs: Sequence[Pair], spans: Sequence[Span]) -> float | None:
    """Return the share of the earlier narrative's characters that stand in sentences of status `dropped` (删去占比)."""
    gone = _characters((side for pair in pairs if pair.status == "dropped" for side in pair.old), spans)
    return _share(gone, _characters((side for pair in pairs for side in pair.old), spans))


def wording_kept(pairs: Sequence[Pair], spans: Sequence[Span]) -> float | None:
    """Return the share of the later narrative's characters taken over unchanged (文字保留率), by character.

    A character is kept when it stands in a linked sentence and outside every edit of it. A sentence may be recycled
    with little of its wording kept: read this beside `recycled`.
    """
    whole = _characters((side for pair in pairs for side in pair.new), spans)
    linked = _characters((side for pair in pairs if pair.old for side in pair.new), spans)
    edited = _characters((edit.new for pair in pairs if pair.old for edit in pair.edits if edit.new), spans)
    return _share(linked - edited, whole)


def order_change(pairs: Sequence[Pair], spans: Sequence[Span]) -> float | None:
    """Return how far the order of linked sentences changed (次序变动): 0 the same order, 1 all of it reversed.

    The share of discordant ones among all pairs of links, (1 − Kendall's τ) / 2 without ties; links are placed by their
    first sentence on each side. None with fewer than two links.
    """
    linked = sorted(
        (pair.new[0].start, pair.old[0].start)
        for pair in pairs
        if pair.old and pair.new and _inside(pair.new[:1], spans)
    )
    if len(linked) < 2:
        return None
    places = [old for _, old in linked]
    discordant = _inversions(places)
    return _share(discordant, len(places) * (len(places) - 1) // 2)


def _inversions(places: Sequence[int]) -> int:
    """Count the pairs out of order."""
    seen: list[int] = []
    count = 0
    for place in places:
        at = bisect_right(seen, place)
        count += len(seen) - at
        seen.insert(at, place)
    return count


def cosine(old: Sequence[str], new: Sequence[str]) -> float:
    """Return the cosine of the two term-frequency vectors, 0 to 1 (余弦相似度).

    Σ f(w) g(w) / √(Σ f² · Σ g²), f and g the frequencies of the word w; Cohen, Malloy & Nguyen (2020), "Lazy Prices",
    Journal of Finance 75(3), Sim_Cosine. Blind to order.
    """
    return _cosine(_products(Counter(old), Counter(new)))


def _products(left: Counter[str], right: Counter[str]) -> tuple[int, int, int]:
    """Return the products of the two term-frequency vectors: Σ f², Σ g² and Σ f g."""
    old_squares, new_squares = (sum(count * count for count in side.values()) for side in (left, right))
    return old_squares, new_squares, sum(count * right[word] for word, count in left.items() if word in right)


def _cosine(products: tuple[int, int, int]) -> float:
    old, new, both = products
    return round(both / math.sqrt(old * new), 6) if old and new else 0.0


def jaccard(old: Sequence[str], new: Sequence[str]) -> float:
    """Return the words both use over the words either uses, 0 to 1 (杰卡德相似度).

    |A ∩ B| / |A ∪ B| over distinct words; Cohen, Malloy & Nguyen (2020), Sim_Jaccard. Blind to order and frequency.
    """
    return _jaccard(set(old), set(new))


def _jaccard(left: Collection[str], right: Collection[str]) -> float:
    both = sum(word in right for word in left)
    either = len(left) + len(right) - both
    return round(both / either, 6) if either else 0.0


def edit_similarity(old: Sequence[str], new: Sequence[str]) -> float:
    """Return 1 − edits / words, 0 to 1 (编辑相似度): words inserted or deleted to turn one text into the other.

    1 − d / (|A| + |B|), d the insertions and deletions of a shortest script over words; Cohen, Malloy & Nguyen (2020),
    Sim_MinEdit, put on one scale for texts of any length. Sensitive to order: a moved paragraph counts as deleted and
    inserted.
    """
    from rapidfuzz.distance import LCSseq

    whole = len(old) + len(new)
    both = {*old} & {*new}  # a word of one text alone is inserted or deleted in any case
    kept = LCSseq.similarity([word for word in old if word in both], [word for word in new if word in both])
    return round(2 * kept / whole, 6) if whole else 1.0


def modification(old: Sequence[str], new: Sequence[str]) -> float:
    """Return the modification score of Brown & Tucker (2011), adjusted for length (修改程度).

    Raw score: 1 − cosine of the two word-frequency vectors. Longer texts look alike by sheer length, so Brown & Tucker
    ("Large-Sample Evidence on Firms' Year-over-Year MD&A Modifications", Journal of Accounting Research 49(2)) subtract
    the score expected at that length, fitted over their sample. One pair has no sample: here the expectation is that of
    two texts of these lengths drawn at random from their common vocabulary, 1 − S / √((S + (1 − S)/m)(S + (1 − S)/n)),
    S the sum of squared word shares of both texts together, m and n their lengths in words. Above 0: changed more than
    chance alone would; below 0: less. Over a panel use `length_adjusted`, which fits as they do, and do not mix the two.
    """
    return _modification(_products(Counter(old), Counter(new)), len(old), len(new))


def _modification(products: tuple[int, int, int], old_length: int, new_length: int) -> float:
    old, new, both = products
    raw = 1 - (both / math.sqrt(old * new) if old and new else 0.0)
    squares = (old + new + 2 * both) / (old_length + new_length) ** 2
    spread = [squares + (1 - squares) / size for size in (old_length, new_length)]
    return round(raw - 1 + squares / math.sqrt(spread[0] * spread[1]), 6)


def length_adjusted(
    raw: Sequence[float] | NDArray[np.float64], lengths: Sequence[float] | NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return raw modification scores of many pairs with the effect of length taken out, as Brown & Tucker (2011) do.

    Parameters
    ----------
    raw : 1 − cosine of each pair; lengths : words of each later text.

    Returns
    -------
    array
        Residuals of a regression of the raw scores on the first five powers of length (fewer than seven pairs: on as
        many powers as leave a degree of freedom). Comparable only within the sample they were fitted on.
    """
    import numpy as np

    scores, size = np.asarray(raw, dtype=float), np.asarray(lengths, dtype=float)
    degree = max(0, min(5, len(scores) - 2))
    scaled = size / size.max() if len(size) else size
    powers = np.vander(scaled, degree + 1)
    fitted = powers @ np.linalg.lstsq(powers, scores, rcond=None)[0]
    residuals: NDArray[np.float64] = scores - fitted
    return residuals
