"""Sentences of many reports held compactly, with the keys by which they are told alike (语句库)."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from nlp.phrasing.lexicon import lexicon
from nlp.phrasing.naming import own_names
from nlp.phrasing.result import ReusedCopy
from nlp.phrasing.units import Unit, units
from nlp.report import Report, as_reports
from nlp.similarity import comparable
from nlp.text import clauses

#: shorter keys say too little to be anybody's wording
LEAST = 10


#: and shorter clauses too little to be copied by themselves
LEAST_CLAUSE = 12
_ENDS = "，；。：、！？,;:!? \n"


class Part(NamedTuple):
    """A stretch of a sentence: the sentence's number, and where the stretch begins and ends in its report."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Who issued a report, as far as telling copies apart needs it."""

    source: str
    issuer: str
    name: str | None
    year: int | None
    level: str | None
    code: str | None


def sentence_keys(report: Report) -> list[tuple[Unit, str]]:
    """Return the units of a report with their keys: letters alone, without figures, padding and the agency's own names.

    Two sentences have one key when they say the same of two agencies and years.
    """
    found = list(units(report))
    if not found:
        return []
    return list(zip(found, _letters([unit.words for unit in found], report), strict=True))


def _letters(lines: Iterable[str], report: Report) -> list[str]:
    """Return the keys of lines of a report."""
    words = lexicon()
    joined = comparable("\n".join(lines))
    for name in sorted(own_names(report), key=len, reverse=True):
        joined = joined.replace(name, "")
    joined = words.opening.sub("", words.variable.sub("", joined))
    return ["".join(filter(str.isalpha, line)) for line in joined.split("\n")]


class Clauses:
    """The longer clauses of all sentences: key, the sentence each is part of, and its span in the report.

    heads : how many of them begin with which two letters.
    """

    def __init__(self) -> None:
        self.heads: Counter[str] = Counter()
        self.hash, self.sentence, self.start, self.end = array("q"), array("l"), array("l"), array("l")
        self._keys = _Texts()

    def add(self, report: Report, sentences: Iterable[tuple[int, Unit]]) -> None:
        """Take in the clauses of numbered sentences of a report, none where it is all of its sentence."""
        spans = []
        for number, unit in sentences:
            pieces = clauses(report.text, unit.core, unit.end)
            spans += [(number, *piece) for piece in pieces if len(pieces) > 1]
        if not spans:
            return
        lines = (report.text[start:end].replace("\n", " ") for _, start, end in spans)
        for (number, start, end), key in zip(spans, _letters(lines, report), strict=True):
            if len(key) >= LEAST_CLAUSE:
                self.heads[key[:2]] += 1
                self.hash.append(hash(key))
                self._keys.append(key)
                self.sentence.append(number)
                self.start.append(start)
                self.end.append(start + len(report.text[start:end].rstrip(_ENDS)))

    def key(self, number: int) -> str:
        """Return the key of a clause."""
        return self._keys[number]


class _Texts:
    """Texts end to end in one byte array."""

    def __init__(self) -> None:
        self._bytes, self._at = bytearray(), array("q", [0])

    def append(self, text: str) -> None:
        self._bytes += text.encode("utf-8")
        self._at.append(len(self._bytes))

    def __len__(self) -> int:
        return len(self._at) - 1

    def __getitem__(self, number: int) -> str:
        return self._bytes[self._at[number] : self._at[number + 1]].decode("utf-8")


class Passages:
    """All sentences of many reports: where each stands, its text, and the number of its key.

    Texts and keys lie end to end in byte arrays and places in arrays of integers, so a million sentences take a few
    hundred megabytes and the reports themselves need not be kept.

    Parameters
    ----------
    reports : in any order; read once.
    parted : hold the longer clauses as well (``clauses``).
    """

    def __init__(self, reports: Iterable[Report], *, parted: bool = False) -> None:
        self.origins: list[Origin] = []
        self.origin, self.start, self.end, self.key = array("l"), array("l"), array("l"), array("l")
        self.clauses = Clauses()
        self._texts, self._keys = _Texts(), _Texts()
        numbers: dict[str, int] = {}
        for report in as_reports(reports, texts=False):
            first = len(self)
            added = self._add(report, numbers)
            if parted:
                self.clauses.add(report, enumerate(added, first))

    def _add(self, report: Report, numbers: dict[str, int]) -> list[Unit]:
        issuer = report.issuer_id or report.issuer or report.source
        self.origins.append(
            Origin(report.source, issuer, report.issuer, report.year, report.level, report.region.code)
        )  # fmt: skip
        added = []
        for unit, key in sentence_keys(report):
            if len(key) < LEAST:
                continue
            number = numbers.setdefault(key, len(numbers))
            if number == len(self._keys):
                self._keys.append(key)
            self.origin.append(len(self.origins) - 1)
            self.start.append(unit.core)
            self.end.append(unit.end)
            self.key.append(number)
            self._texts.append(report.text[unit.core : unit.end])
            added.append(unit)
        return added

    def __len__(self) -> int:
        return len(self.key)

    @property
    def key_count(self) -> int:
        """Number of different keys."""
        return len(self._keys)

    def key_text(self, number: int) -> str:
        """Return a key by its number."""
        return self._keys[number]

    def keys(self) -> Iterator[str]:
        """Yield all keys in the order of their numbers."""
        return (self._keys[number] for number in range(self.key_count))

    def text(self, number: int) -> str:
        """Return the text of a sentence."""
        return self._texts[number]

    def whole(self, number: int) -> Part:
        """Return all of a sentence."""
        return Part(number, self.start[number], self.end[number])

    def copy(self, part: Part) -> ReusedCopy:
        """Return a sentence or a part of it as one place where shared wording stands."""
        origin, first = self.origins[self.origin[part.sentence]], self.start[part.sentence]
        quote = self.text(part.sentence)[part.start - first : part.end - first]
        return ReusedCopy(origin.source, part.start, part.end, quote, origin.name, origin.year)
