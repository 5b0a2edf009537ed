"""Scores stretches of one text: clauses and items with their cues, level and reason (打分)."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import pairwise

from nlp.matching import Phrases
from nlp.plans import concreteness
from nlp.plans.concreteness import Signs
from nlp.plans.cues import STRONG, Scan, cues
from nlp.plans.find import Found
from nlp.plans.plain import Plain, lexicon, plain, vague_lexicon
from nlp.plans.reason import reason
from nlp.plans.result import Clause, Item
from nlp.plans.roles import states_problem
from nlp.report import Evidence


@cache
def _vague_phrases() -> tuple[Phrases, int]:
    """Return the automaton, and how many of its first phrases are slogans (the rest are hedges)."""
    words = vague_lexicon()
    slogans = words["slogans"]["terms"]
    return Phrases([*slogans, *words["hedges"]["terms"]]), len(slogans)


@cache
def _stock() -> Phrases:
    """Return the automaton of the common stock of the genre."""
    vague = vague_lexicon()
    return Phrases([*lexicon("generic.toml")["terms"], *vague["slogans"]["terms"], *vague["hedges"]["terms"]])


def _beyond_stock(key: str) -> list[int]:
    """Return the positions of the Han characters that stand outside the common stock of the genre."""
    outside: list[int] = []
    position = 0
    for _, start, end in _stock().find_folded(key):
        if start > position:
            outside += [at for at in range(position, start) if "一" <= key[at] <= "龥"]
        position = end
    outside += [at for at in range(position, len(key)) if "一" <= key[at] <= "龥"]
    return outside


class Scorer:
    """Scores stretches of one text; every cue is looked for once, in the whole of it.

    Parameters
    ----------
    view : the text; scan : of the cues in it; base : where it begins in the report.
    """

    def __init__(self, view: Plain, scan: Scan, base: int = 0) -> None:
        self.view = view
        self.base = base
        self._hits = sorted((*hit, cue) for cue in cues for hit in scan.of(cue))
        self._starts = [hit[0] for hit in self._hits]
        self._vague = self._vague_words()
        self._vague_starts = [word[0] for word in self._vague]
        self._beyond = _beyond_stock(view.key)
        #: evidence by place in `_hits` and `_vague`; an item and its clauses share it
        self._evidence: dict[int, Evidence] = {}
        self._vague_evidence: dict[int, Evidence] = {}

    def _vague_words(self) -> list[tuple[int, int, str]]:
        """Return the vague words by their spans in the text itself, sorted."""
        phrases, slogans = _vague_phrases()
        words = [
            (*self.view.span(start, end), "slogan" if index < slogans else "hedge")
            for index, start, end in phrases.find_folded(self.view.key)
        ]
        words += [(start, end, "intensifier") for start, end in self.view.padding]
        words.sort()
        return words

    def clause(self, start: int, end: int, *, problem: bool = False) -> Clause:
        """Return one stretch of the key as a scored clause."""
        first, last = self.view.outer(start, end)
        signs, cues, vague = self._read(start, end, problem=problem)
        value, level = concreteness.score(concreteness.features(signs))
        text = self.view.text[first:last]
        return Clause(self.base + first, self.base + last, text, value, level, cues, vague, reason(signs))

    def item(self, found: Found, answers: int | None = None) -> Item:
        """Return one found problem or plan as a scored item; it is scored as a clause is, on all its cues.

        Parameters
        ----------
        found : the problem or plan; answers : for a plan, the index of the problem it answers.
        """
        problem = found.role == "problem"
        whole = self.clause(found.start, found.end, problem=problem)
        single = len(found.clauses) == 1 and found.clauses[0] == (found.start, found.end)
        clauses = (whole,) if single else tuple(self.clause(s, e, problem=problem) for s, e in found.clauses)
        return Item(
            whole.start, whole.end, whole.text, found.tense, whole.score, whole.level, whole.cues, whole.vague,
            whole.reason, answers, clauses,
        )  # fmt: skip

    def own_runs(self, start: int, end: int) -> frozenset[str]:
        """Return the two-character runs of one stretch that stand outside the common stock of the genre."""
        own = self._beyond[bisect_left(self._beyond, start) : bisect_left(self._beyond, end)]
        return frozenset(self.view.key[at : at + 2] for at, after in pairwise(own) if after == at + 1)

    def signs(self, start: int, end: int, *, problem: bool) -> Signs:
        """Return what one stretch of the key shows."""
        return self._read(start, end, problem=problem)[0]

    def _read(
        self, start: int, end: int, *, problem: bool
    ) -> tuple[Signs, dict[str, tuple[Evidence, ...]], tuple[Evidence, ...]]:
        best: dict[str, float] = {}
        shown: dict[str, list[Evidence]] = {}
        hits, kept = self._hits, self._evidence
        for at in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            first, last, grade, rule, cue = hits[at]
            if last > end or (problem and cue == "action"):
                continue
            if grade > best.get(cue, 0.0):
                best[cue] = grade
            if grade >= STRONG:
                evidence = kept.get(at) or self._keep(kept, at, (*self.view.span(first, last), rule))
                if cue in shown:
                    shown[cue].append(evidence)
                else:
                    shown[cue] = [evidence]
        first, last = self.view.outer(start, end)
        vague: list[Evidence] = []
        slogans = 0
        for at in range(bisect_left(self._vague_starts, first), bisect_left(self._vague_starts, last)):
            if self._vague[at][1] <= last:
                slogans += self._vague[at][2] == "slogan"
                vague.append(self._vague_evidence.get(at) or self._keep(self._vague_evidence, at, self._vague[at]))
        signs = Signs(
            best, {cue: len(found) for cue, found in shown.items()}, len(vague) - slogans, slogans,
            bisect_left(self._beyond, end) - bisect_left(self._beyond, start), problem,
        )  # fmt: skip
        return signs, {cue: tuple(found) for cue, found in shown.items()}, tuple(vague)

    def _keep(self, kept: dict[int, Evidence], at: int, word: tuple[int, int, str]) -> Evidence:
        start, end, rule = word
        kept[at] = Evidence(self.base + start, self.base + end, self.view.text[start:end], rule)
        return kept[at]


def scorer_of(view: Plain, base: int = 0) -> Scorer:
    """Return a scorer of a text that is not searched for problems and plans."""
    return Scorer(view, Scan(view), base)


def signs_of(text: str) -> Signs:
    """Return what one clause shows, as the model is fitted on it."""
    view = plain(text)
    return scorer_of(view).signs(0, len(view.key), problem=states_problem(view.key))


def score_clause(text: str) -> Clause:
    """Return one clause with its score, level, cues and reason (小句具体性).

    Parameters
    ----------
    text : the clause; the whole of it is scored, offsets are into it.
    """
    view = plain(text)
    return scorer_of(view).clause(0, len(view.key), problem=states_problem(view.key))
