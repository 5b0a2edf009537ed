"""Character sets: the bytes tell, whatever a page declares."""

from __future__ import annotations

import invented as report
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.errors import ReadError
from nlp.readers.formats.html import Html
from nlp.readers.lines.decoding import decode

TEXT = "\n".join((report.TITLE, *report.PARAGRAPHS))
TRADITIONAL = (
    "青桐縣人民政府公開資訊報告。本報告所列數據的統計期限，為二○一二年全年；對於群眾關心的問題，機關已經處理。"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_a_report_in_any_usual_encoding(encoding):
    assert decode(TEXT.encode(encoding)).text == TEXT


def test_gbk_without_a_declaration():
    page = f"<html><body><h1>{report.TITLE}</h1><p>{report.ONE}</p><p>{report.OVERVIEW}</p></body></html>"
    blocks = Html().extract(page.encode("gbk"), "x.html").blocks
    assert [block.text for block in blocks] == [report.TITLE, report.ONE, report.OVERVIEW]


@pytest.mark.parametrize(
    ("declared", "real"), [("gb2312", "utf-8"), ("utf-8", "gbk"), ("iso-8859-1", "gb18030"), ("big5", "utf-8")]
)
def test_a_wrongly_declared_charset(declared, real):
    page = (
        f'<html><head><meta charset="{declared}"></head><body><p>{report.ONE}</p><p>{report.OVERVIEW}</p></body></html>'
    )
    assert [block.text for block in Html().extract(page.encode(real), "x.html").blocks] == [report.ONE, report.OVERVIEW]


def test_big5():
    assert decode(TRADITIONAL.encode("big5", "ignore")).encoding == "big5"
    assert decode(TRADITIONAL.encode("big5", "ignore")).text.startswith("青桐縣人民政府")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_half_a_multibyte_character_at_the_end(encoding):
    found = decode(TEXT.encode(encoding)[:-1])
    assert found.text == TEXT[:-1]
    assert found.encoding == encoding


def test_a_character_cut_in_half_in_the_middle_does_not_make_it_another_encoding():
    data = TEXT.encode()
    at = data.index("操".encode())
    found = decode(data[: at + 1] + data[at + 3 :])
    assert (found.encoding, found.lost) == ("utf-8", 1)
    assert found.text == TEXT.replace("操", "", 1)


def test_short_gbk_strings():
    assert decode(report.ONE.encode("gbk")).text == report.ONE


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x00" * 5000, b"\x7fELF" + b"\x01\x02\x00" * 900])
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(ReadError):
        decode(data, "x.txt")


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data):
    found = report.result_or_reason(lambda: decode(data, "x.txt"))
    assert "\n" not in found if isinstance(found, str) else found.text.encode() is not None


@given(st.text(alphabet=st.sampled_from(TEXT), min_size=20), st.sampled_from(["utf-8", "gb18030"]))
def test_report_characters_survive(text, encoding):
    found = decode(text.encode(encoding))
    assert found.text == text or found.encoding != encoding
