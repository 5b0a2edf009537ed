"""How well the shipped samples' planted answers are found: sections, identity, links between years, follow-up."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import nlp
from nlp.report import Report
from nlp.text import fold


def bare(text: str) -> str:
    return re.sub(r"\s", "", fold(text))


@pytest.fixture(scope="module")
def planted(samples: Path) -> dict[str, Any]:
    return json.loads((samples / "planted.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reports(planted: dict[str, Any], samples: Path) -> dict[str, Report]:
    return {row["file"]: nlp.read(samples / row["file"]) for row in planted["reports"]}


def test_every_section_is_exact_and_every_agency_known(planted: dict[str, Any], reports: dict[str, Report]) -> None:
    for row in planted["reports"]:
        report = reports[row["file"]]
        assert (report.issuer, report.level, report.year) == (row["issuer"], row["level"], row["year"])
        for kind in ("overview", "problems"):
            section = report.section(kind)
            assert section is not None
            body = bare(report.text[section.start : section.end])
            assert body.startswith(bare(row[kind]["first"])), (row["file"], kind)
            assert body.endswith(bare(row[kind]["last"])), (row["file"], kind)
    assert len({report.issuer_id for report in reports.values()}) == 4


def matched(text: str, pool: set[str]) -> str | None:
    """Return the planted sentence that a passage is; a heading may stand before it."""
    key = bare(text)
    return key if key in pool else max((s for s in pool if key.endswith(s) or s.endswith(key)), key=len, default=None)


def linked(pair: dict[str, Any], reports: dict[str, Report]) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return the links planted in a pair of years, and those found."""
    gold = {(bare(new), bare(old)) for row in pair["links"] for new in row["new"] for old in row["old"]}
    news = {bare(new) for row in pair["links"] for new in row["new"]}
    olds = {bare(old) for row in pair["links"] for old in row["old"]}
    found = set()
    for each in nlp.compare(reports[pair["old"]], reports[pair["new"]]).alignment.pairs:
        for new in each.new:
            for old in each.old:
                ends = matched(new.text, news), matched(old.text, olds)
                if ends[0] and ends[1]:
                    found.add((ends[0], ends[1]))
    return gold, found


def test_links_between_years(planted: dict[str, Any], reports: dict[str, Report]) -> None:
    both = gold_size = found_size = 0
    for pair in planted["pairs"]:
        gold, found = linked(pair, reports)
        both, gold_size, found_size = both + len(gold & found), gold_size + len(gold), found_size + len(found)
    assert 2 * both / (gold_size + found_size) >= 0.88  # 0.90 measured


def test_what_became_of_plans_and_problems(planted: dict[str, Any], reports: dict[str, Report]) -> None:
    right = total = 0
    for pair in planted["pairs"]:
        answers = {(row["kind"], bare(row["text"]).rstrip("。；")): row for row in pair["follow_up"]}
        for item in nlp.compare(reports[pair["old"]], reports[pair["new"]]).follow_up:
            total += 1
            key = bare(item.old.quote).rstrip("。；")
            row = next(
                (r for (kind, text), r in answers.items() if kind == item.kind and (text in key or key in text)), None
            )
            right += row is not None and item.status in (row["status"], row.get("alternative"))
    assert total >= 80
    assert right / total >= 0.93  # 0.97 measured


def test_what_was_copied_from_another_agency_is_found(planted: dict[str, Any], reports: dict[str, Report]) -> None:
    found = [bare(copy.quote) for passage in nlp.reuse(list(reports.values())) for copy in passage.passages]
    copies = [bare(row["text"]) for row in planted["copies"]]
    hits = sum(any(copy in text or text in copy for text in found) for copy in copies)
    assert hits / len(copies) >= 0.80
