"""One coder among others: references, gaps, disagreements, sheets."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from nlp.agreement import Coding, agreement, read_sheet, write_sheet
from nlp.agreement.exchange import label_studio_interface, read_export
from nlp.errors import ReadError, UsageError


def codings(coder: str, values: str, label: str = "x", group: str = "") -> list[Coding]:
    """One coding a character: 1 yes, 0 no, - a gap."""
    return [
        Coding(f"u{at}", label, coder, value == "1", f"text {at}", group or f"g{at // 2}", f"note {coder}")
        for at, value in enumerate(values)
        if value != "-"
    ]


def test_references_and_what_coders_agree_on() -> None:
    found = agreement(
        [*codings("a", "1100-1"), *codings("b", "1010-0"), *codings("m", "110011")], measured="m", resamples=50
    )
    assert [one.name for one in found.references] == ["agreed", "a", "b"]
    # a and b agree on u0 (yes) and u3 (no); on u4 neither decided
    agreed = found.reference("agreed").counts
    assert (agreed.both, agreed.found, agreed.missed, agreed.neither) == (1, 0, 0, 1)
    against_a = found.reference("a").counts
    assert (against_a.both, against_a.found, against_a.missed, against_a.neither) == (3, 0, 0, 2)
    assert found.mean_f1 == pytest.approx((1 + 2 * 1 / (2 * 1 + 2 + 1)) / 2)
    assert [one.name for one in found.coders] == ["a"]
    assert found.coders[0].measured == "b"


def test_disagreements_carry_text_and_notes() -> None:
    found = agreement([*codings("a", "10"), *codings("m", "11")], measured="m", resamples=5)
    (one,) = found.disagreements
    assert one.to_dict() == {
        "unit": "u1", "label": "x", "a": False, "m": True, "a_note": "note a", "m_note": "note m", "text": "text 1",
    }  # fmt: skip


def test_labels_are_counted_apart_and_together() -> None:
    found = agreement(
        [*codings("a", "11"), *codings("a", "00", "y"), *codings("m", "10"), *codings("m", "01", "y")],
        measured="m",
        resamples=5,
    )
    labels = {label.label: label.counts for label in found.reference("a").labels}
    assert (labels["x"].both, labels["x"].missed, labels["y"].found) == (1, 1, 1)
    assert found.reference("a").counts.f1 == pytest.approx(2 / (2 + 1 + 1))
    assert found.reference("a").macro == pytest.approx((2 / 3 + 0) / 2)


def test_nobody_to_compare_with() -> None:
    with pytest.raises(UsageError, match="至少另一位编码员"):
        agreement(codings("m", "11"), measured="m")
    with pytest.raises(UsageError, match="没有可与 'm' 比较的编码"):
        agreement(codings("a", "11"), measured="m")


def test_a_sheet_is_the_same_bytes_and_keeps_long_texts(tmp_path: Path) -> None:
    units = [{"unit": "=1+1", "group": "g", "text": "https://例.invalid " + "长" * 3000}]
    one = write_sheet(tmp_path / "a.xlsx", units, ["甲"]).read_bytes()
    assert write_sheet(tmp_path / "b.xlsx", units, ["甲"]).read_bytes() == one
    book = load_workbook(tmp_path / "a.xlsx")
    assert book.worksheets[0]["A2"].value == "=1+1"
    assert book.worksheets[0]["A2"].data_type == "s"
    assert len(book.worksheets[0]["C2"].value) > 3000
    assert read_sheet(tmp_path / "a.xlsx") == []


def test_a_cell_that_is_no_decision(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.xlsx", [{"unit": "u", "text": "t"}], ["甲"])
    book = load_workbook(path)
    book.worksheets[0]["D2"] = "大概"
    book.save(path)
    with pytest.raises(ReadError, match="第 2 行 甲：'大概'"):
        read_sheet(path)


def test_files_that_are_something_else(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("no workbook", encoding="utf-8")
    with pytest.raises(ReadError, match="不是 Excel 能打开的编码表格"):
        read_sheet(tmp_path / "a.xlsx")
    (tmp_path / "b.json").write_text("{", encoding="utf-8")
    with pytest.raises(ReadError, match="不是 UTF-8 的 JSON"):
        read_export(tmp_path / "b.json", ["甲"])
    (tmp_path / "c.json").write_text(
        '[{"data": {"unit": "u"}, "annotations": [{"result": [{"value": {"choices": ["乙"]}}]}]}]', encoding="utf-8"
    )
    with pytest.raises(ReadError, match="'乙' 不在编码范围内"):
        read_export(tmp_path / "c.json", ["甲"])


def test_the_interface_escapes_labels() -> None:
    from xml.etree import ElementTree

    tree = ElementTree.fromstring(label_studio_interface(['甲"<乙>']))
    assert tree.find(".//Choice").get("value") == '甲"<乙>'
