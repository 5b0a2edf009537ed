"""One report in the clothes that programs give it: whatever it went through, the same narratives are read back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from composed_reports import bare, compose

from nlp.readers import read_text
from nlp.report import Report

REPORTS = [compose(seed) for seed in range(25)]


def _each(form: str, joint: str = "\n") -> Callable[[list[str]], str]:
    return lambda lines: joint.join([form.format(line) for line in lines])


def _figures_apart(lines: list[str]) -> str:
    """What ``get_text("\\n")`` gives of a page whose figures stand in elements of their own."""
    return re.sub("(?<=[\u4e00-\u9fff，：])([0-9.]+)(?=[\u4e00-\u9fff%，])", r"\n\1\n", "\n".join(lines))


def _words_apart(lines: list[str]) -> str:
    return re.sub("(?<=[\u4e00-\u9fff，。；：、（）])(?=[\u4e00-\u9fff，。；：、（）])", " ", "\n".join(lines))


CLOTHES = {
    "as it is": _each("{}"),
    "lines apart": _each("{}", "\r\n\r\n"),
    "breaks spelled out": _each("{}", "\\n"),
    "blanks spelled out": _each("&nbsp;&nbsp;{}"),
    "marks of Excel": _each("{}", "_x000D_\n"),
    "quoted": _each("> {}"),
    "markup in a cell": _each("<p style='text-indent:2em'>{}</p>", ""),
    "breaks of a page": _each("{}", "<br>"),
    "figures apart": _figures_apart,
    "words apart": _words_apart,
}


@pytest.mark.parametrize("clothes", CLOTHES)
def test_the_same_report_in_other_clothes(clothes: str) -> None:
    for composed in REPORTS:
        report = read_text(CLOTHES[clothes]([line for line in composed.lines() if line]))
        assert _read(report, "overview") == bare(composed.overview)
        assert _read(report, "problems") == bare(composed.problems)
        assert (report.issuer, report.year) == (composed.issuer, composed.year)


def _read(report: Report, kind: str) -> str:
    section = report.section(kind)
    return bare(report.text[section.start : section.end]) if section else ""
