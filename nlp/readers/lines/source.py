"""Text as lines that remember which characters of the file they are made of (行与来源).

Everything between a decoded file and its blocks works on lines: cutting marks out of one, joining two into a paragraph.
A line is a list of spans into one source text, so that whatever is cut or joined, the way back stays true.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from nlp.errors import ReadError
from nlp.readers.lines.extract import Block
from nlp.report import Table
from nlp.text import INVISIBLE, LOOKALIKES, blanked, normalise

Spans = tuple[tuple[int, int], ...]


#: the number a heading or item begins with
NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,2}(?:部分|章)"
)


class Line(NamedTuple):
    """A line or paragraph: `text` is the characters of `spans` in the source, in order.

    heading : typography says it is a heading; opens : typography says a paragraph begins here (an indent, an element
    of its own); full : it reaches the right margin, so its sentence may go on in the next line.
    """

    text: str
    spans: Spans
    heading: bool = False
    opens: bool = False
    full: bool = False


_new = tuple.__new__


def made(text: str, spans: Spans, heading: bool = False, opens: bool = False, full: bool = False) -> Line:
    """Return a line; faster than calling its type, which counts for the hundreds a report has."""
    return _new(Line, (text, spans, heading, opens, full))


#: what stands in a file, top to bottom
Item = Line | Table

#: marks of whoever copied the report: 〔转录者省略：…〕, 〔略〕; never 〔2020〕, which is part of a document number
_GAP_MARK = re.compile("〔(?:[^〔〕\n]{0,12}省略[^〔〕\n]{0,60}|[^〔〕\n]{0,6}略|转录者[^〔〕\n]{0,60})〕")
#: the sound of a character that a copying site put behind it: 報(bào)告 (注音)
_SOUND = re.compile(
    # the bracket first, so that the search is for that
    "[(（](?<=[\u4e00-\u9fff].)[a-zü]{0,3}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{0,4}[)）]"
)
_OTHER_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
_OTHER_BREAK = re.compile(f"[{_OTHER_BREAKS}](?<!\r(?=\n))")
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
#: what every such mark has in it
_SIGN = re.compile(f"[〔{_TONES}{INVISIBLE.pattern[1:-1]}]")
#: most texts hold none of these, which one look tells
_ODD = re.compile(f"[{_TONES}{INVISIBLE.pattern[1:-1]}{LOOKALIKES.pattern[1:-1]}]")
_EMPTY = Line("", ())
_MOST_CHARACTERS = 2_000_000


class Source:
    """The decoded text of a file, normalised one to one, and where each stretch of it lies in the file.

    Parameters
    ----------
    text : the decoded characters.
    origins : ``(start, place, offset)``: from `start` on, the text came from `offset` at `place`.
    name : the file, for the error; whole_lines : the caller knows the lines, rarer line breaks inside them are blanks.

    Raises
    ------
    ReadError
        When there is more text than a hundred reports have: reading it would take minutes.
    """

    __slots__ = ("_odd", "_signs", "_sounds", "_starts", "marked", "origins", "text")

    def __init__(
        self,
        text: str,
        origins: Sequence[tuple[int, str, int]] = ((0, "", 0),),
        *,
        name: str = "这段文字",
        whole_lines: bool = False,
    ) -> None:
        if len(text) > _MOST_CHARACTERS:
            raise ReadError(f"{name}：有 {len(text):,} 字，最多读 {_MOST_CHARACTERS:,} 字：请检查是否只有一份报告")
        if any(mark in text for mark in _OTHER_BREAKS):
            text = _OTHER_BREAK.sub(" " if whole_lines else "\n", text)
        self.origins = origins
        self._starts = [start for start, _, _ in origins]
        self.text = text = blanked(text)
        self._odd = odd = _ODD.search(text) is not None
        if odd:
            self.text = text = normalise(text)
        # 〔2020〕 is no mark, and neither is a tone without its bracket
        self._sounds = odd and _SOUND.search(text) is not None
        gaps = "〔" in text and _GAP_MARK.search(text) is not None
        self.marked = self._sounds or gaps or (odd and INVISIBLE.search(text) is not None)
        self._signs = [match.start() for match in _SIGN.finditer(text)] if self.marked else []

    def line(self, start: int, end: int, *, heading: bool = False, opens: bool = False, full: bool = False) -> Line:
        """Return the line of one stretch, without marks that carry no text and blanks at its ends."""
        row = self.text[start:end]
        bare = row.strip()
        if len(bare) != len(row):
            start += len(row) - len(row.lstrip())
        line = made(bare, ((start, start + len(bare)),), heading, opens, full) if bare else _EMPTY
        if not self._signs or not self._signed(start, start + len(bare)):
            return line
        return strip(without(line, _marks(bare, sounds=self._sounds)))

    def laid(self, rows: Iterable[tuple[int, int, bool, bool]]) -> list[Line]:
        """Return the lines of a page's layout that hold anything.

        rows : of each, without blanks at its ends, where it begins and ends, whether a paragraph opens there and whether it
            is full.
        """
        text = self.text
        if self._signs:
            lines = [self.line(start, end, opens=opens, full=full) for start, end, opens, full in rows]
            return [line for line in lines if line.text]
        lines = [_new(Line, (text[a:b], ((a, b),), False, opens, full)) for a, b, opens, full in rows]
        # what stands for a blank in the file may have become one at the ends
        return [line for each in lines if (line := strip(each)).text] if self._odd else lines

    def _signed(self, start: int, end: int) -> bool:
        following = bisect_left(self._signs, start)
        return following < len(self._signs) and self._signs[following] < end

    def lines(self, start: int = 0, end: int | None = None) -> list[Line]:
        """Return the text line by line; empty lines come as one empty line, a deep indent opens a paragraph."""
        found: list[Line] = []
        before = ""
        at = start
        for row in self.text[start:end].split("\n"):
            bare = row.strip()
            if self._signs and self._signed(at, at + len(row)):
                line = self.line(at, at + len(row), opens=row.startswith("  "))
                bare = line.text
            elif bare:
                begin = at if bare is row else at + row.index(bare[0])
                # `made` in its own words: this is done for every line of every file
                line = _new(Line, (bare, ((begin, begin + len(bare)),), False, row.startswith("  "), False))
            else:
                line = _EMPTY
            if bare or before:
                found.append(line)
            before = bare
            at += len(row) + 1
        return found

    def block(self, line: Line) -> Block:
        """Return the block of one line, with its map back to the file."""
        text, spans, heading, _, _ = line
        if not spans:
            return Block(text, (), heading)
        first = spans[0][0]
        index = bisect_right(self._starts, first)
        if index < len(self._starts) and spans[-1][1] > self._starts[index]:
            return Block(text, tuple(self._runs(spans)), heading)
        # most lines lie in one piece of the file
        begin, place, offset = self.origins[index - 1]
        shift = offset - begin
        if len(spans) == 1:
            return _new(Block, (text, ((0, len(text), place, first + shift),), heading))
        runs: list[tuple[int, int, str, int]] = []
        at = 0
        for start, end in spans:
            past = at + end - start
            runs.append((at, past, place, start + shift))
            at = past
        return _new(Block, (text, tuple(runs), heading))

    def _runs(self, spans: Spans) -> Iterator[tuple[int, int, str, int]]:
        at = 0
        for first, past in spans:
            start = first
            index = bisect_right(self._starts, start) - 1
            while start < past:
                begin, place, offset = self.origins[index]
                index += 1
                end = min(past, self._starts[index]) if index < len(self._starts) else past
                yield at, at + end - start, place, offset + start - begin
                at += end - start
                start = end


def bare_lines(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Return the lines of a stretch that hold anything, without blanks at their ends, and where each begins."""
    found: list[tuple[int, str]] = []
    for row in text[start:end].split("\n"):
        if bare := row.strip():
            found.append((start if bare is row else start + row.index(bare[0]), bare))
        start += len(row) + 1
    return found


def _marks(text: str, *, sounds: bool) -> list[tuple[int, int]]:
    marks = [match.span() for match in INVISIBLE.finditer(text)]
    if "〔" in text:
        marks += [match.span() for match in _GAP_MARK.finditer(text)]
    if sounds:
        marks += [match.span() for match in _SOUND.finditer(text)]
    return sorted(marks)


def without(line: Line, cuts: Iterable[tuple[int, int]]) -> Line:
    """Return the line without the stretches `cuts` of its text (in order; they may overlap)."""
    keep: list[tuple[int, int]] = []
    at = 0
    for start, end in cuts:
        if at < start:
            keep.append((at, start))
        at = max(at, end)
    if at == 0:
        return line
    if at < len(line.text):
        keep.append((at, len(line.text)))
    text, spans, *told = line
    return made("".join([text[a:b] for a, b in keep]), _within(spans, keep), *told)


def part(line: Line, start: int, end: int) -> Line:
    """Return the stretch ``start:end`` of a line's text as a line of its own."""
    text, spans, *told = line
    return made(text[start:end], _within(spans, [(start, end)]), *told)


def _within(spans: Spans, keep: Sequence[tuple[int, int]]) -> Spans:
    """The source spans of the stretches `keep` of a line's text (in order, apart)."""
    if len(spans) == 1:
        first, _ = spans[0]
        return tuple([(first + start, first + end) for start, end in keep])
    found: list[tuple[int, int]] = []
    place = iter(spans)
    stop = at = 0
    first = past = 0
    for start, end in keep:
        while stop <= start:
            first, past = next(place)
            at, stop = stop, stop + past - first
        shift = first - at
        while end > stop:
            # the stretch goes on in the next span
            found.append((start + shift, past))
            start = stop  # noqa: PLW2901
            first, past = next(place)
            at, stop = stop, stop + past - first
            shift = first - at
        found.append((start + shift, end + shift))
    return tuple(found)


_LONGEST_HEADING = 60


def heads(text: str) -> bool:
    """Return whether a text that typography marks as a heading may be one: short, and no sentence."""
    return len(text) <= _LONGEST_HEADING and "。" not in text[:-1] and not any(mark in text for mark in "，；")


def strip(line: Line) -> Line:
    """Return the line without blanks at its ends."""
    text = line.text
    bare = text.strip()
    if len(bare) == len(text):
        return line
    start = len(text) - len(text.lstrip())
    return part(line, start, start + len(bare))


def joined(lines: Sequence[Line]) -> Line:
    """Return the lines as one, in order, nothing put between them."""
    if len(lines) == 1:
        return lines[0]
    spans: list[tuple[int, int]] = []
    for line in lines:
        for start, end in line.spans:
            if spans and spans[-1][1] == start:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
    first = lines[0]
    text = "".join([line.text for line in lines])
    return made(text, tuple(spans), first.heading, first.opens, lines[-1].full)
