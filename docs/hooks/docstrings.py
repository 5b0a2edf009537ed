"""Makes Markdown of the package's docstrings before mkdocstrings shows them.

They are written for `help()`: numpy's sections, entries as ``name : what it is``, formulas as LaTeX.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import griffe
from latex2mathml.converter import convert

TITLES = {
    "Parameters": "参数", "Attributes": "属性", "Returns": "返回", "Yields": "逐个给出", "Raises": "会报的错误",
    "Notes": "说明",
}  # fmt: skip
_SECTION = re.compile(rf"^({'|'.join(TITLES)})\n-+\n", re.M)
_NAMES = r"\*{0,2}[A-Za-z_]\w*(?:, [A-Za-z_]\w*)*"
_ENTRY = re.compile(rf"({_NAMES}) : ")
_NEXT = re.compile(rf"[;.]\s+(?={_NAMES} : )")
_FORMULA = re.compile(r"^\.\. math::[ ]*(.*(?:\n[ ]+\S.*)*)", re.M)
_ROLE = re.compile(r":math:`([^`]+)`")
_INLINE = re.compile(r"(?<!`)``(?!`)([^`\n]*(?:\\|_\{)[^`\n]*)``(?!`)")


class Docstrings(griffe.Extension):
    """Rewrites every docstring when its object is loaded."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rewrite one."""
        if obj.docstring:
            obj.docstring.value = readable(obj.docstring.value)


def readable(docstring: str) -> str:
    """Return a docstring as Markdown."""
    opening, *rest = _SECTION.split(docstring)
    parts = [_prose(opening)]
    for title, body in zip(rest[::2], rest[1::2], strict=True):
        parts.append(f"**{TITLES[title]}**\n\n{_SHAPES.get(title, _prose)(body)}")
    return "\n\n".join(part.strip() for part in parts)


def _prose(text: str) -> str:
    """Return paragraphs, those that describe fields as lists."""
    with_formulas = _FORMULA.sub(lambda found: _fence(found.group(1)), text)
    blocks = [_entries(block) if _ENTRY.match(block) else block for block in re.split(r"\n{2,}", with_formulas)]
    return _inline("\n\n".join(blocks))


def _fence(formula: str) -> str:
    return f"\n```math\n{' '.join(formula.split())}\n```\n"


def _inline(text: str) -> str:
    text = _ROLE.sub(lambda found: convert(found.group(1)), text)
    return _INLINE.sub(lambda found: convert(found.group(1)), text)


def _entries(text: str) -> str:
    """Return ``a : what; b, c : what`` as a list, one line an entry."""
    items = []
    for line in _joined(text):
        for entry in _NEXT.split(line):
            name, found, meaning = entry.partition(" : ")
            items.append(f"- `{name}`: {_inline(meaning)}" if found else f"- {_inline(entry)}")
    return "\n".join(items)


def _named(text: str) -> str:
    """Return entries of a name and an indented description as a list."""
    items: list[str] = []
    for line in text.strip().splitlines():
        if not line.startswith(" "):
            items.append(f"- `{line.strip()}`:")
        elif items:
            items[-1] += f" {line.strip()}"
    return _inline("\n".join(items))


def _returned(text: str) -> str:
    lines = text.strip().splitlines()
    return _named(text) if len(lines) > 1 and lines[1].startswith(" ") else _prose(text)


def _joined(text: str) -> list[str]:
    """Return the entries of a section, each with its continuation lines."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        if lines and (line.startswith(" ") or not _ENTRY.match(line)):
            lines[-1] = f"{lines[-1]} {line.strip()}"
        else:
            lines.append(line.strip())
    return lines


_SHAPES: dict[str, Callable[[str], str]] = {
    "Parameters": _entries, "Attributes": _entries, "Raises": _named, "Returns": _returned, "Yields": _returned,
}  # fmt: skip
