"""The compressed streams of a PDF looked at before pdfium unpacks them (压缩流检查): a few kilobytes can hold gigabytes.

Only the beginning of each is unpacked: text packs ten to one, a bomb a thousand to one. One that begins innocently still
meets the limits on pages and pieces.
"""

from __future__ import annotations

import re
import zlib

from nlp.errors import ReadError

_STREAM = re.compile(rb"stream\r?\n")
_SAMPLE = 512
_SUSPICIOUS = 100
_MOST_BYTES = 8_000_000
#: a stream shorter than this cannot hold more than a page may
_HARMLESS = _MOST_BYTES // 1_100


def check(data: bytes, name: str) -> None:
    """Refuse a PDF that holds a stream packed as no text or picture is.

    Raises
    ------
    ReadError
        Before anything is unpacked in full.
    """
    for match in _STREAM.finditer(data):
        start = match.end()
        opens = data[match.start() - 3 : match.start()] != b"end"
        if opens and data.find(b"endstream", start, start + _HARMLESS) < 0 and _is_bomb(data, start):
            raise ReadError(f"{name}：有一页解开后超过 {_MOST_BYTES:,} 字节：请重新打印成 PDF")


def _is_bomb(data: bytes, start: int) -> bool:
    try:
        if len(zlib.decompressobj().decompress(data[start : start + _SAMPLE], _SAMPLE * _SUSPICIOUS)) < (
            _SAMPLE * _SUSPICIOUS
        ):
            return False
        unpacking = zlib.decompressobj()
        size = 0
        for at in range(start, len(data), _MOST_BYTES // 8):
            size += len(unpacking.decompress(data[at : at + _MOST_BYTES // 8], _MOST_BYTES))
            if size >= _MOST_BYTES or unpacking.eof or unpacking.unconsumed_tail:
                break
    except zlib.error:
        return False
    return size >= _MOST_BYTES
