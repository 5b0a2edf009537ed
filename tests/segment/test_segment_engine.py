"""The two engines cut alike: on composed and on real text, and on the characters where they would part company."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real import needs_shared

from nlp.errors import UsageError
from nlp.readers import read
from nlp.segment import engine, segment

RJIEBA, JIEBA = engine.engine("rjieba"), engine.engine("jieba")

COMPOSED = (
    "2021年,江州市人民政府共收到政府信息公开申请128件(其中自然人121件),同比增长12.5%；办结2020-2021年度积压件37件。\n"
    "（二）依申请公开。全年办理A类件3+2件，门户网站www.jiangzhou.gov.cn访问量1.2亿次，IPv6支持率98.60%。\r\n"
    "三是抓培训。举办T恤、B超、卡拉OK等行业专题讲座，参训人员AT&T_2-1人次；联系电话：0555-1234567，邮箱zwgk@jz.gov.cn。"
)


@pytest.mark.parametrize("text", COMPOSED.split("\n"))
def test_engines_agree_on_composed_text(text: str) -> None:
    assert RJIEBA(text) == JIEBA(text)


@needs_shared
def test_engines_agree_on_real_reports(shared: Path) -> None:
    files = [*sorted((shared / "real").glob("*-20*.txt")), *sorted((shared / "seeds").glob("*.txt"))]
    assert files
    for file in files:
        text = read(file).text
        assert RJIEBA(text) == JIEBA(text), file
        assert segment(text, by="rjieba") == segment(text, by="jieba")


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet='aZ019.-_%+#&C 政府信息公开的话了年月，。\n\r"㐀\u9fd6\uf900\U00020001γ龘A股T恤', max_size=14))
def test_engines_agree_on_awkward_characters(text: str) -> None:
    assert RJIEBA(text) == JIEBA(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=20))
def test_engines_agree_on_any_text(text: str) -> None:
    assert RJIEBA(text) == JIEBA(text)
    assert "".join(RJIEBA(text)) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2020-2021", ["2020", "-", "2021"]),
        ("1.5.6", ["1.5", ".", "6"]),
        ("x1.5y", ["x1.5", "y"]),
        ("www.jz.cn", ["www", ".", "jz", ".", "cn"]),
        ("中2020-2021年", ["中", "2020", "-", "2021", "年"]),
    ],
)
@pytest.mark.parametrize("cut", [RJIEBA, JIEBA], ids=["rjieba", "jieba"])
def test_runs_of_letters_and_digits_follow_jieba(cut: engine.Cut, text: str, words: list[str]) -> None:
    assert cut(text) == words


def test_our_tokenizer_is_our_own_and_silent(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    import jieba

    own = engine.tokenizer()
    assert own is not jieba.dt
    assert own.tmp_dir != ""
    assert Path(own.tmp_dir).is_dir()
    assert "jieba" not in capfd.readouterr().err
    assert logging.getLogger("jieba").level != logging.NOTSET


def test_words_added_to_the_shared_jieba_do_not_reach_ours() -> None:
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    before = JIEBA("江州市龙腾虎跃计划")
    jieba.dt.tmp_dir = engine.tokenizer().tmp_dir
    jieba.add_word("龙腾虎跃计划")
    try:
        assert JIEBA("江州市龙腾虎跃计划") == before
    finally:
        jieba.del_word("龙腾虎跃计划")


def test_an_unknown_engine_is_named_with_the_choices() -> None:
    with pytest.raises(UsageError, match=r"'hanlp'.*rjieba、jieba"):
        segment("政务公开", by="hanlp")
