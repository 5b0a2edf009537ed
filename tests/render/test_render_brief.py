"""The neutral brief: its quotes stand in the reports, its links lead somewhere, it fits every kind of study."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from render_composed import composed_study, study_of

from nlp.render import brief_of_study
from nlp.render.brief import (
    Block,
    Brief,
    Cards,
    EvidenceList,
    Findings,
    Paragraph,
    Run,
    Stub,
    Table,
    Wording,
    quotes_of,
    text_of,
)
from nlp.study import Study


def anchors(brief: Brief) -> Iterator[str]:
    for block in brief.walk():
        if hasattr(block, "anchor"):
            yield block.anchor
        if isinstance(block, EvidenceList):
            yield from (entry.anchor for entry in block.entries)
        elif isinstance(block, Cards):
            yield from (card.anchor for card in block.items)
        elif isinstance(block, Wording):
            yield from (pair.anchor for pair in block.pairs)


def _own_runs(block: Block) -> Iterator[Run]:
    if isinstance(block, Paragraph):
        yield from block.runs
    elif isinstance(block, Findings):
        yield from (run for item in block.items for run in (*item.runs, Run("", link=item.link)))
    elif isinstance(block, Table):
        yield from (run for row in block.rows for cell in row for run in cell.runs)
    elif isinstance(block, Cards):
        yield from (run for card in block.items for _, value in card.facts for run in value)
    elif isinstance(block, Wording):
        yield from (Run("", link=row.link) for row in block.rows if isinstance(row, Stub))


def links(brief: Brief) -> set[str]:
    return {run.link for block in brief.walk() for run in _own_runs(block) if run.link}


def findings(brief: Brief) -> str:
    return "\n".join(
        text_of(item.runs) for b in brief.sections[0].blocks if isinstance(b, Findings) for item in b.items
    )


def kinds() -> dict[str, Study]:
    whole = composed_study()
    county = tuple(report for report in whole.reports if report.issuer_id == "wangchuan")
    return {
        "corpus": whole,
        "series": replace(study_of(county), reuse=()),
        "two years": replace(study_of(county[:2]), topics=None, reuse=()),
        "one year": study_of(tuple(report for report in whole.reports if report.year == 2020)),
        "one report": replace(study_of(county[:1]), topics=None, reuse=()),
        "nothing": replace(whole, reports=(), tags=(), plans=(), comparisons=(), keywords=(), topics=None, reuse=()),
    }


@pytest.fixture(scope="module", params=sorted(kinds()))
def any_brief(request: pytest.FixtureRequest) -> tuple[Study, Brief]:
    study = kinds()[request.param]
    return study, brief_of_study(study)


def test_every_quote_stands_in_its_report(any_brief: tuple[Study, Brief]) -> None:
    study, brief = any_brief
    texts = {report.source: report.text for report in study.reports}
    quotes = [quote for block in brief.walk() for quote in quotes_of(block)]
    assert all(texts[quote.source][quote.start : quote.end] == quote.text for quote in quotes)
    assert bool(quotes) == bool(study.reports)


def test_every_link_leads_to_an_anchor_and_anchors_are_unique(any_brief: tuple[Study, Brief]) -> None:
    _, brief = any_brief
    known = Counter(anchors(brief))
    assert [anchor for anchor, count in known.items() if count > 1] == []
    assert links(brief) <= set(known)


def test_every_brief_begins_with_findings_and_ends_with_method(any_brief: tuple[Study, Brief]) -> None:
    _, brief = any_brief
    assert "主要发现" in brief.sections[0].title
    assert isinstance(brief.sections[0].blocks[0], Findings)
    assert "方法与局限" in brief.sections[-1].title


def test_findings_say_what_the_results_say(study: Study, brief: Brief) -> None:
    said = findings(brief)
    assert "共5份报告" in brief.subtitle
    first = study.comparisons[0].alignment.sections[0].recycled
    assert first is not None
    assert f"望川县人民政府2020年报告正文有{100 * first:.0f}%沿用上年表述" in said
    assert "1个文件未能处理" in said


def test_new_content_names_the_themes_of_the_new_sentences(brief: Brief) -> None:
    line = next(line for line in findings(brief).splitlines() if "望川县人民政府2020年报告正文" in line)
    assert "标准化规范化" in line.partition("新增内容")[2]
    # it stands in a sentence that was kept
    assert "政务新媒体" not in line.partition("新增内容")[2]


def test_every_finding_with_a_figure_leads_to_its_evidence(brief: Brief) -> None:
    items = [item for block in brief.walk() if isinstance(block, Findings) for item in block.items]
    assert items
    assert all(item.link for item in items if item.figure)


def test_each_sentence_of_both_years_stands_in_the_side_by_side_text(study: Study, brief: Brief) -> None:
    shown = [block for block in brief.walk() if isinstance(block, Wording)]
    assert len(shown) == len(study.comparisons)
    for wording, comparison in zip(sorted(shown, key=lambda w: w.anchor), study.comparisons, strict=True):
        wanted = Counter(p.text for pair in comparison.alignment.pairs for p in (*pair.old, *pair.new))
        assert Counter(q.text for pair in wording.pairs for q in (*pair.old, *pair.new)) == wanted


def test_scores_of_different_levels_are_not_ranked(brief: Brief) -> None:
    # a county and a township: their scores must not be compared
    assert "最空泛" not in findings(brief)


def test_a_renamed_agency_is_one_and_two_compared_ones_stand_together() -> None:
    whole = composed_study()
    one, other = whole.reports[0], replace(whole.reports[1], issuer="望川区人民政府", issuer_id="wangchuan-qu")
    plans = study_of((one, whole.reports[1]))
    comparison = replace(plans.comparisons[0], alignment=replace(plans.comparisons[0].alignment, old=one, new=other))
    mixed = replace(study_of((one, other)), comparisons=(comparison,), topics=None, reuse=())
    assert list(brief_of_study(mixed).groups.values()) == ["望川县人民政府与望川区人民政府"]


def test_two_reports_of_one_year_are_told_apart_by_their_files() -> None:
    whole = composed_study()
    twin = replace(whole.reports[0], source="另一份.txt")
    text = brief_of_study(replace(study_of((whole.reports[0], twin)), topics=None, reuse=(), comparisons=()))
    table = next(block for block in text.walk() if isinstance(block, Table) and block.anchor == "tab-reports")
    assert {row[0].text for row in table.rows} == {"2019年（wangchuan-2019.txt）", "2019年（另一份.txt）"}
