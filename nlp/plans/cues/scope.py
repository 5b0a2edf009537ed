"""Scope (适用范围): whom or what it covers, by number or by name."""

from __future__ import annotations

from nlp.plans.cues import Counted, Hit, Pattern, Scan, Terms, cues

_TERMS = Terms("scope")

_COVERED = (
    Counted(
        r"[0-9二三四五六七八九十]*个?(?:乡镇|镇街|街道|镇|乡|村|社区|县区|区县|县|区|部门|单位|领域|市直部门|试点领域|栏目|行业)",
    ),
    Pattern("各", r"(?:县区|县（区）|县（市、区）|乡镇|镇街|街道|镇|县|区)(?=政府|人民政府|[，。、的对在开公])"),
    Pattern("近", r"[一二两三四五六七八九十\d]+年"),
    Pattern("20", r"\d\d年以来"),
)


@cues.register("scope")
def scope(scan: Scan) -> list[Hit]:
    """Return the units, fields, groups or years a measure covers."""
    hits = _TERMS.hits(scan)
    hits += [(start, end, 1.0, "covered") for start, end in scan.spans(_COVERED)]
    return hits
