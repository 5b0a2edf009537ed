"""New terms of a corpus (新词发现): runs of words that hold together inside and vary at both ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log, log2
from typing import Any

from nlp.errors import UsageError
from nlp.keywords.corpus import Texts, as_reports
from nlp.report import Evidence, Report
from nlp.segment.choices import Wording, shipped
from nlp.segment.engine import tokenizer
from nlp.segment.lexicon import Lexicon
from nlp.segment.speech import part_of_speech
from nlp.segment.words import offsets, segment
from nlp.text import clauses

_HAN = re.compile("[\u4e00-\u9fff]+")
#: words in a term at most, and its characters
_WORDS, _CHARACTERS = 4, 10
_CONTEXTS = 3
#: parts of speech of the words of a term (ICTCLAS): nouns, verbs and adjectives used as nouns, distinguishing words
_NOMINAL = ("n", "vn", "an", "b", "j", "x", "l", "eng")

#: 市 before 政府门户网站 says whose it is; the term is the rest
_RANKS = frozenset("省市州县区旗镇乡局委办厅")

Run = tuple[str, ...]


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
    contexts: tuple[tuple[int, Evidence, str, str], ...] = field(default=(), repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Return a plain record."""
        return {
            "term": self.term, "score": self.score, "count": self.count, "documents": self.documents,
            "cohesion": self.cohesion, "entropy": self.entropy, "c_value": self.c_value,
            "contexts": [
                {"document": index, "start": found.start, "end": found.end, "left": left, "right": right}
                for index, found, left, right in self.contexts
            ],
        }  # fmt: skip


class _Tally:
    """Runs of words counted with their neighbours, documents and first places."""

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.runs: Counter[Run] = Counter()
        self.documents: Counter[Run] = Counter()
        self.left: dict[Run, Counter[str]] = {}
        self.right: dict[Run, Counter[str]] = {}
        self.places: dict[Run, list[tuple[int, int, int]]] = {}

    def add(self, index: int, words: Sequence[str], spans: Sequence[tuple[int, int]], seen: set[Run]) -> None:
        """Count the runs of one clause; the ends of a clause count as neighbours that are all different."""
        self.words.update(words)
        for start in range(len(words)):
            for end in range(start + 2, min(start + _WORDS, len(words)) + 1):
                run = tuple(words[start:end])
                if sum(map(len, run)) > _CHARACTERS:
                    break
                place = (index, spans[start][0], spans[end - 1][1])
                self.runs[run] += 1
                self.left.setdefault(run, Counter())[words[start - 1] if start else f"<{place}"] += 1
                self.right.setdefault(run, Counter())[words[end] if end < len(words) else f">{place}"] += 1
                self.places.setdefault(run, []).append(place)
                seen.add(run)


def terms(texts: Texts, *, least: int = 3, top: int = 50, wording: Wording | None = None) -> tuple[NewTerm, ...]:
    r"""Return runs of words that look like terms and stand in no dictionary, best first (新词发现).

    Candidates are runs of two to four words inside a clause, ten characters at most, all of them nominal (after Justeson
    and Katz 1995), with no stop word at the ends. Each must hold together at its loosest joint, by pointwise mutual
    information (Church and Hanks 1990),

    .. math:: \min_j \log_2\frac{p(w_1 \dots w_n)}{p(w_1 \dots w_j)\,p(w_{j+1} \dots w_n)} \ge 1,

    and vary at both ends: the entropy of its left and of its right neighbours is one bit at least. Ranked by C-value
    (Frantzi, Ananiadou and Mima 2000), weighed by cohesion,

    .. math:: \log_2|a| \cdot \left(f(a) - \frac{1}{|T_a|}\sum_{b \in T_a} f(b)\right)

    with \|a\| the characters of a and ``T_a`` the candidates that hold it, so that a part of a longer term does not count
    for what the longer one explains.

    Parameters
    ----------
    texts : one report or text, or several.
    least : occurrences of a term at least.
    top : how many.
    wording : terms known already and words that name nothing; the shipped ones by default.

    Raises
    ------
    UsageError
        When `least` or `top` is below 1.
    """
    if least < 1 or top < 1:
        raise UsageError(f"least 是 {least}，top 是 {top}：两者都应为 1 以上")
    chosen = wording or shipped()
    reports = as_reports(texts)
    tally = _tallied(reports, chosen)
    stop = chosen.left_out()
    kept = {run for run, count in tally.runs.items() if count >= least and _may_be_term(run, stop, chosen.lexicon)}
    nested = _nested(kept, tally)
    found = [scored for run in kept if (scored := _scored(run, nested.get(run, []), tally)) is not None]
    best = sorted(found, key=lambda pair: (-pair[1].score, pair[1].term))
    known = tokenizer().FREQ
    new = (pair for pair in best if pair[1].term not in chosen.lexicon and not known.get(pair[1].term))
    return tuple(
        _with_contexts(term, tally.places[run], reports) for (run, term), _ in zip(new, range(top), strict=False)
    )


def _tallied(reports: Sequence[Report], wording: Wording) -> _Tally:
    tally = _Tally()
    for index, report in enumerate(reports):
        seen: set[Run] = set()
        for start, end in _clauses(report):
            words = segment(report.text[start:end], lexicon=wording.lexicon)
            for run, spans in _runs(words, offsets(words, start)):
                tally.add(index, run, spans, seen)
        tally.documents.update(seen)
    return tally


def _clauses(report: Report) -> Iterator[tuple[int, int]]:
    for span in report.narratives.all:
        yield from clauses(report.text, span.start, span.end)


def _runs(words: Sequence[str], spans: Sequence[tuple[int, int]]) -> Iterator[tuple[list[str], list[tuple[int, int]]]]:
    """Yield stretches of Chinese words; marks, letters and digits part them."""
    run: list[str] = []
    at: list[tuple[int, int]] = []
    for word, span in zip(words, spans, strict=True):
        if _HAN.fullmatch(word):
            run.append(word)
            at.append(span)
        elif run:
            yield run, at
            run, at = [], []
    if run:
        yield run, at


def _may_be_term(run: Run, stop: frozenset[str], lexicon: Lexicon) -> bool:
    """Return whether a run reads like a name: three characters or more, nominal throughout, no stop word at its ends."""
    return (
        sum(map(len, run)) > 2
        and run[0] not in stop
        and run[0] not in _RANKS
        and run[-1] not in stop
        and all(part_of_speech(word, lexicon).startswith(_NOMINAL) for word in run)
        and part_of_speech(run[-1], lexicon).startswith(("n", "vn", "j", "x"))
    )


def _nested(kept: Iterable[Run], tally: _Tally) -> dict[Run, list[int]]:
    """Return for each candidate the counts of the longer candidates that hold it."""
    counts: dict[Run, list[int]] = {}
    for run in kept:
        for size in range(2, len(run)):
            for start in range(len(run) - size + 1):
                counts.setdefault(run[start : start + size], []).append(tally.runs[run])
    return counts


def _scored(run: Run, longer: Sequence[int], tally: _Tally) -> tuple[Run, NewTerm] | None:
    cohesion = _cohesion(run, tally)
    entropy = min(_entropy(tally.left[run]), _entropy(tally.right[run]))
    # below one bit a joint is no firmer than chance, or a neighbour so regular that it belongs to the term
    if cohesion < 1 or entropy < 1:
        return None
    count = tally.runs[run]
    text = "".join(run)
    value = log2(len(text)) * (count - (sum(longer) / len(longer) if longer else 0))
    if value <= 0:
        return None
    figures = (round(cohesion, 4), round(entropy, 4), round(value, 4))
    return run, NewTerm(text, round(value * min(cohesion, 8) / 8, 4), count, tally.documents[run], *figures)


def _cohesion(run: Run, tally: _Tally) -> float:
    total = tally.words.total()
    whole = tally.runs[run] / total
    return min(
        log2(whole / (_share(run[:cut], tally, total) * _share(run[cut:], tally, total))) for cut in range(1, len(run))
    )


def _share(run: Run, tally: _Tally, total: int) -> float:
    return (tally.words[run[0]] if len(run) == 1 else tally.runs[run]) / total


def _entropy(neighbours: Counter[str]) -> float:
    total = neighbours.total()
    return -sum(count / total * log(count / total, 2) for count in neighbours.values())


def _with_contexts(term: NewTerm, places: Sequence[tuple[int, int, int]], reports: Sequence[Report]) -> NewTerm:
    from dataclasses import replace

    shown = []
    for index, start, end in places[:_CONTEXTS]:
        text = reports[index].text
        shown.append(
            (index, reports[index].evidence(start, end, "term"), text[max(0, start - 8) : start], text[end : end + 8])
        )
    return replace(term, contexts=tuple(shown))
