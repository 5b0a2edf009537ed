"""A machine against one or more human coders, label by label (与编码员比较)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.agreement.alpha import krippendorff_alpha
from nlp.agreement.bootstrap import SEED, Interval, interval
from nlp.agreement.coding import Coding
from nlp.agreement.figures import Counts, count, macro_f1, rounded
from nlp.agreement.kappa import cohen_kappa
from nlp.errors import UsageError

#: the reference made of what all human coders agree on
AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class LabelAgreement:
    """One label against one reference. units : decided by both."""

    label: str
    reference: str
    units: int
    counts: Counts
    kappa: float | None

    def to_dict(self) -> dict[str, Any]:
        """Return the row."""
        return {
            "label": self.label, "reference": self.reference, "units": self.units,
            **self.counts.to_dict(), "kappa": rounded(self.kappa),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """All labels against one reference: a coder, what the coders agree on, or one coder against another.

    f1 : micro-averaged, with its interval; macro : mean over labels; kappa : over all decisions pooled.
    """

    name: str
    measured: str
    counts: Counts
    f1: Interval
    macro: float | None
    kappa: float | None
    labels: tuple[LabelAgreement, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the row."""
        return {
            "reference": self.name, "measured": self.measured, **self.counts.to_dict(),
            "interval": self.f1.to_list(), "macro_f1": rounded(self.macro), "kappa": rounded(self.kappa),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One label of one unit on which not all decided alike (分歧). values : coder -> decision; notes likewise."""

    unit: str
    label: str
    values: Mapping[str, bool]
    text: str
    notes: Mapping[str, str]

    def to_dict(self) -> dict[str, Any]:
        """Return the row: a column a coder, then their notes and the text."""
        notes = {f"{coder}_note": note for coder, note in self.notes.items() if note}
        return {"unit": self.unit, "label": self.label, **self.values, **notes, "text": self.text}


@dataclass(frozen=True, slots=True)
class Agreement:
    """All figures of one comparison (一致性结果).

    references : the measured coder against what the others agree on, and against each of them; coders : each human coder
    against each other, the bar to reach; alpha : Krippendorff's, per label over all coders, the measured one included.
    """

    measured: str
    references: tuple[Reference, ...]
    coders: tuple[Reference, ...]
    alpha: Mapping[str, float | None]
    disagreements: tuple[Disagreement, ...]

    def reference(self, name: str) -> Reference:
        """Return the figures against one reference: a coder's name or ``"agreed"``."""
        return next(each for each in self.references if each.name == name)

    @property
    def mean_f1(self) -> float | None:
        """Mean micro-F1 against each human coder."""
        values = [each.f1.value for each in self.references if each.name != AGREED and each.f1.value is not None]
        return sum(values) / len(values) if values else None

    def to_dict(self) -> dict[str, Any]:
        """Return everything but the disagreements."""
        return {
            "measured": self.measured, "mean_f1": rounded(self.mean_f1),
            "references": [each.to_dict() for each in self.references],
            "coders": [each.to_dict() for each in self.coders],
            "labels": [label.to_dict() for each in self.references for label in each.labels],
            "alpha": {label: rounded(value) for label, value in self.alpha.items()},
        }  # fmt: skip


#: (unit, label) -> coder -> decision
Decisions = Mapping[tuple[str, str], Mapping[str, bool]]


def agreement(codings: Iterable[Coding], *, measured: str, resamples: int = 1000, seed: int = SEED) -> Agreement:
    """Compare one coder, as a rule the machine, with the others (一致性检验).

    Parameters
    ----------
    codings : every coder's decisions; a decision that is not there is a gap, not a no.
    measured : the coder to measure.
    resamples, seed : of the bootstrap intervals; whole groups of units are drawn.

    Raises
    ------
    UsageError
        When `measured` decided nothing, or there is nobody to compare it with.
    """
    listed = list(codings)
    people = [name for name in dict.fromkeys(coding.coder for coding in listed) if name != measured]
    if not people or not any(coding.coder == measured for coding in listed):
        raise UsageError(f"没有可与 {measured!r} 比较的编码：请给出它的编码和至少另一位编码员的编码")
    table: dict[tuple[str, str], dict[str, bool]] = {}
    groups: dict[str, str] = {}
    for coding in listed:
        table.setdefault((coding.unit, coding.label), {})[coding.coder] = coding.value
        groups[coding.unit] = coding.group or groups.get(coding.unit, "") or coding.unit
    comparer = _Comparer(groups, resamples, seed)
    references = [(AGREED, _agreed(table, people))] if len(people) > 1 else []
    references += [(name, _of(table, name)) for name in people]
    mine = _of(table, measured)
    return Agreement(
        measured,
        tuple(comparer.compare(name, gold, measured, mine) for name, gold in references),
        tuple(
            comparer.compare(one, _of(table, one), other, _of(table, other))
            for place, one in enumerate(people)
            for other in people[place + 1 :]
        ),
        _alphas(table),
        tuple(_disagreements(listed, table)),
    )


def _of(table: Decisions, coder: str) -> dict[tuple[str, str], bool]:
    return {key: values[coder] for key, values in table.items() if coder in values}


def _agreed(table: Decisions, people: Sequence[str]) -> dict[tuple[str, str], bool]:
    """Return the decisions on which at least two people decided, and all alike."""
    agreed = {}
    for key, values in table.items():
        given = [values[name] for name in people if name in values]
        if len(given) > 1 and len(set(given)) == 1:
            agreed[key] = given[0]
    return agreed


@dataclass(frozen=True, slots=True)
class _Comparer:
    groups: Mapping[str, str]
    resamples: int
    seed: int

    def compare(
        self, name: str, gold: Mapping[tuple[str, str], bool], measured: str, mine: Mapping[tuple[str, str], bool]
    ) -> Reference:
        keys = [key for key in gold if key in mine]
        by_label: dict[str, list[tuple[str, str]]] = {}
        by_group: dict[str, list[tuple[str, str]]] = {}
        for key in keys:
            by_label.setdefault(key[1], []).append(key)
            by_group.setdefault(self.groups[key[0]], []).append(key)
        labels = tuple(_label(label, name, which, gold, mine) for label, which in by_label.items())
        pooled = [_counts(which, gold, mine) for which in by_group.values()]
        return Reference(
            name, measured, sum((label.counts for label in labels), Counts()),
            interval(pooled, _pooled_f1, resamples=self.resamples, seed=self.seed),
            macro_f1(label.counts for label in labels),
            cohen_kappa([gold[key] for key in keys], [mine[key] for key in keys]), labels,
        )  # fmt: skip


def _pooled_f1(counts: Sequence[Counts]) -> float | None:
    return sum(counts, Counts()).f1


def _counts(
    keys: Sequence[tuple[str, str]], gold: Mapping[tuple[str, str], bool], mine: Mapping[tuple[str, str], bool]
) -> Counts:
    return count([gold[key] for key in keys], [mine[key] for key in keys])


def _label(
    label: str, reference: str, keys: Sequence[tuple[str, str]],
    gold: Mapping[tuple[str, str], bool], mine: Mapping[tuple[str, str], bool],
) -> LabelAgreement:  # fmt: skip
    values = [gold[key] for key in keys], [mine[key] for key in keys]
    return LabelAgreement(label, reference, len(keys), count(*values), cohen_kappa(*values))


def _alphas(table: Decisions) -> dict[str, float | None]:
    by_label: dict[str, list[list[bool | None]]] = {}
    for (_, label), values in table.items():
        by_label.setdefault(label, []).append(list(values.values()))
    return {label: krippendorff_alpha(units) for label, units in by_label.items()}


def _disagreements(codings: Sequence[Coding], table: Decisions) -> Iterable[Disagreement]:
    texts: dict[str, str] = {}
    notes: dict[tuple[str, str], dict[str, str]] = {}
    for coding in codings:
        texts[coding.unit] = texts.get(coding.unit) or coding.text
        notes.setdefault((coding.unit, coding.label), {})[coding.coder] = coding.note
    for (unit, label), values in table.items():
        if len(set(values.values())) > 1:
            yield Disagreement(unit, label, dict(values), texts[unit], notes[unit, label])
