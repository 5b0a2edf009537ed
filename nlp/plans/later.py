"""The later report made ready to be searched (查找范围): what it reports done, what it promises and what it admits.

Whatever is asked of it once for every promise and problem of the earlier year is worked out here, once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from nlp.plans.layout import sentences
from nlp.plans.matters import About, Concepts, about
from nlp.plans.plain import Plain, plain
from nlp.plans.promises import lead_of
from nlp.plans.result import Item, PlanSet
from nlp.plans.scorer import scorer_of
from nlp.plans.wording import Wording
from nlp.report import Report, Span

#: an opening that declares allegiance and lists everything reports nothing done
_CREED = re.compile("习近平|为指导，|精神，|决策部署，")


class Reported:
    """A sentence on work done.

    Parameters
    ----------
    view : the narrative it stands in; start, end : its span there, in `Plain.key`; base : where the narrative begins in
        the report; matters : what the sentence is about.
    """

    def __init__(self, view: Plain, start: int, end: int, base: int, matters: set[str]) -> None:
        self._view, self._place = view, (start, end)
        first, last = view.outer(start, end)
        self.start, self.end = base + first, base + last
        self.key = view.key[start:end]
        self.matters = matters

    @cached_property
    def level(self) -> int:
        """How concrete it is, 1 to 5; of most sentences nobody asks."""
        alone = self._view.part(*self._place)
        return scorer_of(alone).level(0, len(alone.key))


@dataclass(frozen=True, slots=True)
class Renewed:
    """A measure that may promise again what was promised, and its lead."""

    item: Item
    lead: str


@dataclass(frozen=True, slots=True)
class Admitted:
    """A problem, with the folded text of each of its clauses and what it is about."""

    item: Item
    clauses: tuple[tuple[str, About], ...]


class Later:
    """The later report.

    Parameters
    ----------
    report : the report; new : its problems and plans; old : those of the earlier report.
    """

    def __init__(self, report: Report, new: PlanSet, old: PlanSet) -> None:
        self.report = report
        #: the folded texts of items and clauses
        self.keys = _Keys()
        done = [Span(item.start, item.end) for item in new.plans if item.tense == "done"]
        self.work = [sentence for span in (*report.narratives.work, *done) for sentence in _reported(report, span)]
        self.renewed = [Renewed(item, lead_of(self.keys[item.text])) for item in new.plans if item.tense != "done"]
        self.problems = [self.admitted(item) for item in new.problems]
        told = [sentence.key for sentence in self.work]
        items = (*old.plans, *old.problems, *new.plans, *new.problems)
        #: rarity is counted on all that is compared
        self.wording = Wording([*told, *[self.keys[item.text] for item in items]])
        #: gives, for a promise, the share of its wording that each sentence on work done has
        self.kept = self.wording.kept_by(told)
        parts = [(at, key) for at, measure in enumerate(self.renewed) for key in self._parts(measure.item)]
        self._measures = [at for at, _ in parts]
        self._kept_again = self.wording.kept_by([key for _, key in parts])

    def kept_again(self, lead: str) -> list[float]:
        """Return, for each of the measures that may renew it, the share of a lead's wording that the whole or a part of it has."""
        shares = [0.0] * len(self.renewed)
        for at, share in zip(self._measures, self._kept_again(lead), strict=True):
            shares[at] = max(shares[at], share)
        return shares

    def admitted(self, item: Item) -> Admitted:
        """Return a problem of either report as it is compared."""
        keys = [self.keys[clause.text] for clause in item.clauses]
        return Admitted(item, tuple([(key, about(key)) for key in keys]))

    def _parts(self, item: Item) -> list[str]:
        """Return the folded texts of a measure and of its clauses."""
        return [self.keys[text] for text in dict.fromkeys((item.text, *[clause.text for clause in item.clauses]))]


class _Keys(dict[str, str]):
    """Texts as they are compared, folded when they are first asked for."""

    def __missing__(self, text: str) -> str:
        key = self[text] = plain(text).key
        return key


def _reported(report: Report, span: Span) -> list[Reported]:
    view = plain(report.text[span.start : span.end])
    concepts = Concepts(view.key)
    found = []
    for sentence in sentences(view.key):
        start, end = sentence.start, sentence.end
        if not _CREED.search(view.key, start, end):
            found.append(Reported(view, start, end, span.start, concepts.about(start, end).matters))
    return found
