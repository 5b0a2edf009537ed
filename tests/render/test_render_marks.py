"""Marks on quotes: whatever spans overlap, the words stay the words, and each span is drawn where it lies."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nlp.display import visible
from nlp.render.brief import text_of
from nlp.render.marks import CUE_MARKS, EDIT_MARKS, MARKS, WORDING_MARKS, clip_of, mark_of, quote_of
from nlp.report import Report

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(CUE_MARKS)), max_size=8)


@given(st.text(min_size=1, max_size=40), SPANS, st.integers(0, 40), st.integers(0, 40))
def test_a_quote_keeps_its_words_and_marks_exactly_its_spans(text, spans, a, b):
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    quote = quote_of(Report(text=text, source="x"), start, end, spans)
    assert text_of(quote.runs) == text[start:end]
    at = start
    for run in quote.runs:
        for position in range(at, at + len(run.text)):
            assert set(run.marks) == {name for s, e, name in spans if s <= position < e}
        at += len(run.text)


@given(SPANS)
def test_each_marked_stretch_prints_its_tag_once_where_it_ends(spans):
    text = "字" * 41
    spans = [(s, e, name) for s, e, name in spans if s < e]
    quote = quote_of(Report(text=text), 0, 41, spans, tags=True)
    # spans of one mark that overlap are one stretch: it ends where none of them goes on
    ends = {(e, name) for _, e, name in spans if not any(n == name and s < e < f for s, f, n in spans)}
    assert sum(len(run.tag) for run in quote.runs) == sum(len(mark_of(name).symbol) for _, name in ends)


@given(st.text(min_size=1, max_size=200), st.data())
def test_a_clip_stays_on_its_line_and_marks_the_evidence(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    stop = text.find("\n", start)
    end = data.draw(st.integers(start, len(text) if stop < 0 else stop))
    clip = clip_of(Report(text=text, source="x"), start, end)
    assert clip.text == text[clip.start : clip.end]
    assert clip.start <= start <= end <= clip.end
    assert "".join(run.text for run in clip.runs if "term" in run.marks) == text[start:end]
    assert "\n" not in text[clip.start : start]
    assert "\n" not in text[end : clip.end]


@given(st.text())
def test_visible_text_is_as_long_and_holds_nothing_that_steers(text):
    shown = visible(text)
    assert len(shown) == len(text)
    assert visible(shown) == shown
    assert not any(char in shown for char in "\u202e\u2066\u200f\x00\x1b\r\ud800")
    shown.encode("utf-8")


def test_every_mark_is_told_by_words_and_not_by_colour_alone():
    shown = {name for name in MARKS if name not in ("strong", "note", "term")}
    assert all(MARKS[name].title and MARKS[name].symbol for name in shown)
    for group in (CUE_MARKS, WORDING_MARKS, EDIT_MARKS):
        symbols = [MARKS[name].symbol for name in group]
        assert len(set(symbols)) == len(symbols)


def test_symbols_are_in_the_fonts_of_chinese_offices():
    for mark in MARKS.values():
        mark.symbol.encode("gbk")
