"""Edits inside a pair: words, figures and names, never confetti (改写)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.phrasing.edits import Change, compare
from nlp.phrasing.result import EDIT_KINDS
from nlp.phrasing.tokens import Tokens
from nlp.phrasing.units import units
from nlp.report import narrative_of

CLAUSES = st.sampled_from(
    [
        "公布渡口船期3次",
        "公布渡口船期",
        "回访船工",
        "张贴校车线路图",
        "核对灯会预案（试行）",
        "由民政局印发《渡口办法》",
        "进一步走访",
    ]
)
Edits = list[tuple[str, str | None, str | None]]


@pytest.fixture
def change() -> Callable[[str, str], Change]:
    """Compare two texts as one pair."""

    def between(old: str, new: str) -> Change:
        before, after = narrative_of(old), narrative_of(new)
        return compare(Tokens(before), Tokens(after), units(before), units(after))

    return between


def edits(change: Change) -> Edits:
    return [(e.kind, e.old.text if e.old else None, e.new.text if e.new else None) for e in change.edits]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("公布渡口船期18万余条。", "公布渡口船期14万余条。", [("figure", "18万余", "14万余")]),
        ("占比达51.85%。", "占比达60.20%。", [("figure", "51.85%", "60.20%")]),
        ("举办第六期船工夜校。", "举办第七期船工夜校。", [("figure", "第六期", "第七期")]),
        ("印发《渡口管理办法》。", "印发《灯会管理办法》。", [("name", "《渡口管理办法》", "《灯会管理办法》")]),
        ("由海洋局核对底册。", "由民政局核对底册。", [("name", "海洋局", "民政局")]),
        ("公布船期。", "进一步公布船期。", [("strengthened", None, "进一步")]),
        ("切实公布船期。", "公布船期。", [("softened", "切实", None)]),
        ("应当公布船期。", "必须公布船期。", [("strengthened", "应当", "必须")]),
        ("公布船期。", "公布船期，回访船工。", [("added", None, "回访船工")]),
        ("公布船期，回访船工。", "公布船期。", [("removed", "回访船工", None)]),
        ("张贴校车线路图。", "张贴渡口线路图。", [("replaced", "校车", "渡口")]),
        ("公布船期。", "公布船期；", []),
        ("一是公布船期。", "（三）公布船期。", []),
    ],
)
def test_kinds(change: Callable[[str, str], Change], old: str, new: str, expected: Edits) -> None:
    assert edits(change(old, new)) == expected
    assert {kind for kind, _, _ in expected} <= set(EDIT_KINDS)


def test_a_figure_that_also_gained_words_is_still_a_figure(change: Callable[[str, str], Change]) -> None:
    found = edits(change("总访问量达7854次。", "总访问量达9540次，访客3809人。"))
    assert ("figure", "7854", "9540") in found
    assert found[-1][0] == "added"


def test_every_figure_of_a_list_is_shown(change: Callable[[str, str], Change]) -> None:
    found = edits(change("予以公开19件、部分公开3件、不予公开2件。", "予以公开25件、部分公开7件、不予公开4件。"))
    assert found == [("figure", "19", "25"), ("figure", "3", "7"), ("figure", "2", "4")]


def test_a_list_in_another_order_shows_each_figure_with_its_own(change: Callable[[str, str], Change]) -> None:
    found = edits(change("其中，渡口28期、灯会22期、校车5期。", "其中，灯会17期、校车5期、渡口2期。"))
    assert sorted(found) == [("figure", "22", "17"), ("figure", "28", "2")]


def test_whole_clauses_come_and_go(change: Callable[[str, str], Change]) -> None:
    found = edits(
        change("张贴校车线路图，标明停靠时间，回访船工。", "张贴校车线路图，请说书艺人录制灯会短视频，回访船工。")
    )
    assert found == [("removed", "标明停靠时间", None), ("added", None, "请说书艺人录制灯会短视频")]


def test_clauses_put_together_are_not_changed(change: Callable[[str, str], Change]) -> None:
    assert edits(change("核对渡口船期，公布灯会预案。", "核对渡口船期公布灯会预案。")) == []
    assert edits(change("核对渡口船期公布灯会预案。", "核对渡口船期，公布灯会预案。")) == []


def test_words_that_only_moved_are_no_change(change: Callable[[str, str], Change]) -> None:
    assert edits(change("全县公布船期，校车线路图上墙。", "校车线路图上墙，公布船期全县。")) == []


def test_a_date_changes_as_a_whole(change: Callable[[str, str], Change]) -> None:
    assert edits(change("2022年4月公布船期。", "2023年11月公布船期。")) == [("figure", "2022年4月", "2023年11月")]


def test_one_intensifier_for_another_strengthens_nothing(change: Callable[[str, str], Change]) -> None:
    assert edits(change("全面公布船期。", "认真公布船期。")) == [("replaced", "全面", "认真")]


@given(st.lists(CLAUSES, min_size=1, max_size=5), st.lists(CLAUSES, min_size=1, max_size=5))
def test_edits_quote_and_account_for_every_difference(old: list[str], new: list[str]) -> None:
    before, after = narrative_of("，".join(old) + "。"), narrative_of("，".join(new) + "。")
    found = compare(Tokens(before), Tokens(after), units(before), units(after))
    for edit in found.edits:
        for side, report in ((edit.old, before), (edit.new, after)):
            assert side is None or report.text[side.start : side.end] == side.text
    assert 0 <= found.similarity <= 1
    if sorted(old) == sorted(new):
        assert not found.reworded


def test_no_confetti(change: Callable[[str, str], Change]) -> None:
    found = change("请说书艺人录制灯会短视频，方便老人观看。", "组织村干部上门讲解滩涂政策，打消承包户顾虑。")
    assert len(found.edits) <= 3
    assert all(len(side.text) > 1 for edit in found.edits for side in (edit.old, edit.new) if side)


def test_only_the_added_word_of_a_term_is_shown(change: Callable[[str, str], Change]) -> None:
    assert edits(change("健全管理规范。", "健全政务新媒体管理规范。")) == [("added", None, "政务新媒体")]


def test_brackets_are_not_torn(change: Callable[[str, str], Change]) -> None:
    for edit in change("设立专栏（网站）并更新。", "设立“渡口实况”专栏（网站、移动端）并更新。").edits:
        for side in (edit.old, edit.new):
            if side:
                assert side.text.count("“") == side.text.count("”")
                assert side.text.count("（") == side.text.count("）")


@pytest.mark.parametrize(
    ("old", "new", "reworded", "padding"),
    [
        ("2022年公布船期3次。", "2023年公布船期5次。", False, False),
        ("公布船期，回访船工。", "进一步公布船期，持续回访船工。", True, True),
        ("公布船期3次。", "进一步公布船期5次。", True, True),
        ("公布船期。", "进一步公布校车时刻。", True, False),
    ],
)
def test_padding_and_figures_are_told_from_rewording(
    change: Callable[[str, str], Change], old: str, new: str, reworded: bool, padding: bool
) -> None:
    found = change(old, new)
    assert (found.reworded, found.padding) == (reworded, padding)
    assert found.similarity == (1.0 if not reworded else pytest.approx(found.similarity))


def test_an_intensifier_before_a_number_is_seen(change: Callable[[str, str], Change]) -> None:
    assert change("一是公布船期。", "进一步一是公布船期。").padding


def test_similarity_falls_with_every_change(change: Callable[[str, str], Change]) -> None:
    text = "在村口张贴校车线路图，标明停靠时间和司机电话。"
    little = change(text, text.replace("司机", "跟车员")).similarity
    much = change(text, "在渡口张贴船期，公布船老大姓名和备用航次。").similarity
    assert 1 > little > much >= 0
