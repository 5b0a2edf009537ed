"""Saved web pages: the report's own text in order, its tables aside, nothing of the site; one test for each design."""

from __future__ import annotations

import json
import quopri
from email import message_from_bytes
from html import escape

import invented as report
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.errors import ReadError
from nlp.readers.assemble import assemble
from nlp.readers.formats.html import Html
from nlp.readers.formats.mhtml import Mhtml
from nlp.readers.lines.extract import Extract

NAVIGATION = "<ul>" + "".join(f'<li><a href="/c{i}/">栏目{i}</a></li>' for i in range(14)) + "</ul>"
FOOTER = (
    '<div class="foot"><p>版权所有：青桐县人民政府办公室　主办：青桐县人民政府</p><p>网站标识码：1234567890　某ICP备12345678号</p>'
    "<p>地址：青桐县梧桐路1号，电话：0000-1234567，建议使用1024分辨率浏览。</p></div>"
)
EXPECTED = [
    report.TITLE, report.ONE, report.OVERVIEW, report.PROACTIVE, report.REQUESTS, report.TWO, report.THREE, report.FIVE,
    report.PROBLEMS, report.PLANS, report.SIX, report.NONE,
]  # fmt: skip


def body(paragraph: str = "<p>{}</p>", heading: str = "<p><strong>{}</strong></p>") -> str:
    """The report without its title, each line in the given element."""
    rows = {report.TWO: report.HTML_TWO, report.THREE: report.HTML_THREE}
    pieces = []
    for line in EXPECTED[1:]:
        is_heading = line[1] == "、"
        pieces.append((heading if is_heading else paragraph).format(line) + rows.get(line, ""))
    return "\n".join(pieces)


def read(page: str) -> Extract:
    return Html().extract(page.encode(), "page.html")


def lines(page: str) -> list[str]:
    return [block.text for block in read(page).blocks]


@pytest.mark.parametrize(
    "named",
    [
        "柳溪镇2021年政府信息公开工作年度报告_青桐县人民政府",
        "青桐县政府网 政府信息公开年报 柳溪镇2021年政府信息公开工作年度报告",
    ],
)
def test_the_agency_is_named_in_the_title_of_the_page_alone(named):
    found = assemble(read(f"<html><head><title>{named}</title></head><body><div>{body()}</div>{FOOTER}</body></html>"))
    assert (found.title, found.issuer) == ("柳溪镇2021年政府信息公开工作年度报告", "柳溪镇人民政府")


def panes(*shown: str, beside: str = "") -> str:
    """The report in tabs: a list of the titles, then each again above its pane, of which only the first is shown."""
    sections = {
        report.ONE: (report.OVERVIEW, report.PROACTIVE, report.REQUESTS), report.TWO: (), report.THREE: (),
        report.FIVE: (report.PROBLEMS, report.PLANS), report.SIX: (report.NONE,),
    }  # fmt: skip
    tables = {report.TWO: report.HTML_TWO, report.THREE: report.HTML_THREE}
    tabs = "".join(f'<li class="tab">{title[2:]}</li>' for title in sections)
    pieces = []
    for at, (title, paragraphs) in enumerate(sections.items()):
        inner = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs) + tables.get(title, "")
        style = ' style="display:none"' if at else f' style="{shown[0]}"' if shown else ""
        pieces.append(f'<h2>{title[2:]}</h2><div class="pane{"" if at else " active"}"{style}>{inner}</div>')
    return f"<h1>{report.TITLE}</h1><ul>{tabs}</ul><div>{''.join(pieces)}{beside}</div>"


@pytest.mark.parametrize("shown", [(), ("display: block",)])
def test_a_report_in_tabs_of_which_one_is_shown(shown):
    found = assemble(read(panes(*shown) + FOOTER))
    overview, problems = found.section("overview"), found.section("problems")
    assert overview is not None
    assert problems is not None
    assert found.text[overview.start : overview.end].split("\n") == [report.OVERVIEW, report.PROACTIVE, report.REQUESTS]
    assert found.text[problems.start : problems.end].split("\n") == [report.PROBLEMS, report.PLANS]


def test_what_is_hidden_alone_of_its_kind_stays_hidden():
    beside = f'<div class="print" style="display:none"><p>{report.PROBLEMS}</p></div>'
    assert lines(panes(beside=beside) + FOOTER).count(report.PROBLEMS) == 1


def test_the_agency_stands_on_a_line_above_the_title_outside_the_body():
    page = f"<div><h1>青桐县水利局<br>2021年政府信息公开工作年度报告</h1><div>日期：2022-01-27</div><div>{body()}</div></div>"
    found = read(page + FOOTER)
    assert [block.text for block in found.blocks][:2] == ["青桐县水利局", "2021年政府信息公开工作年度报告"]
    assert assemble(found).issuer == "青桐县水利局"


def test_body_between_navigation_share_bar_related_links_and_footer():
    page = (
        f"<html><head><title>{report.TITLE}_青桐县人民政府</title></head><body><div>{NAVIGATION}</div>"
        f'<div>当前位置：<a href="/">首页</a>&gt;<a href="/z">政务公开</a></div><div><h1>{report.TITLE}</h1>'
        f'<div>发布日期：2022-01-20 浏览次数：<span>12</span> 字体：[<a href="#">大</a> <a href="#">中</a>]</div>'
        f'<div id="zoom">{body()}</div><div>分享到：<a href="#">微信</a><a href="#">微博</a></div>'
        f'<div>【<a href="#">打印</a>】【<a href="#">关闭</a>】</div><h3>相关链接</h3><ul>'
        f'<li><a href="1">青桐县人民政府2020年政府信息公开工作年度报告</a></li></ul></div>{FOOTER}</body></html>'
    )
    extract = read(page)
    assert [block.text for block in extract.blocks] == EXPECTED
    assert extract.title == report.TITLE
    assert [position for position, _ in extract.tables] == [6, 7]
    assert extract.tables[0][1].rows[0] == ("第二十条第（一）项",) * 4
    assert extract.tables[1][1].rows[-2] == ("三、本年度办理结果", "（七）总计", "23", "23")
    assert [block.heading for block in extract.blocks].count(True) == 6


def test_a_layout_table_is_no_data_table():
    page = (
        f"<table><tr><td>{NAVIGATION}</td></tr></table><table><tr><td width=200>{NAVIGATION}</td><td><table>"
        f"<tr><td><b>{report.TITLE}</b></td></tr><tr><td>来源：青桐县人民政府　时间：2022-01-20</td></tr>"
        f"<tr><td>{body('&nbsp;&nbsp;&nbsp;&nbsp;{}<br>', '<b>{}</b><br>')}</td></tr></table></td></tr></table>"
        "<table><tr><td>版权所有 青桐县人民政府</td></tr></table>"
    )
    extract = read(page)
    assert [block.text for block in extract.blocks] == [report.TITLE, "来源：青桐县人民政府", *EXPECTED[1:]]
    assert len(extract.tables) == 2


@pytest.mark.parametrize(
    ("says", "columns"), [("9" * 5000, 60), ("0", 1), ("-1", 1), (" 2 ", 2), ("２", 2), ("两", 1), ("", 1)]
)
def test_columns_that_a_cell_says_it_covers(says, columns):
    table = f'<table><tr><td colspan="{says}">总计</td></tr><tr><td>公开</td><td>12</td></tr><tr><td>不予公开</td><td>3</td></tr></table>'
    extract = read(f"<h1>{report.TITLE}</h1>{body()}{table}")
    assert extract.tables[-1][1].rows[0] == ("总计",) * columns


def test_lines_broken_by_br():
    page = f"<div><h2>{report.TITLE}</h2>{body('　　{}<br/>', '　　{}<br/><br/>')}</div>{FOOTER}"
    assert lines(page) == EXPECTED


def test_divs_only():
    assert (
        lines(f"<div>{NAVIGATION}</div><div><div>{report.TITLE}</div>{body('<div>{}</div>', '<div>{}</div>')}</div>")
        == EXPECTED
    )


def test_headings_split_over_spans():
    split = "".join(f'<span style="font-size:{at}px">{char}</span>' for at, char in enumerate(report.FIVE))
    page = f"<h1>{report.TITLE}</h1>" + body().replace(report.FIVE, split)
    assert lines(page) == EXPECTED


def test_a_paragraph_inside_a_script_string_is_no_text():
    page = f"<script>document.write('<p>一、总体情况</p><p>脚本里的字，不是正文。</p>')</script><h1>{report.TITLE}</h1>{body()}"
    assert lines(page) == EXPECTED


def test_word_conditional_comments():
    word = "<!--[if gte mso 9]><xml><w:WordDocument><p>注释里的字，不是正文。</p></w:WordDocument></xml><![endif]-->"
    page = f"<h1>{report.TITLE}</h1>{word}" + body("<p><![if !supportEmptyParas]>{}<![endif]><o:p></o:p></p>")
    assert lines(page) == EXPECTED


def test_injected_lines_shown_hidden_or_linked():
    spam = (
        '<p>188体育365官网</p><div style="display:none"><a href="http://x">某某国际娱乐在线</a>，欢迎光临本站。</div>'
        '<div style="position:absolute;left:-9999px">澳门新葡京，信誉第一。</div><p><a href="http://x">开奖结果</a></p>'
    )
    page = f"<div><h1>{report.TITLE}</h1>{body()}</div>".replace(f"<p>{report.REQUESTS}", f"{spam}<p>{report.REQUESTS}")
    assert lines(page) == EXPECTED


def test_a_report_shown_only_by_script_is_still_read():
    assert lines(f'<div style="display:none"><h1>{report.TITLE}</h1>{body()}</div>') == EXPECTED


@pytest.mark.parametrize("ascii_only", [False, True])
def test_a_report_in_the_data_of_a_script_is_read(ascii_only):
    data = json.dumps({"article": {"id": 7, "content": f"<h1>{report.TITLE}</h1>{body()}"}}, ensure_ascii=ascii_only)
    found = read(f'<div id="app">加载中</div><script>window.__STATE__={data}</script>{FOOTER}')
    assert [block.text for block in found.blocks] == EXPECTED
    assert len(found.tables) == 2
    assert {place for block in found.blocks for _, _, place, _ in block.runs} == {"script"}


@pytest.mark.parametrize(
    "field",
    [
        '<input type="hidden" id="c" value="{}">',
        "<textarea style='display:none'>{}</textarea>",
        "<noscript>{}</noscript>",
    ],
)
def test_a_report_in_a_hidden_field_is_read(field):
    page = f"<h1>{report.TITLE}</h1>{body()}"
    kept = field.format(page if "noscript" in field else escape(page))
    found = read(f'<div id="show"></div>{kept}<script>show(c)</script>{FOOTER}')
    assert [block.text for block in found.blocks] == EXPECTED


def test_a_report_in_a_frame_within_a_frame_is_read():
    inner = f'<iframe srcdoc="{escape(f"<h1>{report.TITLE}</h1>{body()}")}"></iframe>'
    found = read(f'<div>预览</div><iframe srcdoc="{escape(inner)}"></iframe>{FOOTER}')
    assert [block.text for block in found.blocks] == EXPECTED


def test_a_report_in_a_field_for_reading_is_read():
    plain = "\n".join([report.TITLE, *report.PARAGRAPHS])
    found = read(f"<table><tr><td>内容</td><td><textarea readonly>{escape(plain)}</textarea></td></tr></table>{FOOTER}")
    assert "".join(block.text for block in found.blocks) == "".join([report.TITLE, *report.PARAGRAPHS])


def test_a_report_that_was_escaped_twice_is_read():
    found = read(f"<div>{escape(f'<h1>{report.TITLE}</h1>{body()}')}</div>")
    assert [block.text for block in found.blocks] == EXPECTED
    assert {place for block in found.blocks for _, _, place, _ in block.runs} == {"escaped"}


def test_the_sound_above_a_character_is_no_text():
    sound = body().replace("青桐", "青<ruby>桐<rp>(</rp><rt>tóng</rt><rp>)</rp></ruby>")
    assert lines(f"<h1>{report.TITLE}</h1>{sound}") == EXPECTED


def test_one_line_page_keeps_headings_glued():
    whole = "".join((report.TITLE, report.ONE, report.OVERVIEW, "规章000", report.FIVE, report.PROBLEMS))
    assert lines(f"<html><body><div>{whole}</div></body></html>") == [whole]


def test_sections_in_containers_of_their_own():
    page = (
        f"<div>{NAVIGATION}</div><div><div><h1>{report.TITLE}</h1></div><div><h3>{report.ONE}</h3><p>{report.OVERVIEW * 9}</p></div>"
        f"<div><h3>{report.FIVE}</h3><p>{report.PROBLEMS}</p></div><div><h3>{report.SIX}</h3><p>无。</p></div></div>"
        f'<div><h4>热门推荐</h4><p><a href="1">县长看望环卫工人，走访三个乡镇</a></p></div>{FOOTER}'
    )
    assert lines(page) == [
        report.TITLE,
        report.ONE,
        report.OVERVIEW * 9,
        report.FIVE,
        report.PROBLEMS,
        report.SIX,
        "无。",
    ]


def test_a_report_laid_out_in_one_table():
    rows = "".join(f"<tr><td>{line}</td></tr>" for line in EXPECTED[1:])
    page = f"<h1>{report.TITLE}</h1><table border=1>{rows}</table>".replace(report.TWO, report.TWO + report.HTML_TWO)
    extract = read(page)
    assert [block.text for block in extract.blocks] == EXPECTED
    assert len(extract.tables) == 1


def test_the_box_of_numbers_above_a_page_is_not_the_report():
    box = "<table><tr><td>索引号</td><td>00123/2022-0001</td></tr><tr><td>公开日期</td><td>2022-01-20</td></tr></table>"
    extract = read(f"{box}<div>{report.TITLE}</div><div>{body()}</div>")
    assert [block.text for block in extract.blocks] == EXPECTED
    assert len(extract.tables) == 2


def test_unclosed_tags():
    page = f"<div><h1>{report.TITLE}<p>{report.ONE}<p>{report.OVERVIEW}<font color=red><p><b>{report.FIVE}</b><p>{report.PROBLEMS}</div></div>"
    extract = read(page)
    assert [block.text for block in extract.blocks] == [
        report.TITLE,
        report.ONE,
        report.OVERVIEW,
        report.FIVE,
        report.PROBLEMS,
    ]
    assert not extract.blocks[2].heading


def test_a_contents_list_of_anchors_is_not_the_headings():
    page = (
        f'<h1>{report.TITLE}</h1><ul><li><a href="#a">{report.ONE}</a></li><li><a href="#e">{report.FIVE}</a></li></ul>'
        f'<p><a name="a">{report.ONE}</a></p><p>{report.OVERVIEW}</p><p><a id="e">{report.FIVE}</a></p><p>{report.PROBLEMS}</p>'
    )
    assert lines(page) == [report.TITLE, report.ONE, report.OVERVIEW, report.FIVE, report.PROBLEMS]


def narratives(page: str) -> list[list[str]]:
    """The lines of the overview and of section five, as the whole reader gives them."""
    found = assemble(read(page))
    return [found.quote(found.section(kind).span).split("\n") for kind in ("overview", "problems")]


NARRATIVES = [[report.OVERVIEW, report.PROACTIVE, report.REQUESTS], [report.PROBLEMS, report.PLANS]]


def test_an_anchor_that_was_never_closed():
    page = f'<body><div>{NAVIGATION}</div><div><a name="top" href="#top"><h1>{report.TITLE}</h1>{body()}</div>{FOOTER}</body>'
    assert lines(page) == EXPECTED


@pytest.mark.parametrize(
    ("opening", "paragraph", "heading", "closing"),
    [
        (
            '<article><div class="info"><span>2022-01-20</span></div>',
            "<p><span>{}</span></p>",
            "<h3>{}</h3>",
            "</article>",
        ),
        ("<table>", "<tr><td>{}</td></tr>", "<tr><td><b>{}</b></td></tr>", "</table>"),
        ("<dl>", "<dd>{}</dd>", "<dt>{}</dt>", "</dl>"),
        ("<div>", "<ul><li>{}</li></ul>", "<ol><li>{}</li></ol>", "</div>"),
        ("<form><input type=hidden value=x><div>", "<div>　　{}</div>", "<div><b>{}</b></div>", "</div></form>"),
        ("<font size=3>", "　　{}<br>", "<b>　　{}</b><br>", "</font>"),
        (
            "<table width=778><tr><td>",
            "<P>&nbsp;&nbsp;<FONT face=仿宋>{}</FONT>",
            "<P><FONT face=黑体>{}</FONT>",
            "</table>",
        ),
        ("<div class=WordSection1>", "<p class=MsoNormal><span>{}<o:p></o:p></span></p>", "<p><b>{}</b></p>", "</div>"),
    ],
    ids=["mobile", "row per paragraph", "definitions", "lists", "form", "font and br", "tables of 2008", "word"],
)
def test_designs_of_pages(opening, paragraph, heading, closing):
    kept = [line for line in EXPECTED if line not in (report.TWO, report.THREE)]
    inner = "".join((heading if line[1] == "、" else paragraph).format(line) for line in kept[1:])
    page = f"<body><div>{NAVIGATION}</div><h1>{report.TITLE}</h1>{opening}{inner}{closing}{FOOTER}</body>"
    assert narratives(page) == NARRATIVES


def test_a_copy_for_the_printer_is_read_once():
    page = f'<body><h1>{report.TITLE}</h1><div>{body()}</div><div style="display:none">{body()}</div>{FOOTER}</body>'
    assert lines(page) == EXPECTED


def test_prose_of_a_sidebar_and_of_the_foot_is_not_the_report():
    side = "<ul>" + "".join(
        f'<li><a href="{i}">实施意见解读</a><p>近日，县里印发意见，对存在的问题提出第{i}项改进方向。</p></li>'
        for i in range(6)
    )
    notice = "<p>本站声明：内容仅供参考，如有问题，请与我们联系，我们将及时改进。</p>"
    page = f"<body><div>{side}</ul></div><div><h1>{report.TITLE}</h1>{body()}</div><div>{notice}</div>{FOOTER}</body>"
    assert narratives(page) == NARRATIVES


def test_preformatted_text_keeps_its_lines():
    rows = [report.ONE, "　　" + report.OVERVIEW[:20], report.OVERVIEW[20:], report.FIVE, "　　" + report.PROBLEMS]
    assert lines("<pre>" + "\n".join(rows) + "</pre>") == [report.ONE, report.OVERVIEW, report.FIVE, report.PROBLEMS]


def test_line_breaks_of_the_markup_are_no_line_breaks_of_the_text():
    assert lines(f"<p>{report.ONE}</p><p>{report.OVERVIEW[:9]}\n    {report.OVERVIEW[9:]}</p>") == [
        report.ONE,
        report.OVERVIEW,
    ]


def test_page_marks_between_paragraphs_made_by_a_converter():
    page = f"<p>{report.ONE}</p><p>{report.OVERVIEW[:20]}</p><p>— 3 —</p><p>{report.OVERVIEW[20:]}</p>"
    assert lines(page) == [report.ONE, report.OVERVIEW]


def test_one_cell_per_line_without_any_table():
    cells = "".join(f"<p>{cell}</p>" for cell in report.FLAT_TWO)
    assert lines(f"<p>{report.TWO}</p>{cells}<p>{report.FIVE}</p><p>{report.PROBLEMS}</p>") == [
        report.TWO,
        report.FIVE,
        report.PROBLEMS,
    ]


def test_runs_lead_back_to_the_markup():
    page = f"<html><head><title>{report.TITLE}</title></head><body><h1>{report.TITLE}</h1>{body()}</body></html>"
    page = page.replace("操心", "&ldquo;操心&rdquo;").replace("6月底", "6&nbsp;月底")
    for block in read(page).blocks:
        for start, end, _, at in block.runs:
            text = block.text[start:end]
            assert page[at : at + len(text)] == text or page[at] == "&", (text, page[at : at + 20])


def test_numbers_as_character_references():
    coded = "".join(f"&#x{ord(char):x};" for char in report.OVERVIEW)
    assert lines(f"<p>{report.ONE}</p><p>{coded}</p>") == [report.ONE, report.OVERVIEW]


def test_a_page_saved_as_one_file():
    import base64

    page = f"<h1>{report.TITLE}</h1>{body()}".encode("gbk")
    data = (
        b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(page)
        + b"\r\n--b\r\n"
        b"Content-Type: text/html\r\n\r\n<p>advertisement</p>\r\n--b--\r\n"
    )
    assert [block.text for block in Mhtml().extract(data, "page.mhtml").blocks] == EXPECTED


def test_pictures_saved_beside_a_page_are_passed_over(monkeypatch):
    page = quopri.encodestring(f"<h1>{report.TITLE}</h1>{body()}".encode())
    data = (
        b'MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary="--a"\n\n----a\n'
        b"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n" + page + b"\n----a\n"
        b"Content-Location: x\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n/9j4\n----a\n"
        b"content-type: FONT/woff\nContent-Transfer-Encoding: base64\n\n/9j4\n"
    )
    seen = []
    monkeypatch.setattr("email.message_from_bytes", lambda data: seen.append(data) or message_from_bytes(data))
    for text in (data + b"\n----a--\n", data.replace(b"\n", b"\r\n") + b"\r\n----a--\r\n", data):
        assert [block.text for block in Mhtml().extract(text, "page.mhtml").blocks] == EXPECTED
    assert not any(b"/9j4" in given for given in seen)


@pytest.mark.parametrize("data", [b"", b"MIME-Version: 1.0\n\nnothing", b"Content-Type: multipart/related\n\n--x"])
def test_a_saved_file_without_a_page_is_named_as_such(data):
    with pytest.raises(ReadError, match="文件里没有网页"):
        Mhtml().extract(data, "page.mht")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "深",
        "<div " + " ".join(f"a{i}" for i in range(60_000)) + ">宽</div>",
        "<p>多" * 300_000,
        "<a title='" * 50_000,
        "<p>" + "长" * 2_100_000 + "</p>",
    ],
    ids=["deep", "attributes", "tags", "quotes", "long"],
)
def test_pages_made_to_keep_a_parser_busy_are_refused(page):
    with pytest.raises(ReadError, match=r"^page\.html："):
        read(page)


def test_marks_of_footnotes_are_taken_out_and_other_raised_text_stays():
    told = "<p>建成惠企政策库<sup><a href='#n1'>[1]</a></sup>，展厅300m<sup>2</sup>。</p>"
    page = f"<h1>{report.TITLE}</h1><p>{report.ONE}</p>{told}<p>{report.OVERVIEW}</p>"
    assert "建成惠企政策库，展厅300m2。" in [block.text for block in Html().extract(page.encode(), "").blocks]


def test_external_entities_are_not_fetched():
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>{report.ONE}</p><p>&x;{report.OVERVIEW}</p>'
    assert lines(page)[-1].endswith(report.OVERVIEW)


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<table>",
                "<tr>",
                "<td colspan=9>",
                "</table>",
                "<b>",
                "<a href=x>",
                "</a>",
                "<div style='display:none'>",
                "</div>",
                "<!--",
                "-->",
                "<script>",
                "</script>",
                "<pre>",
                "\n",
                "&nbsp;",
                "\x00",
                "<br>",
                report.ONE,
                report.OVERVIEW,
                "12",
                "— 3 —",
            ]
        ),
        max_size=40,
    )
)
def test_any_soup_of_tags_gives_clean_blocks(pieces):
    extract = read("".join(pieces))
    for block in extract.blocks:
        assert block.text == block.text.strip() != ""
        assert "\n" not in block.text
        assert sum(end - start for start, end, *_ in block.runs) == len(block.text)
    assert all(0 <= position <= len(extract.blocks) for position, _ in extract.tables)


SAVED = (
    b'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="--b"\r\n\r\n'
    b"----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    + quopri.encodestring(f"<body><h1>{report.TITLE}</h1>{body()}</body>".encode())
    + b"\r\n----b--\r\n"
)


@given(st.data())
def test_any_saved_file_damaged_gives_clean_blocks_or_one_clear_line(data):
    damaged = bytearray(SAVED)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=8))
    found = report.result_or_reason(lambda: Mhtml().extract(bytes(damaged), "report.mht"))
    texts = [found] if isinstance(found, str) else [block.text for block in found.blocks]
    assert all("\n" not in text and text == text.strip() != "" for text in texts)
