"""Contrast sentences: real uses in every surface form against look-alikes, for the three themes that are easiest mistaken."""

from __future__ import annotations

import copy
import tomllib
from pathlib import Path
from typing import Any

import pytest

from nlp.themes import tag

HERE = Path(__file__).parent
#: the composed sentences of the rules' author, and those of a blind author with later ones, each saying its origin
SENTENCES = tomllib.loads((HERE / "contrast.toml").read_text(encoding="utf-8"))
LATER = tomllib.loads((HERE / "contrast_blind.toml").read_text(encoding="utf-8"))
#: sentences by theme, labelled by the coders' rules before they were tagged; the rules have been mended with them since
PROBES = tomllib.loads((HERE / "probes.toml").read_text(encoding="utf-8"))
CASES = [
    *((theme, "rules", group) for theme, group in SENTENCES.items()),
    *((theme, group["origin"], group) for theme, groups in LATER.items() for group in groups),
]


@pytest.mark.parametrize(("theme", "origin", "group"), CASES, ids=[f"{case[0]}-{case[1]}" for case in CASES])
def test_real_uses_are_told_from_look_alikes(theme: str, origin: str, group: dict[str, Any]) -> None:
    wrong = []
    for expected, kind in ((True, "real"), (False, "alike")):
        for sentence in group[kind]:
            found = tag(sentence).get(theme)
            if (found is not None and found.strength != "passing") != expected:
                wrong.append(sentence)
    total = len(group["real"]) + len(group["alike"])
    assert total >= 40, origin
    assert len(wrong) <= 0.05 * total, wrong


@pytest.mark.parametrize("theme", PROBES)
def test_wordings_of_many_offices_are_told_apart(theme: str) -> None:
    judged = {
        sentence: (found is not None and found.strength != "passing") == expected
        for expected, kind in ((True, "real"), (False, "alike"))
        for sentence in PROBES[theme][kind]
        for found in [tag(sentence).get(theme)]
    }
    assert len(judged) >= 14
    assert sum(judged.values()) >= 0.93 * len(judged), [sentence for sentence, right in judged.items() if not right]


def test_blanks_inside_a_term_do_not_hide_it_and_stay_in_the_quote() -> None:
    text = "云岭县 2023 年把“五 公 开”和“六 稳”政策 解读写入要点。"
    found = {tag.title: [evidence.quote for evidence in tag.evidence] for tag in tag(text).themes}
    assert found["五公开"] == ["五 公 开"]
    assert found["六稳六保"] == ["六 稳"]
    assert found["政策解读"] == ["政策 解读"]


def test_evidence_judged_late_is_what_judging_at_once_would_give() -> None:
    text = "加强政府网站建设。通过政府网站公开信息。优化政府网站栏目。政府网站由县政府办主管。"
    website = tag(text).get("website")
    assert website is not None
    quotes = [(evidence.start, evidence.quote) for evidence in website.evidence]
    assert quotes == sorted(quotes)
    assert all(text[start : start + len(quote)] == quote for start, quote in quotes)
    assert text.index("通过") + 2 not in {start for start, _ in quotes}
    assert len(quotes) >= 2


def test_evidence_that_travels_is_the_evidence_itself() -> None:
    text = "加强政府网站建设。优化政府网站栏目,推进决策公开、执行公开、结果公开。"
    for theme in tag(text).themes:
        assert copy.copy(theme.evidence) == theme.evidence
        assert len(theme.evidence) > 0
