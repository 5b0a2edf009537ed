"""Pairs of years whose links readers coded, prepared for fitting and checking (人工标注的两年对照).

Two forms: ``align-AGENCY-YEAR-YEAR.jsonl`` (or ``AGENCY-YEAR-YEAR/align.jsonl``) as annotators write them, one line a
sentence of the later year with its earlier ones, and the earlier sentences dropped; and the samples' ``planted.json``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from nlp.phrasing.naming import own_names
from nlp.phrasing.signs import Side, side, signs
from nlp.phrasing.units import Unit, units
from nlp.readers import read
from nlp.report import Narratives, Report, Section, Span
from nlp.text import fold

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
#: a sample's links were planted by its writer and not read by a coder: it counts so much less
PLANTED = 1 / 8
NEAREST = 6  # a pair is looked at when either sentence is among so many most alike of the other
_FIRST = re.compile(r"^\s*一、[^\d\s，。]{2,8}")
_FIFTH = re.compile(r"^\s*五、[^\d\s，。：:（]{0,8}?问题(?:[及和与][^\d\s，。：:（]{0,6}?(?:情况|措施))?")


@dataclass(frozen=True, slots=True)
class Coded:
    """One pair of years with its signs: `truth` and `dice` are (old, new), `stack` (signs, old, new).

    weight : how much each of its sentence pairs counts in fitting.
    """

    agency: str
    old: Side
    new: Side
    truth: Any
    stack: Any
    dice: Any
    weight: float = 1.0

    @property
    def looked_at(self) -> Any:
        """The pairs of sentences the model learns from."""
        near = np.zeros_like(self.dice, dtype=bool)
        for axis in (0, 1):
            count = min(NEAREST, self.dice.shape[axis])
            near |= self.dice >= np.sort(self.dice, axis=axis).take([-count], axis=axis)
        return near & (self.dice > 0)


def annotated(folder: Path) -> list[Coded]:
    """Return the pairs readers coded in a folder, by file name."""
    return [read_pair(file) for file in sorted({*folder.glob("align-*.jsonl"), *folder.glob("*/align.jsonl")})]


def read_pair(file: Path) -> Coded:
    """Read one annotated pair of years; the texts are in the lines, so nothing else is needed."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    new = {row["new_i"]: row["new_text"] for row in rows if "new_i" in row}
    old = {row["old_i"]: row["old_text"] for row in rows if "new_i" not in row}
    for row in rows:
        if "new_i" in row:
            old.update(zip(row["old_i"], row["old_text"], strict=True))
    linked = {(i, row["new_i"]) for row in rows if "new_i" in row for i in row["old_i"]}
    (before, number_of_old), (after, number_of_new) = _laid_out(old), _laid_out(new)
    left, right = side(units(before)), side(units(after))
    truth = _matrix(left, right, lambda a, b: (number_of_old(a.start), number_of_new(b.start)) in linked)
    return Coded(_agency(file), left, right, truth, *signs(left, right))


def planted(folder: Path) -> Iterator[Coded]:
    """Yield the pairs of the shipped samples with the links their writer planted."""
    record = json.loads((folder / "planted.json").read_text(encoding="utf-8"))
    report = cache(lambda name: read(folder / name))
    for pair in record["pairs"]:
        before, after = report(pair["old"]), report(pair["new"])
        names = own_names(before) | own_names(after)
        left, right = side(units(before), names), side(units(after), names)
        truth = np.zeros((len(left.units), len(right.units)), dtype=bool)
        for link in pair["links"]:
            truth[np.ix_(_standing(link["old"], left), _standing(link["new"], right))] = True
        agency = pair["old"].rsplit("-", 1)[0]
        yield Coded(agency, left, right, truth, *signs(left, right), weight=PLANTED)


def _standing(sentences: Iterable[str], each: Side) -> list[int]:
    keys = [_squeezed(sentence) for sentence in sentences]
    texts = [_squeezed(unit.words) for unit in each.units]
    return [at for at, text in enumerate(texts) if any(key and (key in text or text in key) for key in keys)]


def _squeezed(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def _matrix(left: Side, right: Side, linked: Callable[[Unit, Unit], bool]) -> Any:
    return np.array([[linked(a, b) for b in right.units] for a in left.units], dtype=bool)


def _agency(file: Path) -> str:
    name = file.stem if "-" in file.stem else f"align-{file.parent.name}"
    return name.split("-", 1)[1].rsplit("-", 2)[0]


def _laid_out(sentences: dict[int, str]) -> tuple[Report, Callable[[int], int]]:
    """Lay the sentences out as a report; the second value tells which sentence stands at an offset."""
    text, starts, fifth = "", [], None
    for number, sentence in sorted(sentences.items()):
        words = _FIRST.sub("", sentence, count=1)
        if heading := _FIFTH.match(words):
            first = len(text)
            text, words = f"{text}\n{heading.group().strip()}\n", words[heading.end() :]
            fifth = (first, len(text))
        elif words.startswith(("（", "(")):
            text += "\n"
        starts.append((len(text), number))
        text += words.strip()
    first, second = fifth or (len(text), len(text))
    report = Report(
        text=text,
        sections=(Section("overview", "", 0, first), Section("problems", "", second, len(text))),
        narratives=Narratives((Span(0, first),), (Span(second, len(text)),) if fifth is not None else ()),
    )
    return report, lambda offset: max(at for at in starts if at[0] <= offset)[1]
