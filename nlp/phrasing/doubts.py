"""What makes the comparison of two reports doubtful, in words (存疑提示)."""

from __future__ import annotations

from nlp.report import Report


def doubts(old: Report, new: Report) -> tuple[str, ...]:
    """Return the warnings for a pair of reports, in Chinese; empty where nothing is odd."""
    found: list[str] = []
    if old.text == new.text and old.text:
        found.append("两份报告文字完全相同：可能是同一份文件与自身比较，结果必然全部为相同")
    found.extend(_of_years(old, new))
    if of_two_agencies(old, new):
        found.append(f"两份报告的发布机关不同（{old.issuer}、{new.issuer}）：只按文字相同或相近关联，不能视为逐年沿用")
    for side, name in ((old, "前一份"), (new, "后一份")):
        label = f"{name}报告（{side.year}年度）" if side.year else f"{name}报告"
        if not side.narratives.all:
            found.append(f"{label}没有可比较的叙述文字")
        elif side.whole and not side.narratives.problems:
            found.append(f"{label}没有找到“存在的主要问题及改进情况”：只比较工作情况部分")
    return tuple(found)


def _of_years(old: Report, new: Report) -> list[str]:
    if old.year is None or new.year is None:
        return []
    if old.year == new.year:
        return [f"两份报告同为{new.year}年度：比较的不是前后两年"]
    if old.year > new.year:
        return [f"前后顺序颠倒：前一份为{old.year}年度，后一份为{new.year}年度"]
    if new.year - old.year > 1:
        missing = "、".join(str(year) for year in range(old.year + 1, new.year))
        return [f"年度不相邻：缺{missing}年度，变化可能发生在其间任何一年"]
    return []


def of_two_agencies(old: Report, new: Report) -> bool:
    """Return whether the reports are known to be of different agencies.

    A name may be given with or without the places above it: 黄泥埠镇人民政府 is 怀屏区黄泥埠镇人民政府.
    """
    names = sorted((old.issuer or "", new.issuer or ""), key=len)
    if all(names) and names[1].endswith(names[0]):
        return False
    if old.issuer_id and new.issuer_id:
        return old.issuer_id != new.issuer_id
    return all(names)
