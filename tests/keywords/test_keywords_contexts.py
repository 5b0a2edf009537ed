"""A term in context, new terms, and references on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlp.errors import ReadError, UsageError
from nlp.keywords import columns, keywords, kwic, load_reference, reference_of, save_reference, terms
from nlp.keywords.corpus import corpus
from nlp.keywords.discovery import enough, lexicon_text
from nlp.report import Report, Section, Span, narrative_of
from nlp.segment import load_lexicon, segment, wording

TEXT = "江州市办好政务公开专区，专区设查询机。\n政务公开专区IPv6全覆盖；Ipv6改造完成。"


def test_contexts_quote_the_text_and_stop_at_the_line() -> None:
    found = kwic("政务公开专区", TEXT, width=5)
    assert [row.left for row in found] == ["江州市办好", ""]
    assert [row.right for row in found] == ["，专区设查", "IPv6全"[:5]]
    assert all(TEXT[row.found.start : row.found.end] == row.found.quote == "政务公开专区" for row in found)
    assert len(kwic("ipv6", TEXT)) == 2


def test_contexts_know_document_and_section_and_leave_other_text_out() -> None:
    report = Report(
        "表头政务公开。正文政务公开。", source="a.html",
        sections=(Section("overview", "一、总体情况", 7, 14),),
    )  # fmt: skip
    report = Report(
        report.text, source="a.html", sections=report.sections, narratives=type(report.narratives)((Span(7, 14),))
    )
    rows = kwic("政务公开", [TEXT, report], width=3)
    assert [(row.document, row.section) for row in rows] == [(0, ""), (0, ""), (1, "overview")]
    assert rows[-1].left == "正文"
    assert rows[-1].to_dict()["source"] == "a.html"


def test_columns_line_up_in_wide_characters() -> None:
    lines = columns(kwic("专区", TEXT, width=6))
    left = [line[: line.index("  专区")] for line in lines]
    assert len({len(side) + sum(ord(char) > 0x2E80 for char in side) for side in left}) == 1
    assert [side.lstrip() for side in left] == [row.left for row in kwic("专区", TEXT, width=6)]
    assert columns([]) == []


def test_bad_searches_are_refused() -> None:
    with pytest.raises(UsageError, match="词语为空"):
        kwic(" ", TEXT)
    with pytest.raises(UsageError, match="width 是 -1"):
        kwic("专区", TEXT, width=-1)


def planted(times: int) -> list[str]:
    frames = ["全市推行{}，", "依托{}办事。", "在{}设岗，", "升级{}功能。", "介绍{}做法；", "评议{}成效。"]
    return [
        "".join(frame.format(name) for frame in frames) for name in ("云泽通平台", "清溪社情台账") for _ in range(times)
    ]


def test_new_terms_are_found_with_counts_and_contexts() -> None:
    found = {term.term: term for term in terms(planted(2))}
    assert {"云泽通平台", "清溪社情台账"} & found.keys()
    best = next(iter(found.values()))
    assert best.count >= 3
    assert best.documents >= 2
    assert best.cohesion >= 1
    assert best.entropy >= 1
    for index, evidence, left, right in best.contexts:
        text = planted(2)[index]
        assert text[evidence.start : evidence.end] == evidence.quote == best.term
        assert text[: evidence.start].endswith(left)
        assert text[evidence.end :].startswith(right)


def test_what_is_known_already_is_no_new_term() -> None:
    texts = ["推进政务公开专区建设，", "升级政务公开专区功能。", "介绍政务公开专区做法；", "在政务公开专区设岗。"]
    assert "政务公开专区" not in {term.term for term in terms(texts)}


def test_terms_refuse_senseless_numbers() -> None:
    with pytest.raises(UsageError, match="least 是 0"):
        terms(TEXT, least=0)


def test_a_reference_survives_the_disk(tmp_path: Path) -> None:
    reference = reference_of(corpus([TEXT, "江州市公开部门预算。"]), "mine")
    save_reference(reference, tmp_path / "mine.tsv")
    again = load_reference(tmp_path / "mine.tsv")
    assert (again.documents, dict(again.counts), dict(again.document_counts)) == (
        2, dict(reference.counts), dict(reference.document_counts),
    )  # fmt: skip
    path = str(tmp_path / "mine.tsv")
    assert keywords("公开部门预算", against=path) == keywords("公开部门预算", against=again)


@pytest.mark.parametrize(
    "content", ["", "a\tb\n", "# documents\tx\nterm\tdocuments\tcount\n", "# documents\t1\nword\tn\n"]
)
def test_what_is_no_reference_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "bad.tsv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=r"bad\.tsv"):
        load_reference(file)
    with pytest.raises(ReadError, match="读不了"):
        load_reference(tmp_path / "none.tsv")


def test_a_text_is_read_unchanged() -> None:
    assert corpus(TEXT).documents[0].report == narrative_of(TEXT)


def test_a_quoted_name_is_a_term_whatever_its_words() -> None:
    texts = ["开设“政在公开”栏目，访问量居前。", "办好“政在公开”；“政在公开”由江州市主办。"]
    assert "政在公开" in {term.term for term in terms(texts)}
    assert "政在公开" not in {term.term for term in terms([text.replace("“", "").replace("”", "") for text in texts])}


def test_copies_of_one_sentence_are_one_piece_of_evidence() -> None:
    copied = ["江州市依托清溪社情台账办事。"] * 2
    assert terms(copied) == ()
    others = ["查看清溪社情台账，逐条答复。", "公示清溪社情台账。"]
    assert [term.term for term in terms([*copied, *others])] == ["清溪社情台账"]


def test_a_verb_and_its_object_are_no_term() -> None:
    texts = ["培训村级骨干三百人。", "培训村级骨干，发放手册。", "年内培训村级骨干两轮，"]
    assert not any(term.term.startswith("培训") for term in terms(texts))


def test_the_bar_rises_with_the_corpus() -> None:
    assert [enough(words) for words in (0, 9_000, 99_000, 100_000, 3_000_000)] == [2, 2, 2, 3, 4]


def test_terms_feed_back_as_a_lexicon(tmp_path: Path) -> None:
    found = terms(planted(2))
    file = tmp_path / "new.txt"
    file.write_text(lexicon_text(found), encoding="utf-8")
    lexicon = load_lexicon(file)
    assert all(segment(term.term, lexicon=lexicon) == [term.term] for term in found)
    assert not {term.term for term in found} & {
        term.term for term in terms(planted(2), wording=wording(lexicon=file))
    }  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "no_term"),
    [
        (["确保发布平台安全稳定运行。", "推进站群平台安全整合。"], "平台安全"),
        (["按照台账标准定期检查，逐项整改。", "以台账标准定期检查。"], "台账标准定期检查"),
        (["发布的栏目页面设计规范执行到位。", "进一步规范栏目页面设计，调整栏目。"], "栏目页面"),
        (["经试验区管委会同意，", "请试验区管委会协调，", "由试验区管委会负责。"], "试验区管委会"),
    ],
)
def test_what_reads_on_or_governs_a_place_is_no_term(texts: list[str], no_term: str) -> None:
    assert no_term not in {term.term for term in terms(texts)}
    assert no_term in {term.term for term in terms([f"查阅“{no_term}”。"] * 2, wording=wording(places=True))}
