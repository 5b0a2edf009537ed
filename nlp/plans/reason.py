"""One Chinese sentence that says why a clause got its score (理由)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from nlp.plans.concreteness import Signs
from nlp.plans.result import CUE_TITLES

_CHECKABLE = ("time", "quantity", "actor", "verification")
_SAID = ("action", "object", "instrument", *_CHECKABLE, "scope", "problem")

#: from so many characters outside the common stock, a clause is about something narrow
_NARROW = 6
#: why something that sounds like a cue is none
_WEAK = {
    "time": "“定期”“及时”一类不算时限",
    "actor": "“专人”“责任单位”一类不算主体",
    "verification": "“加强检查”一类不算检验",
}


def reason(signs: Signs) -> str:
    """Return the reason in one sentence, for example 有具体动作和手段载体，但没有时限频次、数量、责任主体和检验问责。"""
    return _worded(
        tuple(signs.strong), tuple(signs.best), signs.narrow >= _NARROW, signs.slogans > 0, signs.problem
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _worded(strong: tuple[str, ...], best: tuple[str, ...], narrow: bool, slogans: bool, problem: bool) -> str:
    """Return the sentence for the kinds of cues that are there and those that only sound like it: one of a table of wordings."""
    there = [cue for cue in _SAID if cue in strong]
    if problem:
        if there:
            return f"指出了{_names(there)}。"
        return "说得较细，但没有点明具体对象或数字。" if narrow else "只说到工作方面，没有指出具体的事。"
    if not there and narrow and not slogans:
        return "说到较窄的事项，但没有具体动作和可检验的内容。"
    if not there:
        return "多为套话，没有可检验的内容。" if slogans else "只有方向，没有具体动作、对象和可检验的内容。"
    missing = [cue for cue in _CHECKABLE if cue not in there]
    if not missing:
        return f"有{_names(there)}，可以检验。"
    asides = [_WEAK[cue] for cue in _WEAK if cue in best and cue in missing]
    aside = f"（{'；'.join(asides)}）" if asides else ""
    return f"有{_names(there)}，但没有{_names(missing)}{aside}。"


def _names(cues: Sequence[str]) -> str:
    """Return how a list of cues is worded."""
    titles = [CUE_TITLES[cue] for cue in cues]
    return titles[0] if len(titles) == 1 else "、".join(titles[:-1]) + "和" + titles[-1]
