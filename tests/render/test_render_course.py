"""The chapter on years in a row: figures as printed, what comes back, what stays; nothing of it where there is one year."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.readers import read
from nlp.render import brief_of_study
from nlp.render.brief import Cards, EvidenceList, Findings, Section, Table, blocks_of, text_of
from nlp.render.catalogue import parts_of
from nlp.study import Study, conduct


@pytest.fixture(scope="module")
def series(samples: Path) -> Study:
    files = sorted(samples.glob("yunting-20*"))
    if len(files) != 4:
        pytest.skip("the samples are not all here")
    return conduct([read(file) for file in files])


@pytest.fixture(scope="module")
def course(series: Study) -> Section:
    return next(section for section in brief_of_study(series).sections if section.anchor == "course")


def test_figures_are_as_printed_and_lead_to_their_sentences(series: Study, course: Section) -> None:
    table = next(block for block in blocks_of(course.blocks) if isinstance(block, Table) and "figures" in block.anchor)
    proof = next(block for block in blocks_of(course.blocks) if isinstance(block, EvidenceList))
    entries = {entry.anchor: entry for entry in proof.entries}
    assert [column.title for column in table.columns] == ["项目", "2019年", "2020年", "2021年", "2022年", "变化"]
    for label, *years, _ in table.rows:
        printed = [cell for cell in years if cell.text != "—"]
        entry = entries[printed[0].runs[0].link]
        assert entry.title == label.text
        assert len(entry.quotes) == len(printed) >= 2
        assert all(cell.text in quote.text for cell, quote in zip(printed, entry.quotes, strict=True))


def test_what_comes_back_leads_to_where_it_was_first_stated(series: Study, course: Section) -> None:
    brief = brief_of_study(series)
    cards = {card.anchor: card for block in brief.walk() if isinstance(block, Cards) for card in block.items}
    table = next(block for block in blocks_of(course.blocks) if isinstance(block, Table) and "again" in block.anchor)
    assert table.rows
    for _, wording, years, count, _ in table.rows:
        assert wording.text in cards[wording.runs[0].link].quote.text
        assert len(years.text.split("、")) == count.value >= 2


def test_wording_that_stays_is_shown_with_its_earlier_years(course: Section) -> None:
    cards = next(block for block in blocks_of(course.blocks) if isinstance(block, Cards))
    years = [1 + len(card.related) for card in cards.items]
    assert years == sorted(years, reverse=True)
    assert min(years) >= 3
    assert {card.status for card in cards.items} <= {"same", "edited"}


def test_the_findings_of_a_series_tell_its_course(series: Study) -> None:
    found = next(block for block in brief_of_study(series).walk() if isinstance(block, Findings))
    texts = [text_of(item.runs) for item in found.items]
    assert any("年年出现的表述" in text for text in texts)
    assert any("在两份以上报告中出现" in text for text in texts)
    assert any("2019年" in text and "报告格式有调整" in text for text in texts if "按年度的得分" in text)


def test_one_year_has_no_course(series: Study) -> None:
    lone = conduct(series.reports[:1])
    assert "course" not in {section.anchor for section in brief_of_study(lone).sections}


@pytest.mark.parametrize(
    ("total", "shares", "parts"),
    [
        (0.5444, [0.0157, 0.4141, 0.1146], ["2%", "41%", "11%"]),
        (1.0, [1 / 3, 1 / 3, 1 / 3], ["34%", "33%", "33%"]),
        (0.5, [0.5, 0.0], ["50%", ""]),
        (0.301, [0.3, 0.001], ["30%", "<1%"]),
    ],
)
def test_parts_add_up_to_what_is_printed_of_the_whole(total: float, shares: list[float], parts: list[str]) -> None:
    assert parts_of(total, shares) == parts
