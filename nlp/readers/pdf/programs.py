"""Font programs left unread (字体程序): what draws characters is not needed to know them.

What a character means and how wide it is stands beside its font. The program of a Type 1 font, as LibreOffice embeds Chinese
ones, takes pdfium more time than all text of a report does. Where each font that uses it says what all its characters mean,
the name by which pdfium would find it is blotted out, and the stand-in (`nlp.readers.pdf.fonts`) takes its place.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_PROGRAM, _BLOTTED = b"/FontFile ", b"/FontFil_ "
_DESCRIBED = re.compile(rb"/FontDescriptor (\d+) 0 R")
_TYPE1 = re.compile(rb"/Subtype ?/Type1\b")
_NUMBER = re.compile(rb"(\d+) 0 $")
#: the number of an object has no more digits
_DIGITS = 12
_FIRST, _LAST = (re.compile(rb"/%sChar (\d{1,5})\b" % which) for which in (b"First", b"Last"))
_MEANING = re.compile(rb"/ToUnicode (\d+) 0 R")
_RANGE = re.compile(rb"<([0-9A-Fa-f]{1,4})>\s*<([0-9A-Fa-f]{1,4})>\s*[<\[]")
_STREAM = re.compile(rb"stream\r?\n")
#: a stream begins that near to its object, and what 256 characters mean takes no more bytes
_NEAR, _MOST_BYTES = 400, 40_000
#: a file that names more fonts was made to be slow
_MOST_FONTS = 200


def without_programs(data: bytes) -> bytes:
    """Return a PDF of the same length whose Type 1 font programs pdfium does not find, where it can do without."""
    if not 0 < data.count(_PROGRAM) <= _MOST_FONTS or data.count(b"/FontDescriptor ") > _MOST_FONTS:
        return data
    places = {_object(data, at): at for at in _all(data, _PROGRAM)}
    told: dict[bytes, list[bool]] = {}
    for match in _DESCRIBED.finditer(data):
        if match[1] in places:
            start, end = data.rfind(b" obj", 0, match.start()), data.find(b"endobj", match.end())
            told.setdefault(match[1], []).append(_tells_all(data, start, end))
    blotted = bytearray(data)
    for number, at in places.items():
        if all(told.get(number, [False])):
            blotted[at : at + len(_PROGRAM)] = _BLOTTED
    return bytes(blotted)


def _all(data: bytes, wanted: bytes) -> Iterator[int]:
    at = data.find(wanted)
    while at >= 0:
        yield at
        at = data.find(wanted, at + 1)


def _object(data: bytes, at: int) -> bytes:
    """Return the number of the object that a place lies in, empty where none begins before it."""
    start = data.rfind(b"obj", 0, at)
    number = _NUMBER.search(data, max(start - _DIGITS, 0), max(start, 0))
    return number[1] if number else b""


def _tells_all(data: bytes, start: int, end: int) -> bool:
    """Return whether a font, ``start:end``, is of Type 1 and says what each of its characters means; the first is none."""
    first, last, meaning = (each.search(data, start, end) for each in (_FIRST, _LAST, _MEANING))
    if first is None or last is None or meaning is None or not _TYPE1.search(data, start, end):
        return False
    return _mapped(_stream(data, meaning[1])) >= int(last[1]) - int(first[1])


def _mapped(meanings: bytes) -> int:
    """Return how many characters a table of meanings (ToUnicode) holds."""
    ranges: list[tuple[bytes, bytes]] = [pair for part in _parts(meanings, b"bfrange") for pair in _RANGE.findall(part)]
    in_ranges = sum([int(last, 16) - int(first, 16) + 1 for first, last in ranges])
    return sum([part.count(b"<") // 2 for part in _parts(meanings, b"bfchar")]) + in_ranges


def _parts(meanings: bytes, name: bytes) -> list[bytes]:
    """Return what stands between the words that begin and end each part of a table."""
    return [part.partition(b"end" + name)[0] for part in meanings.split(b"begin" + name)[1:]]


def _stream(data: bytes, number: bytes) -> bytes:
    """Return the beginning of an object's stream, unpacked; empty where it is packed otherwise."""
    # a search for plain bytes is much faster than a pattern's
    at = data.find(b"\n%s 0 obj" % number)
    start = _STREAM.search(data, at, at + _NEAR) if at >= 0 else None
    if start is None:
        return b""
    try:
        return zlib.decompressobj().decompress(data[start.end() : start.end() + _MOST_BYTES], _MOST_BYTES)
    except zlib.error:
        return b""
