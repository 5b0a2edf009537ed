"""Whatever is handed to a public verb by mistake, the answer is one line: what was given, what was expected, what to do."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import nlp
from nlp.errors import GongkaiError, UnknownNameError, UsageError, at_least
from nlp.keywords import expressions, kwic, terms
from nlp.study.suggest import suggest

WRONG = (5, None, 3.5, b"bytes", object(), {"a": 1}, [3], [None], [b"x"], [["a"]])
TEXT = "一、总体情况\n我市推进政务公开标准化规范化，加强政策解读。"

#: every public verb, as a call with one value
VERBS: dict[str, Callable[[Any, Path], object]] = {
    "read": lambda value, _: nlp.read(value),
    "read_text": lambda value, _: nlp.read_text(value),
    "tag": lambda value, _: nlp.tag(value),
    "segment": lambda value, _: nlp.segment(value),
    "keywords": lambda value, _: nlp.keywords(value),
    "topics": lambda value, _: nlp.topics(value),
    "plans": lambda value, _: nlp.plans(value),
    "reuse": lambda value, _: nlp.reuse(value),
    "compare": lambda value, _: nlp.compare(value, value),
    "conduct": lambda value, _: nlp.conduct(value),
    "tables": lambda value, _: nlp.tables(value),
    "load_codebook": lambda value, _: nlp.load_codebook(value),
    "analyze": nlp.analyze,
}
#: those of single rooms, and the choices of the public ones
FURTHER: dict[str, Callable[[Any, Path], object]] = {
    "terms": lambda value, _: terms(value),
    "expressions": lambda value, _: expressions(value),
    "kwic, texts": lambda value, _: kwic("公开", value),
    "kwic, term": lambda value, _: kwic(value, TEXT),
    "suggest": lambda value, _: suggest(value),
    "tag, codebook": lambda value, _: nlp.tag(TEXT, value),
    "keywords, measure": lambda value, _: nlp.keywords(TEXT, measure=value),
    "segment, by": lambda value, _: nlp.segment(TEXT, by=value or 1),
    "topics, method": lambda value, _: nlp.topics([TEXT], method=value),
    "topics, unit": lambda value, _: nlp.topics([TEXT], unit=value),
}


def test_every_public_verb_is_tried() -> None:
    verbs = {name for name in nlp.__all__ if not inspect.isclass(getattr(nlp, name))}
    assert verbs == VERBS.keys()


@pytest.mark.parametrize("value", WRONG, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("verb", [*VERBS, *FURTHER])
def test_a_wrong_value_is_answered_in_one_line(verb: str, value: object, tmp_path: Path) -> None:
    with pytest.raises(GongkaiError) as caught:
        (VERBS | FURTHER)[verb](value, tmp_path)
    message = str(caught.value)
    assert "\n" not in message
    assert "：" in message


def test_the_line_names_value_expectation_and_remedy() -> None:
    with pytest.raises(UsageError, match=r"应为报告、文字（str）或它们的列表，给的是 int 5：.*nlp\.read"):
        nlp.keywords(5)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"应为一段文字（str），给的是 NoneType None：.*report\.text"):
        nlp.segment(None)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=r"应为报告的列表，给的是 str '甲乙'：.*nlp\.read_text"):
        nlp.reuse(["甲乙"])  # type: ignore[list-item]
    with pytest.raises(UnknownNameError, match="没有名为 5 的关键词指标：可用"):
        nlp.keywords(TEXT, measure=5)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [0, "3", None, 2.5])
def test_a_count_is_a_whole_number_from_one_up(value: object) -> None:
    with pytest.raises(UsageError, match=f"top 是 {value!r}：应为 1 以上的整数"):
        at_least(1, top=value)
