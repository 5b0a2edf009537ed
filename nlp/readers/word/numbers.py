"""The numbers Word writes by itself (自动编号): 一、 and （一） are often not in the text but in the list format."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from nlp.readers.word.xml import value

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_CHINESE = frozenset(
    [
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "ideographDigital",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "japaneseDigitalTenThousand",
        "chineseLegalSimplified",
    ]
)
_PLACE = re.compile(r"%([1-9])")


def chinese_number(number: int) -> str:
    """Return 1 to 99 as 一 to 九十九; other numbers as digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


class _Level(NamedTuple):
    start: int
    style: str
    pattern: str


class Numbering:
    """The list formats of one document, counting while its paragraphs are read in order.

    Parameters
    ----------
    numbering : the root of ``numbering.xml``, or None.
    styles : the root of ``styles.xml``, or None.
    """

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        if numbering is not None:
            self._read(numbering)
        # few of the hundreds of styles number anything
        for numbered in styles.iterfind(f".//{_W}numPr") if styles is not None else ():
            style = numbered.getparent().getparent()
            found = value(style, "pPr", "numPr", "numId")
            if found and style.tag == f"{_W}style":
                self._by_style[style.get(f"{_W}styleId", "")] = (found, _whole(value(style, "pPr", "numPr", "ilvl")))

    def _read(self, numbering: Any) -> None:
        for abstract in numbering.iter(f"{_W}abstractNum"):
            self._levels[abstract.get(f"{_W}abstractNumId", "")] = {
                _whole(level.get(f"{_W}ilvl")): _Level(
                    _whole(value(level, "start"), 1), value(level, "numFmt") or "", value(level, "lvlText") or ""
                )
                for level in abstract.iter(f"{_W}lvl")
            }
        for number in numbering.iter(f"{_W}num"):
            name = number.get(f"{_W}numId", "")
            self._lists[name] = value(number, "abstractNumId") or ""
            self._restarts[name] = {
                _whole(change.get(f"{_W}ilvl")): _whole(value(change, "startOverride"), 1)
                for change in number.iter(f"{_W}lvlOverride")
                if value(change, "startOverride") is not None
            }

    def label(self, paragraph: Any) -> str:
        """Return the number Word prints before this paragraph, counting it."""
        name = value(paragraph, "pPr", "numPr", "numId")
        depth = _whole(value(paragraph, "pPr", "numPr", "ilvl"))
        if name is None:
            name, depth = self._by_style.get(value(paragraph, "pPr", "pStyle") or "", ("", 0))
        levels = self._levels.get(self._lists.get(name, ""), {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(self._lists[name], {})
        for level, start in self._restarts.pop(name, {}).items():
            counts[level] = start - 1
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if levels[depth].style in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda match: _written(levels, counts, int(match[1]) - 1), levels[depth].pattern)


def _written(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
    level = levels.get(depth)
    number = counts.get(depth, level.start if level else 1)
    if level is not None and level.style in _CHINESE:
        return chinese_number(number)
    if level is not None and level.style == "decimalEnclosedCircle" and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    return str(number)


def _whole(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else default
