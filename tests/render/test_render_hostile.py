"""Hostile text in every field shows as text in every form."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from render_hostile import BIDI, ENTITY, SCRIPT, hostile_study
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from nlp.display import visible
from nlp.render import brief_of_study, write, writers
from nlp.study import Study


@pytest.fixture(scope="module")
def hostile() -> Study:
    return hostile_study()


@pytest.fixture(scope="module")
def files(hostile: Study, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    brief = brief_of_study(hostile)
    folder = tmp_path_factory.mktemp("hostile")
    return {name: write(brief, folder / f"index.{name}") for name in writers}


def test_html_has_no_element_of_theirs(files: dict[str, Path], hostile: Study) -> None:
    text = files["html"].read_text(encoding="utf-8")
    tree = HTMLParser(text)
    assert len(tree.css("script")) == 1
    assert tree.css("img, style ~ style, b > b") == []
    assert not [node for node in tree.css("*") for name in node.attributes if name.startswith("on")]
    assert not any(char in text for char in "\u202e\u2066\u200f\x00\x1b\x0c")
    texts = {visible(report.source): visible(report.text) for report in hostile.reports}
    quotes = tree.css("[data-source]")
    assert quotes
    for quote in quotes:
        at = quote.attributes
        assert texts[at["data-source"]][int(at["data-start"]) : int(at["data-end"])] == quote.text(deep=True)
    assert visible(SCRIPT + BIDI + ENTITY) in tree.css_first("h1").text(deep=True)
    assert "49" not in tree.css_first("h1").text()


def test_word_is_well_formed_and_shows_it(files: dict[str, Path]) -> None:
    with zipfile.ZipFile(files["docx"]) as package:
        body = package.read("word/document.xml")
        relations = package.read("word/_rels/document.xml.rels").decode()
    shown = "".join(ElementTree.fromstring(body).itertext())
    assert SCRIPT in shown
    assert not any(char in shown for char in "\u202e\u2066\x00\x1b")
    assert "evil.example" not in relations


def test_excel_never_computes_and_never_links(files: dict[str, Path]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files["xlsx"].read_bytes()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []
    values = {str(cell.value) for cell in cells}
    assert {"=1+1", "+1", "-1", "@x"} <= values
    assert all(len(value) <= 32_767 for value in values)
    assert any(SCRIPT in value for value in values)


def test_markdown_escapes_it(files: dict[str, Path]) -> None:
    text = files["md"].read_text(encoding="utf-8")
    assert "<script" not in text
    assert "<img" not in text
    assert "](javascript" not in text
    assert "\u202e" not in text


def test_json_keeps_it_as_it_is(files: dict[str, Path]) -> None:
    record = json.loads(files["json"].read_bytes())
    assert any(SCRIPT in row["issuer"] for row in record["tables"]["reports"])
