"""Action (具体动作): an act one could see done, never an attitude over a noun (加强培训)."""

from __future__ import annotations

import re
from bisect import bisect_left

from nlp.plans.cues import STRONG, Hit, Pattern, Scan, Terms, cues

_TERMS = Terms("action")

#: an act followed by these is a noun, when an attitude governs it or it stands in a list: 加大检查力度, 登记、归档等环节
_NOUN_AFTER = re.compile(
    "力度|工作|机制|制度|水平|能力|效率|质量|意识|方式|形式|体系|流程|渠道|情况|等|的|和|与|、|，|。|；|及|$"
)
_PIECE_END = re.compile("[，。；：]|$")
#: 对公开情况进行总结: whatever is carried out on something is an act
_CARRIED_OUT = Pattern("对", "[^，。；]{2,40}?(?P<act>(?:进行|予以|(?<!工)作出?)[一-龥]{2,4})")
_UNDER_ATTITUDE = re.compile("(?:注重|加强|强化|加大|重视)[^，。；]{0,4}$")
#: what makes an act of 完善, 压缩 and their kin: a thing, a figure or a deadline in the same clause
_BOUND_BY = ("object", "quantity", "time")
#: an attitude no longer governs what comes after these
_NEW_ACT = re.compile("[并来、以和]")


@cues.register("action")
def action(scan: Scan) -> list[Hit]:
    """Return acts (strong), acts on something that can be pointed at (strong), and general ones (weak)."""
    key = scan.key
    hits: list[Hit] = []
    objects = sorted([hit[:2] for cue in _BOUND_BY for hit in scan.of(cue) if hit[2] >= STRONG])
    firsts, lasts = [first for first, _ in objects], [last for _, last in objects]
    governed_from, piece_end = 0, -1
    for start, end, _, rule in _TERMS.hits(scan):
        if rule == "nominal":
            continue
        if rule == "attitude":
            governed_from, piece_end = end, _piece_end(key, end)
            continue
        under_attitude = start < piece_end
        if rule == "act":
            listed = key[start - 1 : start] == "、" or key[end : end + 1] == "、"
            noun = (under_attitude or listed) and _NOUN_AFTER.match(key, end)
            hits.append((start, end, 0.3 if noun else 1.0, rule))
        else:
            governed = under_attitude and not _NEW_ACT.search(key, governed_from, start)
            stop = _piece_end(key, end) if not governed else -1
            within = lasts[bisect_left(firsts, start) : bisect_left(firsts, stop)]
            hits.append((start, end, 0.7 if within and min(within) <= stop else 0.3, rule))
    for match in _CARRIED_OUT.matches(scan):
        start = match.start("act")
        before = key[max(0, start - 40) : match.start()]
        hits.append((start, match.end(), 0.3 if _UNDER_ATTITUDE.search(before) else 0.7, "carried out"))
    return hits


def _piece_end(key: str, start: int) -> int:
    """Return where the piece ends that a place stands in."""
    match = _PIECE_END.search(key, start)
    return match.start() if match else len(key)
