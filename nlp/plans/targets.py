"""Targets of a promise (目标值): a share or number it set, held against what is reported."""

from __future__ import annotations

import re

_TARGET = re.compile(
    r"(?:达到?|不少于|不低于|超过|至少|提高[到至]|提升[到至]|增加[到至])(?:了)?(?P<value>\d+(?:\.\d+)?)(?P<unit>%|次|场|期|件|条|份|个|项|篇|家|名|部|处|人次)"
)
#: all of it: a share of 100%, whatever words say so
_ALL = re.compile("全部|均|全覆盖|逐一|百分之百|零")


def sets_target(promised: str) -> bool:
    """Return whether a promise sets a share or number to be reached."""
    return _TARGET.search(promised) is not None


def fell_short(promised: str, reported: str) -> bool:
    """Return whether a report leaves a target unreached: it gives figures of that unit, all of them lower, or, where a share
    was promised, none at all.

    Parameters
    ----------
    promised, reported : folded texts of a promise and of the sentence that tells of it.
    """
    return any(_short_of(float(target["value"]), target["unit"], reported) for target in _TARGET.finditer(promised))


def _short_of(value: float, unit: str, reported: str) -> bool:
    figures = [float(figure) for figure in re.findall(rf"(\d+(?:\.\d+)?)余?{re.escape(unit)}", reported)]
    if figures:
        return max(figures) < value
    return unit == "%" and _ALL.search(reported) is None
