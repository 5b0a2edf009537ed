"""Ranks the terms of texts by a measure (关键词排序)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nlp.errors import InputError, UsageError, at_least
from nlp.keywords.corpus import Corpus, Texts, corpus
from nlp.keywords.measure import Measure, measures
from nlp.keywords.reference import Reference, named_reference, reference_of
from nlp.keywords.result import Keyword
from nlp.report import Report
from nlp.segment.choices import Wording, shipped
from nlp.segment.speech import tagged

Against = str | Reference | Iterable[Report | str] | None


def keywords(
    reports_or_texts: Texts, *,
    measure: str = "tfidf", against: Against = None, top: int = 30, wording: Wording | None = None,
    words: int = 1, speech: Sequence[str] = (),
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
    words : content words in a term: 2 ranks pairs of words that touch, 3 triples. The shipped references count single
        words, so `against` must then be texts, unless the measure needs none.
    speech : parts of speech to keep, as the beginnings of ICTCLAS tags (``"n"``, ``"v"``, ``"nz"``); all by default.
        They choose among the ranked terms and change no score.

    Raises
    ------
    UnknownNameError
        When there is no such measure or reference.
    InputError
        When no term is left to rank, or the reference shares no term with the target.
    """
    at_least(1, top=top, words=words)
    method = measures[measure]
    target = corpus(reports_or_texts, wording=wording, words=words)
    if not target.tokens:
        raise InputError("没有剩下可排序的词语：都是停用词、数字或单字；请给出更长的文本，或减少停用词")
    compared = _reference(against, method, target, wording, words)
    # of equals, the longer term says more
    scored = sorted(method.score(target, compared), key=lambda row: (-row.score, -len(row.term), row.term))
    if speech:
        kept = of_speech((row.term for row in scored), speech, wording or shipped())
        scored = [row for row in scored if row.term in kept]
    return tuple(
        Keyword(
            row.term, round(row.score, 6), target.counts[row.term], target.document_counts[row.term],
            row.reference_count, measure, tuple(target.spans[row.term]), row.extra,
        )
        for row in scored[:top]
    )  # fmt: skip


def of_speech(terms: Iterable[str], speech: Sequence[str], wording: Wording) -> frozenset[str]:
    """Return the terms whose last word is of one of some parts of speech (按词性)."""
    return frozenset(term for term in terms if tagged(term, lexicon=wording.lexicon)[-1][1].startswith(tuple(speech)))


def _reference(
    against: Against, method: Measure, target: Corpus, wording: Wording | None, words: int
) -> Reference | None:  # fmt: skip
    if method.reference is None:
        if against is not None:
            raise UsageError(f"{method.title}不与参照语料比较：请去掉 against，或换一种度量")
        return None
    if words > 1 and (against is None or isinstance(against, str)):
        raise UsageError(f"{words} 个词的词串没有现成的参照词频：请用 against 给出作比较的报告")
    if isinstance(against, Reference):
        compared = against
    elif against is None or isinstance(against, str):
        compared = named_reference(against or method.reference or "")
    else:
        compared = reference_of(against, wording=wording, words=words)
    if words > 1:
        # pairs are so many that two corpora may well share none
        return compared
    compared = compared.counted_as(wording or shipped())
    if not compared.counts.keys() & target.counts.keys():
        raise InputError(
            f"参照语料 {compared.name!r} 与这些文本没有一个共同的词语：请检查两者语言和字形（简体、繁体）是否一致"
        )
    return compared
