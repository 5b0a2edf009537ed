"""A stand-in for fonts that a PDF names and does not hold (未嵌入字体), so that its text reads alike on every machine.

pdfium would look for such fonts among those installed. It drops a character drawn by itself that the font it found cannot
draw, so with other fonts, or with none, other text comes out. The stand-in draws every character as one and the same box.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_char_p, cast, memmove
from functools import cache
from struct import pack
from typing import Any

from pypdfium2 import PdfSysfontBase

_NAME = b"gongkai stand-in\0"
_HANDLE = 1
_GLYPHS, _EM, _ADVANCE = 0xFFFF, 1000, 500
_LEFT, _BOTTOM, _RIGHT, _TOP = 100, -80, 400, 840
_COLLECTION = int.from_bytes(b"ttcf", "big")
_GB2312 = 134
#: fonts every PDF program has of its own (标准十四种字体)
_STANDARD = ("Courier", "Helvetica", "Times", "Symbol", "ZapfDingbats", "Arial")


class _StandIn(PdfSysfontBase):  # type: ignore[misc]
    """Answers pdfium's questions for a font while a report is read; at other times the system's own answer stands."""

    reading = False

    def MapFont(  # noqa: N802
        self, _: Any, weight: int, italic: int, charset: int, pitch: int, face: Any, exact: Any
    ) -> int | None:
        if not self.reading:
            return super().MapFont(_, weight, italic, charset, pitch, face, exact)  # type: ignore[no-any-return]
        named = (cast(face, c_char_p).value or b"").decode("latin-1")
        return None if named.startswith(_STANDARD) else _HANDLE

    def GetFont(self, _: Any, face: Any) -> int | None:  # noqa: N802
        return _HANDLE if self.reading else super().GetFont(_, face)

    def GetFontData(self, _: Any, font: Any, table: int, buffer: Any, size: int) -> int:  # noqa: N802
        if font != _HANDLE:
            return super().GetFontData(_, font, table, buffer, size)  # type: ignore[no-any-return]
        return 0 if table == _COLLECTION else _copied(boxes(), buffer, size)

    def GetFaceName(self, _: Any, font: Any, buffer: Any, size: int) -> int:  # noqa: N802
        if font != _HANDLE:
            return super().GetFaceName(_, font, buffer, size)  # type: ignore[no-any-return]
        return _copied(_NAME, buffer, size)

    def GetFontCharset(self, _: Any, font: Any) -> int:  # noqa: N802
        return _GB2312 if font == _HANDLE else super().GetFontCharset(_, font)

    def DeleteFont(self, _: Any, font: Any) -> None:  # noqa: N802
        if font != _HANDLE:
            super().DeleteFont(_, font)


def _copied(data: bytes, buffer: Any, size: int) -> int:
    if buffer and size >= len(data):
        memmove(buffer, data, len(data))
    return len(data)


@cache
def _installed() -> _StandIn:
    found = _StandIn(PdfSysfontBase.SINGLETON)
    found.setup()
    return found


@contextmanager
def standing_in() -> Iterator[None]:
    """Let the stand-in draw what the documents opened inside do not hold themselves."""
    fonts = _installed()
    fonts.reading = True
    try:
        yield
    finally:
        fonts.reading = False


@cache
def boxes() -> bytes:
    """Return a TrueType font whose 65,535 glyphs, numbered like the characters they draw, are one box.

    Two copies of the box serve all: each place in ``loca`` points at the first or at the second in turn, and FreeType
    takes a glyph whose end lies before its start to reach to the end of the table.
    """
    box = pack(">5h2H4B", 1, _LEFT, _BOTTOM, _RIGHT, _TOP, 3, 0, *[1] * 4)
    box += pack(">8h", _LEFT, _RIGHT - _LEFT, 0, _LEFT - _RIGHT, _BOTTOM, 0, _TOP - _BOTTOM, 0)
    box += b"\0" * (-len(box) % 4)
    characters = pack(">8H", 4, 32, 0, 4, 4, 1, 0, 0xFFFE) + pack(">8H", 0xFFFF, 0, 0x20, 0xFFFF, 0, 1, 0, 0)
    size = (_EM, 0, 0, _LEFT, _BOTTOM, _RIGHT, _TOP)
    return _assembled(
        {
            b"cmap": pack(">4HI", 0, 1, 3, 1, 12) + characters,
            b"glyf": 2 * box,
            b"head": pack(">4I2H2Q4h2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, *size, 0, 8, 2, 0, 0),
            b"hhea": pack(">I3hH11hH", 0x10000, 880, -120, 0, _ADVANCE, *[0] * 3, 1, *[0] * 7, 1),
            b"hmtx": pack(">Hh", _ADVANCE, _LEFT) + pack(">h", _LEFT) * (_GLYPHS - 1),
            b"loca": pack(">2H", 0, len(box) // 2) * ((_GLYPHS + 1) // 2),
            b"maxp": pack(">I14H", 0x10000, _GLYPHS, 4, 1, 0, 0, 1, *[0] * 8),
            b"name": pack(">3H", 0, 0, 6),
            b"post": pack(">I7I", 0x30000, *[0] * 7),
        }
    )


def _assembled(tables: dict[bytes, bytes]) -> bytes:
    at = 12 + 16 * len(tables)
    listed, bodies = b"", b""
    for name, table in tables.items():
        listed += name + pack(">3I", 0, at + len(bodies), len(table))
        bodies += table + b"\0" * (-len(table) % 4)
    return pack(">I4H", 0x10000, len(tables), 128, 3, 16 * len(tables) - 128) + listed + bodies
