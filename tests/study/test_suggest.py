"""Words a codebook does not know: found by company, and worth accepting."""

from __future__ import annotations

from pathlib import Path

import pytest

import nlp
import nlp.text
from nlp.batch import gather
from nlp.report import Report
from nlp.study.suggest import suggest
from nlp.themes import Codebook, load_codebook, tag

THEME = "政策解读"


@pytest.fixture(scope="module")
def reports(samples: Path) -> list[Report]:
    return [item.read() for item in gather([samples]).inputs]


def table(folder: Path, terms: list[str]) -> Codebook:
    """Return a codebook as people have it: a table with the columns theme and term."""
    file = folder / "mine.csv"
    file.write_text("theme,term\n" + "".join(f"{THEME},{term}\n" for term in terms), encoding="utf-8")
    return load_codebook(file)


def recall(book: Codebook, reports: list[Report]) -> float:
    """Return the share of the sentences that the full codebook gives the theme, found by a small one."""
    texts = [
        r.text[a:b]
        for r in reports
        for span in r.narratives.all
        for a, b in nlp.text.sentences(r.text, span.start, span.end)
    ]
    wanted = [text for text in texts if (found := tag(text).get(THEME)) and found.strength != "passing"]
    return sum(tag(text, book).get(THEME) is not None for text in wanted) / len(wanted)


def test_accepted_rows_raise_recall_on_reports_held_back(reports: list[Report], tmp_path: Path) -> None:
    seen, held_back = reports[::2], reports[1::2]
    small = table(tmp_path, [THEME])
    rows = suggest(seen, small, top=200)
    accepted = [row.term for row in rows if row.title == THEME and row.share >= 0.5 and row.lift > 1]
    assert accepted
    assert THEME not in accepted
    before = recall(small, held_back)
    assert recall(table(tmp_path, [THEME, *accepted]), held_back) > before


def test_what_the_codebook_knows_is_not_suggested(reports: list[Report]) -> None:
    rows = suggest(reports[:4], top=30)
    assert rows
    assert not [row.term for row in rows if tag(row.term).themes]
    assert all(row.contexts and row.count >= 1 for row in rows)


def test_too_little_text_gives_an_empty_answer() -> None:
    assert suggest([nlp.read_text("今天天气很好。")]) == ()
