"""Pages as browsers save them in one file (.mhtml .mht): the page is taken out and read as such (单一文件网页)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlp.errors import ReadError
from nlp.readers.formats.html import Html
from nlp.readers.lines.extract import Extract, formats

if TYPE_CHECKING:
    from email.message import Message


#: the file's own header is no longer
_HEAD = 4096
#: the header of a part that no page is in
_PICTURE = re.compile(rb"\s*+(?:[^\s:]++:[^\n]*\n)*?content-type:\s*(?:image|font|audio|video)/", re.IGNORECASE)


class Mhtml:
    """Single-file web pages (单一文件网页)."""

    suffixes: tuple[str, ...] = (".mhtml", ".mht")

    def extract(self, data: bytes, source: str) -> Extract:
        """Return the main text of the saved page; see `nlp.readers.lines.extract.Format`."""
        page = _page(data, source)
        if page is None:
            raise ReadError(f"{source}：文件里没有网页：请重新保存为完整网页或文本")
        return Html().extract(page, source)


def _page(data: bytes, source: str) -> bytes | None:
    """The largest page inside: frames and advertisements are saved beside it."""
    from email import message_from_bytes

    try:
        pages = [body for part in message_from_bytes(_without_pictures(data)).walk() if (body := _html(part))]
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise ReadError(f"{source}：保存的网页已损坏：请重新保存") from error
    return max(pages, key=len, default=None)


def _without_pictures(data: bytes) -> bytes:
    """The file without its pictures, which are most of it and would be taken apart line by line."""
    from email.parser import BytesHeaderParser

    boundary = BytesHeaderParser().parsebytes(data[:_HEAD]).get_boundary()
    if not boundary:
        return data
    mark = b"\n--" + boundary.encode("utf-8", "surrogateescape")
    head, *parts = data.split(mark)
    return mark.join([head, *(part for part in parts if not _PICTURE.match(part))])


def _html(part: Message) -> bytes | None:
    if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
        return None
    body = part.get_payload(decode=True)
    return body if isinstance(body, bytes) else None


formats.register("mhtml")(Mhtml())
