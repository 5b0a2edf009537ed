r"""Traces of the programs a text went through (程序痕迹): ``\n`` and ``&nbsp;`` spelled out, ``_x000D_`` of Excel, ``<br>``.

Texts in the cells of tables and in copied files have them. What stands for a character becomes it, what stands for none is
left out; where the rest lay is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

#: where each stretch of the new text lay: ``(start, place, offset)``
Origins = list[tuple[int, str, int]]

_BREAK = r"\\r\\n|\\[nr](?![a-z])|<br ?/?>|</?(?:p|div|li|tr|h[1-6])(?: [^<>]{0,300})?>"
_BLANK = r"\\t(?![a-z])|\\u3000|\\xa0"
_CHARACTER = "&(?:nbsp|emsp|ensp|[lr][ds]quo|hellip|mdash|middot|quot|lt|gt|amp|#[0-9]{1,6}|#x[0-9a-fA-F]{1,5});"
_NOTHING = r"_x000[dD]_|</?(?:span|font|strong|b|o:p|a)(?: [^<>]{0,300})?>|<!--.{0,300}?-->|\\(?=[.()（）\[\]*_#+!-])"
_TRACE = re.compile(f"({_BREAK})|({_BLANK})|({_CHARACTER})|{_NOTHING}", re.DOTALL)
#: what each of them begins with
_SIGN = re.compile(r"[&\\<_]")
_SIGNS = ("&", "\\", "<", "_x000")
#: a blank between two Chinese words; where there are that many, the text was cut into words (分词) or read by OCR
_BETWEEN = re.compile(
    "(?<=[\u3400-\u9fff，。、；：！？（）《》“”]) +(?=[\u3400-\u9fff，。、；：！？（）《》“”])"
    "|(?<=[0-9]) +(?=(?:[0-9]+ +){0,2}[0-9]+ *年)"
)
_SHARE, _HEAD = 0.2, 1000


def removed(text: str) -> tuple[str, Origins]:
    """Return a text without such traces, and where its stretches lay in `text`."""
    if any(sign in text for sign in _SIGNS):
        found = (_TRACE.match(text, sign.start()) for sign in _SIGN.finditer(text))
        return _without(text, ((*match.span(), _meant(match)) for match in found if match))
    if text.count(" ") > _SHARE * len(text) and len(_BETWEEN.findall(text[:_HEAD])) > _SHARE * len(text[:_HEAD]):
        return _without(text, ((*match.span(), "") for match in _BETWEEN.finditer(text)))
    return text, [(0, "", 0)]


def _without(text: str, traces: Iterable[tuple[int, int, str]]) -> tuple[str, Origins]:
    """The text with each stretch ``start:end`` put as what it means."""
    pieces: list[str] = []
    origins: Origins = []
    at = size = 0
    for start, end, meant in (*traces, (len(text), len(text), "")):
        if start < at:
            continue
        for piece, offset in ((text[at:start], at), (meant, start)):
            if piece:
                pieces.append(piece)
                origins.append((size, "", offset))
                size += len(piece)
        at = end
    return "".join(pieces), origins or [(0, "", 0)]


def _meant(trace: re.Match[str]) -> str:
    line, blank, character = trace.groups()
    if character:
        return unescape(character)
    return "\n" if line else " " if blank else ""
