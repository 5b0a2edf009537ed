"""Boxes of figures that float beside the text of a document (文本框): 数说公开 in large digits, no sentence of the report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.readers.identity.titles import GENRE
from nlp.readers.lines.source import NUMBERED
from nlp.readers.outline.document import matching_key
from nlp.readers.outline.wording import SURE, grammar

_COUNTED = re.compile(r"\d[\d,.]* *(?:[%％‰]|[万亿]?[件条个次篇期份人场元家项部])")
_SENTENCE = re.compile("[。；，！？：]")


def is_sidebar(rows: Sequence[str]) -> bool:
    """Return whether the lines of a floating box are counts and what was counted: no sentence, no heading, no title."""
    keys = [matching_key(row).strip() for row in rows]
    return any(map(_COUNTED.search, keys)) and not any(map(_is_text, keys))


def _is_text(key: str) -> bool:
    known = grammar().whole(key)
    titled = known is not None and known.quality >= SURE
    return titled or any(pattern.search(key) for pattern in (_SENTENCE, GENRE)) or NUMBERED.match(key) is not None
