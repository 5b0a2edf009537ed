"""Markdown signs taken out (标记符号): reports are copied out of chat windows and converters, and ``###`` stays on some items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.readers.lines.source import Line, heads, strip, without

_LEADING = re.compile(r"(?:>\s*)*(?:(#{1,6})\s*|[-*+]\s+(?=\D|20\d\d ?年))|(?:>\s*)+")
_EMPHASIS = re.compile(r"\*\*|__(?=\S)|(?<=\S)__|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])|`")
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,400}\)")
#: 公报[^1]: what points to a footnote, not the note itself
_NOTE = re.compile(r"\[\^[^\]\s]{1,20}\](?!:)")
#: a number with its mark escaped is to begin no list
_ESCAPE = re.compile(r"\\(?=[.()\[\]{}#*_+!>|~`-])")
#: ### 一、概述 {#一概述 .unnumbered}: what a converter notes behind a heading
_ATTRIBUTES = re.compile(r" ?\{[#.][^{}]{0,80}\}$")
_SIGNS = frozenset("#*`[>-+_")
_SIGNED_LINE = re.compile(r"\n[#*`\[>+_=-]")
#: * * * and ------: a rule, and right below a line the mark of a heading (setext)
_RULE = re.compile(r"([-*_=])(?: *\1){2,}")
_PARTING = Line("", ())
_RULES, _UNDERLINE = frozenset("-*_="), frozenset("-=")


def some_may_be_marked(text: str) -> bool:
    """Return whether any line of a text may hold Markdown signs."""
    return "**" in text or "](" in text or "[^" in text or "\\" in text or _SIGNED_LINE.search("\n" + text) is not None


def may_be_marked(text: str) -> bool:
    """Return whether a line that holds something may hold Markdown signs."""
    return text[0] in _SIGNS or "**" in text or "](" in text or "[^" in text or "\\" in text


def all_unmarked(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without Markdown signs; a rule is left as an empty line, and the line it underlines is a heading."""
    found: list[Line] = []
    for line in lines:
        if line.text and line.text[0] in _RULES and _RULE.fullmatch(line.text):
            if found and line.text[0] in _UNDERLINE and heads(found[-1].text):
                found[-1] = found[-1]._replace(heading=bool(found[-1].text))
            found.append(_PARTING)
        else:
            found.append(unmarked(line) if line.text else line)
    return found


def unmarked(line: Line) -> Line:
    """Return the line without Markdown signs; a ``#`` makes it a heading, all bold as well."""
    text = line.text
    if not may_be_marked(text):
        return line
    leading = _LEADING.match(text)
    bold = text.startswith("**") and text.endswith("**") and text.count("**") == 2
    cuts = [leading.span()] if leading else []
    start = leading.end() if leading else 0
    cuts += [match.span() for match in _EMPHASIS.finditer(text, start)] if "*" in text or "`" in text else []
    cuts += [match.span() for match in _NOTE.finditer(text, start)] if "[^" in text else []
    cuts += [match.span() for match in _ESCAPE.finditer(text, start)] if "\\" in text else []
    if leading and leading[1] and (noted := _ATTRIBUTES.search(text, start)):
        cuts.append(noted.span())
    for match in _LINK.finditer(text, start):
        cuts += [(match.start(), match.start(1)), (match.end(1), match.end())]
    found = strip(without(line, sorted(cuts)))
    loud = bool(leading and leading[1]) or bold
    return found._replace(heading=True) if loud and heads(found.text) else found
