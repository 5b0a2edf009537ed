"""One decision of one coder (一次编码)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coder decided about one label of one unit.

    unit : id of the text coded; label : what was asked; coder : who decided; value : the decision, True or False for a
    label given or not; text : the unit's text, for the table of disagreements; group : what units hang together by (a
    report, an agency), the unit of resampling; note : the coder's remark or evidence.
    """

    unit: str
    label: str
    coder: str
    value: bool
    text: str = ""
    group: str = ""
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the row."""
        return {
            "unit": self.unit, "label": self.label, "coder": self.coder, "value": self.value,
            "group": self.group, "note": self.note,
        }  # fmt: skip


def coders(codings: Iterable[Coding]) -> list[str]:
    """Return the coders' names in order of appearance."""
    return list(dict.fromkeys(coding.coder for coding in codings))
