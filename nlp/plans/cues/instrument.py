"""Instrument (手段、载体): named as the means and definite enough to be found; a list of forms is weak."""

from __future__ import annotations

import re

from nlp.plans.cues import Hit, Pattern, Scan, cues, terms

_NAMED = Pattern(
    "依托 通过 利用 借助 运用 使用 依据 按照 对照 用好 发挥 实行 推行 在",
    r"(?P<what>[^，。；、]{0,16}?"
    r"(?:《[^》]{3,60}》|\"[^\"]{2,20}\"[^，。；、]{0,6}?(?:专栏|栏目|平台|系统|机制|制度)|集约化平台|热线|信箱|小程序|公众号|管理平台|监管平台|服务平台"
    r"|第三方机构|办理系统|政府公报|跟班学习制度|[^，。；、]{2,8}制度))",
)
_FORMS = Pattern("通过 采取 利用 运用 采用", "[^。；]{2,60}?(?:多种)?(?:形式|方式|手段|渠道|途径)")
_GENERAL = re.compile("中华人民共和国|条例》")


@cues.register("instrument")
def instrument(scan: Scan) -> list[Hit]:
    """Return named means (strong) and generic ones (weak)."""
    hits = terms("instrument").find(scan.key)
    for match in _NAMED.matches(scan):
        start, end = match.span("what")
        hits.append((start, end, 0.3 if _GENERAL.search(scan.key, start, end) else 1.0, "named"))
    hits += [(*match.span(), 0.3, "forms") for match in _FORMS.matches(scan)]
    return hits
