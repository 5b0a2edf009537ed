"""Paragraphs in ordinary drafting, labelled in full for the four themes that are most easily mistaken."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from nlp.themes import tag

#: composed, labelled by the coders' rules before they were tagged; the rules have been mended with them since
PARAGRAPHS = tomllib.loads((Path(__file__).parent / "paragraphs.toml").read_text(encoding="utf-8"))["paragraphs"]


@pytest.mark.parametrize("theme", ["重点领域", "网站建设", "平台建设", "机构队伍"])
def test_paragraphs_are_tagged_as_labelled(theme: str) -> None:
    hits, wrong = 0, []
    for paragraph in PARAGRAPHS:
        found = tag(paragraph["text"]).get(theme)
        counted = found is not None and found.strength != "passing"
        hits += counted and theme in paragraph["themes"]
        if counted != (theme in paragraph["themes"]):
            wrong.append(paragraph["text"])
    assert hits >= 40
    assert 2 * hits / (2 * hits + len(wrong)) >= 0.95, wrong
