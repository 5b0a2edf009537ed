"""Extraction on the real reports beside the checkout: whole paragraphs, headings of their own, no cells and no marks."""

from __future__ import annotations

import re

import pytest
from real import SHARED, needs_shared

from nlp.readers.file import load

pytestmark = needs_shared

HEADING = re.compile(r"([一二三四五六])、[^，。；]{2,30}$")
FILES = [
    "real/suqian-2023.txt",
    "real/suqian-2024.txt",
    "real/hongze-2023.pdf",
    "real/hongze-2024.pdf",
    "seeds/nanchang-2020.txt",
]


@pytest.fixture(scope="module", params=FILES)
def blocks(request):
    return [block.text for block in load(SHARED / request.param)[2].blocks]


def test_six_headings_stand_alone_and_in_order(blocks):
    numbers = [match[1] for text in blocks if (match := HEADING.match(text))]
    assert numbers == list("一二三四五六")


def test_no_figures_are_left_between_the_paragraphs(blocks):
    runs = "".join("1" if re.fullmatch(r"[\d.\s-]+", text) else "0" for text in blocks)
    assert "111" not in runs


def test_every_paragraph_of_the_narratives_is_whole(blocks):
    begins = [at for at, text in enumerate(blocks) if HEADING.match(text)]
    for begin, end in ((begins[0], begins[1]), (begins[4], begins[5])):
        prose = [text for text in blocks[begin + 1 : end] if not re.match(r"（[一二三四五六]）[^，。]{2,12}。?$", text)]
        assert all(text[-1] in "。：:" for text in prose)
        assert all(text[0] not in "，。、；）" for text in prose)


def test_no_page_mark_or_layout_blank_is_left_in_prose(blocks):
    for text in blocks:
        if len(text) > 60 and "，" in text:
            assert not re.search(r"[-—]\s?\d{1,2}\s?[-—]|[\u4e00-\u9fff] +[\u4e00-\u9fff\d]", text)


def test_gap_marks_are_gone_and_document_numbers_stay():
    text = "".join(block.text for block in load(SHARED / "real/pingtan-2021.txt")[2].blocks)
    assert "转录者" not in text
    assert "〔2021〕39号" in text


def test_a_comparison_of_two_reports_extracts_without_trouble():
    assert load(SHARED / "real/peer-comparison-suqian-2023-2024.pdf")[2].blocks
