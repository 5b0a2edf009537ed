"""Zip packages (.docx .xlsx) looked at before anything is unpacked (压缩包检查)."""

from __future__ import annotations

import struct
import zipfile
from typing import IO

from nlp.errors import ReadError

_MOST_BYTES = 300_000_000
_MOST_RATIO = 400
_SMALL = 10_000
_ENCRYPTED = 1

#: what reading a damaged package can raise, beside the library's own errors
DAMAGED = (
    zipfile.BadZipFile, struct.error, LookupError, ValueError, AttributeError, TypeError, NotImplementedError, EOFError,
    OSError, RuntimeError, AssertionError, SyntaxError, ArithmeticError, MemoryError,
)  # fmt: skip


def check(file: IO[bytes], size: int, name: str) -> None:
    """Refuse a package that unpacks to far more than a document holds, or that a password protects.

    Raises
    ------
    ReadError
        With the reason; nothing has been unpacked.
    """
    try:
        members = zipfile.ZipFile(file).infolist()
    except DAMAGED as error:
        raise ReadError(f"{name}：文件损坏或不完整：请重新下载") from error
    total = sum(member.file_size for member in members)
    if total > min(_MOST_BYTES, _MOST_RATIO * max(size, _SMALL)):
        raise ReadError(f"{name}：{size:,} 字节解开后达 {total:,} 字节，不像文档，未予解压：请检查文件来源")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise ReadError(f"{name}：有密码保护：请另存一份不带密码的")
