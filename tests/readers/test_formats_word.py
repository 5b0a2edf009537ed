"""Word files: paragraphs and tables in order, what python-docx alone would lose, and old formats through LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import invented as report
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from nlp.errors import ReadError
from nlp.readers.formats.docx import Docx
from nlp.readers.formats.office import Office
from nlp.readers.lines.extract import Extract
from nlp.readers.word.numbers import chinese_number

W = nsdecls("w")


def saved(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(document: docx.document.Document) -> Extract:
    return Docx().extract(saved(document), "report.docx")


def lines(extract: Extract) -> list[str]:
    return [block.text for block in extract.blocks]


def whole() -> docx.document.Document:
    document = docx.Document()
    document.add_heading(report.TITLE, 0)
    for line in report.PARAGRAPHS:
        document.add_paragraph(line, style="Heading 1" if line[1] == "、" else None)
        if line == report.TWO:
            table = document.add_table(rows=3, cols=4)
            table.cell(0, 0).merge(table.cell(0, 3)).text = "第二十条第（一）项"
            for row, cells in enumerate((["信息内容", "制发", "废止", "现行"], ["规章", "0", "1", "2"]), 1):
                for column, cell in enumerate(cells):
                    table.cell(row, column).text = cell
    return document


def rezipped(data: bytes, **parts: bytes) -> bytes:
    """The same package with some parts replaced; ``word_document`` is word/document.xml."""
    stream = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, parts.get(name.removesuffix(".xml").replace("/", "_"), source.read(name)))
    return stream.getvalue()


def test_paragraphs_and_tables_in_document_order():
    extract = read(whole())
    assert lines(extract) == [report.TITLE, *report.PARAGRAPHS]
    assert [block.text for block in extract.blocks if block.heading] == [
        report.TITLE,
        report.ONE,
        report.TWO,
        report.FIVE,
        report.SIX,
    ]
    ((position, table),) = extract.tables
    assert position == 6
    assert table.rows == (("第二十条第（一）项",) * 4, ("信息内容", "制发", "废止", "现行"), ("规章", "0", "1", "2"))


def test_runs_name_the_paragraph():
    blocks = read(whole()).blocks
    assert blocks[2].runs == ((0, len(report.OVERVIEW), "block 3", 0),)


def test_bold_alone_is_a_heading_and_bold_in_part_is_not():
    document = docx.Document()
    document.add_paragraph().add_run(report.ONE).bold = True
    paragraph = document.add_paragraph()
    paragraph.add_run("（一）主动公开。").bold = True
    paragraph.add_run("全年印发规范性文件12件。")
    assert [block.heading for block in read(document).blocks] == [True, False]


def test_a_layout_table_gives_its_paragraphs():
    document = docx.Document()
    table = document.add_table(rows=2, cols=1)
    table.cell(0, 0).text = report.ONE
    table.cell(1, 0).text = report.OVERVIEW
    extract = read(document)
    assert lines(extract) == [report.ONE, report.OVERVIEW]
    assert not extract.tables


def test_insertions_are_read_and_deletions_are_not():
    document = docx.Document()
    paragraph = document.add_paragraph("全年公开")
    paragraph._p.append(parse_xml(f"<w:ins {W}><w:r><w:t>信息12条</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>信息9条</w:delText></w:r></w:del>"))
    assert lines(read(document)) == ["全年公开信息12条"]


def test_hidden_text_is_not_read():
    document = docx.Document()
    paragraph = document.add_paragraph("全年公开")
    paragraph.add_run("隐藏的批注").font.hidden = True
    paragraph.add_run("信息12条").font.hidden = False
    assert lines(read(document)) == ["全年公开信息12条"]


def test_content_controls_are_read():
    document = docx.Document()
    control = f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>{report.OVERVIEW}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(0, parse_xml(control))
    assert lines(read(document)) == [report.OVERVIEW]


def test_soft_line_breaks_are_lines():
    document = docx.Document()
    run = document.add_paragraph().add_run(report.ONE)
    run.add_break()
    run.add_text(report.OVERVIEW)
    assert lines(read(document)) == [report.ONE, report.OVERVIEW]


def test_automatic_numbers_are_written_out():
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(
        f'<w:abstractNum {W} w:abstractNumId="77">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>'
        "</w:abstractNum>"
    ))  # fmt: skip
    numbering.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in ((0, "总体情况"), (1, "主动公开"), (1, "依申请公开"), (0, "存在的主要问题"), (1, "短处")):
        paragraph = document.add_paragraph(text)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = 77
    assert lines(read(document)) == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "二、存在的主要问题",
        "（一）短处",
    ]


@pytest.mark.parametrize(
    ("number", "written"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")]
)
def test_chinese_numbers(number, written):
    assert chinese_number(number) == written


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    data = rezipped(saved(docx.Document()), word_document=b"\0" * 100_000_000)
    assert len(data) < 500_000
    with pytest.raises(ReadError, match="未予解压"):
        Docx().extract(data, "bomb.docx")


def test_entities_are_neither_expanded_nor_fetched():
    document = whole()
    lies = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/hostname">]>'
    xml = document.element.xml.encode().replace(b"<w:document", lies + b"<w:document", 1)
    xml = xml.replace(report.NONE.encode(), b"&b;&x;")
    found = report.result_or_reason(lambda: Docx().extract(rezipped(saved(document), word_document=xml), "x.docx"))
    text = found if isinstance(found, str) else "".join(lines(found))
    assert "aaaaaaaaaa" not in text
    assert "已损坏" in text or report.OVERVIEW in text


def boxed(*rows: str) -> str:
    """A run that holds a floating box, as Word writes it."""
    inner = "".join(f"<w:p><w:r><w:t>{row}</w:t></w:r></w:p>" for row in rows)
    return f"<w:r {W}><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>"


def anchored(*rows: str) -> Extract:
    """A document of three paragraphs with a box in the middle one."""
    document = docx.Document()
    for paragraph in (report.ONE, report.OVERVIEW, report.PROACTIVE):
        document.add_paragraph(paragraph)
    document.paragraphs[1]._p.insert(0, parse_xml(boxed(*rows)))
    return read(document)


def test_a_box_of_figures_beside_the_text_is_set_aside():
    found = anchored("数字青桐", "1203条 登出消息", "98.2% 按期办结")
    assert lines(found) == [report.ONE, report.OVERVIEW, report.PROACTIVE]
    assert [(at, table.rows) for at, table in found.tables] == [
        (1, (("数字青桐",), ("1203条 登出消息",), ("98.2% 按期办结",)))
    ]


@pytest.mark.parametrize("row", [report.REQUESTS, report.TITLE, "（一）全年办结23件", report.FIVE])
def test_text_in_a_box_is_text_on_lines_of_its_own(row):
    assert lines(anchored(row)) == [report.ONE, row, report.OVERVIEW, report.PROACTIVE]


def test_deeply_nested_tables_do_not_exhaust_the_stack():
    nested = f"<w:p><w:r><w:t>{report.OVERVIEW}</w:t></w:r></w:p>"
    for _ in range(80):
        nested = f"<w:tbl><w:tr><w:tc>{nested}</w:tc></w:tr></w:tbl>"
    document = docx.Document()
    document.element.body.insert(0, parse_xml(nested.replace("<w:tbl>", f"<w:tbl {W}>", 1)))
    found = report.result_or_reason(lambda: read(document))
    assert "已损坏" in found if isinstance(found, str) else lines(found) == [report.OVERVIEW]


@given(st.data())
def test_damaged_files_give_blocks_or_one_clear_line(data):
    whole_file = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole_file) - 1))
        whole_file[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=8))
    found = report.result_or_reason(lambda: Docx().extract(bytes(whole_file), "x.docx"))
    assert not isinstance(found, str) or (found.startswith("x.docx：") and "\n" not in found)


WHOLE = saved(whole())


def test_doc_without_libreoffice_says_how_to_convert(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReadError, match=r"另存为 \.docx"):
        Office().extract(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.doc")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_doc_through_libreoffice(tmp_path: Path):
    (tmp_path / "old.docx").write_bytes(WHOLE)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "doc", "--outdir", tmp_path, tmp_path / "old.docx"],
        check=True,
        capture_output=True,
    )
    assert lines(Office().extract((tmp_path / "old.doc").read_bytes(), "old.doc")) == [report.TITLE, *report.PARAGRAPHS]
