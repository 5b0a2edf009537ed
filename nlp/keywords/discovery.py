"""New terms of a corpus (新词发现): runs of words that hold together inside and stand free at both ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2, log10
from typing import Any

from nlp.errors import at_least
from nlp.keywords.corpus import Texts
from nlp.keywords.shape import Run, Shape
from nlp.keywords.tally import Place, Tally
from nlp.report import Evidence, Report, as_reports
from nlp.segment.choices import Wording, shipped

_WIDTH = 8
#: bits: below, a joint is no firmer than chance, or a neighbour so regular that it belongs to the term
_COHERENT, _FREE = 1.0, 1.0
#: different surroundings that make a term of a run, or more texts than that
_SIDES = 2
#: bits of cohesion beyond which more says only that the words are rare
_FIRM = 8.0


@dataclass(frozen=True, slots=True)
class NewTerm:
    """A candidate term (候选新词).

    count : occurrences; documents : texts that hold it; score : what it is ranked by; cohesion : pointwise mutual
    information of its loosest joint, in bits; entropy : of its neighbours on the poorer side, in bits; c_value : its
    count less what longer terms explain, times its length; contexts : some of its places, as
    ``(document, evidence, left, right)``.
    """

    term: str
    score: float
    count: int
    documents: int
    cohesion: float
    entropy: float
    c_value: float
    contexts: tuple[tuple[int, Evidence, str, str], ...] = ()

    def to_dict(self, sources: Sequence[str] = ()) -> dict[str, Any]:
        """Return a plain record; with the texts' `sources`, a context names its own instead of counting."""
        return {
            "term": self.term, "score": self.score, "count": self.count, "documents": self.documents,
            "cohesion": self.cohesion, "entropy": self.entropy, "c_value": self.c_value,
            "contexts": [
                {"source": sources[index] if sources else index, "start": found.start, "end": found.end, "left": left,
                 "right": right}
                for index, found, left, right in self.contexts
            ],
        }  # fmt: skip


def terms(
    texts: Texts, *, least: int | None = None, top: int = 50, wording: Wording | None = None
) -> tuple[NewTerm, ...]:
    r"""Return runs of words that look like terms and stand in no dictionary, best first (新词发现).

    Candidates are runs of two to four words inside a clause, twelve characters at most, nominal throughout (after
    Justeson and Katz 1995), with no stop word at the ends. Each must hold together at its loosest joint, by pointwise
    mutual information (Church and Hanks 1990),

    .. math:: \min_j \log_2\frac{p(w_1 \dots w_n)}{p(w_1 \dots w_j)\,p(w_{j+1} \dots w_n)} \ge 1,

    and stand free at both ends: the entropy of its left and of its right neighbours is one bit at least, where a
    function word, a verb or the end of a clause never counts as the same neighbour twice (so that a sentence copied from
    year to year does not hide the term in it). Ranked by C-value (Frantzi, Ananiadou and Mima 2000), weighed by cohesion,

    .. math:: \log_2|a| \cdot \left(f(a) - \frac{1}{|T_a|}\sum_{b \in T_a} f(b)\right)

    with \|a\| the characters of a and ``T_a`` the terms found that hold it, so that a part of a longer term does not count
    for what the longer one explains.

    Parameters
    ----------
    texts : one report or text, or several.
    least : occurrences of a term at least; by default 2, and one more for every tenfold beyond ten thousand words.
    top : how many.
    wording : terms known already and words that name nothing; the shipped ones by default.

    Raises
    ------
    UsageError
        When `least` or `top` is below 1.
    """
    at_least(1, top=top, least=1 if least is None else least)
    chosen = wording or shipped()
    reports = list(as_reports(texts))
    shape = Shape(chosen)
    tally = Tally(reports, chosen.lexicon, shape)
    tally.keep(least or enough(tally.words.total()))
    firm = {run: figures for run in tally.details if (figures := _figures(run, tally, shape)) is not None}
    longer = _longer(firm, tally)
    found = (_scored(run, *figures, longer.get(run, ()), tally) for run, figures in firm.items())
    ranked = sorted(
        ((term, run) for term, run in found if term.c_value > 0 and shape.is_new(term.term)),
        key=lambda pair: (-pair[0].score, pair[0].term),
    )
    return tuple(_with_contexts(term, tally.details[run].places, reports) for term, run in ranked[:top])


def lexicon_text(found: Iterable[NewTerm]) -> str:
    """Return the terms as a word list, one a line with its counts: what `nlp.segment.load_lexicon` reads."""
    return "".join(f"{term.term}  # {term.count} 次，{term.documents} 份\n" for term in found)


def enough(words: int) -> int:
    """Return how often a term must occur in a corpus of so many words."""
    return max(2, int(log10(max(words, 1))) - 2)


def _figures(run: Run, tally: Tally, shape: Shape) -> tuple[float, float] | None:
    """Return cohesion and entropy of a run that is a term by both, or None."""
    detail = tally.details[run]
    # two copies of one sentence are one piece of evidence; quotation marks are another
    if len(detail.sides) < _SIDES and len(detail.documents) <= _SIDES and not tally.is_named(run):
        return None
    # what mostly opens a clause, and may be a verb, is one with its object
    if 2 * detail.openings > tally.runs[run] and shape.is_act(run[0]):
        return None
    cohesion = tally.cohesion(run)
    entropy = min(_entropy(detail.left), _entropy(detail.right))
    return (cohesion, entropy) if cohesion >= _COHERENT and entropy >= _FREE else None


def _longer(found: Iterable[Run], tally: Tally) -> dict[Run, list[int]]:
    """Return for each run the counts of the longer terms that hold it."""
    counts: dict[Run, list[int]] = {}
    for run in found:
        for size in range(2, len(run)):
            for start in range(len(run) - size + 1):
                counts.setdefault(run[start : start + size], []).append(tally.runs[run])
    return counts


def _scored(
    run: Run, cohesion: float, entropy: float, longer: Sequence[int], tally: Tally
) -> tuple[NewTerm, Run]:  # fmt: skip
    text, count = "".join(run), tally.runs[run]
    value = log2(len(text)) * (count - (sum(longer) / len(longer) if longer else 0))
    score = value * min(cohesion, _FIRM) / _FIRM
    figures = (round(cohesion, 4), round(entropy, 4), round(value, 4))
    return NewTerm(text, round(score, 4), count, len(tally.details[run].documents), *figures), run


def _entropy(neighbours: Counter[str]) -> float:
    total = neighbours.total()
    return -sum(count / total * log2(count / total) for count in neighbours.values())


def _with_contexts(term: NewTerm, places: Sequence[Place], reports: Sequence[Report]) -> NewTerm:
    from dataclasses import replace

    shown = []
    for index, start, end in places:
        text = reports[index].text
        sides = text[max(0, start - _WIDTH) : start], text[end : end + _WIDTH]
        shown.append((index, reports[index].evidence(start, end, "term"), *sides))
    return replace(term, contexts=tuple(shown))
