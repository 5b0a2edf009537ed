"""Topics of reports: evidence, choice of k, prevalence, and a model that survives the disk."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from real import needs_shared
from topics_planted import reports

import nlp
from nlp.errors import InputError, ReadError, UsageError
from nlp.readers import read
from nlp.report import Part, Report, Section, narrative_of
from nlp.topics import TopicStudy, load, prevalence, save, topics
from nlp.topics.choice import GRID, grid
from nlp.topics.units import units

TEXTS = [replace(narrative_of(text, source=f"r{i}"), year=2019 + i % 3) for i, text in enumerate(reports())]


@pytest.fixture(scope="module")
def study() -> TopicStudy:
    return topics(TEXTS, k=6)


def test_each_topic_shows_words_sentences_and_figures(study: TopicStudy) -> None:
    assert [topic.topic for topic in study.topics] == list(range(6))
    assert sum(topic.share for topic in study.topics) == pytest.approx(1, abs=1e-5)
    for topic in study.topics:
        assert len(topic.words) == len(topic.frex) == 12
        assert -1 <= topic.npmi <= 1
        assert 1 / 6 <= topic.exclusivity <= 1
        assert topic.examples
        words = {word for word, _ in topic.words}
        for source, evidence in topic.examples:
            text = TEXTS[int(source[1:])].text
            assert text[evidence.start : evidence.end] == evidence.quote
            assert any(word in evidence.quote for word in words)


def test_shares_of_reports_sum_to_one(study: TopicStudy) -> None:
    assert study.sources == tuple(report.source for report in TEXTS)
    assert np.array(study.weights).sum(axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)


def test_the_same_reports_give_the_same_bytes(study: TopicStudy, tmp_path: Path) -> None:
    again = topics(TEXTS, k=6)
    assert again == study
    save(study, tmp_path / "a")
    save(again, tmp_path / "b")
    for name in ("topics.npz", "topics.json"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


@pytest.mark.parametrize("method", ["nmf", "lda"])
def test_a_saved_model_gives_unseen_reports_the_same_shares(tmp_path: Path, method: str) -> None:
    fresh = topics(TEXTS[:3], k=2, method=method)
    save(fresh, tmp_path, inputs={"r0": "0" * 64})
    loaded = load(tmp_path)
    assert loaded == fresh
    unseen = [narrative_of(text) for text in reports(2, seed=99)]
    assert fresh.fitted is not None
    assert loaded.fitted is not None
    assert np.array_equal(loaded.fitted.transform(unseen), fresh.fitted.transform(unseen))
    assert json.loads((tmp_path / "topics.json").read_text(encoding="utf-8"))["manifest"]["inputs"] == {"r0": "0" * 64}


def test_shares_of_seen_reports_come_back(study: TopicStudy) -> None:
    assert study.fitted is not None
    assert study.fitted.transform(TEXTS) == pytest.approx(np.array(study.weights), abs=0.02)


def test_another_format_another_run_and_no_model_are_refused(study: TopicStudy, tmp_path: Path) -> None:
    save(study, tmp_path)
    record = json.loads((tmp_path / "topics.json").read_text(encoding="utf-8"))
    (tmp_path / "topics.json").write_text(json.dumps({**record, "format": "gongkai-topics/9"}), encoding="utf-8")
    with pytest.raises(ReadError, match=r"gongkai-topics/9.*只读 'gongkai-topics/1'.*重新拟合"):
        load(tmp_path)
    (tmp_path / "topics.json").write_text(json.dumps({**record, "arrays": "0" * 64}), encoding="utf-8")
    with pytest.raises(ReadError, match="不是一次运行的结果"):
        load(tmp_path)
    with pytest.raises(ReadError, match="没有保存的话题"):
        load(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="没有模型"):
        save(replace(study, fitted=None), tmp_path)


def test_k_is_chosen_and_the_choice_explained() -> None:
    chosen = topics(TEXTS[:8], k="auto")
    tried = chosen.diagnostics["tried"]
    assert [row["k"] for row in tried] == list(grid(chosen.diagnostics["units"], chosen.diagnostics["vocabulary"]))
    clear = [row for row in tried if row["stability"]["jaccard"] > row["stability"]["jaccard_bound"]]
    assert chosen.k == max(clear, key=lambda row: row["merit"])["k"] == 6
    for row in tried:
        steady = row["stability"]
        above = (steady["jaccard"] - steady["jaccard_null"] + steady["rand"] - steady["rand_null"]) / 2
        expected = max(row["weighed_npmi"], 0) * max(above, 0)
        assert row["merit"] == pytest.approx(expected, abs=1e-5)
    assert f"故取 {chosen.k}" in chosen.reason
    assert "打乱" in chosen.reason


def test_the_grid_grows_with_the_corpus() -> None:
    assert grid(20, 100) == (2,)
    assert grid(5000, 4000) == GRID
    assert max(grid(160, 500)) <= 160 // 15


def test_fewer_texts_than_topics_reduce_k_with_a_warning() -> None:
    texts = [
        "政务公开政府网站政策解读。政府网站政策解读培训考核。",
        "政策解读培训考核政府网站。",
        "政务公开政府网站政策解读培训考核。",
    ]
    small = topics(texts, k=9)
    assert small.k < 9
    assert any("话题数由 9 减为" in warning for warning in small.diagnostics["warnings"])


def test_two_texts_have_no_topics_of_their_own() -> None:
    with pytest.raises(InputError, match="只有 2 个文本"):
        topics(["政务公开政府网站政策解读。政府网站政策解读培训考核。", "政策解读培训考核政府网站。"])


def test_bad_input_has_one_line_with_the_remedy() -> None:
    with pytest.raises(InputError, match=r"只有 0 个.*至少要两个"):
        topics([])
    with pytest.raises(InputError, match="'sentence'"):
        topics([TEXTS[0]], k=3, unit="narrative")
    with pytest.raises(UsageError, match="k 是 1"):
        topics(TEXTS, k=1)
    with pytest.raises(UsageError, match="k 是 'many'"):
        topics(TEXTS, k="many")
    with pytest.raises(UsageError, match=r"'bert'.*nmf、lda"):
        topics(TEXTS, k=3, method="bert")
    with pytest.raises(UsageError, match=r"'word'.*auto、sentence、part、narrative"):
        topics(TEXTS, k=3, unit="word")


def test_prevalence_has_intervals_over_reports(study: TopicStudy) -> None:
    rows = prevalence(study, TEXTS, by="year")
    assert [row.group for row in rows[::6]] == [2019, 2020, 2021]
    for year in (2019, 2020, 2021):
        group = [row for row in rows if row.group == year]
        assert sum(row.share for row in group) == pytest.approx(1, abs=1e-4)
        for row in group:
            assert row.reports == 4
            assert row.low is not None
            assert row.high is not None
            assert row.low <= row.share <= row.high
    assert prevalence(study, TEXTS, by="level") == ()
    assert prevalence(study, [replace(TEXTS[0], level="city"), *TEXTS[1:]], by="level")[0].low is None
    with pytest.raises(UsageError, match=r"'month'.*year、level"):
        prevalence(study, TEXTS, by="month")
    with pytest.raises(UsageError, match="12 份报告，这里给出 1 份"):
        prevalence(study, TEXTS[:1])


def test_units_are_sentences_parts_or_narratives() -> None:
    head, first, second = (
        "政务新媒体、短视频、客户端齐上。",
        "依申请公开的答复书有示范文本。",
        "培训班开设政府网站课程。",
    )
    tail = first + second
    report = narrative_of(head + tail)
    section = Section("overview", "", 0, len(report.text), (Part("platform", "", len(head), len(report.text)),))
    report = replace(report, sections=(section,))
    assert [report.text[u.start : u.end] for u in units([report], "sentence")] == [head, first, second]
    assert [report.text[u.start : u.end] for u in units([report], "part")] == [head, tail]
    assert [report.text[u.start : u.end] for u in units([report], "narrative")] == [head + tail]


def test_examples_of_coarser_units_are_sentences() -> None:
    found = topics(TEXTS, k=3, unit="narrative")
    for topic in found.topics:
        for source, evidence in topic.examples:
            assert TEXTS[int(source[1:])].text[evidence.start : evidence.end] == evidence.quote
            assert "\n" not in evidence.quote


def test_the_package_is_the_verb() -> None:
    assert callable(nlp.topics)


@needs_shared
def test_real_reports_have_topics_above_chance(shared: Path) -> None:
    files = [*sorted((shared / "real").glob("*-20*.txt")), *sorted((shared / "seeds").glob("*.txt"))]
    corpus: list[Report] = [read(file) for file in files]
    found = topics(corpus, k=8)
    figures = found.diagnostics["tried"][0]["stability"]
    assert figures["jaccard"] > figures["jaccard_null"] + 0.05
    for report_source, evidence in (example for topic in found.topics for example in topic.examples):
        report = next(report for report in corpus if report.source == report_source)
        assert report.text[evidence.start : evidence.end] == evidence.quote


def test_the_planted_number_of_topics_is_chosen_out_of_many() -> None:
    corpus = [narrative_of(text, source=f"r{i}") for i, text in enumerate(reports(60, seed=11))]
    chosen = topics(corpus, k="auto", unit="sentence", spread=lambda work, numbers: map(work, numbers[:8]))
    assert chosen.k == 6
