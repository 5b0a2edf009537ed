"""PDF: lines joined into paragraphs by where they stand, columns in order, marks and heads out, and bad files named."""

from __future__ import annotations

import subprocess
import sys
import zlib
from contextlib import closing

import invented as report
import pypdfium2
import pytest
from handmade_pdf import Placed, character_by_character, pdf, typeset
from hypothesis import given
from hypothesis import strategies as st

from nlp.errors import ReadError
from nlp.readers.formats.pdf import Pdf
from nlp.readers.lines.extract import Extract
from nlp.readers.pdf import fonts as pdffonts


def read(data: bytes) -> Extract:
    return Pdf().extract(data, "report.pdf")


def lines(*pages: list[Placed]) -> list[str]:
    return [block.text for block in read(pdf(pages)).blocks]


HEAD = [(160.0, 800.0, report.TITLE)]
SET = typeset(report.PARAGRAPHS)
EXPECTED = [report.TITLE, *report.PARAGRAPHS]


def test_lines_become_paragraphs_by_their_indents():
    assert lines(HEAD + SET) == EXPECTED


def test_wide_lines_of_prose_beside_narrow_rows_of_a_table_are_one_paragraph():
    spread = [(x, 770.0 - 33 * at, text) for at, (x, _, text) in enumerate(SET[:8])]
    rows = [(90.0, 480.0 - 14 * at, f"第{at + 1}类 {at}") for at in range(24)]
    told = lines([*HEAD, *spread, *rows])
    assert [text for text in told if len(text) > 40] == [text for text in lines(HEAD + SET[:8]) if len(text) > 40]


def test_a_figure_with_a_blank_in_it_is_one_figure():
    told = lines([*HEAD, (114.0, 700.0, "全年公开信息 1 943 条，比 2021 年多 100 条，其中财政信息 12 条。")])
    assert told[-1] == "全年公开信息1943条，比2021年多100条，其中财政信息12条。"


def test_marks_drawn_after_the_words_they_enclose_stand_where_they_are_seen():
    words = (90.0, "取消 三需要 审查条件，全市收到申请 ")
    drawn = [(x, 700.0, text) for x, text in (words, (119.0, "“"), (158.0, "”"), (320.0, "两千件。"))]
    assert "".join(lines([*HEAD, *drawn])).endswith("取消“三需要”审查条件，全市收到申请两千件。")


def test_a_closing_mark_drawn_after_the_words_behind_it_stands_where_it_is_seen():
    words = (90.0, "“三同步 升级")
    drawn = [(x, 700.0, text) for x, text in (words, (129.0, "”"), (162.0, "版，解读随文件一起登出。"))]
    assert lines([*HEAD, *drawn])[-1] == "“三同步”升级版，解读随文件一起登出。"


def test_a_paragraph_goes_on_over_the_page_and_its_mark():
    cut = next(at for at, (_, _, text) in enumerate(SET) if text == report.PROACTIVE[:32]) + 1
    first = [*HEAD, *SET[:cut], (280.0, 40.0, "— 1 —")]
    assert lines(first, [*SET[cut:], (280.0, 40.0, "— 2 —")]) == EXPECTED


def test_bare_page_numbers_and_running_heads():
    head = [(200.0, 815.0, "青桐县政府信息公开年报")]
    pages = [head + HEAD + SET[:4], head + SET[4:9], head + SET[9:]]
    numbered = [[*page, (290.0, 40.0, str(number))] for number, page in enumerate(pages, 1)]
    assert lines(*numbered) == EXPECTED


def test_the_title_stays_when_later_pages_repeat_it():
    assert lines(HEAD + SET[:4], HEAD + SET[4:9], HEAD + SET[9:]) == EXPECTED


def test_what_a_browser_prints_above_and_below_each_page():
    head = f"1/27/22, 9:05 AM {report.TITLE}_青桐县人民政府门户网站"
    foot = "http://www.qingtong.example/zwgk/zfxxgk/xxgknb/2022/01/27/content_20220127.html "
    pages = [HEAD + SET[:8], SET[8:14], SET[14:]]
    printed = [
        [*page, (24.0, 825.0, head), (24.0, 20.0, f"{foot}{at}/{len(pages)}")] for at, page in enumerate(pages, 1)
    ]
    assert lines(*printed) == EXPECTED


def test_buttons_below_a_date_at_the_margin_are_not_its_paragraph():
    below = [(426.0, 200.0, "2022年1月18日"), (90.0, 180.0, "【打印本页】【关闭窗口】"), (90.0, 160.0, "青桐县年报")]
    assert lines(HEAD + SET, below) == [*EXPECTED, "2022年1月18日", "青桐县年报"]


def noted(number: str, size: int) -> list[Placed]:
    """The report on one page, a number raised behind its first paragraph's second line, and a small line at the foot."""
    at = next(at for at, (_, y, *_) in enumerate(SET) if y == SET[2][1])
    x, y, text, *_ = SET[at]
    pointer = (x + 12 * len(text) - 6 * sum(map(str.isascii, text)), y + (12 - size) / 2, number, size)
    return [*HEAD, *SET[: at + 1], pointer, *SET[at + 1 :], (90.0, 60.0, f"{number} 指县政府门户网站登出的消息。", 8)]


def test_footnotes_and_the_raised_figures_that_point_to_them_are_outside():
    raised = noted("1", 7)
    assert raised != HEAD + SET
    assert lines(raised) == EXPECTED


def test_a_line_that_a_raised_figure_breaks_in_two_is_one():
    words, rest = "取消两项审查条件", "，全年共收到申请二十件。"
    x = 90.0 + 12 * len(words)
    foot = (90.0, 60.0, "② 涉密的一项除外。", 8)
    drawn = [(90.0, 700.0, words), (x, 712.0, "②", 7), (x + 7, 700.0, rest), foot]
    assert lines([*HEAD, *drawn])[-1] == words + rest


def alternating(size: int, below: float) -> list[str]:
    """The report on two pages whose heads differ, `below` points under the head of the first page its text."""
    first = [(350.0, 770.0 + below, "青桐县人民政府公报 2022年第3期", size), *SET[:9]]
    second = [
        (90.0, 770.0 + below, "县政府部门文件", size),
        *((x, y + 770 - SET[9][1], text) for x, y, text, *_ in SET[9:]),
    ]
    return lines(first, second)


def test_running_heads_that_differ_from_page_to_page():
    assert alternating(9, 45) == list(report.PARAGRAPHS)


def test_running_heads_that_differ_from_page_to_page_and_are_not_on_the_first():
    heads = [(350.0, 815.0, "青桐县人民政府公报 2022年第3期", 9), (90.0, 815.0, "县政府部门文件", 9)]
    later = [[(x, y + 770 - SET[at][1], text) for x, y, text, *_ in SET[at : at + 5]] for at in (5, 10)]
    assert lines(SET[:5], *([head, *page] for head, page in zip(heads, later, strict=True))) == list(report.PARAGRAPHS)


def test_first_lines_as_large_as_the_text_or_next_to_it_are_no_heads():
    assert alternating(12, 45) != list(report.PARAGRAPHS)
    assert alternating(9, 20) != list(report.PARAGRAPHS)


def test_a_small_line_at_the_foot_that_nothing_points_to_stays():
    assert lines([*HEAD, *SET, (90.0, 60.0, "1 指县政府门户网站登出的消息。", 8)])[:-1] == EXPECTED


def columns(count: int = 19) -> tuple[list[Placed], list[Placed]]:
    rows = typeset(report.PARAGRAPHS, left=50, columns=count)
    half = len(rows) // 2
    left = [(x, 770.0 - 20 * at, text) for at, (x, _, text) in enumerate(rows[:half])]
    right = [(x + 260, 770.0 - 20 * at, text) for at, (x, _, text) in enumerate(rows[half:])]
    return left, right


def test_two_columns_drawn_one_after_the_other():
    left, right = columns()
    assert lines(HEAD + left + right) == EXPECTED


def test_two_columns_drawn_row_by_row():
    left, right = columns()
    rows = [line for pair in zip(left, right, strict=False) for line in pair] + right[len(left) :]
    assert lines(HEAD + rows) == EXPECTED


def test_a_table_is_no_second_column():
    rows = [
        (x, 600.0 - 20 * at, cell)
        for at in range(7)
        for x, cell in ((90.0, f"行政事项第{'一二三四五六七'[at]}类"), (380.0, str(at)), (430.0, "0"))
    ]
    extract = read(
        pdf([[*HEAD, *typeset([report.TWO]), *rows, (114.0, 400.0, report.FIVE), *typeset([report.PROBLEMS], top=380)]])
    )
    assert [block.text for block in extract.blocks] == [report.TITLE, report.TWO, report.FIVE, report.PROBLEMS]
    assert extract.tables[0][1].rows[0] == ("行政事项第一类", "0", "0")


def test_flattened_tables_leave_their_headings():
    rows = [(90.0, 700.0 - 18 * at, cell) for at, cell in enumerate(report.FLAT_TWO)]
    assert lines([*HEAD, (114.0, 740.0, report.TWO), *rows, (114.0, 400.0, report.FIVE)]) == [
        report.TITLE,
        report.TWO,
        report.FIVE,
    ]


def test_spaced_out_headings_are_closed_up():
    assert lines([(90.0, 770.0, " ".join(report.FIVE)), *typeset([report.PROBLEMS], top=740)]) == [
        report.FIVE,
        report.PROBLEMS,
    ]


def test_runs_name_the_page_and_the_place_on_it():
    extract = read(pdf([HEAD + SET[:3], SET[3:]]))
    assert extract.blocks[0].runs[0][2:] == ("page 1", 0)
    assert extract.blocks[-1].runs[0][2] == "page 2"


FONTS = ("STSong-Light", "SimSun", "FangSong_GB2312", "FZXBSJW--GB1-0", "Calibri")


@pytest.mark.parametrize("font", FONTS)
def test_fonts_not_in_the_file_are_not_missed(font):
    assert [block.text for block in read(pdf([HEAD + SET], font=font)).blocks] == EXPECTED


@pytest.mark.parametrize("font", FONTS)
def test_characters_drawn_one_by_one_are_all_read(font):
    drawn = pdf([character_by_character(HEAD + SET)], font=font)
    assert [block.text for block in read(drawn).blocks] == EXPECTED


#: pdfium started anew with no other fonts than those of a folder
WITH_FONTS_OF = """
import sys
from ctypes import POINTER, c_char, c_char_p, cast
import pypdfium2.raw as pdfium
pdfium.FPDF_DestroyLibrary()
folders = (c_char_p * 2)(sys.argv[1].encode(), None)
pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(2, cast(folders, POINTER(POINTER(c_char))), None, 0))
from nlp.readers.formats.pdf import Pdf
found = Pdf().extract(open(sys.argv[2], "rb").read(), "report.pdf")
sys.stdout.buffer.write(repr([(block.text, block.runs) for block in found.blocks]).encode("utf-8"))
"""


@pytest.mark.parametrize("apart", [False, True])
def test_the_fonts_of_the_machine_change_nothing(tmp_path, apart):
    """Fonts of the machine, of an empty folder, and one that draws no digits: the same text and the same offsets."""
    left, right = columns()
    page = HEAD + left + right
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf([character_by_character(page) if apart else page]))
    for name in ("none", "odd"):
        (tmp_path / name).mkdir()
    (tmp_path / "odd" / "odd.ttf").write_bytes(pdffonts.boxes().replace(b"\0\x20", b"\x4e\x00"))
    for folder in ("none", "odd"):
        command = [sys.executable, "-c", WITH_FONTS_OF, str(tmp_path / folder), str(file)]
        done = subprocess.run(command, capture_output=True, check=True)
        assert done.stdout.decode("utf-8") == repr(
            [(block.text, block.runs) for block in read(file.read_bytes()).blocks]
        )


def test_the_stand_in_font_stands_in_for_reading_only(monkeypatch):
    asked = []
    systems = pypdfium2.PdfSysfontBase.MapFont
    monkeypatch.setattr(
        pypdfium2.PdfSysfontBase, "MapFont", lambda *question: asked.append(question[-2]) or systems(*question)
    )
    read(pdf([HEAD]))
    assert not asked
    with closing(pypdfium2.PdfDocument(pdf([HEAD]))) as document:
        document[0].render()
    assert asked


def test_a_scanned_pdf_is_named_as_such():
    with pytest.raises(ReadError, match=r"扫描版 PDF.*文字识别"):
        read(pdf([[], []], picture=True))


def test_a_truncated_pdf():
    with pytest.raises(ReadError, match=r"损坏或不完整|扫描版"):
        read(pdf([HEAD + SET])[:900])


def test_a_pdf_with_a_password():
    protected = pdf([HEAD + SET]).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
        b" /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>",
    )
    with pytest.raises(ReadError, match="密码"):
        read(protected)


def test_fonts_that_do_not_say_their_characters():
    nonsense = "".join(map(chr, range(0xE000, 0xE0F0)))
    with pytest.raises(ReadError, match="字体没有注明"):
        read(pdf([[(90.0, 700.0 - 20 * at, nonsense[at * 24 : at * 24 + 24]) for at in range(10)]]))


def test_a_page_that_unpacks_without_end_is_refused():
    page = pdf([HEAD])
    start, end = page.index(b"<< /Length"), page.index(b"endstream")
    packed = zlib.compress(b" " * 50_000_000, 9)
    bomb = page[:start] + b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed) + packed + b"\n" + page[end:]
    with pytest.raises(ReadError, match="解开后超过"):
        read(bomb)


def test_a_page_of_too_many_pieces_is_refused():
    page = pdf([[]])
    drawing = b"1 1 m 2 2 l S\n" * 50_000
    start, end = page.index(b"<< /Length"), page.index(b"\nendstream")
    with pytest.raises(ReadError, match="个图形对象"):
        read(page[:start] + b"<< /Length %d >>\nstream\n" % len(drawing) + drawing + page[end:])


def test_too_many_pages_are_refused():
    with pytest.raises(ReadError, match="401 页"):
        read(pdf([[]] * 401))


WHOLE = pdf([HEAD + SET[:8], SET[8:]])


@given(st.data())
def test_damaged_files_give_blocks_or_one_clear_line(data):
    damaged = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=8))
    found = report.result_or_reason(lambda: read(bytes(damaged)))
    texts = [found] if isinstance(found, str) else [block.text for block in found.blocks]
    assert all("\n" not in text and text == text.strip() != "" for text in texts)
