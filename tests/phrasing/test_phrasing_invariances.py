"""What must not move the figures: bumped years, padding, reversed order, split sentences, strangers (不变性)."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.phrasing import align
from nlp.phrasing.links import links
from nlp.phrasing.result import Alignment, SectionMeasures
from nlp.phrasing.signs import side
from nlp.phrasing.units import units
from nlp.readers import read
from nlp.report import Report, narrative_of
from nlp.text import clauses, sentences

STRANGERS = (
    "春天的花园里开满了牡丹和芍药，蜜蜂在花丛中来回飞舞。老王把自行车推到修理铺，师傅说链条需要更换。"
    "这部小说讲了一个渔夫和大海搏斗的故事，情节紧张。厨师先把豆腐切成小块，再用热油慢慢煎到两面金黄。"
    "昨晚的球赛一直踢到加时，主队最终凭借点球获胜。火车穿过长长的隧道之后，眼前出现了一片湖水。"
    "孩子们在沙滩上堆城堡，海浪一次次把它冲垮。天文台的望远镜拍到一颗新的彗星，尾巴拖得很长。"
)


def whole(alignment: Alignment) -> SectionMeasures:
    return next(section for section in alignment.sections if section.kind == "all")


def against(old: str, new: str) -> Alignment:
    return align(narrative_of(old), narrative_of(new))


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def bumped(text: str) -> str:
    """Every year a year on, every other figure larger."""
    return re.sub(r"\d+", lambda m: str(int(m.group()) + (1 if re.fullmatch(r"20\d\d", m.group()) else 37)), text)


def padded(text: str) -> str:
    """进一步 before every clause, all else as it was."""
    starts = {start for start, _ in clauses(text)}
    return "".join(f"进一步{char}" if at in starts else char for at, char in enumerate(text))


def split(text: str) -> str:
    """The longest sentence cut in two at a comma."""
    longest = max(pieces(text), key=len)
    parts = [longest[start:end] for start, end in clauses(longest)]
    if len(parts) < 2:
        return text
    half = len(parts) // 2
    return text.replace(longest, "".join(parts[:half]).rstrip("，,") + "。" + "".join(parts[half:]))


def shuffled(text: str) -> str:
    """The sentences in another order, each on a line of its own."""
    found = pieces(text)
    random.Random(1).shuffle(found)
    return "\n".join(found)


#: how a text changes when it is pasted, retyped or laid out anew: nothing in it is new
CLOTHES: dict[str, Callable[[str], str]] = {
    "half-width marks": lambda text: text.translate(str.maketrans("，；：（）！？", ",;:()!?")),
    "blanks behind marks": lambda text: re.sub("([，。；])", r"\1 ", text),
    "semicolons": lambda text: text.replace("。", "；"),
    "straight quotes": lambda text: text.replace("“", '"').replace("”", '"'),
    "full-width figures": lambda text: text.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "no numbers before topics": lambda text: re.sub("[一二三四五六七八]是", "", text),
    "another order": shuffled,
}


def narratives(samples: Path) -> Iterator[str]:
    for name in ("yunting-2019.html", "hezhu-2021.pdf", "qingruo-2022.txt", "yunting-scjg-2020.txt"):
        if (samples / name).is_file():
            report = read(samples / name)
            yield from ("".join(report.quote(span) for span in each) for each in (report.narratives.work,))


@pytest.fixture(scope="module")
def texts(samples: Path) -> list[str]:
    """The work narratives of shipped samples."""
    found = list(narratives(samples))
    if not found:
        pytest.skip("no samples")
    return found


def test_identical_text_is_recycled_whole(texts: list[str]) -> None:
    for text in texts:
        found = whole(against(text, text))
        assert found.recycled == 1.0
        assert found.dropped == 0.0
        assert found.wording_kept == 1.0
        assert found.order_change == 0.0


def test_bumped_years_and_figures_are_recycled(texts: list[str]) -> None:
    for text in texts:
        found = against(text, bumped(text))
        assert whole(found).recycled >= 0.98
        assert {pair.status for pair in found.pairs} <= {"same", "moved"}


def test_padding_is_recycled_and_marked(texts: list[str]) -> None:
    for text in texts:
        found = against(text, padded(text))
        assert whole(found).recycled >= 0.90
        linked = [pair for pair in found.pairs if pair.old]
        assert sum(pair.padding for pair in linked) >= 0.9 * len(linked)


def test_reversed_sentences_are_recycled_and_the_order_told(texts: list[str]) -> None:
    for text in texts:
        found = whole(against("\n".join(pieces(text)), "\n".join(pieces(text)[::-1])))
        assert found.recycled >= 0.98
        assert found.order_change >= 0.95
        assert found.cosine == pytest.approx(1.0)


@pytest.mark.parametrize("name", CLOTHES)
def test_new_clothes_make_nothing_new(texts: list[str], name: str) -> None:
    for text in texts:
        found = whole(against(text, CLOTHES[name](text)))
        assert found.recycled >= 0.98
        assert found.dropped <= 0.02


def test_sentences_of_one_word_are_recycled() -> None:
    text = "（一）行政复议情况。\n无。\n（二）行政诉讼情况。\n无。\n（三）收费情况。\n本镇继续努力。"
    assert whole(against(text, text)).recycled == 1.0
    assert whole(against(text, text)).order_change == 0.0
    assert whole(against(text, padded(text))).recycled == 1.0


def test_a_heading_that_lost_its_sentence_is_not_new() -> None:
    old = "（一）主动公开方面。在每个村口张贴校车线路图。（二）平台建设方面。渡口实况栏目每日更新船期。"
    new = "渡口实况栏目每日更新船期。（二）平台建设方面。在每个村口张贴校车线路图。（一）主动公开方面。"
    found = against(old, new)
    assert whole(found).recycled == 1.0
    assert whole(found).dropped == 0.0
    assert not any(pair.edits for pair in found.pairs)


def test_strangers_are_novel(texts: list[str]) -> None:
    for text in texts:
        unlike = (STRANGERS * (len(text) // len(STRANGERS) + 1))[: len(text)]
        assert whole(against(text, unlike)).novelty >= 0.95


def test_a_split_sentence_is_not_new(texts: list[str]) -> None:
    for text in texts:
        assert whole(against(text, split(text))).recycled == 1.0


def test_links_are_the_same_both_ways(texts: list[str]) -> None:
    for first, second in pairwise(texts):
        old, new = (side(units(narrative_of(text))) for text in (first, second))
        there = {(i, j) for link in links(old, new) for i in link.old for j in link.new}
        back = {(j, i) for link in links(new, old) for i in link.old for j in link.new}
        assert there == back


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 2**32), st.integers(4, 25))
def test_composed_text_keeps_the_same_promises(generator: ModuleType, seed: int, count: int) -> None:
    chance = random.Random(seed)
    text = "".join(generator._sentence(chance) for _ in range(count))
    assert whole(against(text, text)).recycled == 1.0
    assert whole(against(text, bumped(text))).recycled >= 0.98
    assert whole(against(text, padded(text))).recycled >= 0.90
    backwards = "".join(pieces(text)[::-1])
    assert whole(against(text, backwards)).recycled >= 0.98
    assert whole(against(text, split(text))).novelty == 0.0
    there, back = whole(against(text, STRANGERS)), whole(against(STRANGERS, text))
    assert there.novelty >= 0.95
    assert (there.cosine, there.jaccard, there.edit) == (back.cosine, back.jaccard, back.edit)
    assert there.novelty == back.dropped


def test_real_reports_keep_the_same_promises(shared: Path) -> None:
    files = [shared / "real" / name for name in ("suqian-2024.txt", "pingtan-2022.txt", "hongze-2023.pdf")]
    for file in files:
        report = read(file)
        found = whole(align(report, report))
        assert found.recycled == 1.0
        text = "".join(report.quote(span) for span in report.narratives.all)
        assert whole(against(text, bumped(text))).recycled >= 0.98
        assert whole(against(text, padded(text))).recycled >= 0.90
        assert whole(against(text, "\n".join(pieces(text)[::-1]))).recycled >= 0.98
        assert whole(against(text, split(text))).recycled == 1.0
        for clothes in CLOTHES.values():
            assert whole(against(text, clothes(text))).recycled >= 0.98
        unlike = (STRANGERS * (len(text) // len(STRANGERS) + 1))[: len(text)]
        assert whole(against(text, unlike)).novelty >= 0.95


def test_sections_are_measured_apart(composed: Callable[..., Report]) -> None:
    old, new = composed(), composed(problems="一是养蜂保险理赔慢。", year=2024)
    found = {section.kind: section for section in align(old, new).sections}
    assert set(found) == {"overview", "problems", "all"}
    assert found["overview"].recycled == 1.0
    assert found["problems"].novelty == 1.0
    assert 0 < found["all"].novelty < 1
