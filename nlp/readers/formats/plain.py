"""Plain text and Markdown (.txt .md): decoded, cleaned, hard-wrapped lines joined, flattened tables set aside."""

from __future__ import annotations

from dataclasses import replace

from nlp.manifest import MAKER
from nlp.readers.formats.html import markup_extract
from nlp.readers.lines import cellruns, runs, traces
from nlp.readers.lines.decoding import decode
from nlp.readers.lines.extract import Extract, formats
from nlp.readers.lines.reflow import compose
from nlp.readers.lines.source import Source
from nlp.readers.page.embedded import is_markup, with_tables


class Plain:
    """Plain text (纯文本)."""

    suffixes: tuple[str, ...] = (".txt", ".md")

    def extract(self, data: bytes, source: str) -> Extract:
        """Return the paragraphs of a text file; see `nlp.readers.lines.extract.Format`."""
        decoded = decode(data, source)
        extract = text_extract(decoded.text, name=source)
        if MAKER in decoded.text:
            extract = replace(extract, ours=True)
        if not decoded.lost:
            return extract
        warning = f"有{decoded.lost}处字符无法解码（按{decoded.encoding}），已略去"
        return replace(extract, warnings=(*extract.warnings, warning))


def text_extract(text: str, *, name: str = "这段文字") -> Extract:
    """Return the paragraphs of a string, cleaned like those of a .txt file (文本提取).

    name : what to call it in an error.

    Raises
    ------
    ReadError
        When it is far longer than a report.
    """
    if is_markup(text):
        return markup_extract(with_tables(text), name)
    cleaned, origins = traces.removed(text)
    source = Source(cleaned, origins, name=name)
    return compose(source, runs.lines(source) if runs.apart(source.text) else cellruns.lines(source))


formats.register("plain")(Plain())
