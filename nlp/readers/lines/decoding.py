"""Bytes become characters (字符集): BOM, strict UTF-8, GB18030 or Big5 by what reads as Chinese, then a guess.

What a page or a server declares is not asked: it is wrong often enough, and the bytes tell.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from nlp.errors import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
#: characters of ordinary Chinese prose, simplified and traditional, and its punctuation
_ORDINARY = re.compile("[\u3001\u3002\u300a-\u3011\u2014\u2018-\u201d\uff01-\uff5e\u4e00-\u9fff]+")
_FREQUENT = re.compile(
    "[的一是在和有为了不信息公开政府年度报告情况工作机关行法申请理部门及国务主动对开機關請報資訊與為處門國務動，。、；：]+"
)
_FOREIGN = re.compile("[^\x00-\x7f]+")
#: bytes that no text holds: control characters other than tab, line ends, form feed, escape and end-of-file
_CONTROL = bytes(sorted(set(range(32)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B}))
_SAMPLE, _HEAD, _ENOUGH, _NEAR = 100_000, 4_000, 2_000, 200
#: a text in the right encoding is likely by 0.6 to 1.1, in a wrong one by 0.3 at most
_SURE = 0.5
_FEW_LOST, _MOST_LOST = 0.002, 0.1


class Decoded(NamedTuple):
    """Characters, the encoding that gave them, and how many characters could not be read."""

    text: str
    encoding: str
    lost: int = 0


def decode(data: bytes, source: str = "") -> Decoded:
    """Return the characters of a text file (解码).

    Raises
    ------
    ReadError
        When the bytes are not text in any character set.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _forgiving(data[len(mark) :], encoding)
    if b"\0" in data or not data.isascii():
        return _unmarked(data, source)
    _refuse_binary(data, source)
    return Decoded(data.decode("ascii"), "utf-8")


def _unmarked(data: bytes, source: str) -> Decoded:
    try:
        text = data.decode("utf-8")
        if b"\0" not in data:
            return Decoded(text, "utf-8")
    except UnicodeDecodeError as error:
        # where it fails, the bytes behind tell a lost character from another encoding
        near = _forgiving(data[error.start : error.start + _NEAR], "utf-8")
        other = near.lost > len(near.text)
    else:
        other = False
    if wide := _wide(data):
        return _forgiving(data, wide)
    _refuse_binary(data, source)
    return (None if other else _nearly_utf8(data)) or _chinese(data) or _guess(data, source)


def _refuse_binary(data: bytes, source: str) -> None:
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROL)) > max(8, len(sample) // 100):
        raise ReadError(f"{source}：后缀是文本，内容却不是：请用原来的程序打开，另存为文本")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark shows in NULs at every second byte (line ends and digits are there in any report)."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2], sample[1::2]
    for name, high, other in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if high.count(0) > max(2, len(sample) // 200) and 2 * other.count(0) < high.count(0):
            text = sample[: len(sample) // 2 * 2].decode(name, "replace")
            if _count(_ORDINARY, text) + sum(map(str.isascii, text)) > 0.9 * len(text):
                return name
    return None


def _forgiving(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    return Decoded(text.replace("\ufffd", ""), encoding, lost)


def _nearly_utf8(data: bytes) -> Decoded | None:
    """A character cut in half here and there leaves the rest good UTF-8; a GBK file is bad in every character."""
    head = _forgiving(data[:_HEAD], "utf-8")
    if head.lost > max(2, _MOST_LOST * len(head.text)):
        return None
    decoded = _forgiving(data, "utf-8")
    foreign = len(decoded.text) - len(decoded.text.encode("ascii", "ignore"))
    return decoded if foreign and decoded.lost <= max(1, _FEW_LOST * foreign) else None


def _likeness(text: str) -> float:
    """How much a text reads like Chinese prose: 0 to 1.3, by the frequent characters among those beyond ASCII."""
    pieces: list[str] = []
    size = 0
    for match in _FOREIGN.finditer(text, 0, _SAMPLE):
        pieces.append(match[0])
        size += len(match[0])
        if size > _ENOUGH:
            break
    foreign = "".join(pieces)
    if not foreign:
        return 0.0
    return _count(_ORDINARY, foreign) / len(foreign) * (0.3 + _count(_FREQUENT, foreign) / len(foreign))


def _count(characters: re.Pattern[str], text: str) -> int:
    """How many characters of a text stand in stretches of some kind."""
    return sum(map(len, characters.findall(text)))


def _chinese(data: bytes) -> Decoded | None:
    first = _forgiving(data, "gb18030")
    if not first.lost and _likeness(first.text) > _SURE:
        return first
    found = [first, *(_forgiving(data, encoding) for encoding in ("big5", "utf-8"))]
    best = max(found, key=lambda decoded: _likeness(decoded.text) - 5 * decoded.lost / max(len(decoded.text), 1))
    if _likeness(best.text) < 0.3 or best.lost > max(2, _MOST_LOST * len(best.text)):
        return None
    return best


def _guess(data: bytes, source: str) -> Decoded:
    from charset_normalizer import from_bytes

    match = from_bytes(data[:_SAMPLE]).best()
    if match is None:
        raise ReadError(f"{source}：字符无法按任何已知编码读出：请另存为 UTF-8")
    return _forgiving(data, match.encoding)
