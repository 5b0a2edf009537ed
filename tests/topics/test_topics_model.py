"""The estimator and its figures of quality, against planted topics and slow independent versions."""

from __future__ import annotations

from itertools import combinations
from math import log

import numpy as np
import pytest
from sklearn.metrics import adjusted_mutual_info_score
from sklearn.utils.estimator_checks import check_estimator
from topics_planted import planted

from nlp.errors import InputError
from nlp.topics import TopicModel
from nlp.topics.coherence import c_v, npmi
from nlp.topics.frex import best_columns, exclusivity, frex
from nlp.topics.matrix import count, counted
from nlp.topics.stability import matched_jaccard, resampled, shuffled, stability
from nlp.topics.windows import windows

WORDS, THEMES, REPORTS = planted()
COUNTED = counted(WORDS)


@pytest.mark.parametrize("method", ["nmf", "lda"])
def test_the_estimator_keeps_scikit_learns_contract(method: str) -> None:
    results = check_estimator(TopicModel(k=2, method=method, max_iter=20), on_fail=None, on_skip=None)
    failed = {result["check_name"] for result in results if result["status"] == "failed"}
    assert failed == set()
    assert sum(result["status"] == "passed" for result in results) > 40


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("texts", "k"),
    [([[1, 1], [0, 0]], 3), ([[0, 1, 0], [1, 0, 1]], 3), ([[0, 0], [1, 0], [0, 1], [0, 0]], 2)],
)
def test_hardly_any_text_is_no_reason_for_noise(texts: list[list[int]], k: int) -> None:
    counts = np.array(texts, dtype=float)
    model = TopicModel(k).fit(counts)
    assert np.isfinite(model.transform(counts)).all()
    assert np.isfinite(model.components_).all()


def test_planted_topics_are_recovered() -> None:
    shares = TopicModel(k=6).fit_transform(COUNTED.matrix)
    assert adjusted_mutual_info_score(THEMES, shares.argmax(axis=1)) >= 0.85


def test_planted_topics_are_stable_far_above_their_null() -> None:
    model = TopicModel(k=6)
    shares = model.fit_transform(COUNTED.matrix)
    found = stability(model, COUNTED.matrix, shares, REPORTS)
    assert found.resamples >= 20
    assert found.jaccard > found.jaccard_null + 0.25
    assert found.rand > found.rand_null + 0.4


def test_shares_are_shares_and_unknown_texts_have_none() -> None:
    for method in ("nmf", "lda"):
        model = TopicModel(k=6, method=method).fit(COUNTED.matrix)
        shares = model.transform(count([WORDS[0], ["闻所未闻"]], COUNTED.vocabulary))
        assert shares[0].sum() == pytest.approx(1)
        assert shares[1].tolist() == [0] * 6
        assert model.components_.sum(axis=1) == pytest.approx(np.ones(6))


def test_the_same_counts_give_the_same_topics_whatever_the_seed() -> None:
    first, second = TopicModel(k=6).fit(COUNTED.matrix), TopicModel(k=6).fit(COUNTED.matrix)
    assert np.array_equal(first.factors_, second.factors_)
    other = TopicModel(k=6, seed=1).fit(COUNTED.matrix)
    assert best_columns(other.components_, 8) == best_columns(first.components_, 8)


def naive_windows(texts: list[list[str]], size: int) -> list[set[str]]:
    return [
        set(text[start : start + size]) for text in texts for start in range(max(1, len(text) - size + 1))
    ]  # fmt: skip


def test_window_counts_are_those_of_a_slow_count() -> None:
    texts = [*WORDS[:25], ["培训"]]
    asked = ["部门预算", "三公经费", "培训", "死链"]
    for size in (2, 10, 110):
        seen = naive_windows(texts, size)
        found = windows(texts, asked, size)
        for i, first in enumerate(asked):
            assert found.single[i] == pytest.approx(sum(first in w for w in seen) / len(seen))
            for j, second in enumerate(asked):
                assert found.joint[i, j] == pytest.approx(sum({first, second} <= w for w in seen) / len(seen))


def slow_npmi(first: str, second: str, seen: list[set[str]]) -> float:
    p = [sum({*pair} <= w for w in seen) / len(seen) for pair in ((first,), (second,), (first, second))]
    return log((p[2] + 1e-12) / (p[0] * p[1])) / -log(p[2] + 1e-12)


def test_coherence_is_that_of_a_slow_version() -> None:
    texts = WORDS[:40]
    topic = ["部门预算", "三公经费", "审计结果", "培训"]
    seen = naive_windows(texts, 10)
    expected = np.mean([slow_npmi(a, b, seen) for a, b in combinations(topic, 2)])
    assert npmi(windows(texts, topic, 10), topic) == pytest.approx(expected)
    seen = naive_windows(texts, 6)
    vectors = np.array([[slow_npmi(a, b, seen) for b in topic] for a in topic])
    total = vectors.sum(axis=0)
    cosines = [v @ total / np.linalg.norm(v) / np.linalg.norm(total) for v in vectors]
    assert c_v(windows(texts, topic, 6), topic) == pytest.approx(np.mean(cosines))


def test_words_of_one_theme_cohere_more_than_words_of_several() -> None:
    together = ["部门预算", "三公经费", "财政收支", "绩效评价"]
    apart = ["部门预算", "健康码", "粉丝数", "答复书"]
    found = windows(WORDS, [*together, *apart], 10)
    assert npmi(found, together) > npmi(found, apart) + 0.3
    assert c_v(found, together) > c_v(found, apart)


def test_frex_prefers_words_a_topic_has_to_itself() -> None:
    components = np.array([[0.4, 0.3, 0.3, 0.0], [0.4, 0.0, 0.1, 0.5]])
    assert frex(components)[0].argmax() == 1
    assert exclusivity(components, top=1) == pytest.approx([0.5, 1.0])


def test_matching_finds_the_best_pairs() -> None:
    assert matched_jaccard([[1, 2], [3, 4]], [[3, 4], [1, 5]]) == pytest.approx((1 / 3 + 1) / 2)


def test_shuffling_keeps_lengths_and_frequencies() -> None:
    dealt = shuffled(COUNTED.matrix, 3)
    assert np.array_equal(dealt.sum(axis=0), COUNTED.matrix.sum(axis=0))
    assert np.array_equal(dealt.sum(axis=1), COUNTED.matrix.sum(axis=1))
    assert (dealt != COUNTED.matrix).nnz > 0


def test_resamples_draw_whole_reports() -> None:
    for rows in resampled(REPORTS, 5, 1):
        held = {REPORTS[row] for row in rows}
        assert len(held) == round(0.8 * len(set(REPORTS)))
        assert len(rows) == sum(REPORTS.count(report) for report in held)


def test_no_vocabulary_is_one_line_with_the_remedy() -> None:
    with pytest.raises(InputError, match=r"没有剩下可建话题的词.*更长的文本"):
        counted([["甲乙"], ["丙丁"]])
