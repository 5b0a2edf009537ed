"""Word and Excel as an office opens them: styles, contents, captions, header rows, filters; the same bytes each time."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from render_composed import study_of

from nlp.errors import DependencyError
from nlp.render import brief_of_study, drawing, write
from nlp.render.brief import Block, Brief, Cards, EvidenceList, Figure, Section, Table, Wording
from nlp.study import Study

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def word(brief: Brief, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(brief, tmp_path_factory.mktemp("docx") / "report.docx")


@pytest.fixture(scope="module")
def excel(brief: Brief, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(brief, tmp_path_factory.mktemp("xlsx") / "report.xlsx")


@pytest.fixture(scope="module")
def pair(study: Study) -> Brief:
    """A brief on two reports, which is printed whole."""
    return brief_of_study(replace(study_of(study.reports[:2]), topics=None, reuse=()))


@pytest.fixture(scope="module")
def paired(pair: Brief, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(pair, tmp_path_factory.mktemp("pair") / "pair.docx")


def printed(blocks: Iterable[Block], *, folded: bool) -> Iterator[Block]:
    """Yield what stands in a document: lists set aside, and what is folded unless `folded`, are told in one line."""
    for block in blocks:
        yield block
        if isinstance(block, Section) and not block.aside and (folded or not block.fold):
            yield from printed(block.blocks, folded=folded)


def test_word_has_real_headings_in_the_brief_s_order(word: Path, brief: Brief) -> None:
    paragraphs = docx.Document(str(word)).paragraphs
    first = [p.text for p in paragraphs if p.style.name == "Heading 1"]
    assert first == [section.title for section in brief.sections]
    assert any(p.style.name == "Heading 2" for p in paragraphs)
    assert paragraphs[0].style.name == "Title"


def test_word_has_a_contents_field_that_lists_the_chapters(word: Path, brief: Brief) -> None:
    document = docx.Document(str(word))
    fields = [node.text for node in document.element.iter(f"{W}instrText")]
    assert any("TOC" in field for field in fields)
    listed = [p for p in document.paragraphs if p.style.name.lower() == "toc 1"]
    assert [p.text for p in listed] == [section.title for section in brief.sections]
    kinds = [node.get(f"{W}fldCharType") for node in document.element.iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_word_links_lead_to_bookmarks(word: Path) -> None:
    body = docx.Document(str(word)).element
    names = [node.get(f"{W}name") for node in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    assert {node.get(f"{W}anchor") for node in body.iter(f"{W}hyperlink")} <= set(names)
    assert all(len(name) <= 40 for name in names)


@pytest.mark.parametrize(("made", "of", "folded"), [("word", "brief", False), ("paired", "pair", True)])
def test_word_tables_have_repeating_header_rows_and_captions(
    made: str, of: str, folded: bool, request: pytest.FixtureRequest
) -> None:
    document = docx.Document(str(request.getfixturevalue(made)))
    blocks = list(printed(request.getfixturevalue(of).sections, folded=folded))
    expected = [block for block in blocks if isinstance(block, Table | Wording)]
    assert len(document.tables) == len(expected) + sum(isinstance(block, Cards) for block in blocks)
    for table in document.tables:
        head = table.rows[0]._tr
        assert head.trPr.find(f"{W}tblHeader") is not None
        assert all(p.find(f"{W}keepNext") is not None for p in head.iter(f"{W}pPr"))
    captions = [
        "".join(node.text for node in p._p.iter(f"{W}t")) for p in document.paragraphs if p.style.name == "Caption"
    ]
    assert len(captions) == len(expected) + sum(isinstance(block, Figure) for block in blocks)
    assert captions[0].startswith("表1")


def test_word_on_two_reports_quotes_the_first_place_of_each_theme(pair: Brief, paired: Path) -> None:
    cells = "\n".join(cell.text for table in docx.Document(str(paired)).tables for cell in table._cells)
    lists = [block for block in pair.walk() if isinstance(block, EvidenceList) and "主题" in block.caption]
    entries = [entry for block in lists for entry in block.entries]
    assert entries
    assert all(entry.quotes[0].text in cells for entry in entries)


def test_word_on_many_reports_tells_what_is_folded_in_one_line(word: Path, brief: Brief) -> None:
    lines = [p.text for p in docx.Document(str(word)).paragraphs]
    folded = [block for block in printed(brief.sections, folded=False) if isinstance(block, Section) and block.fold]
    assert folded
    for section in folded:
        assert any(line.startswith(section.title) and line.endswith("（见网页版或数据表）") for line in lines)


def test_word_keeps_short_tables_on_one_page(paired: Path) -> None:
    first = docx.Document(str(paired)).tables[0]
    *others, last = first.rows
    assert all(p.find(f"{W}keepNext") is not None for row in others for p in row._tr.iter(f"{W}pPr"))
    assert all(p.find(f"{W}keepNext") is None for p in last._tr.iter(f"{W}pPr"))


def test_word_names_the_fonts_of_chinese_offices(word: Path) -> None:
    styles = docx.Document(str(word)).styles
    fonts = {name: styles[name].element.rPr.rFonts.get(f"{W}eastAsia") for name in ("Normal", "Heading 1", "Caption")}
    assert fonts == {"Normal": "仿宋", "Heading 1": "黑体", "Caption": "黑体"}
    with zipfile.ZipFile(word) as package:
        assert "FangSong" in package.read("word/fontTable.xml").decode()


def test_word_draws_edits_like_tracked_changes(paired: Path) -> None:
    document = docx.Document(str(paired))
    runs = [run for table in document.tables for cell in table._cells for p in cell.paragraphs for run in p.runs]
    assert any(run.font.strike for run in runs)
    assert any(run.font.underline and run._r.rPr.find(f"{W}shd") is not None for run in runs)


def test_word_without_a_chinese_font_says_what_to_install(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise DependencyError("请安装 fonts-noto-cjk")

    monkeypatch.setattr(drawing, "require_font", missing)
    small = replace(study_of(study.reports[:2]), topics=None, reuse=())
    text = "\n".join(p.text for p in docx.Document(str(write(brief_of_study(small), tmp_path / "x.docx"))).paragraphs)
    assert "请安装 fonts-noto-cjk" in text


def test_office_files_have_the_same_bytes_each_time(brief: Brief, word: Path, excel: Path, tmp_path: Path) -> None:
    for file in (word, excel):
        assert write(brief, tmp_path / file.name).read_bytes() == file.read_bytes()
        with zipfile.ZipFile(file) as package:
            assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_word_opens_in_libreoffice(word: Path, tmp_path: Path) -> None:
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(word)], check=True, capture_output=True, timeout=120)
    assert (tmp_path / "report.pdf").read_bytes()[:5] == b"%PDF-"


def test_excel_has_a_sheet_a_table_with_frozen_header_and_filters(excel: Path, brief: Brief) -> None:
    book = openpyxl.load_workbook(excel)
    sheets = brief.sheets()
    assert len(book.sheetnames) == len(sheets) + 1
    assert book.sheetnames[:2] == ["主要发现", "报告"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert all(dimension.width >= 6 for dimension in sheet.column_dimensions.values())
    assert [sheet.max_row - 1 for sheet in book][1:] == [len(sheet.rows) for sheet in sheets]


def test_excel_prints_what_people_read_and_not_what_joins_tables(excel: Path) -> None:
    for page in openpyxl.load_workbook(excel).worksheets[1:]:
        heads = [cell.value for cell in page[1]]
        last = page.print_area.split(":")[1].strip("$0123456789").replace("$", "")
        reach = openpyxl.utils.column_index_from_string(last)
        assert reach <= len(heads)
        assert not {"文件", "机关标识", "起", "止", "SHA-256"} & set(heads[:reach])
        assert sum(page.column_dimensions[cell.column_letter].width for cell in page[1][:reach]) <= 230
        assert page.page_setup.fitToWidth in (None, 1)


def test_excel_tells_codes_in_words(excel: Path) -> None:
    codes = {"named", "described", "passing", "planned", "problem", "plan", "overview", "problems", "county", "edited"}
    for page in openpyxl.load_workbook(excel):
        shown = {cell.value for row in page.iter_rows(min_row=2) for cell in row if isinstance(cell.value, str)}
        # the theme's own identifier is for joining tables
        assert not shown & codes, page.title


def test_excel_heads_are_chinese_and_numbers_are_numbers(excel: Path) -> None:
    page = openpyxl.load_workbook(excel)["问题与措施"]
    heads = [cell.value for cell in page[1]]
    assert all(any("一" <= char <= "龥" for char in head) or head == "SHA-256" for head in heads)
    score = heads.index("得分")
    assert {type(row[score].value) for row in page.iter_rows(min_row=2)} <= {int, float}
