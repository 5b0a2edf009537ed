"""What the paths of a call stand for."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from nlp.batch import gather
from nlp.batch.inputs import passed_over
from nlp.errors import InputError, UsageError

LINE = {"id": 7, "text": "持续推进政策解读。", "note": "县级"}


def test_a_folder_is_searched_through_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.txt", "1.html", "README.md", ".hidden.txt", "~$open.docx", "notes.xyz"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [Path(item.source).name for item in gather([tmp_path]).inputs] == ["1.html", "2.txt"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("x", encoding="utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(gather([tmp_path]).inputs) == 1


def test_a_table_gives_one_input_a_row_and_keeps_ids(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(LINE, ensure_ascii=False) + "\n", encoding="utf-8")
    (item,) = gather([file]).inputs
    report = item.read()
    assert report.text == LINE["text"]
    record = item.label({**report.identity(), "themes": []})
    assert record["id"] == 7
    assert record["note"] == "县级"
    assert "text" not in record


def test_a_row_lends_its_issuer_and_year(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(
        json.dumps({**LINE, "issuer": "青山县人民政府", "year": "2021"}, ensure_ascii=False), encoding="utf-8"
    )
    report = gather([file]).inputs[0].read()
    assert (report.issuer, report.year) == ("青山县人民政府", 2021)


def test_an_empty_row_is_an_input_error(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": 1, "text": " "}\n', encoding="utf-8")
    with pytest.raises(InputError, match="为空"):
        gather([file]).inputs[0].read()


def test_missing_paths_are_failures_beside_good_ones_and_an_error_alone(tmp_path: Path) -> None:
    good = tmp_path / "1.txt"
    good.write_text("x", encoding="utf-8")
    gathered = gather([good, tmp_path / "none.txt"])
    assert len(gathered.inputs) == 1
    assert "none.txt" in gathered.failures[0].message
    with pytest.raises(UsageError, match=r"none\.txt"):
        gather([tmp_path / "none.txt"])
    with pytest.raises(UsageError):
        gather([])


def test_a_folder_without_reports_is_a_failure(tmp_path: Path) -> None:
    assert "没有可读的报告" in gather([tmp_path]).failures[0].message


def test_tables_in_a_folder_are_read_unless_they_are_results(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    for name, head in {
        "b.csv": "id,text",
        "c.csv": "甲,乙",
        "d.csv": "source,text",
        "e.jpg": "",
        "manifest.json": "",
    }.items():
        (tmp_path / name).write_text(f"{head}\n1,加强培训。\n", encoding="utf-8")
    gathered = gather([tmp_path])
    assert [Path(item.source).name for item in gathered.inputs] == ["a.txt", "b.csv#1"]
    assert [(Path(file.source).name, file.reason) for file in gathered.passed] == [
        ("c.csv", "表格没有 text 列"), ("d.csv", "像是本程序写出的表格"), ("e.jpg", "格式不支持"),
    ]  # fmt: skip
    assert passed_over([tmp_path]) == gathered.passed
    assert len(gather([tmp_path / "d.csv"]).inputs) == 1


@pytest.mark.parametrize("beside", ["年报_files", "年报.files"])
def test_what_a_browser_saved_with_a_page_is_part_of_the_page(tmp_path: Path, beside: str) -> None:
    (tmp_path / beside).mkdir()
    (tmp_path / "年报.html").write_text("x", encoding="utf-8")
    (tmp_path / beside / "frame.html").write_text("x", encoding="utf-8")
    (tmp_path / beside / "logo.png").write_bytes(b"")
    gathered = gather([tmp_path])
    assert [Path(item.source).name for item in gathered.inputs] == ["年报.html"]
    assert gathered.passed == ()


def test_a_column_gives_way_to_the_result_of_its_name(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    row = {"text": "加强培训。", "score": 7, "year": "甲", "issuer": "青岚县人民政府", "mine": 3}
    file.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    (item,) = gather([file]).inputs
    record = item.label({**item.read().identity(), "score": None})
    assert record == {
        "source": f"{file}#1", "mine": 3, "issuer": "青岚县人民政府", "issuer_id": "青岚县人民政府", "year": None, "score": None,
    }  # fmt: skip
