"""Whether a string is plain prose, told at a glance (一望而知): no section can begin in it, so it need not be read as a report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp import kernel
from nlp.readers.outline.document import matching_key
from nlp.readers.outline.headings import FEWEST_LABELS, LABEL, LINE, LONGEST, STOP, closed_up
from nlp.readers.outline.wording import WINDOW
from nlp.text import INVISIBLE, normalise

_NUMERALS, _BLANKS, _NUMBER_ENDS = "一二三四五六七八九十", " \u3000", "、丶﹑﹒.．，：,:"
#: what the numbers of headings can begin with, on text that is not folded yet
_NUMBER = re.compile(f"[{_NUMERALS}](?:[{_BLANKS}]|{INVISIBLE.pattern}){{0,4}}[{_NUMBER_ENDS}]")
_NUMBERED_LINE = re.compile(f"\n[{_BLANKS}]*[一二]、")
_PART = re.compile(f"第[{_NUMERALS}]{{1,3}}部分")
_BRACKETED_PROBLEM = re.compile(f"[（(][{_NUMERALS}]{{1,2}}[）)](?=[^。\n]{{0,30}}?[问問困难難不足差距短板薄弱])")
_OPENING = re.compile(
    "[#*>= ◆◇●○■□★☆▲△►▶➤•·【\\[\u3000]*"
    f"(?:第[{_NUMERALS}]|附|[{_NUMERALS}]{{1,2}}(?![{_NUMERALS}是方])|[0-9０-９]{{1,2}}[ \u3000]?[、.．，：,: \u3000])"
)
#: what is dropped from the beginning of a line before it is read is no longer than that, with a heading after it
_REACH = 120


def plainly_none(text: str) -> bool:
    """Return whether a string shows at a glance that no section can begin in it: nothing in it is worded as a title.

    True is certain (what only its numbers speak for never reaches the confidence that ships); False means that it has to
    be read.
    """
    return (
        # what looks like a whole report is read in any case
        not _NUMBERED_LINE.search(text)
        and "|" not in text
        # 公開: a traditional copy is folded as a whole before titles are looked for
        and "開" not in text
        and not ("部分" in text and _PART.search(text))
        and not _some_line_may_open(text)
        and not any(_may_be_titled(text, end) for end in _numbered(text))
        and not (text.count("\n") >= FEWEST_LABELS - 1 and len(LABEL.findall(text)) >= FEWEST_LABELS)
    )


def _numbered(text: str) -> Iterator[int]:
    """Yield where each number of a heading may end."""
    if kernel.compiled is None or kernel.compiled.followed(text, *_number_bits()):
        yield from (number.end() for number in _NUMBER.finditer(text))


@cache
def _number_bits() -> tuple[bytes, bytes]:
    """Return what such a number can end with, as the kernel takes it, and what can stand right behind that."""
    invisible = INVISIBLE.findall("".join(map(chr, range(0x10000))))
    return kernel.bits(_NUMERALS), kernel.bits(_BLANKS + _NUMBER_ENDS + "".join(invisible))


def _some_line_may_open(text: str) -> bool:
    """Return whether a line of a string may begin with a title; one of prose is long and begins with no number."""
    start = 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        opening = body[:_REACH]
        titles: list[int] = []
        if "（" in opening or "(" in opening:
            # headings numbered （一） count only at the beginning of a line, and where one of them opens section five
            titles = [bracket.end() for bracket in _BRACKETED_PROBLEM.finditer(opening)]
        if body and body[0] not in "（(" and (len(body) <= LONGEST or _OPENING.match(opening)):
            number = LINE.match(matching_key(normalise(opening)))
            titles.append(number.end() if number else 0)
        if titles:
            begin = start + line.index(opening)
            if INVISIBLE.search(opening) or any(_may_be_titled(text, begin + title) for title in titles):
                return True
        start += len(line)
    return False


def _may_be_titled(text: str, at: int) -> bool:
    """Return whether a title may begin at a place of a string, on its line or broken over those that follow."""
    joined = ""
    for line in INVISIBLE.sub("", normalise(text[at : at + _REACH])).splitlines():
        joined = (joined + line).lstrip(" 【")
        window = matching_key(joined[:WINDOW])
        match = STOP.search(window)
        if closed_up(window, match.start() if match else len(window)) is not None:
            return True
    return False
