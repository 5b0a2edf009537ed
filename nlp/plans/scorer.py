"""Scores stretches of one text: clauses and items with their cues, level and reason (打分)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import partial
from operator import itemgetter

from nlp.plans import concreteness
from nlp.plans.concreteness import Signs
from nlp.plans.cues import STRONG, Scan, cues
from nlp.plans.find import Found
from nlp.plans.plain import Plain, lexicon, plain, vague_lexicon
from nlp.plans.reading import Reading
from nlp.plans.reason import reason
from nlp.plans.result import Clause, Cues, Item
from nlp.plans.roles import states_problem
from nlp.plans.sought import Words
from nlp.report import Evidence

_SLOGAN = "slogan"
#: what parts texts that are read in one pass: neither a clause nor a line goes on behind it
_APART = "。\n"


_VAGUE = Words(
    lambda: {_SLOGAN: vague_lexicon()["slogans"]["terms"], "hedge": vague_lexicon()["hedges"]["terms"]},
)
_OBSERVABLE, _ABSTRACT = "observable", "abstract"


def _shortfalls() -> dict[str, Sequence[str]]:
    """Return what a shortcoming is of: something that shows, or something abstract."""
    words = lexicon("shortfalls.toml")
    return {_OBSERVABLE: words["observable"], _ABSTRACT: words["abstract"]}


_SHORTFALLS = Words(_shortfalls, nested=True)


# a report has a hundred of these: made so, each takes a third of the time
_evidence: Callable[[tuple[int, int, str, str]], Evidence] = partial(tuple.__new__, Evidence)
_signs: Callable[[tuple[dict[str, float], Cues, int, int, int, bool, bool, bool]], Signs] = partial(
    tuple.__new__, Signs
)
_clause: Callable[[tuple[int, int, str, float, int, Cues, tuple[Evidence, ...], str]], Clause] = partial(
    tuple.__new__, Clause
)
#: where a cue begins and ends, its grade, rule and name and, where it is shown, the evidence; an item and its clauses share it
_Graded = tuple[int, int, float, str, str, Evidence | None]
_PLACE = itemgetter(0, 1, 2, 3, 4)


class Scorer:
    """Scores stretches of one text; every cue is looked for once, in the whole of it.

    Parameters
    ----------
    view : the text; scan : of the cues in it; base : where it begins in the report.
    """

    def __init__(self, view: Plain, scan: Scan, base: int = 0) -> None:
        self.view = view
        self.scan = scan
        self.base = base
        self._hits = sorted([hit for cue in cues for hit in self._of(cue)], key=_PLACE)
        self._starts = [hit[0] for hit in self._hits]
        vague = self._vague_words()
        self._vague_starts = [word[0] for word in vague]
        self._vague = [self._evidence(*word) for word in vague]
        self._shortfalls = _SHORTFALLS.of(scan)
        self._shortfall_ends = [end for _, _, end in self._shortfalls]

    def _of(self, cue: str) -> list[_Graded]:
        """Return the hits of one cue; shown are the strong ones, of those that overlap the longest."""
        found: list[_Graded] = []
        at = self.view.at
        shown = first = last = 0
        for start, end, grade, rule in self.scan.of(cue):
            evidence = None
            if grade >= STRONG and (start >= last or end - start > last - first):
                if start < last:
                    found[shown] = (*found[shown][:5], None)
                shown, first, last = len(found), start, end
                evidence = self._evidence(at[start], at[end - 1] + 1, rule)
            found.append((start, end, grade, rule, cue, evidence))
        return found

    def _vague_words(self) -> list[tuple[int, int, str]]:
        """Return the vague words by their spans in the text itself, sorted."""
        words = [(*self.view.span(start, end), kind) for kind, start, end in _VAGUE.of(self.scan)]
        words += [(start, end, "intensifier") for start, end in self.view.padding]
        words.sort()
        return words

    def _evidence(self, start: int, end: int, rule: str) -> Evidence:
        base = self.base
        return _evidence((base + start, base + end, self.view.text[start:end], rule))

    def clause(self, start: int, end: int, *, problem: bool = False) -> Clause:
        """Return one stretch of the key as a scored clause."""
        first, last = self.view.outer(start, end)
        vague = self._vague_in(first, last)
        signs = self._signs(start, end, vague, problem=problem)
        value, level = concreteness.score(concreteness.features(signs))
        return _clause((
            self.base + first, self.base + last, self.view.text[first:last], value, level,
            signs.strong, vague, reason(signs),
        ))  # fmt: skip

    def item(self, found: Found, answers: int | None = None) -> Item:
        """Return one found problem or plan as a scored item; it is scored as a clause is, on all its cues.

        Parameters
        ----------
        found : the problem or plan; answers : for a plan, the index of the problem it answers.
        """
        problem = found.role == "problem"
        whole = self.clause(found.start, found.end, problem=problem)
        single = len(found.clauses) == 1 and found.clauses[0] == (found.start, found.end)
        clauses = (whole,) if single else tuple([self.clause(s, e, problem=problem) for s, e in found.clauses])
        start, end, text, score, level, shown, vague, why = whole
        return Item(start, end, text, found.tense, score, level, shown, vague, why, answers, clauses)

    def signs(self, start: int, end: int, *, problem: bool) -> Signs:
        """Return what one stretch of the key shows."""
        return self._signs(start, end, self._vague_in(*self.view.outer(start, end)), problem=problem)

    def level(self, start: int, end: int, *, problem: bool = False) -> int:
        """Return the level (1 to 5) of one stretch of the key; `clause` tells what it rests on."""
        signs = self.signs(start, end, problem=problem)
        return concreteness.score(concreteness.features(signs))[1]

    def _signs(self, start: int, end: int, vague: Sequence[Evidence], *, problem: bool) -> Signs:
        best, shown = self._cues_in(start, end, problem=problem)
        slogans = [word.rule for word in vague].count(_SLOGAN) if vague else 0
        narrow = self.scan.own(start, end)
        if not problem:
            return _signs((best, shown, len(vague) - slogans, slogans, narrow, False, False, False))
        of = self._shortfalls_in(start, end) if self._shortfalls else ()
        return _signs((
            best, shown, len(vague) - slogans, slogans, narrow, True, _OBSERVABLE in of, _ABSTRACT in of,
        ))  # fmt: skip

    def _shortfalls_in(self, start: int, end: int) -> list[str]:
        """Return of what kinds the shortcomings in one stretch are."""
        ends = self._shortfall_ends
        inside = self._shortfalls[bisect_right(ends, start) : bisect_right(ends, end)]
        return [kind for kind, first, _ in inside if first >= start]

    def _cues_in(self, start: int, end: int, *, problem: bool) -> tuple[dict[str, float], Cues]:
        """Return the highest grade of each cue in one stretch, and the evidence of each that is strong enough."""
        best: dict[str, float] = {}
        shown: dict[str, tuple[Evidence, ...]] = {}
        starts = self._starts
        first = bisect_left(starts, start)
        for _, last, grade, _, cue, evidence in self._hits[first : bisect_left(starts, end, first)]:
            if last > end:
                continue
            if cue not in best or grade > best[cue]:
                best[cue] = grade
            if evidence is not None:
                shown[cue] = (*shown[cue], evidence) if cue in shown else (evidence,)
        if problem and "action" in best:
            del best["action"]
            shown.pop("action", None)
        return best, shown

    def _vague_in(self, first: int, last: int) -> tuple[Evidence, ...]:
        """Return the vague words in one stretch of the text itself."""
        if not self._vague:
            return ()
        starts = self._vague_starts
        inside = self._vague[bisect_left(starts, first) : bisect_left(starts, last)]
        if not inside:
            return ()
        stop = self.base + last
        return tuple([word for word in inside if word.end <= stop])


def scorer_of(view: Plain, base: int = 0) -> Scorer:
    """Return a scorer of a text that is not searched for problems and plans."""
    return Scorer(view, Scan(view), base)


def signs_of(text: str) -> Signs:
    """Return what one clause shows, as the model is fitted on it."""
    view = plain(text)
    scorer = scorer_of(view)
    end = len(view.key)
    return scorer.signs(0, end, problem=states_problem(Reading(view.key, scorer.scan), 0, end))


def signs_of_each(keys: Sequence[str]) -> list[Signs]:
    """Return what each of several folded texts shows, as if each stood alone; all are read in one pass.

    Parameters
    ----------
    keys : texts as in `Plain.key`, without the mark that ends them.
    """
    joined = _APART.join(keys)
    scorer = scorer_of(Plain(joined, joined, range(len(joined) + 1), ()))
    reading = Reading(joined, scorer.scan)
    found, start = [], 0
    for key in keys:
        end = start + len(key)
        found.append(scorer.signs(start, end, problem=states_problem(reading, start, end)))
        start = end + len(_APART)
    return found


def score_clause(text: str) -> Clause:
    """Return one clause with its score, level, cues and reason (小句具体性).

    Parameters
    ----------
    text : the clause; the whole of it is scored, offsets are into it.

    Notes
    -----
    A proportional-odds model (McCullagh 1980) over the cues: score = (expected level − 1) / 4 × 100. It tells how
    concretely a clause is written. Not to be compared between levels of government or versions of the weights.
    """
    view = plain(text)
    scorer = scorer_of(view)
    end = len(view.key)
    return scorer.clause(0, end, problem=states_problem(Reading(view.key, scorer.scan), 0, end))
