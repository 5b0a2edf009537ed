"""One test for each way real pages differ from the prescribed form (the list in the notes on real reports)."""

from __future__ import annotations

import pytest

from nlp.errors import NotAReportError
from nlp.readers.assemble import assemble, excerpt
from nlp.readers.lines.extract import Block, Extract
from nlp.readers.outline.glance import plainly_none
from nlp.report import Report, Table

OVERVIEW = "2022年，青桐县把公开同业务一起部署，全年公开信息三百二十条。"
PROBLEMS = "一是解读形式单一。二是更新不够及时。2023年，我县将按月检查栏目，逾期的予以通报。"
OTHER = "本年度没有收取信息处理费。"
TITLE = "青桐县2022年政府信息公开工作年度报告"
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
REQUEST_TABLE = Table(
    (("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",), ("申请人情况", "自然人", "总计"))
)
REVIEW_TABLE = Table(
    (("行政复议", "行政诉讼"), ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计"), ("0", "0", "0", "0", "0"))
)


def read(*lines: str, tables: tuple[tuple[int, Table], ...] = ()) -> Report:
    return assemble(Extract(tuple(Block(line) for line in lines), tables))


def body(report: Report, kind: str) -> str | None:
    section = report.section(kind)
    return report.text[section.start : section.end] if section else None


def whole(*, headings: tuple[str, ...] = HEADINGS, overview: str = OVERVIEW, problems: str = PROBLEMS) -> list[str]:
    one, two, three, four, five, six = headings
    return [TITLE, one, overview, two, three, four, five, problems, six, OTHER]


def expect(report: Report, overview: str | None = OVERVIEW, problems: str | None = PROBLEMS) -> None:
    assert body(report, "overview") == overview
    assert body(report, "problems") == problems


def test_the_prescribed_form() -> None:
    report = read(*whole())
    expect(report)
    assert body(report, "other") == OTHER
    assert [section.kind for section in report.sections] == [
        "overview", "disclosure", "requests", "review", "problems", "other",
    ]  # fmt: skip
    assert report.confidence > 0.9


def test_whole_report_on_one_line_with_headings_glued_to_table_digits() -> None:
    one, two, three, four, five, six = HEADINGS
    tables = "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件3012"
    line = f"{TITLE}{one}{OVERVIEW}{two}{tables}{three}一、本年新收政府信息公开申请数量2{four}结果维持63000 3{five}{PROBLEMS}{six}{OTHER}"
    expect(read(line))


def test_table_rows_shaped_like_headings_never_win() -> None:
    rows = (
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "三、本年度办理结果",
        "四、结转下年度继续办理",
    )
    lines = whole()
    report = read(*lines[:5], *rows, *lines[5:])
    expect(report)
    assert (report.section("review") or report.sections[0]).heading == HEADINGS[3]


def test_missing_heading_of_section_five_is_recovered_from_its_first_item() -> None:
    problems = "（一）主要问题。解读形式单一。\n（二）改进措施。2023年将丰富形式。"
    lines = [line for line in whole(problems=problems) if line != HEADINGS[4]]
    report = assemble(Extract(tuple(Block(part) for line in lines for part in line.split("\n")), ((6, REVIEW_TABLE),)))
    expect(report, problems=problems)
    assert any("存在的主要问题及改进情况" in warning for warning in report.warnings)


def test_missing_heading_of_section_five_is_recovered_from_a_paragraph_that_admits() -> None:
    problems = "2022年，我县公开工作取得一定成绩，但仍存在更新不及时等不足。2023年，我县将按月检查。"
    lines = [line for line in whole(problems=problems) if line != HEADINGS[4]]
    expect(read(*lines, tables=((6, REVIEW_TABLE),)), problems=problems)


@pytest.mark.parametrize("numbers", ["一二三一二三", "一二三三四五", "一二三四四五", "一一一一一一", "一三四五七八"])
def test_numbering_that_restarts(numbers: str) -> None:
    headings = tuple(number + heading[1:] for number, heading in zip(numbers, HEADINGS, strict=True))
    expect(read(*whole(headings=headings)))


@pytest.mark.parametrize("opening", ["2022年稳步推进。\n", ""])
@pytest.mark.parametrize("stop", ["。", "\n", "方面。"])
def test_items_of_section_one_numbered_like_sections(opening: str, stop: str) -> None:
    names = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
    overview = opening + "\n".join(
        f"{'一二三四五'[i]}、{name}{stop}全年办理{i + 3}件。" for i, name in enumerate(names)
    )
    lines = [part for line in whole(overview=overview) for part in line.split("\n")]
    expect(read(*lines), overview=overview)


def test_items_of_section_five_numbered_like_sections() -> None:
    problems = (
        "还存在不足。\n一、解读形式单一\n公众参与不多。\n二、更新不够及时\n栏目有空缺。\n三、下一步打算\n按月检查。"
    )
    lines = [part for line in whole(problems=problems) for part in line.split("\n")]
    expect(read(*lines), problems=problems)


@pytest.mark.parametrize("number", ["四", "五", "六", "七"])
def test_problem_section_numbered_four_to_seven(number: str) -> None:
    headings = (*HEADINGS[:4], f"{number}、存在的主要问题及改进情况", HEADINGS[5])
    expect(read(*whole(headings=headings)))


@pytest.mark.parametrize(
    "title",
    [
        "主要问题和改进措施", "存在的主要问题及整改措施", "存在问题及下一步工作计划", "存在的主要问题及改造情况",
        "存在不足及下一步打算", "存在困难和努力方向", "政府信息公开工作存在的问题和不足及改进情况", "面临的困难与今后工作思路",
        "工作中存在的短板弱项及下步整改措施", "存在的主要问题、改进情况和其他需要说明的事项", "2022年工作存在的不足和2023年工作打算",
    ],
)  # fmt: skip
def test_wordings_of_the_title_of_section_five(title: str) -> None:
    headings = (*HEADINGS[:4], f"五、{title}", HEADINGS[5])
    expect(read(*whole(headings=headings)))


@pytest.mark.parametrize(
    "title",
    [
        "概述",
        "综述",
        "总结概述",
        "基本情况",
        "工作总体情况",
        "政府信息公开工作概况",
        "2022年工作基本情况",
        "主要工作概述",
    ],
)
def test_wordings_of_the_title_of_section_one(title: str) -> None:
    expect(read(*whole(headings=(f"一、{title}", *HEADINGS[1:]))))


def test_problems_and_measures_as_two_sections_become_one_with_two_parts() -> None:
    lines = whole(problems="一是解读形式单一。")
    report = read(*lines[:8], "六、改进措施", "一是将丰富形式。", "七、其他需要报告的事项", OTHER)
    section = report.section("problems")
    assert section is not None
    assert [part.kind for part in section.parts] == ["problems", "planned"]
    assert [report.text[part.start : part.end] for part in section.parts] == ["一是解读形式单一。", "一是将丰富形式。"]
    assert (section.start, section.end) == (section.parts[0].start, section.parts[1].end)
    assert section.parts[1].heading == "六、改进措施"


def test_no_problem_section_at_all_gives_a_warning_and_no_narrative() -> None:
    lines = whole()
    report = read(*lines[:6], "五、其他需要报告的事项", OTHER)
    expect(report, problems=None)
    assert report.narratives.problems == ()
    assert any("存在的主要问题及改进情况" in warning for warning in report.warnings)


def test_a_preamble_that_lists_all_six_titles() -> None:
    listed = "、".join(heading[2:] for heading in HEADINGS)
    numbered = "；".join(HEADINGS)
    for preamble in (
        f"本报告由{listed}六部分组成。",
        f"本报告包括：{numbered}。统计期限自2022年1月1日起至12月31日止。",
    ):
        report = read(TITLE, preamble, *whole()[1:])
        expect(report)
        assert body(report, "preamble") == preamble


def test_mixed_widths_of_bracketed_numbers() -> None:
    overview = "2022年稳步推进。\n(一)主动公开。公开八十条。\n（二）依申请公开。收到三件。\n（三)监督保障。培训一次。"
    lines = [part for line in whole(overview=overview) for part in line.split("\n")]
    report = read(*lines)
    expect(report, overview=overview)
    section = report.section("overview")
    assert section is not None
    assert [part.kind for part in section.parts] == ["proactive", "on_request", "supervision"]


@pytest.mark.parametrize("dot", ["、", ".", "．", " "])
def test_arabic_numbers(dot: str) -> None:
    expect(read(*whole(headings=tuple(f"{i}{dot}{h[2:]}" for i, h in enumerate(HEADINGS, 1)))))


@pytest.mark.parametrize("form", ["{} 、{}", "{}.{}", "{}，{}", "{}{}", "{}丶{}", "第{}部分 {}", "{}、、{}"])
def test_broken_numbers(form: str) -> None:
    expect(read(*whole(headings=tuple(form.format(h[0], h[2:]) for h in HEADINGS))))


@pytest.mark.parametrize("form", ["【{1}】", "◆{1}", "● {0}、{1}", "■{1}", "{0}·{1}", "（{0}）{1}"])
def test_bullets_brackets_and_bracketed_numbers(form: str) -> None:
    expect(read(*whole(headings=tuple(form.format(h[0], h[2:]) for h in HEADINGS))))


def test_markdown_marks_on_some_headings() -> None:
    forms = ("### {}", "**{}**", "{}", "# {}", "## {} ##", "{}")
    expect(read(*whole(headings=tuple(form.format(h) for form, h in zip(forms, HEADINGS, strict=True)))))


def test_traditional_characters() -> None:
    lines = [
        "青桐縣2022年政府信息公開工作年度報告",
        "一、總體情況", "2022年，全縣主動公開信息三百條。", "二、主動公開政府信息情況", "三、收到和處理政府信息公開申請情況",
        "四、政府信息公開行政復議、行政訴訟情況", "五、存在的主要問題及改進情況", "一是解讀不夠。下一步將改進。", "六、其他需要報告的事項", "無。",
    ]  # fmt: skip
    report = read(*lines)
    expect(report, overview=lines[2], problems=lines[7])
    section = report.section("problems")
    assert section is not None
    assert [part.kind for part in section.parts] == ["problems", "planned"]


def test_dates_in_chinese_numerals() -> None:
    report = read(
        "青桐县二○一二年政府信息公开工作年度报告", *whole(overview="一年来，公开信息三十条。")[1:], "二○一三年三月八日"
    )
    assert report.year == 2012
    assert body(report, "other") == OTHER


def test_section_six_is_nothing_but_none() -> None:
    report = read(*whole()[:-1], "无。", "青桐县人民政府办公室", "2023年1月20日")
    assert body(report, "other") == "无。"
    expect(report)


def test_headings_without_a_separator_before_their_text() -> None:
    one, two, three, four, five, six = HEADINGS
    expect(read(TITLE, one + OVERVIEW, two, three, four, five + PROBLEMS, six + OTHER))


def test_headings_broken_over_two_lines() -> None:
    lines = whole()
    lines[5:7] = ["四、政府信息公开行政复议、", "行政诉讼情况", "五、存在的主要问题及", "改进情况"]
    report = read(*lines)
    expect(report)
    assert [section.kind for section in report.sections][-3:] == ["review", "problems", "other"]


def test_spaced_out_headings() -> None:
    headings = tuple(" ".join(heading) for heading in HEADINGS)
    expect(read(*whole(headings=headings)))


def test_a_contents_page_is_refused() -> None:
    with pytest.raises(NotAReportError, match="目录页"):
        read(TITLE, "目录", *HEADINGS)
    with pytest.raises(NotAReportError):
        read(TITLE, "目录", *(f"{heading}……{page}" for page, heading in enumerate(HEADINGS, 1)))


def test_items_that_look_like_sections_do_not_make_a_contents_page() -> None:
    overview = "1.主动公开。公开八十条。\n2.依申请公开。收到三件。\n3.监督保障。培训一次。"
    problems = "存在问题：\n1.更新不够及时。\n改进措施：\n1.按月检查。"
    lines = [part for line in whole(overview=overview, problems=problems) for part in line.split("\n")]
    expect(read(*lines), overview=overview, problems=problems)


def test_contents_before_the_report_are_passed_over() -> None:
    expect(read(TITLE, "目录", *HEADINGS, *whole()[1:]))
    expect(read(TITLE, "目录", *(f"{heading} ...... {page}" for page, heading in enumerate(HEADINGS, 1)), *whole()[1:]))


def test_a_page_without_any_section_is_refused() -> None:
    with pytest.raises(NotAReportError, match="没有找到年度报告的任何章节"):
        read("青桐县政务公开", "为进一步做好信息公开，现就有关事项通知如下。", "请各单位遵照执行。")


def test_another_kind_of_report_is_refused() -> None:
    with pytest.raises(NotAReportError, match="没有提到信息公开"):
        read(
            "全县春耕情况", "一、基本情况", "播种三万亩。", "二、存在问题", "农机不足。", "三、下一步打算", "增加农机。"
        )


def test_two_years_side_by_side_are_refused() -> None:
    lines = ["年报比对 2021 vs 2022", "文字重复率：42%", "2021 年报告", "2022 年报告"]
    lines += [f"{heading} （重复率：{i}0%）" for i, heading in enumerate(HEADINGS, 1)]
    with pytest.raises(NotAReportError, match="两个年度并排"):
        read(*lines, OVERVIEW, PROBLEMS)


@pytest.mark.parametrize(
    ("old", "new"),
    [("2022", "2021"), ("青桐县2022", "梧川县2022"), ("全年公开", "一年里公开")],
    ids=["year", "office", "text"],
)
def test_several_reports_in_one_file_are_refused(old: str, new: str) -> None:
    one = whole(overview=OVERVIEW * 3, problems=PROBLEMS * 3)
    with pytest.raises(NotAReportError, match="几份报告"):
        read(*one, *(line.replace(old, new) for line in one))


def test_a_second_copy_of_the_report_for_telephones_is_passed_over() -> None:
    one = whole(overview=OVERVIEW * 3, problems=PROBLEMS * 3)
    expect(read(*one, *one), OVERVIEW * 3, PROBLEMS * 3)
    expect(read("打印本页", *one, "相关链接", *one[1:]), OVERVIEW * 3, PROBLEMS * 3)


@pytest.mark.parametrize("between", [" ", "\n"])
def test_headings_with_their_english_behind_or_below_them(between: str) -> None:
    english = [
        "I. Overview",
        "II. Proactive Disclosure",
        "III. Requests",
        "IV. Review",
        "V. Main Problems",
        "Other Matters",
    ]
    headings = [f"{ours}{between}{theirs}".split("\n") for ours, theirs in zip(HEADINGS, english, strict=True)]
    report = read(
        TITLE, *headings[0], OVERVIEW, *[h for two in headings[1:5] for h in two], PROBLEMS, *headings[5], OTHER
    )
    expect(report)
    assert body(report, "other") == OTHER


def test_english_behind_the_headings_of_a_traditional_copy() -> None:
    report = read(
        "青桐縣2022年政府信息公開工作年度報告", "一、總體情況 General Situation", "2022年，青桐縣公開信息三百二十條。",
        "二、主動公開政府信息情況 Disclosure", "五、存在的主要問題及改進情況 Problems and Improvement", "解讀形式單一。",
    )  # fmt: skip
    expect(report, "2022年，青桐縣公開信息三百二十條。", "解讀形式單一。")


def test_sections_numbered_in_brackets_with_arabic_items() -> None:
    headings = [f"（{heading[0]}）{heading[2:]}" for heading in HEADINGS]
    overview = (OVERVIEW, "1.主动公开。全年公开信息三百二十条。", "2.依申请公开。收到申请四件，都按期答复。")
    report = read(TITLE, headings[0], *overview, *headings[1:5], PROBLEMS, headings[5], OTHER)
    expect(report, "\n".join(overview))


def test_sections_numbered_in_brackets_without_an_account_of_the_year() -> None:
    titles = [
        "（一）主动公开政府信息情况",
        "（二）依申请公开政府信息情况",
        "（三）收费情况",
        "（四）存在的主要问题及改进措施",
    ]
    report = read(
        TITLE, titles[0], "公开信息三百条。", titles[1], "没有收到申请。", titles[2], "没有收费。", titles[3], PROBLEMS
    )
    expect(report, None)
    assert [section.kind for section in report.sections] == ["disclosure", "requests", "other", "problems"]


def test_a_preamble_that_names_the_report_is_whole() -> None:
    announced = "根据有关规定，编制本局2022年度政府信息公开报告，并向社会公开。如有疑问，请来电。"
    assert body(read(announced, *whole()[1:]), "preamble") == announced


@pytest.mark.parametrize("form", ["一、【{}】", "== 一、{} ==", "> 一、{}"])
def test_signs_around_a_title(form: str) -> None:
    headings = [form.replace("一", heading[0]).format(heading[2:]) for heading in HEADINGS]
    expect(read(*whole(headings=tuple(headings))))


@pytest.mark.parametrize("signed", ["2023年1月", "二〇二三年一月", "二0二三年一月十八日"])
def test_a_date_without_its_day_is_outside(signed: str) -> None:
    expect(read(*whole()[:-2], "青桐县人民政府", signed))


@pytest.mark.parametrize(
    "foot",
    [
        "公安机关备案号：00000000000000",
        "扫码使用手机浏览本页内容",
        "文章录入：admin  责任编辑：xxgk",
        "信息发布人：小林",
        "（编者注：附表从略。）",
    ],
)
def test_more_feet_of_pages_are_outside(foot: str) -> None:
    expect(read(*whole()[:-2], foot))


@pytest.mark.parametrize("signed", [("青桐县教育局", "2023年1月5日"), ("青桐县教育局（盖章） 二○二三年一月五日",)])
@pytest.mark.parametrize("below", ["相关", "共印15份", "【我要评论】", "注：本报告由县政府办公室负责解释。", "— 完 —"])
def test_a_signature_with_its_date_ends_the_report_whatever_stands_below(signed: tuple[str, ...], below: str) -> None:
    expect(read(*whole()[:8], *signed, below, "往期推荐"))
    report = read(*whole(), *signed, below)
    assert body(report, "other") == OTHER


@pytest.mark.parametrize("below", ["签发：林某某", "（此页无正文）", "报送：县政府办公室"])
def test_lines_of_an_official_paper_below_the_text_are_outside(below: str) -> None:
    expect(read(*whole()[:8], below, "青桐县教育局"))


def test_a_name_and_a_date_in_sentences_end_nothing() -> None:
    problems = f"{PROBLEMS}\n青桐县教育局，2023年1月5日起轮训。\n县水利局2023年3月1日前补齐目录。"
    expect(read(*whole(problems=problems)[:8]), problems=problems)


def test_a_section_that_is_titled_as_measures_holds_measures() -> None:
    work = "（一）加强组织领导。（二）扩大公开范围。"
    report = read(TITLE, *HEADINGS[:1], OVERVIEW, *HEADINGS[1:4], "五、下一步工作计划", work)
    section = report.section("problems")
    assert section is not None
    assert [part.kind for part in section.parts] == ["planned"]


def test_an_explanation_of_a_report_is_refused() -> None:
    with pytest.raises(NotAReportError, match="对报告的解读"):
        read("文字解读：" + TITLE, "一、编制背景", "根据《条例》编写。", "二、编制依据", "《条例》。", *whole()[1:])


@pytest.mark.parametrize(
    "above",
    [
        ["标题： 【文稿解读】" + TITLE, "《报告》梳理了以下情况。"],
        ["为便于了解，青桐县编制了报告，现对《青桐县2022年年度报告》解读如下："],
        ["【图解】" + TITLE],
    ],
)
def test_explanations_however_titled_are_refused(above: list[str]) -> None:
    with pytest.raises(NotAReportError, match="对报告的解读"):
        read(*above, *whole()[1:])


def test_items_numbered_like_titles_between_two_sections_are_items() -> None:
    """1.主动公开情况 3.依申请公开情况 under 一、工作情况 are its parts, not the sections two and three."""
    items = [
        "1.主动公开情况",
        "公开信息三百二十条。",
        "2.公开方式",
        "以网站为主。",
        "3.依申请公开情况",
        "收到申请两件。",
    ]
    report = read(
        TITLE, "一、政府信息公开工作情况", *items, "二、存在的问题", "更新慢。", "三、2023年工作打算", "按月检查。"
    )
    assert body(report, "overview") == "\n".join(items)
    assert body(report, "problems") == "更新慢。\n三、2023年工作打算\n按月检查。"
    assert [section.kind for section in report.sections] == ["overview", "problems"]


def test_titles_listed_in_a_preamble_with_their_numbers_are_no_headings() -> None:
    listed = "全文包括：" + "；".join(HEADINGS) + "。"
    expect(read(TITLE, listed, *whole()[1:]))
    without = read(TITLE, listed, OVERVIEW * 4, *whole()[3:])
    assert body(without, "overview") == OVERVIEW * 4
    assert any("总体情况" in warning for warning in without.warnings)


@pytest.mark.parametrize("first", ["第一，主动公开。", "1.主动公开。", "1、主动公开情况"])
def test_items_that_name_a_section_do_not_stand_in_for_its_lost_heading(first: str) -> None:
    second = first.replace("一", "二").replace("1", "2").replace("主动公开", "依申请公开")
    lines = [first + "公开信息三百条。", second + "收到申请两件。"]
    report = read(TITLE, HEADINGS[0], OVERVIEW, *lines, *HEADINGS[2:5], PROBLEMS, HEADINGS[5], OTHER)
    expect(report, overview="\n".join([OVERVIEW, *lines]))


@pytest.mark.parametrize(("title", "label"), [(4, "主要问题"), (4, "存在问题"), (0, "主动公开情况")])
def test_the_first_sub_heading_glued_to_a_title_belongs_to_the_text(title: int, label: str) -> None:
    lines = whole()
    at = lines.index(HEADINGS[title])
    lines[at] += label
    got = body(read(*lines), "problems" if title else "overview")
    assert got == label + "\n" + lines[at + 1]


@pytest.mark.parametrize(
    "label",
    ["存在问题：", "1.存在问题。", "（一）存在的问题。", "问题一：", "存在的主要问题是", "总的来看，与要求还有差距，"],
)
def test_missing_heading_of_section_five_is_recovered_from_a_label(label: str) -> None:
    problems = label + "一是解读形式单一。\n改进措施：丰富解读形式。"
    report = read(*whole()[:6], *problems.split("\n"), HEADINGS[5], OTHER)
    assert body(report, "problems") == problems
    assert any("存在的主要问题及改进情况" in warning for warning in report.warnings)


def test_a_sentence_that_counts_as_the_table_does_is_no_table() -> None:
    told = "2022年，本年新收政府信息公开申请46件，按期答复，" + OVERVIEW
    report = read(TITLE, "根据《条例》编制本报告。", told * 2, *whole()[3:])
    assert body(report, "overview") == told * 2


def test_titles_that_say_whose_disclosure_it_is_in_the_middle_of_a_line() -> None:
    named = (
        "一、总体情况",
        "二、行政机关主动公开政府信息情况",
        "三、行政机关收到和处理政府信息公开申请情况",
        *HEADINGS[3:],
    )
    expect(read("".join(whole(headings=named))))


@pytest.mark.parametrize("signed", ["青桐县", "云岭经济技术开发区", "青桐县综合执法大队"])
def test_a_bare_place_right_above_the_date_is_a_signature(signed: str) -> None:
    report = read(*whole()[:-2], signed, "二○二三年三月五日")
    assert body(report, "problems") == PROBLEMS


@pytest.mark.parametrize("title", ["六、说明与附表", "六、需要说明的事项与附表", "六、相关说明和附件", "六、附表说明"])
def test_notes_and_tables_of_figures_are_the_last_section(title: str) -> None:
    report = read(*whole(headings=(*HEADINGS[:5], title)))
    expect(report)
    assert body(report, "other") == OTHER


def test_own_sections_of_a_report_on_one_line_end_the_one_before() -> None:
    own = ["二、组织领导情况", "成立了领导小组。", "三、政策解读工作", "发布解读四篇。"]
    later = [
        "四、主动公开情况",
        "公开信息三百条。",
        "五、依申请公开情况",
        "收到申请两件。",
        "六、存在问题和改进措施",
        PROBLEMS,
    ]
    for joint in ("", " "):
        expect(read(joint.join([TITLE, "一、概述", OVERVIEW, *own, *later])))


def test_complaints_joined_by_or_are_section_four() -> None:
    headings = (*HEADINGS[:3], "四、因信息公开申请行政复议或提起行政诉讼情况", *HEADINGS[4:])
    assert "review" in {section.kind for section in read(*whole(headings=headings)).sections}


def test_parts_with_numbers_in_words_on_one_line() -> None:
    headings = tuple(f"第{heading[0]}部分 {heading[2:]}" for heading in HEADINGS)
    expect(read(" ".join(whole(headings=headings))))


def test_section_four_under_the_title_of_section_three() -> None:
    headings = (*HEADINGS[:3], "四、" + HEADINGS[2][2:], *HEADINGS[4:])
    report = read(*whole(headings=headings), tables=((5, REQUEST_TABLE), (6, REVIEW_TABLE)))
    expect(report)
    assert (report.section("review") or report.sections[0]).heading == headings[3]
    assert [table.section for table in report.tables] == ["requests", "review"]


def test_flattened_table_before_a_heading_is_not_in_the_narrative() -> None:
    lines = whole(headings=(*HEADINGS[:4], "总计10203120001200000" + HEADINGS[4], HEADINGS[5]))
    expect(read(*lines))


def test_table_left_inside_a_narrative_is_set_aside() -> None:
    rows = ("指标", "数量", "12", "34", "公开信息", "56")
    first, second = "2022年，公开平稳有序，全年没有差错。", "公开数量比上年有所增加，群众满意。"
    report = read(TITLE, HEADINGS[0], first, *rows, second, *whole()[3:])
    expect(report, overview=f"{first}\n{second}")
    assert any("56" in row for table in report.tables for row in table.rows)


def test_a_following_statistics_table_is_outside() -> None:
    for after in ("附件：青桐县政府信息公开情况统计表", "政府信息公开情况统计表", "附表", "七、附表"):
        report = read(*whole()[:8], after, "指标名称", "数量")
        expect(report)


def test_a_form_attached_behind_section_five_is_outside_though_its_rows_are_numbered() -> None:
    form = (
        "附件：青桐县政府信息公开情况统计表（2012年度）",
        "统计指标 单位 数量",
        "一、主动公开情况 — —",
        "二、依申请公开情况 — —",
    )
    form += (
        "（一）收到申请数 件 5",
        "三、行政复议数量 件 0",
        "六、举报投诉数量 件 0",
        "七、依申请公开信息收取的费用 万元 0",
    )
    report = read(*whole()[:8], *form)
    expect(report)
    assert [section.kind for section in report.sections] == ["overview", "disclosure", "requests", "review", "problems"]


@pytest.mark.parametrize(
    "above",
    [
        ("附件：青桐县2012年度政府信息公开情况统计表青桐县人民政府办公室2013年3月18日附件",),
        ("青桐县人民政府", "2013年3月18日", "政府信息公开情况统计表（2012年度）", "统计指标", "单位", "统计数"),
        ("青桐县人民政府", "2013年3月18日", "统计指标 单位 统计数"),
    ],
)
def test_a_form_below_the_signature_is_outside_however_it_is_announced(above: tuple[str, ...]) -> None:
    form = ("一、主动公开情况", "（一）主动公开政府信息数", "六、举报投诉数量", "七、机构建设和保障经费情况")
    report = read("政府信息公开工作年度报告", *whole()[1:8], *above, *form)
    expect(report)
    assert report.sections[-1].kind == "problems"
    assert above[0].startswith("附件") or report.issuer == "青桐县人民政府"


@pytest.mark.parametrize("aside", ["（含整改时限）", "(附整改台账)"])
def test_what_a_title_adds_in_brackets_belongs_to_it(aside: str) -> None:
    headings = (*HEADINGS[:4], HEADINGS[4] + aside, HEADINGS[5])
    report = read(*whole(headings=headings))
    expect(report)
    assert [section.heading for section in report.sections[-2:]] == [HEADINGS[4] + aside, HEADINGS[5]]


def test_a_bracket_that_is_all_a_section_says_is_its_body() -> None:
    report = read(*whole()[:8], HEADINGS[5] + "（没有）")
    assert body(report, "other") == "（没有）"


@pytest.mark.parametrize("form", ["{}：{}", "【{}】：{}", "{}。{}", "{}  {}"])
def test_sections_titled_by_the_first_words_of_their_paragraphs(form: str) -> None:
    titles = ("工作开展情况", "主动公开情况", "依申请公开情况", "存在的主要问题及改进措施")
    bodies = (OVERVIEW, "全年公开信息八十六条，张贴公告九十七期。", "没有收到申请。", PROBLEMS)
    rows = [form.format(title, text) for title, text in zip(titles, bodies, strict=True)]
    report = read(TITLE, *rows, "特此报告。", "青桐县白石镇人民政府", "2023年1月18日")
    expect(report)
    assert [section.heading.strip("【】") for section in report.sections] == list(titles)
    assert excerpt(Extract(tuple(Block(row) for row in rows))) is not None
    assert not plainly_none("\n".join(f"{row}各站所按月登记并逐条核对，年底一并归档备查。" for row in rows))


def test_labels_of_sections_of_the_agencys_own_end_the_one_before() -> None:
    problems = "一是公开栏更新慢。二是信息员变动频繁。"
    rows = [
        f"概述：{OVERVIEW}", "依申请公开情况：没有收到申请。", "收费及减免情况：没有收费。", f"存在的主要问题：{problems}",
        "下一步打算：按季检查公开栏。",
    ]  # fmt: skip
    report = read(TITLE, *rows, "青桐县白石镇人民政府", "2023年1月18日")
    assert body(report, "requests") == "没有收到申请。"
    assert body(report, "problems") == f"{problems}\n{rows[-1]}"
    assert [part.kind for part in report.section("problems").parts] == ["problems", "planned"]  # type: ignore[union-attr]


def test_labels_of_items_under_headings_are_no_sections() -> None:
    labelled = f"{OVERVIEW}\n主动公开情况：公布三百条。\n依申请公开情况：没有收到申请。\n监督保障：按月检查。"
    expect(read(*whole(overview=labelled)), overview=labelled)


@pytest.mark.parametrize(
    "tail",
    [
        ("青桐县人民政府", "二○一三年三月十五日抄送：县委办公室，县人大办公室。"),
        ("二○一三年三月十", "五日"),
        ("[ 返回 ] [ 顶部 ]",),
        ("[^1]: 指年度公报。",),
    ],
)
def test_what_stands_below_a_report_is_outside(tail: tuple[str, ...]) -> None:
    expect(read(*whole()[:8], *tail))


def test_an_attachment_named_below_the_signature_is_outside() -> None:
    expect(read(*whole()[:8], "青桐县人民政府", "二〇一三年三月十八日", "附：2012年政府信息公开情况统计表（略）"))


def test_a_numbered_table_glued_to_the_last_section_is_outside() -> None:
    table = "六、附表指标名称 单位 数量 主动公开信息数 条 320 收到申请数 件 7 收取费用 元 0 上一篇：青桐县公开工作要点"
    expect(read(f"{TITLE}{''.join(whole()[1:8])}{table}"))


@pytest.mark.parametrize(
    "after",
    [
        "附表青桐县政府信息公开情况统计表（2022年度）统计指标单位统计数一、主动公开情况三、行政复议数量件0七、依申请公开信息收取的费用万元0",
        "附：统计指标单位统计数一、主动公开情况三、行政复议数量件0",
        "青桐县人民政府二〇二三年一月十八日附2022年政府信息公开情况统计表（略）",
        "青桐县人民政府2023年1月18日政府信息公开情况统计表（2022年度）填报单位：青桐县人民政府统计指标单位统计数",
    ],
)
def test_a_form_and_a_signature_are_outside_in_a_report_without_line_breaks(after: str) -> None:
    report = read("".join([*whole()[:8], after]))
    assert body(report, "problems") == PROBLEMS
    assert report.sections[-1].kind == "problems"


def test_a_form_named_above_the_sections_ends_nothing() -> None:
    expect(read(TITLE, "附件：青桐县政府信息公开情况统计表", *whole()[1:]))


def test_signature_date_attachments_and_foot_of_the_page_are_outside() -> None:
    tail = (
        "青桐县人民政府办公室",
        "2023年1月20日",
        "附件：统计表.xlsx",
        "【打印】【关闭】",
        "主办：青桐县人民政府",
        "版权所有",
    )
    expect(read(*whole()[:8], *tail))
    expect(
        read(
            TITLE, "一、总体情况" + OVERVIEW, "五、存在的主要问题及改进情况" + PROBLEMS + "青桐县人民政府 2023年1月20日"
        )
    )


def test_whom_to_ask_and_who_edited_stand_below_the_signature() -> None:
    signed = ("青桐县人民政府", "二○二三年一月二十日")
    expect(read(*whole()[:8], *signed, "电话：0000-5550101  传真：0000-5550102", "联系地址：青桐县新桥路1号"))
    expect(read(*whole()[:8], *signed, "（责任编辑：县政府办）"))


def test_the_last_words_of_a_letter_are_outside() -> None:
    expect(read(*whole()[:8], "特此报告。", "青桐县人民政府办公室", "2023年1月12日"))


def test_an_explanation_named_beside_a_report_does_not_make_it_one() -> None:
    report = read(*whole()[:4], "【解读】一图读懂青桐县2022年信息公开年报", *whole()[4:])
    expect(report)


def test_the_first_month_may_have_its_old_name() -> None:
    expect(read(*whole()[:8], "青桐县人民政府", "二〇二三年元月二十日"))


def test_sections_of_the_agencys_own_making_end_the_one_before() -> None:
    lines = [
        "青桐县2014年政府信息公开工作年度报告",
        "一、概述",
        "2014年，公开平稳有序。",
        "二、组织领导和制度建设",
        "成立了领导小组。",
    ]
    lines += [
        "三、主动公开政府信息的情况",
        "公开二十条。",
        "四、政府信息公开的收费及减免情况",
        "没有收费。",
        "五、存在的主要问题及改进情况",
    ]
    report = read(*lines, "内容不够丰富。2015年将改进。")
    expect(report, overview="2014年，公开平稳有序。", problems="内容不够丰富。2015年将改进。")
    assert report.outline == "free"
    told = [report.quote(span) for span in report.narratives.work]
    assert told == ["2014年，公开平稳有序。", "成立了领导小组。", "公开二十条。", "没有收费。"]


def test_missing_heading_of_section_two_is_recovered_from_its_table() -> None:
    lines = [line for line in whole() if line != HEADINGS[1]]
    table = "第二十条第（一）项 信息内容 本年制发件数 本年废止件数 现行有效件数"
    report = read(*lines[:3], table, *lines[3:])
    expect(report)
    assert any("主动公开政府信息情况" in warning for warning in report.warnings)


def test_missing_heading_of_section_one_is_recovered_after_the_preamble() -> None:
    overview = OVERVIEW + "围绕就业、教育、医疗等领域编制了事项目录，逐项明确公开主体、时限和渠道，"
    overview += "并对重要文件配发图解，方便群众查找和理解，全年办理申请三件。"
    preamble = "本报告根据《中华人民共和国政府信息公开条例》编制，统计期限自2022年1月1日起至12月31日止。"
    lines = [line for line in whole(overview=overview) if line != HEADINGS[0]]
    report = read(lines[0], preamble, *lines[1:])
    expect(report, overview=overview)
    assert any("总体情况" in warning for warning in report.warnings)


def test_missing_heading_of_section_six_is_recovered_or_told() -> None:
    lines = [line for line in whole() if line != HEADINGS[5]]
    report = read(*lines)
    expect(report)
    assert any("其他需要报告的事项" in warning for warning in report.warnings)


def test_the_outline_is_told_by_the_tables_then_by_the_titles_then_by_the_year() -> None:
    old = Table((("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"),))
    assert read(*whole()).outline == "2021"
    assert read(*whole(), tables=((4, old),)).outline == "2019"
    own = (
        "一、概述",
        "二、主动公开信息的情况",
        "三、依申请公开办理情况",
        "四、复议和诉讼情况",
        "五、存在问题和改进措施",
        "六、其他事项",
    )
    lines = whole(headings=own)
    report = read(*lines[:4], "公开二十条。", *lines[4:])
    assert report.outline == "free"
    assert "公开二十条。" in [report.quote(span) for span in report.narratives.work]


def test_sections_in_doubt_are_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nlp.readers.assemble._threshold", lambda: 1.1)
    report = read(*whole())
    assert report.sections == ()
    assert report.narratives.all == ()
    assert any("把握不足" in warning for warning in report.warnings)


def test_confidence_falls_with_what_is_missing_or_made_up() -> None:
    full = read(*whole()).confidence
    fewer = read(*whole()[:3], *whole()[6:]).confidence
    made_up = read(*[line for line in whole() if line != HEADINGS[5]]).confidence
    assert full > made_up > 0.5
    assert full > fewer > 0.5


def test_a_page_made_to_be_slow_is_read_in_bounded_work() -> None:
    line = "一、总体情况2022年公开。五、存在的主要问题及改进情况不足。" * 3000
    assert read("信息公开", line).sections


def test_a_title_that_its_sentence_goes_on_from_is_told_by_its_number_alone() -> None:
    told = ("全年主动公开信息57条，按月更新。", "没有收到依申请公开信息的情况。", "未发生行政复议、行政诉讼。")
    report = read(TITLE, f"一、{told[0]}", f"二、{told[1]}", f"三、{told[2]}", f"四、存在的主要问题：{PROBLEMS}")
    assert [section.kind for section in report.sections] == ["disclosure", "requests", "review", "problems"]
    assert tuple(body(report, kind) for kind in ("disclosure", "requests", "review")) == told
    assert [section.heading for section in report.sections[:3]] == ["一、", "二、", "三、"]


def test_three_sections_without_an_overview_are_the_end_of_a_report_of_the_free_form() -> None:
    last = "五、公开复议、诉讼情况：没有。六、信息公开支出与收费情况：全年支出八千元。七、存在的主要问题和改进措施："
    report = excerpt(Extract((Block(last + PROBLEMS),)))
    assert report is not None
    assert report.outline == "free"
    assert any("全年支出八千元" in report.quote(span) for span in report.narratives.work)
