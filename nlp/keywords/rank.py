"""Ranks the terms of texts by a measure (关键词排序)."""

from __future__ import annotations

from collections.abc import Iterable

from nlp.errors import InputError, UsageError
from nlp.keywords.corpus import Corpus, Texts, corpus
from nlp.keywords.measure import Measure, measures
from nlp.keywords.reference import Reference, named_reference, reference_of
from nlp.keywords.result import Keyword
from nlp.report import Report
from nlp.segment.choices import Wording, shipped

Against = str | Reference | Iterable[Report | str] | None


def keywords(
    reports_or_texts: Texts, *,
    measure: str = "tfidf", against: Against = None, top: int = 30, wording: Wording | None = None,
) -> tuple[Keyword, ...]:  # fmt: skip
    """Return the terms that mark out some texts, best first, each with its counts (关键词).

    Parameters
    ----------
    reports_or_texts : one report or text, or several taken together; of a report its narratives count.
    measure : a name in `measures`.
    against : the reference: reports or texts, a `Reference`, or its name as `nlp.keywords.reference.named_reference` takes it;
        by default the one the measure names.
    top : how many terms.
    wording : terms kept whole and words left out; the shipped ones by default.

    Raises
    ------
    UnknownNameError
        When there is no such measure or reference.
    InputError
        When no term is left to rank, or the reference shares no term with the target.
    """
    if top < 1:
        raise UsageError(f"top 是 {top}：应为 1 以上")
    method = measures[measure]
    target = corpus(reports_or_texts, wording=wording)
    if not target.tokens:
        raise InputError("没有剩下可排序的词语：都是停用词、数字或单字；请给出更长的文本，或减少停用词")
    compared = _reference(against, method, target, wording)
    scored = sorted(method.score(target, compared), key=lambda row: (-row.score, row.term))
    return tuple(
        Keyword(
            row.term, round(row.score, 6), target.counts[row.term], target.document_counts[row.term],
            row.reference_count, measure, tuple(target.spans[row.term]), row.extra,
        )
        for row in scored[:top]
    )  # fmt: skip


def _reference(against: Against, method: Measure, target: Corpus, wording: Wording | None) -> Reference | None:
    if against is None and method.reference is None:
        return None
    if isinstance(against, Reference):
        compared = against
    elif against is None or isinstance(against, str):
        compared = named_reference(against or method.reference or "")
    else:
        compared = reference_of(against, wording=wording)
    compared = compared.counted_as(wording or shipped())
    if not compared.counts.keys() & target.counts.keys():
        raise InputError(
            f"参照语料 {compared.name!r} 与这些文本没有一个共同的词语：请检查两者语言和字形（简体、繁体）是否一致"
        )
    return compared
