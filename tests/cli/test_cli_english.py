"""Where the locale is not Chinese, every error of the library is told in English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from real import ROOT

from nlp.cli.english import in_english, translations

HAN = re.compile("[\u4e00-\u9fff]")
#: worded by the fonts' own list of packages
ELSEWHERE = {"font_advice"}


def _messages() -> Iterator[tuple[str, str]]:
    """Yield where each error is made in the source, and its message with ``{}`` for what varies."""
    for file in sorted((ROOT / "nlp").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args or any(k.arg == "english" for k in node.keywords):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            message = _worded(node.args[0]) if name.endswith("Error") and name != "UnknownNameError" else ""
            if HAN.search(message):
                yield f"{file.relative_to(ROOT)}:{node.lineno}", message


def _worded(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    pieces = node.values if isinstance(node, ast.JoinedStr) else []
    return "".join(str(piece.value) if isinstance(piece, ast.Constant) else "{}" for piece in pieces)


MESSAGES = dict(_messages())


def test_the_library_s_errors_are_found() -> None:
    assert len(MESSAGES) > 120


@pytest.mark.parametrize("place", MESSAGES)
def test_every_error_of_the_library_has_its_english(place: str) -> None:
    filled = re.sub(r"\{\}", "x1", MESSAGES[place])
    told = in_english(filled)
    # a name of a column may be Chinese itself
    assert len(HAN.findall(told)) <= 4, f"{place}: {filled}"
    assert told.count("x1") >= filled.count("x1")


def test_no_translation_is_left_of_a_message_that_is_gone() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "nlp").rglob("*.py"))
    filled = [re.sub(r"\{\}", "x1", message) for message in MESSAGES.values()]
    for pattern, english in translations():
        words = pattern.pattern.replace("\\", "")
        assert any(pattern.fullmatch(each) for each in filled) or words in source, english


def test_reasons_inside_a_message_are_translated_too() -> None:
    told = in_english("a.html：不是一份年度报告：没有找到年度报告的任何章节；请给出载有报告正文的网页或文件")
    assert told.startswith("a.html: not one annual report: none of the sections")
    assert in_english("与任何一条都不同") == "与任何一条都不同"


def test_values_stay_what_they_are() -> None:
    path = Path("我的文件夹") / "年报{0}.pdf"
    assert in_english(f"{path}：文件是空的：请重新下载") == f"{path}: the file is empty: download it again"
