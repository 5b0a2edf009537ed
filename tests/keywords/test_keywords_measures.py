"""Every measure against an independent implementation, and the contract all of them keep."""

from __future__ import annotations

from dataclasses import replace
from math import log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2, contingency, power_divergence

from nlp.errors import InputError, UnknownNameError, UsageError
from nlp.keywords import Reference, keywords, measures
from nlp.keywords.corpus import corpus
from nlp.keywords.log_odds import MASS, Contrast
from nlp.keywords.reference import named_reference
from nlp.keywords.scores.log_likelihood import g2, log_ratio, p_value
from nlp.keywords.trend import trend
from nlp.report import narrative_of

EARLIER = (
    "江州市财政局举办财政预决算专题培训班，公开部门预算和三公经费。公众通过政府网站查阅部门预算。"
    "政务新媒体发布财政专项资金信息，政府网站同步发布。"
)
LATER = (
    "江州市财政局开展疫情防控信息发布，疫情防控专栏每日更新。政务新媒体解读减税降费政策，疫情防控政策解读同步上线。"
    "政府网站公开部门预算，减税降费专栏设在政府网站首页。"
)
counts = st.integers(min_value=0, max_value=400)


@settings(deadline=None)
@given(counts, st.integers(401, 90_000), counts, st.integers(401, 90_000))
def test_g2_is_scipys(target: int, target_total: int, reference: int, reference_total: int) -> None:
    if not target + reference:
        return
    table = np.array([[target, target_total - target], [reference, reference_total - reference]])
    expected = contingency.expected_freq(table)
    theirs, p = power_divergence(table.ravel(), expected.ravel(), ddof=2, lambda_="log-likelihood")
    ours = g2(target, target_total, reference, reference_total)
    assert abs(ours) == pytest.approx(float(theirs), rel=1e-8, abs=1e-6)
    assert p_value(ours) == pytest.approx(float(p), rel=1e-5, abs=1e-9)
    assert (ours >= 0) == (target * reference_total >= reference * target_total) or abs(ours) < 1e-9


def test_p_is_chi_squared_with_one_degree() -> None:
    for statistic in (0.1, 3.841458820694124, 6.63, 10.83, 15.13):
        assert p_value(-statistic) == pytest.approx(chi2.sf(statistic, 1))


def test_log_ratio_doubles() -> None:
    assert log_ratio(20, 1000, 10, 1000) == pytest.approx(1)
    assert log_ratio(4, 1000, 0, 1000) == pytest.approx(log2(8))


def monroe(first: np.ndarray, second: np.ndarray, mass: float) -> tuple[np.ndarray, np.ndarray]:
    """Monroe, Colaresi and Quinn (2008), written over whole vocabularies with numpy."""
    prior = mass * (first + second) / (first + second).sum()
    odds = [np.log((y + prior) / (y.sum() + prior.sum() - y - prior)) for y in (first, second)]
    return odds[0] - odds[1], 1 / (first + prior) + 1 / (second + prior)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).filter(any), min_size=2, max_size=30))
def test_log_odds_is_monroes(table: list[tuple[int, int]]) -> None:
    first, second = np.array(table, dtype=float).T
    if not first.sum() or not second.sum():
        return
    delta, variance = monroe(first, second, MASS)
    names = [f"词{i}" for i in range(len(table))]
    contrast = Contrast(
        dict(zip(names, first.astype(int).tolist(), strict=True)), int(first.sum()),
        dict(zip(names, second.astype(int).tolist(), strict=True)), int(second.sum()),
    )  # fmt: skip
    for index, name in enumerate(names):
        found = contrast.of(name)
        assert found.delta == pytest.approx(delta[index], abs=1e-9)
        assert found.z == pytest.approx(delta[index] / np.sqrt(variance[index]), abs=1e-9)
        low, high = found.interval
        assert high - low == pytest.approx(2 * 1.959963984540054 * np.sqrt(variance[index]))


@given(st.integers(0, 100), st.integers(0, 100))
@settings(deadline=None)
def test_log_odds_is_scipys_odds_ratio_of_counts_with_the_prior_in(here: int, there: int) -> None:
    here, there = 2 * here + 1, 2 * there + 1
    # two lots as large as the prior: every word's share of it is a whole number
    total = int(MASS)
    prior = (here + there) // 2
    table = [[here + prior, total - here + total - prior], [there + prior, total - there + total - prior]]
    found = Contrast({"词": here}, total, {"词": there}, total).of("词")
    assert found.delta == pytest.approx(np.log(contingency.odds_ratio(table, kind="sample").statistic), abs=1e-9)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(31, 400)), min_size=2, max_size=6))
def test_trend_is_the_correlation_of_occurrence_and_year(years: list[tuple[int, int]]) -> None:
    seen, sizes = zip(*years, strict=True)
    if not sum(seen):
        return
    at = np.repeat(np.arange(len(years)) + 2019, sizes)
    occurs = np.concatenate([np.r_[np.ones(y), np.zeros(n - y)] for y, n in years])
    correlation = np.corrcoef(at, occurs)[0, 1]
    assert trend(seen, sizes, range(2019, 2019 + len(years))) == pytest.approx(correlation * np.sqrt(len(at)), abs=1e-6)


def test_tfidf_is_its_formula() -> None:
    target = corpus(LATER)
    row = next(row for row in keywords(LATER, against=[EARLIER, LATER]) if row.term == "政府网站")
    assert (row.count, row.documents, row.reference_count) == (2, 1, 2)
    assert row.score == pytest.approx(1000 * 2 / target.tokens, abs=1e-6)
    alone = next(row for row in keywords(LATER, against=[EARLIER, LATER]) if row.term == "减税降费")
    assert alone.score == pytest.approx(1000 * 2 / target.tokens * (np.log(3 / 2) + 1), abs=1e-6)


def test_percent_difference_is_its_formula_and_leaves_chance_out() -> None:
    target, reference = corpus(LATER), corpus([EARLIER] * 3)
    rows = keywords(LATER, measure="percent_difference", against=[EARLIER] * 3)
    assert rows[0].term == "疫情防控"
    expected = 100 * (rows[0].count / target.tokens / (0.5 / reference.tokens) - 1)
    assert rows[0].score == pytest.approx(expected)
    assert all(abs(row.extra["g2"]) >= 3.84 for row in rows)


def test_textrank_is_pagerank() -> None:
    rows = {row.term: row.score for row in keywords(LATER, measure="textrank", top=100)}
    words = sorted(rows)
    index = {word: i for i, word in enumerate(words)}
    graph = np.zeros((len(words), len(words)))
    for clause in corpus(LATER).documents[0].clauses():
        terms = [term for term, _, _ in clause]
        for i, a in enumerate(terms):
            for b in terms[i + 1 : i + 5]:
                if a != b:
                    graph[index[a], index[b]] += 1
                    graph[index[b], index[a]] += 1
    degree = graph.sum(axis=0)
    step = np.where(degree > 0, graph / np.where(degree > 0, degree, 1), 1 / len(words))
    fixed = np.linalg.solve(np.eye(len(words)) - 0.85 * step, np.full(len(words), 0.15 / len(words)))
    assert [rows[word] for word in words] == pytest.approx((1000 * fixed).tolist(), abs=1e-5)
    assert sum(rows.values()) == pytest.approx(1000, abs=1e-3)


def in_year(text: str, year: int) -> object:
    return replace(narrative_of(text), year=year)


@pytest.mark.parametrize("measure", list(measures))
def test_every_measure_keeps_the_contract(measure: str) -> None:
    texts = [in_year(EARLIER, 2019), in_year(LATER, 2020)]
    against = [EARLIER] * 5 if measures[measure].reference else None
    rows = keywords(texts, measure=measure, against=against, top=8)
    assert rows
    assert rows == keywords(texts, measure=measure, against=against, top=8)
    assert [row.score for row in rows] == sorted((row.score for row in rows), reverse=True)
    for row in rows:
        assert row.measure == measure
        assert len(row.spans) == row.count
        assert row.documents == len({document for document, _, _ in row.spans})
        for document, start, end in row.spans:
            assert texts[document].text[start:end] == row.term
        assert {"term", "score", "count", "documents", "reference_count", "measure"} <= row.to_dict().keys()
        assert (row.reference_count is None) == (measure == "textrank")


@pytest.mark.parametrize("measure", list(measures))
def test_every_measure_has_a_chinese_title_and_says_its_formula_or_source(measure: str) -> None:
    found = measures[measure]
    assert any("\u4e00" <= char <= "\u9fff" for char in found.title)
    assert len(type(found).__doc__ or "") > 80


def test_rising_and_falling_terms_tell_the_years() -> None:
    texts = [in_year(EARLIER, 2019), in_year(LATER, 2020), in_year(LATER, 2021)]
    rising = keywords(texts, measure="rising")
    assert rising[0].term == "疫情防控"
    assert (rising[0].extra["from_year"], rising[0].extra["to_year"]) == (2019, 2020)
    assert rising[0].extra["trend_z"] > 0
    falling = keywords(texts, measure="falling")
    assert "三公经费" in {row.term for row in falling[:5]}
    assert all(row.score >= 0 for row in falling[:5])


def test_one_report_alone_is_ranked_against_the_shipped_reports() -> None:
    rows = keywords(LATER)
    assert rows[0].term == "疫情防控"
    assert rows[0].measure == "tfidf"
    reports = named_reference("reports")
    assert reports.documents >= 50
    assert all(1 <= reports.document_counts[term] <= min(reports.documents, n) for term, n in reports.counts.items())


def test_general_chinese_is_a_reference_for_keyness_but_not_for_tfidf() -> None:
    rows = keywords(LATER, measure="log_likelihood", against="general")
    assert rows[0].reference_count is not None
    with pytest.raises(UsageError, match=r"general.*TF-IDF"):
        keywords(LATER, against="general")


def test_bad_input_has_one_line_with_the_remedy() -> None:
    with pytest.raises(UnknownNameError, match=r"'tfifd'.*是不是 'tfidf'"):
        keywords(LATER, measure="tfifd")
    with pytest.raises(UnknownNameError, match="'nowhere' 的参照语料"):
        keywords(LATER, against="nowhere")
    with pytest.raises(UsageError, match="top 是 0"):
        keywords(LATER, top=0)
    with pytest.raises(InputError, match="没有剩下可排序的词语"):
        keywords("的了和与，一是二是，12.5%。")
    with pytest.raises(InputError, match=r"没有一个共同的词语.*字形"):
        keywords(LATER, against=["entirely English words here"])
    with pytest.raises(InputError, match="只有 1 个年度"):
        keywords([in_year(LATER, 2020)], measure="rising")


def test_a_reference_without_its_stop_words_counts_like_the_target() -> None:
    given_reference = Reference("mine", 2, 30, {"推进": 20, "政府网站": 10}, {"推进": 2, "政府网站": 1})
    row = next(r for r in keywords(LATER, measure="log_likelihood", against=given_reference) if r.term == "政府网站")
    assert row.score == pytest.approx(g2(2, corpus(LATER).tokens, 10, 10), abs=1e-6)


def test_pairs_of_words_are_terms_on_request() -> None:
    rows = keywords(LATER, words=2, measure="textrank", top=50)
    assert {"疫情防控信息发布", "疫情防控专栏"} & {row.term for row in rows}
    for row in rows:
        assert all(LATER[start:end] == row.term for _, start, end in row.spans)
    against = keywords(LATER, words=2, measure="log_likelihood", against=[EARLIER], top=3)
    assert against[0].term.startswith("疫情防控")
    with pytest.raises(UsageError, match=r"2 个词的词串没有现成的参照.*against"):
        keywords(LATER, words=2)
    with pytest.raises(UsageError, match="words 是 0"):
        keywords(LATER, words=0)
    with pytest.raises(UsageError, match="文本排序不与参照语料比较"):
        keywords(LATER, measure="textrank", against=[EARLIER])


def test_parts_of_speech_choose_and_change_no_score() -> None:
    every = {row.term: row for row in keywords(LATER, top=100)}
    nouns = keywords(LATER, top=100, speech=["n"])
    assert nouns
    assert all(every[row.term] == row for row in nouns)
    assert len(nouns) < len(every)
    assert {row.term for row in nouns} >= {"疫情防控", "政府网站"}


def test_of_equals_the_longer_term_comes_first() -> None:
    rows = keywords("门诊。江州门诊部电子病历。", against=["门诊。", "部门预算。"], measure="tfidf")
    scores = [(row.score, len(row.term)) for row in rows]
    assert scores == sorted(scores, reverse=True)
