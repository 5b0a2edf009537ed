"""Finds the problems and plans of section five, however it is laid out (查找存在问题与改进措施).

The section is read once from its beginning: numbered stretches, their sentences, and for each sentence whether it leads
over, states a problem or states a plan. What was announced before (存在以下问题, 下一步将) holds until something else is
announced; the Parts that reading found say it where the words do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from nlp.plans.cues import Scan
from nlp.plans.layout import Piece, Sentence, sentences, trimmed
from nlp.plans.leads import lead_in, looks_ahead
from nlp.plans.plain import Plain, plain
from nlp.plans.reading import Reading
from nlp.plans.result import Tense
from nlp.plans.roles import Role, frames, role_of, turn
from nlp.plans.split import ALSO, elements, split
from nlp.plans.tense import announced_tense, looks_forward, tense_of
from nlp.report import Report, Span


class Mark(NamedTuple):
    """What a Part says: from which offset of the narrative, the role and tense of what follows, and its heading as printed."""

    start: int
    role: Role
    tense: Tense | None
    heading: str


_PART_ROLES: dict[str, Role] = {"problems": "problem", "done": "plan", "planned": "plan"}
#: measures of a part on what was done are under way unless they say themselves that they are finished
_PART_TENSES: dict[str, Tense] = {"done": "ongoing", "planned": "planned"}
_SHORTEST_ITEM = 3
#: a line with so many bars is a row of a table
_CELLS = 2
#: the first item of a list
_FIRST = re.compile(r"(?:一|1|①|首)[^一-龥\d]{0,2}(?:是|先|，|要|在)?，?$")
#: a heading that only says what the item is about
_TOPIC = re.compile("(?:在|从)?[一-龥]{2,8}(?:方面|层面|上)")
_CONTRAST = re.compile("(?:但是?|然而|不过)(?:同时)?(?:也|还)?(?=.{4})")


class Found(NamedTuple):
    """One problem or plan before scoring; spans are into `Plain.key`."""

    role: Role
    tense: Tense
    start: int
    end: int
    clauses: tuple[Piece, ...]


def find(view: Plain, scan: Scan, marks: Sequence[Mark] = ()) -> list[Found]:
    """Return what one narrative states, in text order (查找).

    Parameters
    ----------
    view : the narrative; scan : of the cues in it; marks : what its Parts say, in text order.
    """
    return _Reader(view, scan, marks).read()


def announced(view: Plain, scan: Scan) -> list[Found]:
    """Return the sentences of a narrative on work done that announce something to come (下一步将…).

    Parameters
    ----------
    view : the narrative; scan : of the cues in it.
    """
    reading = Reading(view.key, scan)
    found = []
    for sentence in sentences(view.key, scan):
        if looks_ahead(reading, sentence.pieces):
            clauses = tuple(split(reading, [sentence.pieces], "plan"))
            found.append(Found("plan", "planned", sentence.start, sentence.end, clauses))
    return found


def part_marks(report: Report, span: Span) -> list[Mark]:
    """Return what the Parts of section five say about one of its narratives."""
    section = report.section("problems")
    parts = section.parts if section else ()
    return [
        Mark(part.start - span.start, _PART_ROLES[part.kind], _PART_TENSES.get(part.kind), part.heading)
        for part in parts
        if span.start <= part.start < span.end and part.kind in _PART_ROLES
    ]


class _Reader:
    """Walks through one narrative and gathers what it states."""

    def __init__(self, view: Plain, scan: Scan, marks: Sequence[Mark]) -> None:
        self.view = view
        self.scan = scan
        self.reading = Reading(view.key, scan)
        self.marks = list(marks)
        #: what was announced last, and in which tense
        self.mode: Role | None = None
        self.announced: Tense | None = None
        #: what the sentence before, in the same stretch, stated
        self.speaking_of: Role | None = None
        #: what the numbered item before stated: the next one states the like where its words do not tell
        self.followed: Role | None = None
        #: sentences before anything was announced or stated: problems, if measures follow with none before them
        self.pending: list[tuple[Sequence[Piece], bool]] = []
        self.found: list[Found] = []
        #: the sentences, piece by piece, of the item being gathered, and its role
        self._open: list[Sequence[Piece]] = []
        self._role: Role = "problem"
        self._grouped = False
        self._barred = "|" in view.key
        #: whether the numbered item being read stated a problem, and then what is done about it
        self._numbered = self._told_problem = self._remedied = False

    def read(self) -> list[Found]:
        item = -1
        for sentence in sentences(self.view.key, self.scan):
            if sentence.item != item:
                self._close()
                self._next_item(sentence)
                self.followed = self.speaking_of if sentence.numbered else None
                item, self.speaking_of, self._grouped = sentence.item, None, sentence.numbered
                self._numbered = sentence.numbered
            self._sentence(sentence)
        self._close()
        return self.found

    def _next_item(self, sentence: Sentence) -> None:
        """Take back what an item announced for itself alone: each tells its problem, then its remedy (二是…。措施：…)."""
        if self._remedied and sentence.numbered and not _FIRST.search(self.view.key, 0, sentence.start):
            self.mode, self.announced = None, None
        self._remedied = self._told_problem = False

    def _sentence(self, sentence: Sentence) -> None:
        if self._apply_marks(sentence):
            return
        begin = sentence.start
        if self._barred and self.view.key.count("|", begin, sentence.end) >= _CELLS:
            return  # a row of a table
        if sentence.numbered and sentence.opens and _TOPIC.fullmatch(self.view.key, begin, sentence.end):
            return  # 1.认识方面。
        lead = lead_in(self.reading, begin, sentence.end, first_of_item=sentence.numbered and sentence.opens)
        if lead and self._grouped and self._open and self.view.key[begin] == "如":
            lead = None  # an example within a numbered item
        if lead:
            self._close()
            self._announce(self.view.key[begin : lead.end], lead.role)
            # under a heading or 下一步, each sentence stands for itself
            self._grouped = self._grouped and not lead.label
            if lead.optional and not elements(self.reading, lead.end, sentence.end):
                lead = lead._replace(listing=False)
            else:
                begin = lead.end
        pieces = (
            sentence.pieces if begin == sentence.start else _within(self.view.key, sentence.pieces, begin, sentence.end)
        )
        if pieces:
            if lead and lead.role == "plan" and begin > sentence.start:
                self.speaking_of = "plan"
            self._state(pieces, listing=bool(lead and lead.listing), told="plan" if lead and lead.promises else None)

    def _apply_marks(self, sentence: Sentence) -> bool:
        """Take what the Parts say up to a sentence; return whether the sentence is the heading of the next one."""
        while self.marks and self.view.at[sentence.start] >= self.marks[0].start:
            mark = self.marks.pop(0)
            self._close()
            self._settle(mark.role)
            self.mode, self.announced, self.speaking_of = mark.role, mark.tense, None
        if not self.marks or sentence.end - sentence.start > len(self.marks[0].heading):
            return False
        return self.view.key[sentence.start : sentence.end] in plain(self.marks[0].heading).key

    def _announce(self, words: str, role: Role | None) -> None:
        self._settle(role)
        self.mode = role or self.mode
        self.announced = (announced_tense(words) or self.announced) if self.mode == "plan" else None
        self.speaking_of = None

    def _state(self, pieces: Sequence[Piece], *, listing: bool, told: Role | None = None) -> None:
        mode = self.speaking_of or self.mode or self.followed
        turned = turn(self.reading, pieces, self.speaking_of or self.mode) if len(pieces) > 1 and not told else 0
        if turned:
            self._state(pieces[:turned], listing=listing, told="problem")
            self._turn(pieces[turned:])
            return
        listed = self._grouped and self.mode is not None and not self._open
        role = told or role_of(self.reading, pieces, mode, listed=listed)
        self._settle(role)
        if role is None:
            self._wait(pieces)
            return
        if role == "problem":
            pieces = _from_contrast(self.view.key, pieces, self.reading)
        self._remedied = self._remedied or (role == "plan" and self._told_problem and self._numbered)
        self._told_problem = self._told_problem or role == "problem"
        self.speaking_of = role
        if self._open and (self._role != role or not self._grouped):
            self._close()
        self._role = role
        if role == "problem" and listing and not self._grouped and not self._ends_at_semicolon(pieces):
            for element in elements(self.reading, pieces[0][0], pieces[-1][1]) or [(pieces[0][0], pieces[-1][1])]:
                self._open = [_within(self.view.key, pieces, *element)]
                self._close()
        else:
            self._open.append(pieces)

    def _wait(self, pieces: Sequence[Piece]) -> None:
        """Keep a sentence that nothing tells apart, at the beginning of a section, until it is known what follows."""
        if not self.found and not self._open and self.mode is None and not frames(self.view.key, pieces):
            self.pending.append((pieces, self._grouped))

    def _settle(self, role: Role | None) -> None:
        """Take what waited as problems: all of it when measures follow, the numbered items when a problem does."""
        if role is None or not self.pending:
            return
        waiting, self.pending = self.pending, []
        for pieces, numbered in waiting:
            if role == "plan" or numbered:
                self._add("problem", [pieces])

    def _ends_at_semicolon(self, pieces: Sequence[Piece]) -> bool:
        """Return whether a list is parted by ；: then a comma parts nothing in it."""
        end = pieces[-1][1]
        return end < len(self.view.key) and self.view.key[end] == "；"

    def _turn(self, pieces: Sequence[Piece]) -> None:
        """Take the rest of a sentence that turned from a problem to a plan (…不够，下一步将…)."""
        start, end = pieces[0][0], pieces[-1][1]
        lead = lead_in(self.reading, start, end, first_of_item=True)
        rest = _within(self.view.key, pieces, lead.end, end) if lead else pieces
        self.speaking_of = "plan"
        self._state(rest or pieces, listing=False)

    def _close(self) -> None:
        if self._open:
            self._add(self._role, self._open)
            self._open = []

    def _add(self, role: Role, parts: Sequence[Sequence[Piece]]) -> None:
        key = self.view.key
        start, end = parts[0][0][0], parts[-1][-1][1]
        while also := ALSO.match(key, start, end):
            start, end = trimmed(key, also.end(), end)
        if end - start >= _SHORTEST_ITEM:
            tense: Tense = tense_of(key[start:end], self.announced) if role == "plan" else "ongoing"
            self.found.append(Found(role, tense, start, end, tuple(split(self.reading, parts, role))))
            if role == "plan" and tense == "planned" and looks_forward(key[start:end]):
                self.announced = "planned"  # what follows a measure to come is to come too, unless it says otherwise


def _from_contrast(key: str, pieces: Sequence[Piece], reading: Reading) -> Sequence[Piece]:
    """Return the pieces from 但 on where only what is well stands before it (取得一定进展，但公开内容不够全面)."""
    for at, (start, end) in enumerate(pieces):
        if at and (contrast := _CONTRAST.match(key, start, end)):
            return [(contrast.end(), end), *pieces[at + 1 :]]
        if reading.states_deficit(start, end):
            break
    return pieces


def _within(key: str, pieces: Sequence[Piece], begin: int, end: int) -> list[Piece]:
    """Return the pieces between two places; empty ones are left out."""
    cut = [trimmed(key, max(start, begin), min(last, end)) for start, last in pieces if last > begin and start < end]
    return [piece for piece in cut if piece[0] < piece[1]]
