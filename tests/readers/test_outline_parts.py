"""Sub-items of the overview and of section five."""

from __future__ import annotations

import itertools

import pytest

from nlp.readers.lines.extract import Block, Extract
from nlp.readers.outline.document import document
from nlp.readers.outline.parts import overview_parts, problem_parts
from nlp.report import Part


def page(text: str) -> Extract:
    return Extract(tuple(Block(line) for line in text.split("\n")))


def overview(text: str) -> list[tuple[str, str, str]]:
    return told(text, overview_parts(document(page(text)), 0, len(text)))


def problems(text: str) -> list[tuple[str, str, str]]:
    return told(text, problem_parts(document(page(text)), 0, len(text)))


def told(text: str, parts: tuple[Part, ...]) -> list[tuple[str, str, str]]:
    return [(part.kind, part.heading, text[part.start : part.end]) for part in parts]


def test_the_five_with_stops() -> None:
    text = "2022年平稳。（一）主动公开。八十条。（二）依申请公开。三件。（三）政府信息管理。两次。（四）平台建设。一个。（五）监督保障。一次。"
    kinds = ["proactive", "on_request", "management", "platform", "supervision"]
    assert [kind for kind, _, _ in overview(text)] == kinds
    assert overview(text)[1] == ("on_request", "（二）依申请公开", "三件。")


def test_sub_headings_glued_to_their_text() -> None:
    text = (
        "平稳。（一）主动公开方面全县公开八十条。（二）依申请公开全年收到三件，均已办结。（三）监督保障情况培训一次。"
    )
    assert overview(text) == [
        ("proactive", "（一）主动公开方面", "全县公开八十条。"),
        ("on_request", "（二）依申请公开", "全年收到三件，均已办结。"),
        ("supervision", "（三）监督保障情况", "培训一次。"),
    ]


def test_local_items_keep_their_title() -> None:
    text = "（一）主动公开。八十条。\n（二）推进基层政务公开标准化规范化。编制目录。\n（三）完成网站集约化。合并三个。"
    assert [(kind, heading) for kind, heading, _ in overview(text)] == [
        ("proactive", "（一）主动公开"),
        ("other", "（二）推进基层政务公开标准化规范化"),
        ("other", "（三）完成网站集约化"),
    ]


@pytest.mark.parametrize("number", ["1.", "1、", "1．"])
def test_arabic_numbers_and_items_in_one_line(number: str) -> None:
    text = f"{number}主动公开情况：四十条。 2{number[1]}依申请公开政府信息的数量：无。 3{number[1]}政府信息管理：两次。"
    assert [kind for kind, _, _ in overview(text)] == ["proactive", "on_request", "management"]


def test_names_without_numbers() -> None:
    text = "主动公开方面：四十条。\n依申请公开方面：无。\n监督保障方面：一次。"
    assert [kind for kind, _, _ in overview(text)] == ["proactive", "on_request", "supervision"]


def test_review_of_requests_is_not_the_requests() -> None:
    text = "（一）依申请公开情况。三件。（二）因政府信息公开申请行政复议、提起行政诉讼情况。没有。"
    assert [kind for kind, _, _ in overview(text)] == ["on_request", "other"]


def test_articles_of_law_are_no_items() -> None:
    assert overview("依照第二十条第（一）项公开，依照第（二）项不公开。") == []


def test_numbers_that_start_over_belong_to_the_item() -> None:
    text = "（一）主动公开。如下：（一）规划。（二）财政。\n（二）依申请公开。三件。"
    assert next(kind for kind, _, _ in overview(text)) == "proactive"


def test_section_five_by_its_sub_headings() -> None:
    text = "（一）存在的主要问题。解读少。（二）改进措施。多解读。"
    assert problems(text) == [
        ("problems", "（一）存在的主要问题", "解读少。"),
        ("planned", "（二）改进措施", "多解读。"),
    ]


@pytest.mark.parametrize(
    "turn",
    [
        "2023年，我县将从以下几个方面努力：", "针对上述问题，下一步将", "下一步，", "今后，我局将", "为此，2023年我们将采取以下措施：",
        "针对存在问题，", "我局将继续", "在 2023年的政府信息公开工作中，我街道将从两方面改进：",
        "以上问题，我局将",
    ],
)  # fmt: skip
def test_section_five_by_a_turn(turn: str) -> None:
    text = f"2022年取得一定成绩，但还存在一些不足：一是解读少；二是更新慢。{turn}一是多解读。二是勤更新。"
    parts = problems(text)
    assert [kind for kind, _, _ in parts] == ["problems", "planned"]
    assert parts[1][2].startswith(turn)


def test_items_that_tell_both_are_cut_one_by_one() -> None:
    text = "（一）解读不够丰富。下一步将配发图解。（二）更新不够及时。今后将按月检查。"
    assert problems(text) == [
        ("problems", "", "（一）解读不够丰富。"),
        ("planned", "", "下一步将配发图解。"),
        ("problems", "", "（二）更新不够及时。"),
        ("planned", "", "今后将按月检查。"),
    ]


def test_a_year_already_spoken_of_is_no_turn() -> None:
    text = "2022年公开工作存在不足。2022年主要问题是解读少。2022年将政策解读纳入考核仍有差距。"
    assert [kind for kind, _, _ in problems(text)] == ["problems"]


def test_measures_already_taken() -> None:
    text = "还存在差距：一是解读少。针对上述问题，我市及时进行了改进。（一）丰富解读。配图解。（二）勤更新。按月检查。"
    assert [kind for kind, _, _ in problems(text)] == ["problems", "done"]


def test_measures_taken_and_to_come() -> None:
    text = "（一）上年度问题整改情况。已完成两项。（二）存在的主要问题。解读少。（三）下一步打算。多解读。"
    assert [kind for kind, _, _ in problems(text)] == ["done", "problems", "planned"]


def test_what_is_still_wrong_after_measures_taken() -> None:
    text = "针对2022年存在的问题，已制作图解六期，整改完成。\n目前仍存在：一是解读少。\n下一步将勤更新。"
    assert [kind for kind, _, _ in problems(text)] == ["done", "problems", "planned"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("存在的不足：", "努力方向："), ("【存在问题】", "【改进措施】"), ("（一）存在的困难。", "（二）意见建议。")],
)
def test_more_labels(first: str, second: str) -> None:
    found = problems(f"{first}解读形式单一。\n{second}每季度制作图解。")
    assert [(kind, body) for kind, _, body in found] == [
        ("problems", "解读形式单一。"),
        ("planned", "每季度制作图解。"),
    ]


def test_labels_without_numbers() -> None:
    text = "存在问题：\n1.更新不够及时。\n2.解读少。\n改进措施：\n1.勤更新。\n2.多解读。"
    assert problems(text) == [
        ("problems", "存在问题", "1.更新不够及时。\n2.解读少。"),
        ("planned", "改进措施", "1.勤更新。\n2.多解读。"),
    ]


def test_problems_only() -> None:
    assert [kind for kind, _, _ in problems("一是解读不够丰富。二是更新不及时。")] == ["problems"]


def test_parts_follow_one_another_inside_their_section() -> None:
    text = "对照要求还有差距。（一）问题。解读少。（二）措施。多解读。下一步将坚持。"
    parts = problem_parts(document(page(text)), 0, len(text))
    assert all(0 <= part.start <= part.end <= len(text) for part in parts)
    assert all(before.end <= after.start for before, after in itertools.pairwise(parts))
