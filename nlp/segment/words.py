"""A text becomes words (分词): domain terms first and whole, jieba's words between them."""

from __future__ import annotations

from itertools import accumulate, pairwise

from nlp.errors import wrong_type
from nlp.segment import engine
from nlp.segment.lexicon import Lexicon, shipped

#: characters that stand for a term while the rest is cut; both engines let each of them stand alone
_PLACEHOLDERS = ("\x00", "\x01", "\ue000", "\uf8ff")


def segment(text: str, *, lexicon: Lexicon | None = None, by: str | None = None) -> list[str]:
    """Return the words of a text; their concatenation is exactly `text` (分词).

    Terms of the lexicon are set aside first (leftmost, longest) and never cut; each stretch between two terms is cut
    exactly as ``jieba.lcut`` cuts that stretch.

    Parameters
    ----------
    text : any text; ``Report.text`` or part of it, as a rule.
    lexicon : terms kept whole; the shipped ones of this genre by default.
    by : the engine, ``"rjieba"`` or ``"jieba"``; the fastest that is installed by default. The words are the same.

    Raises
    ------
    UsageError
        When `text` is no string, or `by` not an engine.
    """
    if not isinstance(text, str):
        raise wrong_type(text, "一段文字（str）", "报告请给 report.text，几段文字请逐段分")
    cut = engine.engine(by or engine.installed())
    spans = (shipped() if lexicon is None else lexicon).find(text)
    if not spans:
        return list(cut(text))
    mark = next((char for char in _PLACEHOLDERS if char not in text), None)
    if mark is None:
        return _piecewise(text, spans, cut)
    # one call for the whole text: a mark is a boundary to the engine, just as the end of a text is
    words = cut(mark.join(_between(text, spans)))
    at = -1
    for start, end in spans:
        at = words.index(mark, at + 1)
        words[at] = text[start:end]
    return words


def _between(text: str, spans: list[tuple[int, int]]) -> list[str]:
    stretches = []
    past = 0
    for start, end in spans:
        stretches.append(text[past:start])
        past = end
    stretches.append(text[past:])
    return stretches


def _piecewise(text: str, spans: list[tuple[int, int]], cut: engine.Cut) -> list[str]:
    first, *stretches = _between(text, spans)
    words = list(cut(first))
    for (start, end), stretch in zip(spans, stretches, strict=True):
        words += [text[start:end], *cut(stretch)]
    return words


def offsets(words: list[str], start: int = 0) -> list[tuple[int, int]]:
    """Return the span of each word, ``(start, end)``, the first beginning at `start` (词的位置).

    Parameters
    ----------
    words : that make up the text without gaps, as `segment` returns them; start : where the text begins in the report.
    """
    return list(pairwise(accumulate(map(len, words), initial=start)))
