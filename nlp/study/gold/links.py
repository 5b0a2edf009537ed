"""Agreement on links between the sentences of two years (逐句对齐的一致性)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nlp.agreement import Counts
from nlp.phrasing import align
from nlp.phrasing.result import Passage
from nlp.readers import read_text
from nlp.report import Report
from nlp.study.gold.files import Record
from nlp.text import fold

_BLANK = re.compile(r"\s+")
#: a pair of more passages than this on a side is a rewritten section: it links no two sentences
_MOST = 3


def bare(text: str) -> str:
    """Return a text as annotations are compared: folded, without white space."""
    return _BLANK.sub("", fold(text))


@dataclass(frozen=True, slots=True)
class Linked:
    """How a pair's links agree: counts over links, and over later sentences told new or not."""

    links: Counts = field(default_factory=Counts)
    right: int = 0
    sentences: int = 0

    def __add__(self, other: Linked) -> Linked:
        return Linked(self.links + other.links, self.right + other.right, self.sentences + other.sentences)

    def to_dict(self) -> dict[str, Any]:
        """Return the figures. new_or_not : share of later sentences rightly told new or not."""
        share = round(self.right / self.sentences, 4) if self.sentences else None
        return {"links": self.links.to_dict(), "new_or_not": share, "sentences": self.sentences}


def rebuilt(records: Sequence[Record]) -> tuple[Report, Report, list[str], list[str]]:
    """Return the two reports of a links file, rebuilt from its sentences, and the sentences of each side in order."""
    old: dict[int, str] = {}
    new: dict[int, str] = {}
    for record in records:
        if record["status"] == "dropped":
            old[record["old_i"]] = record["old_text"]
            continue
        new[record["new_i"]] = record["new_text"]
        old.update(zip(record["old_i"], record["old_text"], strict=True))
    before, after = ([side[i] for i in sorted(side)] for side in (old, new))
    return _report(before), _report(after), before, after


def _report(sentences: Sequence[str]) -> Report:
    return read_text("\n".join(_on_own_line(sentence) for sentence in sentences))


def _on_own_line(sentence: str) -> str:
    """Put a section heading that is glued to its sentence on a line of its own, so that reading finds it."""
    return re.sub(
        r"^([一二三四五六七]、[^，。；0-9]{2,16}?(?:问题[及和与][^，。；0-9]{2,4}(?:情况|措施)|情况|问题))(?=[^\n])",
        r"\1\n",
        sentence,
    )


class _Places:
    """Which annotated sentences a passage of a report covers, by their order in the text without white space."""

    def __init__(self, report: Report, sentences: Sequence[str]) -> None:
        self.before = [0]
        for char in report.text:
            self.before.append(self.before[-1] + (not char.isspace()))
        key = bare(report.text)
        self.spans: list[tuple[int, int]] = []
        at = 0
        for sentence in sentences:
            found = key.find(bare(sentence), at)
            if found < 0:
                self.spans.append((-1, -1))
                continue
            at = found + len(bare(sentence))
            self.spans.append((found, at))

    def of(self, passage: Passage) -> list[int]:
        start, end = self.before[passage.start], self.before[passage.end]
        return [
            i
            for i, (a, b) in enumerate(self.spans)
            if a >= 0 and min(b, end) - max(a, start) > 0.5 * min(b - a, end - start)
        ]


def linked(records: Sequence[Record], allowed: Mapping[int, str]) -> Linked:
    """Return how the program's links agree with an annotator's.

    Parameters
    ----------
    records : of a links file.
    allowed : later sentence -> the other label allowed for it, ``"new"`` or ``"edited<-3,4"``; of two labels the one
        nearer to the program's counts.
    """
    found = _found(records)
    total = Linked()
    for record in records:
        if record["status"] == "dropped":
            continue
        number = record["new_i"]
        mine = found.get(number, set())
        options = [set(record["old_i"])]
        if number in allowed:
            options.append({int(old) for old in re.findall(r"\d+", allowed[number])})
        wanted = min(options, key=lambda option: (bool(option) != bool(mine), len(option ^ mine)))
        counts = Counts(both=len(mine & wanted), found=len(mine - wanted), missed=len(wanted - mine))
        total += Linked(counts, bool(mine) == bool(wanted), 1)
    return total


def _found(records: Sequence[Record]) -> dict[int, set[int]]:
    """Return the program's links: later sentence -> earlier ones, by the annotator's numbers."""
    earlier, later, old_texts, new_texts = rebuilt(records)
    old_places, new_places = _Places(earlier, old_texts), _Places(later, new_texts)
    found: dict[int, set[int]] = {}
    for pair in align(earlier, later).pairs:
        if max(len(pair.old), len(pair.new)) > _MOST:
            continue
        olds = {i for passage in pair.old for i in old_places.of(passage)}
        for new in (i for passage in pair.new for i in new_places.of(passage)):
            found.setdefault(new, set()).update(olds)
    return found
