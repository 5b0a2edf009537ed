"""A file on disk becomes an extract: found, measured, recognised by its bytes, and handed to its format (读取文件)."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from nlp import settings
from nlp.errors import ReadError
from nlp.manifest import sha256
from nlp.readers.lines.extract import Extract, formats

TABLE_SUFFIXES = (".jsonl", ".csv", ".xlsx")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|div|p|table|h1)\b",
    re.I | re.S,
)
_SAVED_PAGE = re.compile(rb"(?:^|\n)content-type:\s*multipart/related", re.I)
_HEAD, _PIECE = 4096, 1 << 20


def load(path: str | Path, *, max_bytes: int | None = None) -> tuple[bytes, str, Extract]:
    """Return the bytes of a file, their SHA-256, and its blocks (读取).

    Parameters
    ----------
    path : the file; its suffix names the format unless its first bytes say otherwise.
    max_bytes : the largest file read; without it, the setting ``read.max_bytes``.

    Raises
    ------
    ReadError
        When the file is missing, unreadable, empty, too large, of no known format, or damaged; one line that says
        what to do.
    """
    name = str(path)
    limit = settings.load()["read"]["max_bytes"] if max_bytes is None else max_bytes
    data = read_bytes(path, limit)
    found = formats[recognised(data, name)].extract(data, name)
    if not any(block.text for block in found.blocks):
        raise ReadError(f"{name}：里面没有文字，报告可能是图片或附件：请给出含有正文的文件")
    return data, sha256(data), found


def read_bytes(path: str | Path, limit: int) -> bytes:
    """Return the bytes of a regular file of at most `limit` bytes.

    Raises
    ------
    ReadError
        When it cannot be opened, is no regular file, is empty, or is larger.
    """
    try:
        # opened without waiting, so that a pipe cannot hold us up
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                raise ReadError(f"{path}：不是普通文件：请给出一份报告的路径")
            data = _contents(handle, found.st_size, limit)
        finally:
            os.close(handle)
    except (OSError, TypeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ReadError(f"{path}：打不开（{reason}）：请检查路径和权限") from error
    if len(data) > limit:
        raise ReadError(f"{path}：超过 {limit:,} 字节：如确是一份报告，请在 gongkai.toml 里调高 read.max_bytes")
    if not data or data.isspace():
        raise ReadError(f"{path}：文件是空的：请重新下载")
    return data


def _contents(handle: int, size: int, limit: int) -> bytes:
    """The bytes of an open file, as many as tell that it is larger than `limit`; `size` is what the system says it has.

    With as few calls of the system as there can be: a hundred thousand small files are read one by one.
    """
    data = os.read(handle, min(size, limit) + 1)
    # a file that grows, or that the system tells no size of, is read to its end
    while len(data) != size and len(data) <= limit and (more := os.read(handle, _PIECE)):
        data += more
    return data


def recognised(data: bytes, name: str) -> str:
    """Return the name of the format of some bytes: what they begin with, else what the suffix says (格式识别).

    Raises
    ------
    ReadError
        When neither names a format that is read.
    """
    suffix = Path(name).suffix.lower()
    if by_bytes := _by_bytes(data, name):
        return by_bytes
    for format_name, found in formats.items():
        if suffix in found.suffixes:
            return _text_for(format_name, data, name)
    if suffix in TABLE_SUFFIXES:
        raise ReadError(f"{name}：是文本表，不是一份报告：请用 read_table 逐行读取")
    known = "、".join(sorted(s for _, found in formats.items() for s in found.suffixes))
    raise ReadError(f"{name}：不支持 {suffix or '没有后缀的文件'}：应为 {known} 之一")


def _by_bytes(data: bytes, name: str) -> str | None:
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _package(data, name)
    if head.startswith((b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")):
        return "office"
    if head.startswith(_PICTURES):
        raise ReadError(f"{name}：是图片：请先做文字识别（OCR），再给出文本")
    if b"multipart/related" in head.lower() and _SAVED_PAGE.search(head):
        return "mhtml"
    return None


def _package(data: bytes, name: str) -> str:
    if b"word/" in data:
        return "docx"
    kind = "是电子表格" if b"xl/" in data else "是 zip 压缩包"
    raise ReadError(f"{name}：{kind}，不是文档：请取出其中的报告再给出")


def _text_for(format_name: str, data: bytes, name: str) -> str:
    """A text format by suffix, unless the bytes are another text format; binary formats must show their own mark."""
    if format_name in ("pdf", "docx", "office", "mhtml"):
        if _MARKUP.match(data[:_HEAD]):
            return "html"
        if format_name == "mhtml":
            return "mhtml"
        raise ReadError(f"{name}：内容与后缀不符：请打开后按实际格式另存")
    return "html" if _MARKUP.match(data[:_HEAD].removeprefix(b"\xef\xbb\xbf")) else format_name
