"""Paragraphs in ordinary drafting, labelled in full for the themes that are most easily mistaken or missed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from nlp.themes import tag

HERE = Path(__file__).parent


def labelled(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


#: composed, labelled by the coders' rules before they were tagged; the rules have been mended with them since
PARAGRAPHS = labelled("paragraphs.toml")
RECALL = labelled("recall.toml")


def judged(paragraphs: list[dict[str, Any]], theme: str) -> tuple[int, list[str]]:
    """Return how many mentions of the theme were found, and the paragraphs judged otherwise than labelled."""
    hits, wrong = 0, []
    for paragraph in paragraphs:
        found = tag(paragraph["text"]).get(theme)
        counted = found is not None and found.strength != "passing"
        hits += counted and theme in paragraph["themes"]
        if counted != (theme in paragraph["themes"]):
            wrong.append(paragraph["text"])
    return hits, wrong


@pytest.mark.parametrize("theme", PARAGRAPHS["labelled"])
def test_paragraphs_are_tagged_as_labelled(theme: str) -> None:
    hits, wrong = judged(PARAGRAPHS["paragraphs"], theme)
    assert hits >= 40
    assert 2 * hits / (2 * hits + len(wrong)) >= 0.95, wrong


@pytest.mark.parametrize("theme", RECALL["labelled"])
def test_wordings_once_missed_are_found(theme: str) -> None:
    hits, wrong = judged(RECALL["paragraphs"], theme)
    assert hits >= 22
    assert 2 * hits / (2 * hits + len(wrong)) >= 0.93, wrong
