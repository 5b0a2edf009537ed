"""The words that can be keywords or topic words (实词): two characters or more, no stop words, no numerals."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator

from nlp.report import Report, Span
from nlp.segment.choices import Wording, shipped
from nlp.segment.places import looks_like_place
from nlp.segment.words import segment

Token = tuple[str, int, int]
"""``(word, start, end)``: its span in the text it was taken from."""

#: holds an ideograph or a letter; a run of digits, a percentage or a mark is no term
_WORD = re.compile("[\u3400-\u4dbf\u4e00-\u9fffA-Za-z]")
#: a figure with its unit, spelt out: 二十余件, 第三, 三百多; or what is left of a set phrase that was cut: 一区, 三本
_NUMERAL = re.compile(
    "第?[零〇○一二三四五六七八九十百千万亿两几数多余]+(?:[个项条件份次名人家种类篇期场台套批年月日届级位册本轮成方案户处面]|人次|场次)?"
    "|[一二两三四五六七八九十][\u4e00-\u9fff]"
)


def is_content(word: str, stop: frozenset[str], terms: Container[str] = ()) -> bool:
    """Return whether a word may stand in a list of keywords (是否实词).

    A word made of two stop words, as jieba's dictionary has many (切实加强, 工作情况), is one itself, unless it is one of
    the `terms` (主动公开).
    """
    return (word in terms and word not in stop) or (
        len(word) > 1
        and word not in stop
        and bool(_WORD.search(word))
        and not _NUMERAL.fullmatch(word)
        and not any(word[:cut] in stop and word[cut:] in stop for cut in range(2, len(word) - 1))
    )


def counts(word: str, leave: frozenset[str], wording: Wording) -> bool:
    """Return whether a word counts under some choices; `leave` is what they leave out, ``wording.left_out()``."""
    if not wording.places and looks_like_place(word) and word not in wording.lexicon:
        return False
    return is_content(word, leave, wording.lexicon)


def content_words(report: Report, spans: Iterable[Span], *, wording: Wording | None = None) -> Iterator[Token]:
    """Yield the content words of some spans of a report, with their places in ``report.text`` (实词及位置).

    Parameters
    ----------
    report : the report.
    spans : stretches of its text, each segmented by itself.
    wording : terms kept whole and words left out; the shipped ones by default.

    Yields
    ------
    tuple
        The word, and where it starts and ends in ``report.text``.
    """
    chosen = wording or shipped()
    leave = chosen.left_out(report)
    kept: dict[str, bool] = {}
    for span in spans:
        at = span.start
        for word in segment(report.text[span.start : span.end], lexicon=chosen.lexicon):
            past = at + len(word)
            if word not in kept:
                kept[word] = counts(word, leave, chosen)
            if kept[word]:
                yield word, at, past
            at = past
