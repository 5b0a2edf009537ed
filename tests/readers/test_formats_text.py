"""Plain text and Markdown: what is taken out, what is joined, what must stay; one test for each way reports lie about."""

from __future__ import annotations

import re

import invented as report
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.readers import read_text
from nlp.readers.assemble import assemble
from nlp.readers.formats.plain import Plain, text_extract
from nlp.readers.lines.extract import Extract
from nlp.readers.lines.margin import widths
from nlp.readers.lines.source import Source
from nlp.readers.lines.spacing import closed_up
from nlp.readers.page.embedded import with_tables


def lines(extract: Extract) -> list[str]:
    return [block.text for block in extract.blocks]


def text_of(*rows: str) -> list[str]:
    return lines(text_extract("\n".join(rows)))


def wrapped(paragraph: str, columns: int, indent: str = "　　") -> list[str]:
    whole = indent + paragraph
    return [whole[at : at + columns] for at in range(0, len(whole), columns)]


def hard_wrapped(columns: int = 30, indent: str = "　　") -> list[str]:
    rows = [report.TITLE, ""]
    for paragraph in report.PARAGRAPHS:
        rows += [paragraph] if paragraph not in report.PROSE else wrapped(paragraph, columns, indent)
    return rows


# paragraphs -------------------------------------------------------------------------------------------------------


def test_one_paragraph_a_line_is_kept_as_it_is():
    assert text_of(report.TITLE, *report.PARAGRAPHS) == [report.TITLE, *report.PARAGRAPHS]


@pytest.mark.parametrize("indent", ["　　", ""])
@pytest.mark.parametrize("columns", [24, 30, 38])
def test_wrapped_lines_inside_words_become_whole_paragraphs(indent, columns):
    assert text_of(*hard_wrapped(columns, indent)) == [report.TITLE, *report.PARAGRAPHS]


@pytest.mark.parametrize("columns", [22, 26, 28, 30])
def test_wrapped_lines_whose_indent_was_lost(columns):
    assert text_of(*[row.strip() for row in hard_wrapped(columns)]) == [report.TITLE, *report.PARAGRAPHS]


def test_wrapped_lines_with_blanks_beside_figures():
    rows = [
        re.sub(r"(?<=[\u4e00-\u9fff，。])(\d[\d,]*)(?=[\u4e00-\u9fff])", r" \1 ", row).strip()
        for row in hard_wrapped(28)
    ]
    assert "".join(text_of(*rows)).replace(" ", "") == "".join([report.TITLE, *report.PARAGRAPHS])
    assert [line.replace(" ", "") for line in text_of(*rows)] == [report.TITLE, *report.PARAGRAPHS]


def broken_anywhere(sizes: list[int]) -> list[str]:
    """The report broken after ever other numbers of characters, indents kept, an empty line at every fourth break."""
    rows, at = [], 0
    for paragraph in (report.TITLE, *report.PARAGRAPHS):
        begin = 0
        while begin < len(paragraph):
            size = sizes[at % len(sizes)]
            rows.append("　　" * (begin == 0) + paragraph[begin : begin + size])
            begin, at = begin + size, at + 1
            rows += [""] * (at % 4 == 0 and begin < len(paragraph))
    return rows


@pytest.mark.parametrize("sizes", [[23, 11, 31, 9, 17], [12, 40, 9, 27], [10, 13]])
def test_a_text_broken_anywhere_whose_paragraphs_keep_their_indent(sizes):
    assert text_of(*broken_anywhere(sizes)) == [report.TITLE, *report.PARAGRAPHS]


def test_cells_without_an_indent_are_not_joined_to_indented_prose():
    rows = [f"　　{row}" for row in (report.TITLE, *report.PARAGRAPHS)]
    rows[6:6] = report.FLAT_TWO
    assert text_of(*rows) == [report.TITLE, *report.PARAGRAPHS]


def test_a_heading_of_its_own_is_never_joined_to_a_wrapped_line():
    found = text_of(*hard_wrapped())
    assert {report.ONE, report.TWO, report.FIVE, report.SIX} <= set(found)


def test_a_comma_never_ends_a_paragraph():
    at = report.OVERVIEW.rindex("，") + 1
    first, second = report.OVERVIEW[:at], report.OVERVIEW[at:]
    assert text_of(report.ONE, first, second) == [report.ONE, report.OVERVIEW]


def test_a_line_never_begins_with_a_closing_mark():
    assert text_of("青桐县修了公开目录", "，也补了指南。") == ["青桐县修了公开目录，也补了指南。"]


def test_numbered_items_in_wrapped_text_stay_apart():
    items = [
        "1.把公开目录从头到尾重新编了一遍，凡是群众问得多的事都放到前面。",
        "2.把问政栏目的答复时限从十天缩短到五天，答不上来的要说明缘由。",
    ]
    rows = [row for item in items for row in wrapped(item, 20, "")]
    assert text_of(*rows, *wrapped(report.OVERVIEW, 20, ""), *wrapped(report.PLANS, 20, ""))[:2] == items


def test_a_broken_heading_is_put_together():
    assert text_of("五、存在的主要问题", "及改进情况", report.PROBLEMS)[0] == report.FIVE
    assert text_of("五、", "存在的主要问题及改进情况", report.PROBLEMS)[0] == report.FIVE


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("一、总", "体情况：2022年公开平稳。"),
        ("五、存在的主要", "问题及改进情况对照条例仍有不足。"),
        ("五、存在的主要", "问题及改进情况"),
    ],
)
def test_a_heading_broken_in_the_middle_of_its_title_is_put_together(first, second):
    assert text_of(first, second)[0].startswith(first + second[:5])


def test_a_heading_is_not_put_together_with_words_that_only_happen_to_go_on_from_it():
    assert text_of("四、其他", "工作中的主要问题和改进措施") == ["四、其他", "工作中的主要问题和改进措施"]


def test_one_long_line_stays_one_block_with_headings_glued():
    whole = "".join((report.TITLE, *report.PARAGRAPHS))
    assert text_of(whole) == [whole]


# page marks -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mark", ["— 6 —", "-4-", "－ 4 －", "第3页", "第 3 页 共 10 页", "共 10 页 第 3 页", "Page 3 of 10"]
)
def test_page_mark_on_its_own_line_inside_a_sentence(mark):
    first, second = report.OVERVIEW[:20], report.OVERVIEW[20:]
    assert text_of(report.ONE, first, "", mark, "", second, report.FIVE) == [report.ONE, report.OVERVIEW, report.FIVE]


@pytest.mark.parametrize("mark", ["— 6 —", "-4-", "—12—", "第3页", " 第 3 页 共 10 页 "])
def test_page_mark_inside_a_clause(mark):
    cut = report.OVERVIEW.replace("操心事", f"操心{mark}事")
    assert text_of(report.ONE, cut) == [report.ONE, report.OVERVIEW]


def test_a_mark_between_a_heading_and_its_text_does_not_join_them():
    assert text_of(report.FIVE, "- 5 -", report.PROBLEMS) == [report.FIVE, report.PROBLEMS]


def test_counts_told_one_after_the_other_are_no_row_of_a_table():
    first, second = (
        "共答复申请一百零三件，其中予以公开 63 件、部分公开 18",
        "件、不予公开 22 件、无法提供 54 件、其他处理 15",
    )
    rows = ["行政许可 96", "行政处罚 31", "行政强制 0 0 1"]
    assert [
        line for line in text_of(first, second, "件，结转 6 件。", "第二十条第（五）项", *rows) if "无法提供" in line
    ]


@pytest.mark.parametrize("ornament", ["PART.05", "Part 5", "PART·05"])
def test_an_ornament_above_a_heading_is_a_mark(ornament):
    work = "全年公开信息八十条，群众查询方便。"
    assert text_of(work, ornament, "存在的主要问题") == [work, "存在的主要问题"]


def test_what_is_left_of_a_table_inside_a_sentence_is_a_mark():
    half, rest = "规范性文件库收录现行有效文件九十三件，全市", "建成专区十八个，村级占六成。"
    assert text_of(half, "第二十条第（一）项", rest) == [half + rest]


def test_a_page_mark_in_traditional_characters():
    assert text_of("全縣公開信息三百二十條，其中財政\n第 7 頁 共 9 頁\n信息四十條，都在期限以內。") == [
        "全縣公開信息三百二十條，其中財政信息四十條，都在期限以內。"
    ]


def test_sentences_that_come_back_beside_page_marks_are_no_running_heads():
    rows = [
        "收到申请12件，均按期答复，没有行政",
        "— 5 —",
        "复议的情形。",
        "收到申请22件，均按期答复，没有行政",
        "— 6 —",
        "诉讼的情形。",
    ]
    assert "".join(text_of(*rows)) == "".join(row for row in rows if "—" not in row)


def test_running_heads_beside_page_marks_are_taken_out():
    first, second, third = report.OVERVIEW[:18], report.OVERVIEW[18:36], report.OVERVIEW[36:]
    rows = [first, "— 1 —", "青桐县政府信息公开年报", second, "— 2 —", "青桐县政府信息公开年报", third]
    assert text_of(report.ONE, *rows) == [report.ONE, report.OVERVIEW]


@pytest.mark.parametrize(
    "kept",
    [
        "《青桐县规划（2019—2021）》已经公开，详情见附件第3页，电话0000-12-3456。",
        "办结率98%，比上年高3个百分点，办理时间由15-20天缩短。",
        "见国办公开办函〔2021〕30号。",
    ],
)
def test_what_only_looks_like_a_page_mark_stays(kept):
    assert text_of(report.ONE, kept) == [report.ONE, kept]


def test_a_bare_number_is_a_page_mark_only_inside_a_sentence():
    first, second = report.OVERVIEW[:20], report.OVERVIEW[20:]
    assert text_of(first, "3", second) == [report.OVERVIEW]
    assert text_of("共计", "3", "件") == ["共计", "3", "件"]


# tables -----------------------------------------------------------------------------------------------------------


def test_one_cell_per_line_tables_are_set_aside_and_headings_stay():
    rows = [
        report.ONE,
        report.OVERVIEW,
        report.TWO,
        *report.FLAT_TWO,
        report.THREE,
        *report.FLAT_THREE,
        report.FIVE,
        report.PROBLEMS,
    ]
    extract = text_extract("\n".join(rows))
    assert lines(extract) == [report.ONE, report.OVERVIEW, report.TWO, report.THREE, report.FIVE, report.PROBLEMS]
    assert [position for position, _ in extract.tables] == [3, 4]
    assert ("四、结转下年度继续办理",) in extract.tables[1][1].rows


def test_a_table_inside_the_overview_leaves_prose_only():
    rows = [
        report.ONE,
        report.OVERVIEW,
        "栏目",
        "上年",
        "今年",
        "公告",
        "120",
        "130",
        "解读",
        "20",
        "23",
        report.PROACTIVE,
    ]
    assert text_of(*rows) == [report.ONE, report.OVERVIEW, report.PROACTIVE]


COUNTED = [
    "表1 2021年读书角整修情况", "序号 地点 藏书（册） 是否开放", "1 柳溪镇 120 是", "2 白石乡 88 否", "3梧桐街道205是",
    "序号 地点 藏书（册） 是否开放", "4 青石桥镇 67 是", "5云台街道31否",
]  # fmt: skip


def test_a_table_of_counted_rows_is_set_aside_whatever_its_cells_end_in():
    rows = [report.TITLE, report.ONE, report.OVERVIEW, *COUNTED, report.PROACTIVE, report.FIVE, report.PROBLEMS]
    extract = text_extract("\n".join(rows))
    assert lines(extract) == [row for row in rows if row not in COUNTED]
    assert [(at, table.rows) for at, table in extract.tables] == [(3, tuple((row,) for row in COUNTED))]


@pytest.mark.parametrize(
    "rows",
    [
        ["1.开设专栏", "2.补发解读", "3.轮训信息员", "4.公布电话"],
        ["1总体情况", "2主动公开政府信息情况", "3收到和处理政府信息公开申请情况", "4其他需要报告的事项"],
        ["1 柳溪镇 是", "2 白石乡 否"],
        ["1月登出消息", "2月登出消息", "3月登出消息", "4月登出消息"],
    ],
)
def test_lines_that_are_no_counted_rows_stay(rows):
    assert text_of(report.OVERVIEW, "", *rows, "", report.PROACTIVE) == [report.OVERVIEW, *rows, report.PROACTIVE]


def test_rows_of_blanks_and_figures_are_a_table():
    extract = text_extract(
        "\n".join([report.TWO, "信息内容 本年制发件数 本年废止件数", "规章 0 0", "行政规范性文件 12 3", report.FIVE])
    )
    assert lines(extract) == [report.TWO, report.FIVE]
    assert extract.tables[0][1].rows[1:] == (("规章", "0", "0"), ("行政规范性文件", "12", "3"))


def test_pipe_tables_are_set_aside():
    rows = [
        report.TWO,
        "| 信息内容 | 制发 | 现行 |",
        "|---|---|---|",
        "| 规章 | 0 | 0 |",
        "| 规范性文件 | 12 | 40 |",
        report.FIVE,
    ]
    extract = text_extract("\n".join(rows))
    assert lines(extract) == [report.TWO, report.FIVE]
    assert extract.tables[0][1].rows == (("信息内容", "制发", "现行"), ("规章", "0", "0"), ("规范性文件", "12", "40"))


def test_hundreds_of_empty_pipes_before_the_title():
    assert text_of("| | | |" * 200 + report.TITLE, report.ONE, report.OVERVIEW) == [
        report.TITLE,
        report.ONE,
        report.OVERVIEW,
    ]


def test_a_whole_report_between_pipes_on_one_line():
    cells = [
        "",
        report.TITLE,
        report.ONE,
        report.OVERVIEW,
        report.TWO,
        *report.FLAT_TWO,
        report.FIVE,
        report.PROBLEMS,
        "",
    ]
    assert text_of(" | ".join(cells)) == [
        report.TITLE,
        report.ONE,
        report.OVERVIEW,
        report.TWO,
        report.FIVE,
        report.PROBLEMS,
    ]


def test_a_pipe_left_over_behind_every_cell():
    assert text_of(report.TWO, *(f"{cell} |" for cell in report.FLAT_TWO), report.FIVE) == [report.TWO, report.FIVE]


def test_two_figures_are_no_table():
    assert text_of("联系电话", "12345", "传真", "54321", report.OVERVIEW)[:4] == ["联系电话", "12345", "传真", "54321"]


# marks and blanks -------------------------------------------------------------------------------------------------


def test_gap_marks_of_a_transcriber_go_and_document_numbers_stay():
    text = "青桐县〔转录者省略：两句〕按照青政〔2020〕12号文件办理〔略〕，没有遗漏。"
    assert text_of(text) == ["青桐县按照青政〔2020〕12号文件办理，没有遗漏。"]


def test_sounds_that_a_copying_site_put_behind_characters_go():
    found = text_extract(
        "一、總體情況\n報(bào)告由縣(xiàn)教育局編(biān)制（以下簡(jiǎn)稱《條例》），公開(kāi)信息(共三百條)。"
    )
    assert found.blocks[-1].text == "報告由縣教育局編制（以下簡稱《條例》），公開信息(共三百條)。"


def test_radicals_widths_and_invisible_marks_are_normalised():
    assert text_of("⼀、总体情况", "\u200b２０２１年，⻘桐县⼈⺠政府\u202e公开\u202c信息，⻅附表。\ufeff") == [
        "一、总体情况",
        "2021年，青桐县人民政府公开信息，见附表。",
    ]


@pytest.mark.parametrize(
    ("spaced", "closed"),
    [
        ("一 、 总 体 情 况", "一、总体情况"),
        ("五、 存 在 的 主 要 问 题 及 改 进 情 况", "五、存在的主要问题及改进情况"),
        ("青 桐 县 2021 年 政 府 信 息 公 开 年 报", "青桐县2021年政府信息公开年报"),
        ("2 0 2 1 年 政 府 信 息 公 开 年 报", "2021年政府信息公开年报"),
        ("概　　述", "概述"),
        ("一 、 总 体 情 况 全县推进公开", "一、总体情况 全县推进公开"),
        ("自 2021 年 1 月 1 日起，共 12 件", "自2021年1月1日起，共12件"),
        ("规章 0 5 5 规范性文件 2 3", "规章 0 5 5 规范性文件 2 3"),
        ("规 章 0 5 5", "规 章 0 5 5"),
        ("（一）主动公开 全年公开12件", "（一）主动公开 全年公开12件"),
        ("上线 IPv6 改造", "上线 IPv6 改造"),
    ],
)
def test_spaced_out_headings_are_closed_up_and_telling_blanks_stay(spaced, closed):
    assert closed_up(Source(spaced).lines()[0]).text == closed


def test_blanks_that_a_page_layout_makes_are_closed():
    line = Source("号 ， 邮 编 ： 223100 ，电话见 网站 首页，请拨 hotline 查询").lines()[0]
    assert closed_up(line, laid_out=True).text == "号，邮编：223100，电话见网站首页，请拨hotline查询"


@pytest.mark.parametrize("piece", [r"\d[\d,]*", r"\d[\d,]*|[，、。：]", r"\d[\d,]*|规范性文件|公开"])
def test_a_text_with_every_piece_of_a_sentence_on_a_line_of_its_own(piece):
    def apart(row: str) -> str:
        return re.sub("\n+", "\n", re.sub(piece, r"\n\g<0>\n", row)).strip("\n") if row in report.PROSE else row

    rows = [report.TITLE, *report.PARAGRAPHS[:5], *report.FLAT_TWO, *report.PARAGRAPHS[5:]]
    extract = text_extract("\n".join(map(apart, rows)))
    whole = [report.TITLE, *report.PARAGRAPHS]
    assert "".join(lines(extract)) == "".join(whole)
    assert len(extract.tables) == 1
    if piece.endswith("*"):
        # where a piece ends a sentence or is short, nothing tells whether the paragraph goes on
        assert lines(extract) == whole


def test_a_comma_keeps_a_broken_sentence_out_of_a_table():
    cut = [
        "2021年，青桐县围着群众的操心事做公开",
        "1",
        "门户网站全年登出消息1203条，比上年",
        "多出两成，阅读的人也多了不少，其中",
    ]
    rows = [report.TITLE, report.ONE, *cut, "有手机上的读者。", report.FIVE, report.PROBLEMS]
    found = assemble(text_extract("\n".join(rows)))
    overview = found.section("overview")
    assert all(row in found.text[overview.start : overview.end].replace("\n", "") for row in cut if row != "1")


def test_a_quotation_mark_before_each_line_is_no_text():
    rows = [f"> {row}" for row in (report.TITLE, report.ONE, report.OVERVIEW, report.FIVE, report.PROBLEMS)]
    assert text_of(*rows) == [row[2:] for row in rows]


def test_markdown_on_some_items():
    extract = text_extract(
        f"# {report.TITLE}\n\n{report.ONE}\n\n### （一）主动公开\n\n- 全年印发**规范性文件**12件，见[目录](/list)。"
    )
    assert lines(extract) == [report.TITLE, report.ONE, "（一）主动公开", "全年印发规范性文件12件，见目录。"]
    assert [block.heading for block in extract.blocks] == [True, False, True, False]


def test_what_a_converter_notes_behind_headings_of_markdown():
    rows = f"# {report.TITLE} {{#title .center}}\n\n### {report.ONE} {{#一总体情况}}\n\n按{{条例}}公开，见正文{{#甲}}"
    assert lines(text_extract(rows)) == [report.TITLE, report.ONE, "按{条例}公开，见正文{#甲}"]


def test_markdown_whose_tables_are_markup():
    table = "<table>\n<tr>\n<td>自然人</td>\n<td>总计</td>\n</tr>\n<tr>\n<td>5</td>\n<td>7</td>\n</tr>\n</table>"
    rows = [
        f"# {report.TITLE}",
        "### （一）主动公开",
        f"1\\. {report.OVERVIEW}",
        table,
        "**二、依申请公开**",
        report.PROACTIVE,
    ]
    extract = text_extract("\n\n".join(rows))
    plain = [report.TITLE, "（一）主动公开", f"1. {report.OVERVIEW}", "二、依申请公开", report.PROACTIVE]
    assert lines(extract) == plain
    assert [table.rows for _, table in extract.tables] == [(("自然人", "总计"), ("5", "7"))]


def test_tables_that_are_never_closed_are_left_as_they_are():
    text = "<table>" * 200_000 + "</td>" * 3 + report.OVERVIEW
    assert with_tables(text) == text


def test_footnotes_of_markdown():
    extract = text_extract(f"# {report.TITLE}\n\n出版统计公报[^1]和年鉴，共12期。\n\n[^1]: 指年度公报。")
    assert lines(extract) == [report.TITLE, "出版统计公报和年鉴，共12期。", "[^1]: 指年度公报。"]


def test_rules_and_underlined_headings_of_markdown():
    rows = ["1 总体情况", "------", report.OVERVIEW, "", "2 主动公开政府信息情况", "===", report.PROACTIVE, "", "* * *"]
    extract = text_extract("\n".join(rows))
    assert lines(extract) == ["1 总体情况", report.OVERVIEW, "2 主动公开政府信息情况", report.PROACTIVE]
    assert [block.heading for block in extract.blocks] == [True, False, True, False]


@pytest.mark.parametrize(
    "rows",
    [["概", "述"], ["总体", "情况"], ["填报说明", "总", "体", "情", "况"], ["收到和处理", "政府信息公", "开申请情况"]],
)
def test_headings_set_upright_beside_prose(rows):
    title = "".join(row for row in rows if row != "填报说明")
    above = ["填报说明"] * ("填报说明" in rows)
    assert text_of(report.TITLE, *rows, report.OVERVIEW) == [report.TITLE, *above, title, report.OVERVIEW]


@pytest.mark.parametrize("rows", [["行", "政", "复", "议", "结果维持"], ["主要问题", "改进措施", report.PLANS]])
def test_short_lines_that_are_no_heading_set_upright(rows):
    assert text_of(*rows) == rows


def test_injected_gambling_lines_are_dropped_and_lottery_work_stays():
    rows = ["188体育365官网", "澳门新葡京官网注册", "某某棋牌平台下载", "体育彩票公益金使用情况", report.OVERVIEW]
    assert text_of(report.ONE, *rows) == [report.ONE, "体育彩票公益金使用情况", report.OVERVIEW]


def test_site_lines_around_the_report_are_dropped():
    rows = [
        "首页 > 政务公开",
        "访问量：",
        "分享到：微信 微博",
        report.TITLE,
        report.ONE,
        report.OVERVIEW,
        "TOP 【打印】 【关闭】",
        "扫一扫在手机打开当前页",
    ]
    found = text_of(*rows)
    assert found[-3:] == [report.TITLE, report.ONE, report.OVERVIEW]
    assert not any("打印" in line or "分享" in line or "访问量" in line for line in found)


def test_who_published_it_is_kept_above_the_report_only():
    head = f"{report.TITLE}\n发布日期：2022-01-20 来源：青桐县人民政府办公室 浏览次数：12\n"
    found = lines(text_extract(f"{head}{report.ONE}\n{report.OVERVIEW}\n来源：某网"))
    assert found == [report.TITLE, "来源：青桐县人民政府办公室", report.ONE, report.OVERVIEW]


def test_traditional_characters_and_old_dates_are_left_to_those_who_read_them():
    assert text_of("一、總體情況", "二○一二年，青桐縣公開資訊120條。") == [
        "一、總體情況",
        "二○一二年，青桐縣公開資訊120條。",
    ]


def test_none_alone_under_a_heading_stays():
    assert text_of(report.SIX, "无。") == [report.SIX, "无。"]


# the way back -----------------------------------------------------------------------------------------------------


def back(source: str, extract: Extract) -> None:
    """Every run of every block lies where it says, character for character (but for normalisation)."""
    plain = Source(source).text
    for block in extract.blocks:
        assert "".join(plain[at : at + end - start] for start, end, _, at in block.runs) == block.text
        assert [start for start, *_ in block.runs] == [0, *(end for _, end, *_ in block.runs[:-1])]


def test_runs_lead_back_to_the_file():
    rows = [
        *hard_wrapped()[:6],
        "— 1 —",
        *hard_wrapped()[6:],
        *report.FLAT_TWO,
        "一 、 总 体 情 况",
        "〔略〕2021 年 12 月",
    ]
    text = "\r\n".join(rows)
    back(text, text_extract(text))


@given(
    st.lists(
        st.one_of(
            st.sampled_from([*report.PARAGRAPHS, *report.FLAT_TWO, "— 3 —", "| 甲 | 1 |", "", "### 甲", "1 2 3"]),
            st.text(),
        ),
        max_size=30,
    )
)
def test_any_text_gives_clean_blocks_with_true_runs(rows):
    text = "\n".join(rows)
    extract = text_extract(text)
    back(text, extract)
    assert all(block.text and block.text == block.text.strip() and "\n" not in block.text for block in extract.blocks)
    assert all(0 <= position <= len(extract.blocks) for position, _ in extract.tables)
    assert [position for position, _ in extract.tables] == sorted(position for position, _ in extract.tables)


def test_lost_characters_are_counted_in_a_warning():
    data = report.OVERVIEW.encode()[:-1]
    assert "1处字符无法解码" in Plain().extract(data, "x.txt").warnings[0]


def test_widths_count_columns():
    assert widths(["2021年，A", "", "公开"]) == [4 + 2 + 2 + 1, 0, 4]


# traces of programs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "between",
    [
        "\\n",
        "\\r\\n",
        "\\n\\u3000\\u3000",
        "<br>",
        "<br/>\n",
        "</p>\n<p class='a'>",
        "_x000D_\n",
        "\n&nbsp;&nbsp;",
        "\n&#12288;",
    ],
)
def test_line_breaks_and_blanks_spelled_out(between):
    rows = [report.TITLE, *report.PARAGRAPHS]
    text = between.join(rows)
    extract = text_extract(text)
    assert lines(extract) == rows
    # the way back leads to where it stood
    for block in extract.blocks:
        assert "".join(text[offset : offset + end - start] for start, end, _, offset in block.runs) == block.text


def test_characters_spelled_out_and_escapes():
    spelled = "政府办公室“三公开”（一）办理12件——全部办结。".replace("“", "&ldquo;").replace("”", "&rdquo;")
    assert text_of(spelled.replace("（", "\\（").replace("—", "&mdash;")) == [
        "政府办公室“三公开”（一）办理12件——全部办结。"
    ]


def test_a_text_cut_into_words_is_put_together():
    words = [re.sub("(?<=[\u4e00-\u9fff，。])(?=[\u4e00-\u9fff，。])", " ", row) for row in report.PARAGRAPHS]
    assert text_of(report.TITLE, *words) == [report.TITLE, *report.PARAGRAPHS]


def test_a_cell_that_holds_a_page_is_read_as_one():
    page = (
        f"<div><h1>{report.TITLE}</h1>" + "".join(f"<p><span>{row}</span></p>" for row in report.PARAGRAPHS) + "</div>"
    )
    assert lines(text_extract(page)) == [report.TITLE, *report.PARAGRAPHS]
    overview = read_text(page).section("overview")
    assert overview is not None
    assert "<" not in read_text(page).text[overview.start : overview.end]
