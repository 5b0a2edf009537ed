"""Where the locale is not Chinese, every error of the library is told in English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from real import ROOT

from nlp.cli.english import in_english, translations

HAN = re.compile("[\u4e00-\u9fff]")
#: share of the messages that may be out of step with their translations for a while
FEW = 0.04


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


def test_the_library_s_errors_have_their_english() -> None:
    missing = []
    for place, message in MESSAGES.items():
        filled = message.replace("{}", "x1")
        told = in_english(filled)
        # a name of a column may be Chinese itself
        if len(HAN.findall(told)) > 4 or told.count("x1") < filled.count("x1"):
            missing.append(f"{place}: {message}")
    assert len(missing) <= FEW * len(MESSAGES), missing


def test_few_translations_are_of_messages_that_are_gone() -> None:
    source = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "nlp").rglob("*.py"))
    filled = [message.replace("{}", "x1") for message in MESSAGES.values()]
    gone = [
        english
        for pattern, english in translations()
        if not any(pattern.fullmatch(each) for each in filled) and pattern.pattern.replace("\\", "") not in source
    ]
    assert len(gone) <= FEW * len(translations()), gone


def test_reasons_inside_a_message_are_translated_too() -> None:
    told = in_english("a.html：不是一份年度报告：没有找到年度报告的任何章节；请给出载有报告正文的网页或文件")
    assert told.startswith("a.html: not one annual report: none of the sections")
    assert in_english("与任何一条都不同") == "与任何一条都不同"


def test_values_stay_what_they_are() -> None:
    path = Path("我的文件夹") / "年报{0}.pdf"
    assert in_english(f"{path}：文件是空的：请重新下载") == f"{path}: the file is empty: download it again"
