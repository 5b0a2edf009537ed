"""Data tables and layout tables told apart, whatever file they come from (数据表与布局表)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SECTION_TITLE = re.compile(
    r"^[一二三四五六七八]、.{0,12}(?:总体情况|概述|主动公开政府信息|收到和处理|行政复议|主要问题|存在.{0,6}问题|需要报告)",
    re.MULTILINE,
)
_PROSE = 60


def is_data(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether rows of cells are a data table.

    Two rows and columns at least, of short cells; a cell that holds prose or a section's title makes it layout.
    """
    filled = [row for row in rows if any(row)]
    if len(filled) < 2 or 2 * sum(len(row) > 1 for row in filled) < len(filled):
        return False
    cells = [cell for row in filled for cell in row]
    whole = "\n".join(cells)
    prose = sum([len(cell) for cell in cells if len(cell) > _PROSE and "。" in cell]) if "。" in whole else 0
    return 4 * prose < len("".join(cells)) and not ("、" in whole and _SECTION_TITLE.search(whole))
