"""Two years side by side: the later order, the earlier text's own in its place, and where moved passages came from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from render_composed import composed_report

from nlp.phrasing.result import Alignment, Pair, Passage
from nlp.render.brief import Stub, WordingPair
from nlp.render.side_by_side import side_by_side
from nlp.report import Report
from nlp.study import Comparison

NAMES = "甲乙丙丁戊己庚辛"


def texts(old: str, new: str) -> tuple[Report, Report]:
    reports = [
        composed_report(
            ("望川县人民政府", "wangchuan", "county", year), ("".join(f"{name}事。" for name in names), "一是无。")
        )
        for year, names in ((2020, old), (2021, new))
    ]
    return reports[0], reports[1]


def passage(report: Report, name: str) -> Passage:
    start = report.text.index(f"{name}事。")
    return Passage(start, start + 3, report.text[start : start + 3])


def compared(old: str, new: str, moved: str = "") -> Comparison:
    """Return a comparison of two sequences of one-letter sentences."""
    earlier, later = texts(old, new)
    pairs = []
    for name in new:
        left = (passage(earlier, name),) if name in old else ()
        status = "new" if not left else "moved" if name in moved else "same"
        pairs.append(Pair("overview", status, 1.0, left, (passage(later, name),)))
    pairs += [Pair("overview", "dropped", 0.0, (passage(earlier, name),)) for name in old if name not in new]
    return Comparison(Alignment(earlier, later, (), tuple(pairs)))


def told(comparison: Comparison) -> list[str]:
    """Return each row as its letter, dropped ones with a minus, stubs with an arrow."""
    rows = []
    for row in side_by_side(comparison, "w"):
        if isinstance(row, Stub):
            rows.append(f"→{row.text[5]}")
        else:
            text = (row.new or row.old)[0].text[0]
            rows.append(f"-{text}" if row.status == "dropped" else text)
    return rows


def test_a_dropped_sentence_stands_where_it_stood():
    assert told(compared("甲乙丙丁", "甲戊丙丁")) == ["甲", "戊", "-乙", "丙", "丁"]


def test_a_moved_sentence_leaves_a_stub_that_leads_to_it():
    comparison = compared("甲乙丙丁", "丁甲乙丙", moved="丁")
    assert told(comparison) == ["丁", "甲", "乙", "丙", "→丁"]
    rows = side_by_side(comparison, "w")
    stub = rows[-1]
    assert isinstance(stub, Stub)
    target = next(row for row in rows if isinstance(row, WordingPair) and row.anchor == stub.link)
    assert target.new[0].text == "丁事。"


def test_what_kept_its_order_leaves_no_stub_even_where_it_counts_as_moved():
    assert told(compared("甲乙丙", "甲乙丙", moved="乙")) == ["甲", "乙", "丙"]


@given(st.permutations(NAMES), st.permutations(NAMES), st.integers(0, 8), st.integers(0, 8))
def test_every_pair_stands_once_and_the_steady_ones_in_both_orders(old, new, m, n):
    comparison = compared("".join(old[:m]), "".join(new[:n]))
    rows = side_by_side(comparison, "w")
    pairs = [row for row in rows if isinstance(row, WordingPair)]
    assert len(pairs) == len(comparison.alignment.pairs)
    assert [row.new[0].start for row in pairs if row.new] == sorted(row.new[0].start for row in pairs if row.new)
    stubs = {row.link for row in rows if isinstance(row, Stub)}
    # what shows the earlier text in this column stands in the earlier order
    column = [row.old[0].start for row in pairs if row.old and row.anchor not in stubs]
    assert column == sorted(column)


def test_where_a_passage_moved_is_told_by_its_headings():
    comparison = compared("甲乙", "乙甲", moved="乙")
    row = next(row for row in side_by_side(comparison, "w") if isinstance(row, WordingPair) and row.status == "moved")
    assert "在“总体情况”内换了条目" in row.notes
