"""The compiled inner loops give what their Python gives, and refuse what would lead them astray."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import kernel
from nlp.matching import Match
from nlp.readers import read
from nlp.readers.outline import glance
from nlp.report import Report
from nlp.text import fold
from nlp.themes import load_codebook, tag
from nlp.themes.learned import ClauseModel, model_of
from nlp.themes.placing import ANYWHERE, placing
from nlp.themes.scan import scanner_of
from nlp.themes.scene import Scene

pytestmark = pytest.mark.skipif(
    kernel.compiled is None,
    reason="no compiler was at hand when the package was installed: its inner loops run in Python",
)
BOOK = load_codebook("gongkai")
CHARACTERS = '政务公开政府信息网站、，。；：\n 　（）()"”ABab①Ａ０開𠮷\ud800\ufa6c一二⼾'
TEXTS = st.text(CHARACTERS, max_size=80)


@pytest.fixture
def compiled() -> ModuleType:
    assert kernel.compiled is not None
    return kernel.compiled


@pytest.fixture
def reports(root: Path) -> list[Report]:
    return [read(file) for file in sorted((root / "corpora" / "samples").glob("*.docx"))[:3]]


class _InPython:
    """Everything is done in Python while this is open."""

    def __enter__(self) -> None:
        self._kept, kernel.compiled = kernel.compiled, None

    def __exit__(self, *raised: object) -> None:
        kernel.compiled = self._kept


@given(st.text(CHARACTERS + "éÿĀ\x00\x85", max_size=80))
def test_texts_are_folded_alike(text: str) -> None:
    folded = fold(text)
    with _InPython():
        assert folded == fold(text)
    assert len(folded) == len(text)


@pytest.mark.parametrize("code", [0, 0x7F, 0x80, 0xFF, 0x100, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF, 0xFA6C, 0xD800])
def test_every_width_of_characters_is_folded(code: int) -> None:
    for text in (chr(code), chr(code) + "a", "开" + chr(code)):
        folded = fold(text)
        with _InPython():
            assert fold(text) == folded


def listed(found: Mapping[int, Sequence[Match]]) -> dict[int, list[Match]]:
    return {place: list(hits) for place, hits in found.items()}


WORDS = st.lists(
    st.tuples(st.text("公开政务𠮷a", min_size=1, max_size=4), st.integers(0, 3), st.integers(ANYWHERE, 2)), max_size=12
)


@given(WORDS, st.text("公开政务𠮷ab，", max_size=60))
def test_words_are_placed_alike(words: list[tuple[str, int, int]], text: str) -> None:
    columns = [list(column) for column in zip(*words, strict=True)] or [[], [], []]
    found = listed(placing(*columns).placed(text))
    with _InPython():
        expected = placing(*columns).placed(text)
    assert found == expected
    assert list(found) == list(expected)
    for hits in found.values():
        for index, start, end in hits:
            assert text[start:end] == words[index][0]


@given(TEXTS)
def test_the_codebooks_words_are_placed_alike(text: str) -> None:
    key = fold(text)
    found = listed(scanner_of(BOOK).scan(key).hits)
    with _InPython():
        scanner_of.cache_clear()
        assert listed(scanner_of(BOOK).scan(key).hits) == found
    scanner_of.cache_clear()


def test_hits_are_a_sequence_that_can_be_gone_through_again() -> None:
    (hits,) = placing(["公开", "信息"], [3, 3], [0, 0]).placed("信息公开，信息").values()
    assert len(hits) == 3
    assert list(hits) == list(hits) == [(1, 5, 7), (0, 2, 4), (1, 0, 2)]
    assert (hits[0], hits[-1]) == ((1, 5, 7), (1, 0, 2))
    with pytest.raises(IndexError):
        hits[3]


def shipped() -> ClauseModel:
    model = model_of(BOOK)
    assert model is not None
    return model


@given(TEXTS.filter(bool))
def test_the_clause_model_says_the_same(text: str) -> None:
    said = shipped().says(text)
    with _InPython():
        assert shipped().says(text) == said


def test_a_clause_without_end_is_summed_up_exactly() -> None:
    model = shipped()
    largest = np.full_like(model.weights, 127)
    loud = ClauseModel(model.themes, largest, model.intercepts, model.scale, model.knee, model.counts)
    for text in ("公" * 5000, "公开" * 700 + "。" + "信息" * 900):
        said = loud.says(text)
        with _InPython():
            assert loud.says(text) == said


def test_a_model_of_more_themes_than_the_kernel_takes_is_heard_in_python() -> None:
    model = shipped()
    many = ClauseModel(
        tuple(f"{theme}{copy}" for copy in range(6) for theme in model.themes),
        np.tile(model.weights, 6), np.tile(model.intercepts, 6), model.scale, model.knee, model.counts,
    )  # fmt: skip
    text = "公开信息由办公室牵头，落实专人负责。"
    assert many.says(text) == model.says(text) * 6


@given(TEXTS)
def test_whether_a_section_can_begin_is_told_alike(text: str) -> None:
    told = glance.plainly_none(text)
    with _InPython():
        assert glance.plainly_none(text) is told


def test_mentions_are_judged_alike(reports: list[Report]) -> None:
    judged = 0
    for report in reports:
        for span in report.narratives.all:
            finds = scanner_of(BOOK).scan(report.quote(span))
            scene = Scene(report.quote(span))
            for hit in (hit for hits in finds.hits.values() for hit in hits):
                if (cue := finds.uses[hit[0]].cue) is not None:
                    outcome = scene.judge(cue, hit[1], hit[2])
                    with _InPython():
                        assert scene.judge(cue, hit[1], hit[2]) == outcome
                    judged += 1
    assert judged > 50


def test_mentions_in_a_text_without_marks_are_judged_alike() -> None:
    text = "通过政府网站主动公开政策解读信息并加强监督保障落实专人负责" * 60
    finds, scene = scanner_of(BOOK).scan(text), Scene(text)
    judged = 0
    for hit in (hit for hits in finds.hits.values() for hit in hits):
        if (cue := finds.uses[hit[0]].cue) is not None:
            outcome = scene.judge(cue, hit[1], hit[2])
            with _InPython():
                assert scene.judge(cue, hit[1], hit[2]) == outcome
            judged += 1
    assert judged > 50


def test_reports_are_tagged_alike(reports: list[Report]) -> None:
    assert len(reports) == 3
    for report in reports:
        tagged = tag(report).to_dict()
        with _InPython():
            scanner_of.cache_clear()
            assert tag(report).to_dict() == tagged
        scanner_of.cache_clear()


def _misuses(compiled: ModuleType) -> Iterator[tuple[str, tuple[object, ...]]]:
    bits = kernel.bits("公")
    automaton = compiled.Automaton(("公开",), (0,), (0,))
    about = (bits, 400, 60)
    yield "followed", ("公开", bits)
    yield "followed", ("公开", bits, b"")
    yield "followed", (b"", bits, bits)
    yield "fold", ("公开", b"")
    yield "fold", (3, bytes(0x20000))
    yield "says", ("公开", b"", 16, 12, bytes(48), 2, 1, 1, bits, bits)
    yield "says", ("公开", bytes(16 << 14), 16, 12, b"", 2, 1, 1, bits, bits)
    yield "says", ("公开", bytes(16 << 14), 15, 12, bytes(48), 2, 1, 1, bits, bits)
    yield "says", ("公开", bytes(16 << 14), 16, 17, bytes(68), 2, 1, 1, bits, bits)
    yield "says", ("公开", bytes(16 << 14), 16, 12, bytes(48), 20, 1, 1, bits, bits)
    yield "between", ("公开", 0, 1, bits)
    yield "between", ("公开", 1, 3, bits, 9)
    yield "between", ("公开", 2, 1, bits, 9)
    yield "between", ("公开", 0, 1, b"", 9)
    yield "between", ("公开", 0, 1, bits, -1)
    yield "judged", ("公开", None, about, (), None, 0)
    yield "judged", (b"", None, about, (), None, 0, 1)
    yield "judged", ("公开", None, about, ((0, None, (), None),), None, 0, 1)
    yield "judged", ("公开", None, about, ((7, None, (), None, None),), None, 0, 1)
    yield "judged", ("公开", None, about, ((0, None, (), None, None),), None, 0, 1)
    yield "judged", ("公开", None, about, (), None, 1, 9)
    yield "judged", ("公开", None, about, (), None, -1, 1)
    yield "judged", ("公开", None, (bits, 0, 0), (), None, 0, 1)
    yield "judged", ("公开", None, ("，", 400, 60), (), None, 0, 1)
    yield "judged", ("公开", None, "，", (), None, 0, 1)
    for clause in ((0, 3), (1, 2), (-1, 2), (0, 1), (2, 0)):
        yield "judged", ("公开", None, clause, (), None, 0, 2)
    with pytest.raises(TypeError):
        automaton.placed(b"")
    with pytest.raises(TypeError):
        compiled.Automaton.__new__(compiled.Automaton).placed("公开")
    yield "Automaton", (("",), (0,), (0,))
    yield "Automaton", ((3,), (0,), (0,))
    yield "Automaton", (("公",), (), (0,))
    yield "Automaton", (("公",), (-1,), (0,))
    yield "Automaton", (("公",), (1 << 40,), (0,))
    yield "Automaton", (["公"], [0], [0])
    with pytest.raises(TypeError):
        automaton.__init__(("公开",), (0,), (0,))


def test_what_does_not_fit_is_refused(compiled: ModuleType) -> None:
    for name, arguments in _misuses(compiled):
        with pytest.raises((TypeError, ValueError, OverflowError)):
            getattr(compiled, name)(*arguments)


def test_an_error_while_looking_is_handed_on(compiled: ModuleType) -> None:
    def fails(_: str) -> None:
        raise RuntimeError("told")

    found = (2, str.upper, ((2, fails, True),), (2, ""), None)
    for trials in ((((0, fails, (), (2, ""), None)),), (found,)):
        with pytest.raises(RuntimeError, match="told"):
            compiled.judged("公开", fails, (kernel.bits("，"), 400, 60), trials, None, 0, 2)


def test_nothing_is_kept() -> None:
    text = "一是主动公开政府信息46条，加强政府网站建设，落实专人负责。" * 20

    def work(times: int) -> int:
        for _ in range(times):
            list(tag(text).themes[0].evidence)
            placing(["公开", "政府"], [0, 1], [0, 1]).placed(text)
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    try:
        before = work(3)
        # a leak of one object in each call would show
        assert work(200) - before < 8000
    finally:
        tracemalloc.stop()


def test_what_was_compiled_from_another_version_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel.compiled, "VERSION", kernel.VERSION + 1)
    assert kernel._compiled() is None
