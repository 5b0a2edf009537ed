"""Sentences of many reports held compactly, with the keys by which they are told alike (语句库)."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from nlp.phrasing.lexicon import lexicon
from nlp.phrasing.naming import own_names
from nlp.phrasing.result import ReusedCopy
from nlp.phrasing.units import Unit, units
from nlp.report import Report, as_reports
from nlp.similarity import comparable

#: shorter keys say too little to be anybody's wording
LEAST = 10


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
    words = lexicon()
    joined = comparable("\n".join(unit.words for unit in found))
    for name in sorted(own_names(report), key=len, reverse=True):
        joined = joined.replace(name, "")
    joined = words.opening.sub("", words.variable.sub("", joined))
    keys = ("".join(char for char in line if char.isalpha()) for line in joined.split("\n"))
    return list(zip(found, keys, strict=True))


class Passages:
    """All sentences of many reports: where each stands, its text, and the number of its key.

    Texts and keys lie end to end in two byte arrays and places in arrays of integers, so a million sentences take a few
    hundred megabytes and the reports themselves need not be kept.
    """

    def __init__(self, reports: Iterable[Report]) -> None:
        self.origins: list[Origin] = []
        self.origin, self.start, self.end, self.key = array("l"), array("l"), array("l"), array("l")
        self._texts, self._at = bytearray(), array("q", [0])
        self._keys, self._key_at = bytearray(), array("q", [0])
        numbers: dict[str, int] = {}
        for report in as_reports(reports, texts=False):
            self._add(report, numbers)

    def _add(self, report: Report, numbers: dict[str, int]) -> None:
        issuer = report.issuer_id or report.issuer or report.source
        self.origins.append(
            Origin(report.source, issuer, report.issuer, report.year, report.level, report.region.code)
        )  # fmt: skip
        for unit, key in sentence_keys(report):
            if len(key) < LEAST:
                continue
            number = numbers.setdefault(key, len(numbers))
            if number == len(self._key_at) - 1:
                self._keys += key.encode("utf-8")
                self._key_at.append(len(self._keys))
            self.origin.append(len(self.origins) - 1)
            self.start.append(unit.core)
            self.end.append(unit.end)
            self.key.append(number)
            self._texts += report.text[unit.core : unit.end].encode("utf-8")
            self._at.append(len(self._texts))

    def __len__(self) -> int:
        return len(self.key)

    @property
    def key_count(self) -> int:
        """Number of different keys."""
        return len(self._key_at) - 1

    def key_text(self, number: int) -> str:
        """Return a key by its number."""
        return self._keys[self._key_at[number] : self._key_at[number + 1]].decode("utf-8")

    def keys(self) -> Iterator[str]:
        """Yield all keys in the order of their numbers."""
        return (self.key_text(number) for number in range(self.key_count))

    def text(self, number: int) -> str:
        """Return the text of a sentence."""
        return self._texts[self._at[number] : self._at[number + 1]].decode("utf-8")

    def copy(self, number: int) -> ReusedCopy:
        """Return a sentence as one place where shared wording stands."""
        origin = self.origins[self.origin[number]]
        return ReusedCopy(
            origin.source, self.start[number], self.end[number], self.text(number), origin.name, origin.year
        )  # fmt: skip
