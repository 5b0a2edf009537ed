"""Who reports on which year: names, places, levels, identifiers, years."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import resources
from nlp.errors import UsageError
from nlp.readers import read_text
from nlp.readers.identity import regions, years
from nlp.readers.identity.issuers import ALIASES, issuer
from nlp.readers.identity.titles import title
from nlp.readers.lines.extract import Block, Extract
from nlp.readers.outline.document import document
from nlp.report import LEVELS, Report


@pytest.mark.parametrize(
    ("name", "identifier", "level", "code"),
    [
        ("洪泽区人民政府", "320813-gov", "county", "320813"),
        ("淮安市洪泽区人民政府", "320813-gov", "county", "320813"),
        ("江苏省淮安市洪泽区", "320813-gov", "county", "320813"),
        ("洪泽县人民政府", "320813-gov", "county", "320829"),
        ("宿迁市", "321300-gov", "city", "321300"),
        ("江苏宿迁市人民政府", "321300-gov", "city", "321300"),
        ("北京市朝阳区人民政府", "110105-gov", "county", "110105"),
        ("上海市浦东新区", "310115-gov", "county", "310115"),
        ("广东省人民政府", "440000-gov", "province", "440000"),
        ("内蒙古自治区人民政府", "150000-gov", "province", "150000"),
        ("玉屏县人民政府", "520622-gov", "county", "520622"),
        ("贵州省黔东南州人民政府", "522600-gov", "city", "522600"),
        ("海南省澄迈县人民政府", "469023-gov", "county", "469023"),
        ("襄樊市人民政府", "420600-gov", "city", "420600"),
        ("遵义县人民政府", "520304-gov", "county", "520321"),
        ("淮安市市场监督管理局", "320800-市场监督管理局", "department", "320800"),
        ("洪泽区市场监管局", "320813-市场监督管理局", "department", "320813"),
        ("洪泽区人民政府办公室", "320813-office", "department", "320813"),
        ("国家税务总局淮安市税务局", "320800-税务局", "department", "320800"),
        ("长沙市岳麓区望城坡街道办事处", "430104-望城坡街道", "township", "430104"),
        ("济南市历下区人民政府大明湖街道办事处", "370102-大明湖街道", "township", "370102"),
        ("宿迁经济技术开发区管理委员会", "321300-宿迁经济技术开发区", "county", "321300"),
        ("平潭综合实验区", "350128-平潭综合实验区", "county", "350128"),
        ("教育部", "national-教育部", "national", None),
        ("国家公务员局", "national-国家公务员局", "national", None),
    ],
)
def test_real_agencies(name: str, identifier: str, level: str, code: str | None) -> None:
    found = issuer(name)
    assert (found.id, found.level, found.region.code) == (identifier, level, code)


@pytest.mark.parametrize(
    ("name", "identifier", "level", "shown"),
    [
        ("青桐县", "青桐县-gov", "county", "青桐县人民政府"),
        ("云岭市青桐县人民政府", "青桐县-gov", "county", "云岭市青桐县人民政府"),
        ("云岭市", "云岭市-gov", "city", "云岭市人民政府"),
        ("青桐县市场监督管理局", "青桐县-市场监督管理局", "department", "青桐县市场监督管理局"),
        ("青桐县白石镇人民政府", "青桐县-白石镇", "township", "青桐县白石镇人民政府"),
        ("白石镇", "白石镇-gov", "township", "白石镇人民政府"),
        ("云岭经济技术开发区", "云岭经济技术开发区", "county", "云岭经济技术开发区管理委员会"),
    ],
)
def test_places_that_do_not_exist_stand_for_themselves(name: str, identifier: str, level: str, shown: str) -> None:
    found = issuer(name)
    assert (found.id, found.level, found.name) == (identifier, level, shown)
    assert found.region.code is None


@pytest.mark.parametrize("bar", ["|", "｜", "：", "】"])
def test_a_label_before_a_title_is_no_part_of_it(bar: str) -> None:
    report = read_text(
        f"公示{bar}青桐县2024年政府信息公开工作年度报告\n一、总体情况\n公开三十条。\n五、存在的主要问题\n更新不快。"
    )
    assert (report.title, report.issuer) == ("青桐县2024年政府信息公开工作年度报告", "青桐县人民政府")


def test_the_number_of_a_document_glued_to_its_title_is_no_part_of_the_agency() -> None:
    page = document(
        Extract((Block("石盘政办〔2013〕21号石盘县人民政府办公室2012年政府信息公开工作年度报告"), Block("一、概述")))
    )
    found = title(page, 60, None)
    assert found is not None
    assert (found.agency, found.years) == ("石盘县人民政府办公室", (2012,))


def test_region_of_a_county_names_all_that_is_above_it() -> None:
    region = issuer("洪泽区人民政府").region
    assert region.to_dict() == {"province": "江苏省", "city": "淮安市", "county": "洪泽区", "code": "320813"}
    assert issuer("仙桃市人民政府").region.to_dict() == {
        "province": "湖北省", "city": None, "county": "仙桃市", "code": "429004",
    }  # fmt: skip


def test_namesakes_are_told_apart_by_what_the_report_speaks_of_or_stay_unknown() -> None:
    assert issuer("鼓楼区人民政府").region.code is None
    assert issuer("鼓楼区人民政府", context="在南京市委、市政府的领导下").region.code == "320106"
    assert issuer("福州市鼓楼区人民政府").region.code == "350102"


def test_a_county_named_under_a_place_it_does_not_lie_in_is_another_county() -> None:
    assert issuer("云岭市洪泽区人民政府").region.code is None


def test_a_city_of_the_table_that_speaks_of_counties_below_it_is_another_city() -> None:
    found = issuer("澄江市", context="各县区按月报送，县区之间互查。")
    assert (found.level, found.region.code) == ("city", None)


def test_level_of_an_unknown_city_by_the_units_below_it() -> None:
    assert issuer("云岭市", context="各县（市、区）按月报送").level == "city"
    assert issuer("云岭市", context="各乡镇（街道）按月报送").level == "county"


def test_a_name_without_a_place_takes_the_one_the_report_puts_before_it() -> None:
    found = issuer("白石镇人民政府", context="请与青桐县白石镇党政办公室联系。")
    assert (found.name, found.id, found.level) == ("白石镇人民政府", "青桐县-白石镇", "township")
    assert issuer("市场监督管理局", context="由淮安市洪泽区市场监督管理局编制").id == "320813-市场监督管理局"
    assert issuer("白石镇人民政府", context="青桐县白石镇、洪泽区白石镇").id == "白石镇-gov"


@pytest.mark.parametrize("words", ["我县白石镇", "全县白石镇", "各区县白石镇", "本市白石镇"])
def test_a_pronoun_before_a_name_is_no_place(words: str) -> None:
    assert issuer("白石镇人民政府", context=f"介绍{words}的做法。{words}按月公开。").id == "白石镇-gov"
    assert issuer("白石镇人民政府", context=f"{words}按月公开。与青桐县白石镇联系。").id == "青桐县-白石镇"


@pytest.mark.parametrize("ending", ["人民政府", "住房和城乡建设局", "人力资源和社会保障局"])
def test_titles_name_the_agencies_of_every_place_of_the_table(ending: str) -> None:
    table = resources.path("models", "regions", "divisions.tsv").read_text(encoding="utf-8")
    for name in dict.fromkeys(line.split("\t")[1] for line in table.splitlines()[1:]):
        line = f"{name}{ending}2021年政府信息公开工作年度报告"
        found = title(document(Extract((Block(line), Block("一、总体情况")))), len(line) + 1, None)
        assert found is not None
        assert found.agency == name + ending


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("住房和城乡建设部", "national"), ("工业和信息化部", "national"), ("中华人民共和国海关总署", "national"),
        ("中华人民共和国司法部", "national"), ("南京海关", "department"), ("中华人民共和国杭州海关", "department"),
        ("广州市规划和自然资源局天河区分局", "department"), ("宿城区政务服务和数据管理局", "department"),
    ],
)  # fmt: skip
def test_names_that_hold_the_word_and(name: str, level: str) -> None:
    line = f"{name}2021年政府信息公开工作年度报告"
    found = title(document(Extract((Block(line), Block("一、总体情况")))), len(line) + 1, None)
    assert found is not None
    assert found.agency == name
    assert issuer(name).level == level


@pytest.mark.parametrize(
    "lines",
    [
        ["青桐县教育体育局政府信息公开工作年度报告（2023年）"],
        ["青桐县教育体育局", "政府信息公开工作年度报告", "（2023年度）"],
        ["青桐县教育体育局", "关于2023年政府信息公开工作年度报告"],
        ["青桐县教育体育局：2023年政府信息公开工作年度报告"],
        ["青桐县教育体育局（青桐县语委办）2023年政府信息公开工作年度报告"],
        ["2023年政府信息公开工作年度报告（青桐县教育体育局）"],
        ["政府信息公开工作年度报告（2023年度）", "青桐县教育体育局"],
    ],
)
def test_year_and_agency_around_a_title(lines: list[str]) -> None:
    text = "\n".join([*lines, "一、总体情况"])
    found = title(document(Extract(tuple(Block(line) for line in text.split("\n")))), text.rfind("\n") + 1, None)
    assert found is not None
    assert (found.agency, found.years) == ("青桐县教育体育局", (2023,))


def test_two_offices_are_no_agency() -> None:
    line = "青桐县教育局和水利局2021年政府信息公开工作年度报告"
    found = title(document(Extract((Block(line), Block("一、总体情况")))), len(line) + 1, None)
    assert found is not None
    assert not found.agency


def test_renamed_offices_are_one() -> None:
    assert issuer("青桐县环境保护局").id == issuer("青桐县生态环境局").id
    assert issuer("青桐县环境保护局").name == "青桐县环境保护局"


def test_a_users_alias_file_extends_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert issuer("青桐县大数据中心").id == "青桐县-大数据中心"
    Path(ALIASES).write_text('[[body]]\nname = "数据局"\nalso = ["大数据中心"]\n', encoding="utf-8")
    assert issuer("青桐县大数据中心").id == "青桐县-数据局"
    assert issuer("青桐县环境保护局").id == "青桐县-生态环境局"
    Path(ALIASES).write_text("not toml =", encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(ALIASES)):
        issuer("青桐县大数据中心")


@given(
    st.text("青桐白石洪泽淮安省市县区镇乡街道局厅委员会人民政府办公室管理开发综合实验经济技术", min_size=1, max_size=24)
)
def test_any_name_gives_a_known_level_or_none(name: str) -> None:
    found = issuer(name)
    assert found.level in (None, *LEVELS)
    assert found == issuer(name)


def test_the_table_holds_together() -> None:
    rows = regions._divisions()
    codes = {row.code for row in rows}
    assert all(re.fullmatch("[1-9][0-9]{5}", row.code) for row in rows)
    assert all(row.heir in codes for row in rows)
    assert len({(row.code, row.name) for row in rows}) == len(rows)
    assert sum(row.tier == "city" and row.heir == row.code for row in rows) >= 333
    for row in rows:
        province, _ = regions.parents(row)
        assert province is not None


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("青桐县2021年政府信息公开工作年度报告", [2021]),
        ("青桐县2021年度政府信息公开工作年度报告", [2021]),
        ("青桐县政府信息公开工作2021年度报告", [2021]),
        ("二○一二年政府信息公开工作年度报告", [2012]),
        ("二〇二〇年度报告", [2020]),
        ("二零一九年年报", [2019]),
        ("政府信息公开工作年度报告(2018)", [2018]),
        ("政府信息公开指南", []),
    ],
)
def test_years_of_titles(title: str, told: list[int]) -> None:
    assert years.named(title) == told


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("统计期限自2023年1月1日起至2023年12月31日止", 2023),
        ("数据统计期限从2020年1月1日到12月31日止", 2020),
        ("自二○一二年一月一日至十二月三十一日", 2012),
        ("本报告于2022年2月8日发布", None),
    ],
)
def test_statistical_period(text: str, year: int | None) -> None:
    assert years.period(text) == year


def test_conflicting_years_are_told_and_only_settled_by_the_narrative() -> None:
    assert years.settle([2021], 2021, "2020年，") == (2021, [])
    year, told = years.settle([2022], 2021, "2021年，")
    assert year == 2021
    assert "不一致" in told[0]
    assert years.settle([2022], 2021, "")[0] is None
    assert years.settle([], None, "") == (None, ["未能识别年度"])


def report(title: str, *, above: str = "", overview: str = "2021年，公开平稳有序。", below: str = "") -> Report:
    return read_text(
        f"{above}{title}\n一、总体情况\n{overview}\n五、存在的主要问题及改进情况\n解读不够。下一步将改进。\n{below}"
    )


@pytest.mark.parametrize(
    "title",
    [
        "青桐县人民政府2021年政府信息公开工作年度报告",
        "青桐县人民政府\n2021年政府信息公开工作年度报告",
        "青桐县人民政府2021年政府信息公开工\n作年度报告",
        "2021年青桐县政府信息公开工作年度报告",
        "青桐县2021年度政府信息公开年度报告",
        "青桐县政府信息公开工作2021年度报告",
        "首页政务公开政府信息公开年报 青桐县2021年度政府信息公开工作年度报告 共发布三百条。 时间：2022-02-08",
        "关于公布青桐县2021年政府信息公开工作年度报告",
        "名称青桐县人民政府2021年政府信息公开工作年度报告",
        "青桐县人民政府关于2021年\n政府信息公开工作年度报告的报告",
    ],
)
def test_titles_as_pages_print_them(title: str) -> None:
    found = report(title)
    assert (found.issuer, found.issuer_id, found.level, found.year) == ("青桐县人民政府", "青桐县-gov", "county", 2021)


def test_agency_from_signature_or_first_sentence_with_a_warning() -> None:
    signed = report("2021年政府信息公开工作年度报告", below="青桐县人民政府\n2022年1月20日\n")
    assert (signed.issuer_id, signed.year) == ("青桐县-gov", 2021)
    told = report("", overview="2021年，青桐县坚持公开为常态，公开信息三百条。")
    assert (told.issuer_id, told.year) == ("青桐县-gov", 2021)
    assert any("推定" in warning for warning in told.warnings)


@pytest.mark.parametrize(
    ("announced", "issuer_name"),
    [
        ("根据《条例》，现公布青桐县教育局2021年政府信息公开工作年度报告。", "青桐县教育局"),
        ("根据《条例》，特编制青桐县白石镇2021年政府信息公开工作年度报告。", "青桐县白石镇人民政府"),
        ("根据《条例》，特向社会公布云岭市2021年政府信息公开工作年度报告。", "云岭市人民政府"),
        ("国土资源部发布2021年政府信息公开工作报告", "国土资源部"),
        ("海关总署2021年海关信息公开工作年度报告", "海关总署"),
        ("青桐县教育局2021年教育信息公开工作年度报告", "青桐县教育局"),
    ],
)
def test_a_preamble_that_announces_the_report_names_its_agency(announced: str, issuer_name: str) -> None:
    found = report(announced)
    assert (found.issuer, found.year) == (issuer_name, 2021)


@pytest.mark.parametrize(
    ("title", "signed", "identifier"),
    [
        ("青桐县卫健委2021年", "青桐县卫生健康委员会", "青桐县-卫生健康委员会"),
        ("青桐县教育局2021年", "云岭市青桐县教育局", "青桐县-教育局"),
        ("白石镇2021年", "青桐县白石镇人民政府", "青桐县-白石镇"),
    ],
)
def test_an_agency_named_briefly_in_the_title_is_named_as_it_signs(title: str, signed: str, identifier: str) -> None:
    found = report(f"{title}政府信息公开工作年度报告", below=f"{signed}\n2022年1月20日\n")
    assert (found.issuer, found.issuer_id) == (signed, identifier)
    assert not any("推定" in warning for warning in found.warnings)


@pytest.mark.parametrize("signed", ["青桐县教育局办公室", "青桐县水利局", "青桐县人民政府办公室"])
def test_another_that_signs_is_not_the_agency_of_the_title(signed: str) -> None:
    found = report("青桐县教育局2021年政府信息公开工作年度报告", below=f"{signed}\n2022年1月20日\n")
    assert found.issuer == "青桐县教育局"


def test_the_office_of_a_bureau_signs_for_it() -> None:
    signed = report("2021年政府信息公开工作年度报告", below="青桐县公安局办公室\n2022年1月20日\n")
    named = report("2021年政府信息公开工作年度报告\n时间：2022-01-20 来源：青桐县公安局办公室 点击：12")
    assert (signed.issuer, named.issuer) == ("青桐县公安局", "青桐县公安局")


def test_a_place_named_with_and_without_the_one_above_it_is_one() -> None:
    context = "特编制青桐县白石镇2021年年度报告。在云岭市青桐县白石镇政府网站登出。"
    assert issuer("白石镇人民政府", context=context).id == "青桐县-白石镇"


@pytest.mark.parametrize("place", ["本溪市", "全州县", "市南区"])
def test_places_that_begin_like_a_pronoun_sign_too(place: str) -> None:
    found = report("", overview="公开平稳有序。", below=f"{place}教育局\n2022年1月20日\n")
    assert found.issuer == f"{place}教育局"


@pytest.mark.parametrize(
    ("contact", "issuer_name"),
    [
        ("由青桐县公安局指挥中心办公室编制", "青桐县公安局"),
        ("与青桐县经济开发区管委会党政办公室联系", "青桐县经济开发区管委会"),
        ("与青桐县人民政府办公室联系", "青桐县人民政府"),
        ("联系青桐县林业局办公室", "青桐县林业局"),
    ],
)
def test_the_office_that_answers_the_telephone_is_not_the_agency(contact: str, issuer_name: str) -> None:
    found = report(
        f"根据《条例》编制本报告，如有疑问，请{contact}（电话：0000-1234567）。\n", overview="公开平稳有序。"
    )
    assert found.issuer == issuer_name


def test_a_bureau_of_an_unnamed_place_is_not_taken_for_an_agency() -> None:
    told = report("", overview="2021年，市教育局坚持公开为常态，公开信息三百条。")
    assert told.issuer is None
    titled = report("市教育局2021年政府信息公开工作年度报告", overview="公开平稳有序。")
    assert (titled.issuer, titled.issuer_id) == (None, None)
    placed = report("与云岭市教育局办公室联系。", overview="2021年，市教育局坚持公开为常态。")
    assert placed.issuer == "云岭市教育局"


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("渭梁州市", "渭梁州市-gov"),
        ("渭梁州市教育局", "渭梁州市-教育局"),
        ("渭梁州县人民政府", "渭梁州县-gov"),
        ("渭梁州市场监督管理局", "渭梁州-市场监督管理局"),
    ],
)
def test_an_unknown_city_whose_name_ends_like_a_prefecture(name: str, identifier: str) -> None:
    assert issuer(name).id == identifier


def test_the_document_that_prescribes_the_format_is_no_title() -> None:
    text = "根据《关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》编制本报告。"
    assert report("青桐县2021年政府信息公开工作年度报告\n" + text).issuer == "青桐县人民政府"
    assert report(text, overview="公开平稳有序。").issuer is None


def test_a_sentence_that_announces_our_report_gives_way_to_the_formats_title() -> None:
    rows = ["现将我乡2021年政府信息公开工作情况报告如下。", "一、总体情况"]
    page = document(Extract(tuple(Block(row) for row in rows)))
    found = title(page, len(rows[0]) + 1, "白石乡2021年政府信息公开工作年度报告-青桐县人民政府")
    assert found is not None
    assert (found.text, found.agency) == ("白石乡2021年政府信息公开工作年度报告", "白石乡")
    without = title(page, len(rows[0]) + 1, "政府信息公开年报")
    assert without is not None
    assert without.years == (2021,)


def test_unknown_stays_unknown() -> None:
    found = report("", overview="公开平稳有序。")
    assert (found.issuer, found.issuer_id, found.year, found.level) == (None, None, None, None)
    assert {"未能识别年度", "未能识别发布机关"} <= set(found.warnings)
