"""Foreign text made safe to show (可见化): characters that steer a display instead of showing something are replaced.

A right-to-left override can make a page say what the report does not; a control character makes a Word file unreadable.
Each is replaced by U+FFFD one for one, so the text shown is as long as the text quoted. And results as notebooks show
them (笔记本显示): `notebook_table` is what their ``_repr_html_`` is made of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from unicodedata import east_asian_width

#: bidi controls, C0 and C1 controls but line feed, lone surrogates, noncharacters
_STEERING = (
    0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A),
    *range(0x00, 0x09), *range(0x0B, 0x0D), *range(0x0E, 0x20), *range(0x7F, 0xA0),
    *range(0xD800, 0xE000), 0xFFFE, 0xFFFF,
)  # fmt: skip
#: a carriage return or tab is a blank: HTML and Word would change the length or take a tab stop
_TABLE = {**dict.fromkeys(_STEERING, "\ufffd"), 0x09: " ", 0x0D: " "}


def visible(text: str) -> str:
    """Return the text with steering characters replaced one for one; ``len(visible(text)) == len(text)``."""
    return text.translate(_TABLE)


def measured(text: str) -> int:
    """Return how wide a text is set, in halves of a Chinese character."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


#: rows of a table and characters of a cell that a notebook shows
_ROWS, _CHARACTERS = 20, 120
_HEAD = 'style="text-align:left;vertical-align:bottom"'
_CELL = 'style="text-align:left;vertical-align:top;white-space:normal;overflow-wrap:anywhere"'


def notebook_table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, note: str = "") -> str:
    """Return a short HTML table for a notebook: every text escaped and cut, rows beyond the twentieth counted.

    Parameters
    ----------
    caption : what the table is about; columns : its heads; rows : cells from left to right, None left blank.
    note : printed under it.
    """
    listed = list(rows)
    head = "".join(f"<th {_HEAD}>{_shown(column)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td {_CELL}>{_shown(value)}</td>" for value in row) + "</tr>" for row in listed[:_ROWS]
    )
    more = f"另有{len(listed) - _ROWS}行" if len(listed) > _ROWS else ""
    foot = "".join(f"<div>{_shown(line)}</div>" for line in (more, note) if line)
    return (
        f'<div lang="zh-Hans"><div><b>{_shown(caption)}</b></div>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{foot}</div>"
    )


def _shown(value: object) -> str:
    text = "" if value is None else f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return escape(visible(text if len(text) <= _CHARACTERS else text[: _CHARACTERS - 1] + "…"))
