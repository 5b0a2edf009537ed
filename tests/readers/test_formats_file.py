"""Files as they lie on a disk: each bad one gives one clear line, and one under a false suffix is known by its bytes."""

from __future__ import annotations

import io
import os
import socket
import zipfile
from pathlib import Path

import invented as report
import pytest
from handmade_pdf import pdf, typeset

from nlp.errors import ReadError
from nlp.manifest import sha256
from nlp.readers.file import load, recognised

TEXT = "\n".join((report.TITLE, *report.PARAGRAPHS)).encode()
PAGE = f"<!DOCTYPE html><html><body><h1>{report.TITLE}</h1><p>{report.OVERVIEW}</p></body></html>".encode()
PDF = pdf([typeset(report.PARAGRAPHS)])


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refused(path: Path | str, reason: str, **options: int) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        load(path, **options)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(path))


def test_bytes_hash_and_blocks(tmp_path):
    data, digest, extract = load(write(tmp_path, "report.txt", TEXT))
    assert (data, digest) == (TEXT, sha256(TEXT))
    assert extract.blocks[0].text == report.TITLE


@pytest.mark.parametrize(
    ("name", "data", "known"),
    [
        ("report.txt", TEXT, "plain"),
        ("report.MD", TEXT, "plain"),
        ("page.shtml", PAGE, "html"),
        ("page.txt", PAGE, "html"),
        ("page.doc", PAGE, "html"),
        ("report.txt", PDF, "pdf"),
        ("report.doc", b"{\\rtf1 x}", "office"),
        ("report.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "office"),
        ("page.html", b"From: x\nContent-Type: multipart/related; boundary=x\n\n--x", "mhtml"),
        ("unknown", PDF, "pdf"),
    ],
)
def test_a_format_is_known_by_its_bytes_and_then_by_its_suffix(name, data, known):
    assert recognised(data, name) == known


def test_missing_file(tmp_path):
    refused(tmp_path / "nowhere.txt", "打不开")


def test_empty_file(tmp_path):
    refused(write(tmp_path, "empty.txt", b""), "文件是空的")
    refused(write(tmp_path, "blank.txt", b" \r\n\t\n"), "文件是空的")


def test_binary_renamed_txt(tmp_path):
    refused(write(tmp_path, "program.txt", b"\x7fELF" + bytes(range(256)) * 99), "内容却不是")


def test_picture_renamed(tmp_path):
    refused(write(tmp_path, "scan.txt", b"\x89PNG\r\n\x1a\n" + b"x" * 99), "是图片")


def test_file_larger_than_the_limit(tmp_path):
    refused(write(tmp_path, "large.txt", TEXT), "超过 99 字节", max_bytes=99)


def test_one_endless_line(tmp_path):
    refused(write(tmp_path, "line.txt", b"x" * 3_000_000), "3,000,000 字")


def test_symlink_loop(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    refused(tmp_path / "a.txt", "打不开")


def test_folder_under_the_name_of_a_file(tmp_path):
    (tmp_path / "folder.txt").mkdir()
    refused(tmp_path / "folder.txt", "打不开|不是普通文件")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_does_not_hold_us_up(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    refused(tmp_path / "pipe.txt", "不是普通文件")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no such sockets")
def test_a_socket(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")
        refused("s.txt", "打不开")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is unreadable to this user")
def test_unreadable_file(tmp_path):
    path = write(tmp_path, "secret.txt", TEXT)
    path.chmod(0)
    refused(path, "打不开")


def test_a_name_no_system_allows():
    refused("re\0port.txt", "打不开")


def test_unknown_suffix_names_those_that_are_read(tmp_path):
    refused(write(tmp_path, "report.xyz", TEXT), r"应为 .*\.docx.*\.txt.* 之一")


def test_a_table_of_texts_is_no_report(tmp_path):
    refused(write(tmp_path, "rows.csv", b"text\nx"), "逐行读取")


def test_a_text_that_calls_itself_pdf(tmp_path):
    refused(write(tmp_path, "report.pdf", TEXT), "内容与后缀不符")


@pytest.mark.parametrize(("member", "reason"), [("xl/workbook.xml", "是电子表格"), ("report.txt", "是 zip 压缩包")])
def test_other_packages(tmp_path, member, reason):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(member, "x")
    refused(write(tmp_path, "package.docx", stream.getvalue()), reason)


def test_a_page_without_text(tmp_path):
    refused(write(tmp_path, "page.html", b"<html><body><img src=scan.jpg></body></html>"), "里面没有文字")


def test_truncated_pdf(tmp_path):
    refused(write(tmp_path, "cut.pdf", PDF[:700]), "损坏或不完整|扫描版")


def test_nuls_and_bidirectional_marks_in_a_text(tmp_path):
    text = report.OVERVIEW.replace("，", "，\u202e\u2066", 1) + "\x00"
    assert load(write(tmp_path, "marks.txt", text.encode()))[2].blocks[0].text == report.OVERVIEW
