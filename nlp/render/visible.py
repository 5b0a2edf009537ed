"""Foreign text made safe to show (可见化): characters that steer a display instead of showing something are replaced.

A right-to-left override can make a page say what the report does not; a control character makes a Word file unreadable.
Each is replaced by U+FFFD one for one, so the text shown is as long as the text quoted.
"""

from __future__ import annotations

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
