"""Precision, recall and F1 from counts (精确率、召回率、F1)."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Counts:
    """How often two coders both gave a label, one alone, or neither. ``a + b`` pools two (micro-averaging).

    both : given by both; found : by the one measured alone (false positives); missed : by the reference alone (false
    negatives); neither : by none, 0 where that cannot be counted.
    """

    both: int = 0
    found: int = 0
    missed: int = 0
    neither: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.both + other.both, self.found + other.found, self.missed + other.missed, self.neither + other.neither
        )

    @property
    def precision(self) -> float | None:
        """both / (both + found), or None where nothing was found."""
        return _ratio(self.both, self.both + self.found)

    @property
    def recall(self) -> float | None:
        """both / (both + missed), or None where there was nothing to find."""
        return _ratio(self.both, self.both + self.missed)

    @property
    def f1(self) -> float | None:
        """2 both / (2 both + found + missed), the harmonic mean; None where neither coder gave the label."""
        return _ratio(2 * self.both, 2 * self.both + self.found + self.missed)

    @property
    def support(self) -> int:
        """How often the reference gave the label."""
        return self.both + self.missed

    def to_dict(self) -> dict[str, Any]:
        """Return the counts and what follows from them."""
        return {
            "both": self.both, "found": self.found, "missed": self.missed, "neither": self.neither,
            "precision": rounded(self.precision), "recall": rounded(self.recall), "f1": rounded(self.f1),
        }  # fmt: skip


def count(reference: Sequence[bool], measured: Sequence[bool]) -> Counts:
    """Return the counts over units that both decided about (四格计数).

    Parameters
    ----------
    reference, measured : one decision a unit, in the same order and of the same length.

    Raises
    ------
    ValueError
        When they differ in length.
    """
    pairs = list(zip(reference, measured, strict=True))
    return Counts(
        both=sum(gold and found for gold, found in pairs),
        found=sum(found and not gold for gold, found in pairs),
        missed=sum(gold and not found for gold, found in pairs),
        neither=sum(not gold and not found for gold, found in pairs),
    )


def count_sets(reference: Collection[Hashable], measured: Collection[Hashable]) -> Counts:
    """Return the counts over two sets of things found, links or spans; what neither found cannot be counted.

    Parameters
    ----------
    reference, measured : the links or spans of either, hashable; order and doubles do not matter.
    """
    gold, found = set(reference), set(measured)
    return Counts(both=len(gold & found), found=len(found - gold), missed=len(gold - found))


def macro_f1(counts: Iterable[Counts]) -> float | None:
    """Return the mean F1 over labels that either coder gave at least once."""
    values = [value for each in counts if (value := each.f1) is not None]
    return sum(values) / len(values) if values else None


def rounded(value: float | None, digits: int = 4) -> float | None:
    """Return a figure as it is printed."""
    return None if value is None else round(value, digits)


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None
