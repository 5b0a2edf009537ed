"""Answer to a problem (对应问题): the measure names the shortcoming it is for; 针对上述问题 alone is weak."""

from __future__ import annotations

import re

from nlp.plans.cues import Hit, Pattern, Scan, cues

_FOR = Pattern(
    "针对 就 围绕 聚焦 对照 解决",
    r"(?P<what>[^，。；《]{2,30}?)(?:的?问题|不足|短板|差距|堵点|痛点|薄弱环节|弱项|现象)",
)
_GENERAL = re.compile(r"^(?:上述|以上|存在|这些|前述|存在的?主要|工作中存在|突出|工作|薄弱|热点|难点)的?$")


@cues.register("problem")
def problem(scan: Scan) -> list[Hit]:
    """Return the shortcoming a measure names as its occasion."""
    return [(*match.span(), 0.3 if _GENERAL.match(match["what"]) else 1.0, "occasion") for match in _FOR.matches(scan)]
