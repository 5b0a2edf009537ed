"""The clause model: what it sees, what it says, and how it is heard beside the rules."""

from __future__ import annotations

import json
import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import resources
from nlp.errors import CodebookError
from nlp.readers import read_text
from nlp.text import fold
from nlp.themes import load_codebook, tag
from nlp.themes.learned import MARKS, PASSAGE, ClauseModel, features, model_of

BOOK = load_codebook("gongkai")
#: no rule of the codebook knows these wordings
UNLISTED = "各单位信息公开工作由办公室牵头抓总。"


def shipped() -> ClauseModel:
    model = model_of(BOOK)
    assert model is not None
    return model


NOTHING = np.zeros(len(shipped().themes), int)
TEXTS = st.text("政府信息公开网站，。；：！？\n、 a1（）𠮷", max_size=60)


@given(TEXTS)
def test_every_pair_has_its_bucket_and_every_clause_its_beginning(text: str) -> None:
    pairs, silent, starts = features(text, 6)
    assert (len(pairs), len(silent)) == (len(text), len(text))
    assert pairs.max(initial=0) < 1 << 6
    assert starts == [0, *(at + 1 for at, char in enumerate(text) if char in MARKS and at + 1 < len(text))]
    bare = [char in f"{MARKS} 、" for char in f"\n{text}"]
    assert silent.tolist() == [one and other for one, other in pairwise(bare)]


@given(TEXTS.filter(bool))
def test_a_text_says_what_the_clauses_of_its_loudest_passage_do(text: str) -> None:
    model = shipped()
    pairs, silent, starts = features(text, model.bits)
    own = [
        sum((model.weights[pairs[at]].astype(int) for at in range(start, end) if not silent[at]), start=NOTHING)
        for start, end in pairwise([*starts, len(text)])
    ]
    around = [NOTHING, *own, NOTHING]
    begun = 3 * model.intercepts + round(model.knee * model.unit)
    clauses = [
        np.maximum(0, begun + 3 * here + before + behind)
        for before, here, behind in zip(around, around[1:], around[2:], strict=False)
    ]
    passages = [sum(clauses[at : at + PASSAGE], start=NOTHING) for at in range(len(clauses))]
    assert model.says(text) == np.max(passages, axis=0).tolist()


def test_an_empty_narrative_says_nothing() -> None:
    assert tag("").themes == ()


def test_a_clause_of_nothing_says_nothing() -> None:
    assert shipped().says("、") == [0] * len(shipped().themes)


@given(
    st.lists(st.sampled_from([UNLISTED, "通过政府网站公开。", "五 公 开", "一是", "\n", "　"]), max_size=8).map("".join)
)
def test_what_it_adds_rests_on_characters_of_the_text(text: str) -> None:
    for found in tag(text).themes:
        for evidence in found.evidence:
            assert text[evidence.start : evidence.end] == evidence.quote
            assert evidence.quote.strip()


def test_blanks_speak_of_nothing() -> None:
    for text in ("\u3000" * 5, " \n" * 40, "、、、、", "。" * 9):
        assert tag(text).themes == ()
    assert tag("\u3000" * 9 + UNLISTED).get("机构队伍") is not None


def test_what_no_rule_knows_is_found_with_words_and_what_they_say() -> None:
    assert tag(UNLISTED, learned=False).get("机构队伍") is None
    found = tag(UNLISTED).get("机构队伍")
    assert found is not None
    assert found.strength == "described"
    rule, said = found.evidence[0].rule.split(":")
    assert rule == "分句模型"
    assert float(said) >= shipped().counts[0]
    assert found.evidence[0].quote in UNLISTED


def test_what_is_named_or_described_keeps_the_rules_own_evidence() -> None:
    text = "加强政府网站建设，完善栏目，全年主动公开政府信息46条。"
    alone, both = (tag(text, learned=learned) for learned in (False, True))
    for title in ("网站建设", "主动公开"):
        assert list(both.get(title).evidence) == list(alone.get(title).evidence)


def test_what_every_clause_speaks_against_is_only_mentioned_in_passing() -> None:
    text = "审核后向社会公布招聘结果。"
    assert tag(text, learned=False).get("信息管理").strength == "described"
    doubted = tag(text).get("信息管理")
    assert doubted.strength == "passing"
    assert all(evidence.rule.endswith("(模型存疑)") for evidence in doubted.evidence)


def test_a_theme_the_model_does_not_know_is_left_to_the_rules() -> None:
    known = {BOOK.theme(theme).title for theme in shipped().themes}
    assert not known & {"五公开", "六稳六保", "标准化规范化"}
    text = "推进决策、执行、管理、服务、结果公开。" + UNLISTED
    assert tag(text).get("五公开") == tag(text, learned=False).get("五公开")


def test_a_scaled_down_model_can_be_given_in_place_of_the_shipped_one() -> None:
    shy = shipped()
    silent = ClauseModel(shy.themes, shy.weights, shy.intercepts, shy.scale, shy.knee, (1e9, 1e9, 0.0))
    assert tag(UNLISTED, learned=silent).themes == tag(UNLISTED, learned=False).themes
    assert silent.digest != shy.digest


def own(folder: Path) -> Path:
    """A codebook of a user's own beside its model."""
    shutil.copytree(resources.path("models", "themes", "gongkai"), folder / "model")
    lines = ['name = "mine"', 'model = "model"']
    for theme in shipped().themes:
        lines += ["[[themes]]", f'id = "{theme}"', f'title = "{theme}"', f'terms = ["没有的词{theme}"]']
    (folder / "mine.toml").write_text("\n".join(lines), encoding="utf-8")
    return folder / "mine.toml"


def test_a_codebook_of_ones_own_may_name_a_model(tmp_path: Path) -> None:
    assert [found.theme for found in tag(UNLISTED, own(tmp_path)).themes]


def test_a_codebook_without_a_model_has_none() -> None:
    assert model_of(load_codebook("phrases")) is None


@pytest.mark.parametrize("damage", ["missing", "other_themes", "not_an_array", "not_json", "wrong_shape", "wrong_kind"])
def test_a_model_that_cannot_be_used_is_named(tmp_path: Path, damage: str) -> None:
    book, folder = own(tmp_path), tmp_path / "model"
    card = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    if damage == "missing":
        shutil.rmtree(folder)
    elif damage == "other_themes":
        card["themes"][0] = "unknown_theme"
        (folder / "model.json").write_text(json.dumps(card), encoding="utf-8")
    elif damage == "not_an_array":
        (folder / "weights.npz").write_bytes(b"PK")
    elif damage == "not_json":
        (folder / "model.json").write_text("{", encoding="utf-8")
    elif damage == "wrong_kind":
        np.savez_compressed(folder / "weights.npz", weights=shipped().weights * 2.5, intercepts=shipped().intercepts)
    else:
        np.savez_compressed(folder / "weights.npz", weights=np.zeros((5, 2), np.int8), intercepts=np.zeros(2, np.int32))
    with pytest.raises(CodebookError, match="分句模型") as refused:
        tag(UNLISTED, book)
    assert "\n" not in str(refused.value)
    assert tag(UNLISTED, book, learned=False).themes == ()


def test_the_words_shown_are_a_stretch_of_the_clause_without_its_marks() -> None:
    key = fold("前一句。" + UNLISTED)
    ((start, end, rule),) = shipped().words(key, shipped().themes.index("staffing"), shipped().needed[0])
    assert rule.startswith("分句模型:")
    assert 4 <= start < end < len(key)
    assert not {key[start], key[end - 1]} & set(MARKS)


def test_narratives_apart_are_heard_together_and_each_word_stands_where_it_does() -> None:
    report = read_text(f"一、总体情况\n{UNLISTED}\n五、存在的主要问题及改进情况\n公开不够及时。{UNLISTED}")
    found = tag(report).get("机构队伍")
    assert len(found.evidence) == 2
    assert [report.text[each.start : each.end] for each in found.evidence] == [each.quote for each in found.evidence]
