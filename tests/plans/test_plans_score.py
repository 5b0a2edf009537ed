"""What may and may not move a score, checked on composed clauses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.plans import plans, score_clause
from nlp.plans.concreteness import features
from nlp.plans.plain import plain
from nlp.plans.scorer import signs_of, signs_of_each

CLAUSES = [
    "加强业务培训，提升人员能力",
    "县政府办公室每季度抽查一次各镇公开专栏，结果纳入年度考核",
    "编印依申请公开办理手册，发放到各科室",
    "丰富解读形式，通过图解、短视频等多种方式解读政策",
    "围绕企业关切，在门户网站开设助企纾困专栏",
    "部分栏目更新不及时，答复文书不够规范",
    "政务公开工作有待加强",
    "对近三年的规范性文件进行清理，公布继续有效的文件目录",
    "完善公开机制，形成工作合力，取得更大实效",
    "引入第三方评估，对反馈的问题限期整改",
]
CONCRETE = ["于2022年6月底前", "不少于4次", "由市政府办公室牵头"]
EMPTY = ["进一步", "切实", "不断"]

clauses = st.sampled_from(CLAUSES)


def _quoted(signs):
    return {cue: [evidence.quote for evidence in found] for cue, found in signs.strong.items()}


@given(st.lists(st.sampled_from([*CLAUSES, "加强对各镇的督促检查", "印发《公开指南", "至少4次", "一是"]), max_size=8))
@settings(max_examples=100, deadline=None)
def test_clauses_read_in_one_pass_show_what_each_shows_alone(texts):
    keys = [plain(text).key for text in texts]
    together, alone = signs_of_each(keys), [signs_of(key) for key in keys]
    assert [features(signs) for signs in together] == [features(signs) for signs in alone]
    assert [_quoted(signs) for signs in together] == [_quoted(signs) for signs in alone]


def boundaries(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("，", text)), len(text)]


@given(clauses, st.sampled_from(CONCRETE), st.data())
@settings(max_examples=200, deadline=None)
def test_something_concrete_never_lowers_a_score(text, phrase, data):
    at = data.draw(st.sampled_from(boundaries(text)))
    glue = data.draw(st.sampled_from(["", "，"]))
    added = text[:at] + (glue if at == len(text) else "") + phrase + (glue if at < len(text) else "") + text[at:]
    assert score_clause(added).score >= score_clause(text).score


@given(clauses, st.sampled_from(EMPTY), st.data())
@settings(max_examples=200, deadline=None)
def test_an_intensifier_never_raises_a_score_wherever_it_stands(text, word, data):
    at = data.draw(st.integers(0, len(text)))
    assert score_clause(text[:at] + word + text[at:]).score <= score_clause(text).score


@given(clauses, st.permutations(range(3)), st.lists(clauses, min_size=2, max_size=2))
@settings(max_examples=100, deadline=None)
def test_order_of_clauses_does_not_matter(first, order, others):
    parts = [first, *others]
    assert score_clause("；".join(parts)).score == score_clause("；".join(parts[i] for i in order)).score


@given(clauses)
def test_evidence_is_where_it_says(text):
    clause = score_clause(text)
    assert (clause.start, clause.end, clause.text) == (0, len(text), text)
    for evidence in (*clause.vague, *(e for found in clause.cues.values() for e in found)):
        assert text[evidence.start : evidence.end] == evidence.quote


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("统一思想认识，不断开创工作新局面", 1),
        ("进一步加强政策解读工作", 2),
        ("在门户网站开设惠企政策专栏", 3),
        ("县政府办公室编印办事手册1000册", 4),
        ("县政府办公室每季度抽查各镇专栏不少于2次，结果纳入年度考核", 5),
    ],
)
def test_the_five_levels_of_the_ladder(text, level):
    assert abs(score_clause(text).level - level) <= (0 if level in (1, 2, 5) else 1)


def test_scores_rise_along_the_ladder():
    ladder = [
        "统一思想认识，不断开创工作新局面",
        "加强政策解读工作",
        "在门户网站开设惠企政策专栏",
        "在门户网站开设惠企政策专栏，每月更新",
        "县政府办公室6月底前在门户网站开设惠企政策专栏，每月更新，纳入年度考核",
    ]
    scores = [score_clause(text).score for text in ladder]
    assert scores == sorted(scores)
    assert len(set(scores)) == len(scores)


def test_level_and_score_agree():
    scored = sorted((score_clause(text) for text in CLAUSES), key=lambda clause: clause.score)
    levels = [clause.level for clause in scored]
    assert levels == sorted(levels)


def test_the_reason_names_what_is_there_and_what_is_missing():
    reason = score_clause("在门户网站开设惠企政策专栏，定期更新").reason
    assert "具体动作" in reason
    assert "没有" in reason
    assert "时限" in reason
    assert reason.endswith("。")


def test_weak_time_is_not_shown_as_a_time():
    clause = score_clause("定期更新公开指南，及时回应留言，安排专人负责")
    assert "time" not in clause.cues
    assert "actor" not in clause.cues


def test_an_empty_clause_scores_lowest():
    assert score_clause("").level == 1


def test_a_clause_as_a_row_is_the_clause_of_the_library():
    text = "每季度通报一次栏目更新情况"
    found = plans(text, unit="clause")
    (item,) = found.plans
    assert item.clauses[0].score == score_clause(text).score
    assert item.text == text


@pytest.mark.parametrize("phrase", CONCRETE)
def test_something_concrete_never_lowers_the_reports_score(phrase):
    items = ["一是加强业务培训，提升能力。", "二是每季度通报更新情况，纳入考核。"]
    text = "2023年，我县将做好以下工作：" + "".join(items)
    for at in (text.index("加强"), text.index("每季度"), len(text) - 1):
        glue = "，" if at == len(text) - 1 else ""
        assert (plans(text[:at] + glue + phrase + text[at:]).score or 0) >= (plans(text).score or 0)
