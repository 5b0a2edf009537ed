"""What a file format yields before anyone looks for sections: blocks of text in reading order, and tables aside.

A format is one module in this package that registers an extractor:

    @formats.register("html")
    class Html: suffixes = (".html", ...); def extract(data: bytes, source: str) -> Extract
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from nlp.registry import Registry
from nlp.report import Table


class Block(NamedTuple):
    """One paragraph, heading or line (段落), without line breaks inside.

    text : cleaned and normalised one to one, except for characters taken out (see `runs`);
    runs : ``(start, end, place, offset)``: ``text[start:end]`` came from `offset` at `place` in the decoded source;
    heading : True when typography (a heading tag, a heading style, bold and alone) says it is a heading.
    """

    text: str
    runs: tuple[tuple[int, int, str, int], ...] = ()
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Extract:
    """A file as blocks (提取结果).

    tables : ``(position, table)``: the table stood before ``blocks[position]``;
    title : what the format itself says the title is (``<title>``, first ``<h1>``, document property), or None;
    ours : the file names this program as its maker (`nlp.manifest.MAKER`).
    """

    blocks: tuple[Block, ...]
    tables: tuple[tuple[int, Table], ...] = ()
    title: str | None = None
    warnings: tuple[str, ...] = ()
    ours: bool = False


class Format(Protocol):
    """A file format: which suffixes it answers to, and how bytes become blocks."""

    suffixes: tuple[str, ...]

    def extract(self, data: bytes, source: str) -> Extract:
        """Return the blocks of one file.

        Raises
        ------
        ReadError
            When the bytes cannot be read as this format; the message says what to do.
        """
        ...


formats: Registry[Format] = Registry("文件格式", "nlp.readers.formats")
