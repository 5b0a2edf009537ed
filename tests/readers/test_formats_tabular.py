"""Tables with a text column: rows as they are, whatever program wrote them."""

from __future__ import annotations

import datetime
import json

import invented as report
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.errors import ReadError
from nlp.readers.tabular import read_table


def rows_of(path):
    return list(read_table(path))


def test_jsonl_keeps_values_and_types(tmp_path):
    rows = [{"id": 7, "text": "全年公开12条。", "tags": ["甲"]}, {"id": "007", "text": "", "score": None}]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n\n", encoding="utf-8")
    assert rows_of(path) == rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_of_any_encoding_and_delimiter(tmp_path, encoding, delimiter):
    path = tmp_path / "rows.csv"
    lines = [["id", "正文"], ["007", '"两行，\n一格"'], ["8", "第二份报告的正文。"]]
    path.write_bytes("\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    assert rows_of(path) == [{"id": "007", "正文": "两行，\n一格"}, {"id": "8", "正文": "第二份报告的正文。"}]


def test_xlsx_keeps_numbers_and_turns_dates_into_text(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["id", "文本", "日期"],
        [7, "全年公开。", datetime.date(2022, 1, 20)],
        [None, None, None],
        ["08", "再来一份。", None],
    ):
        book.active.append(row)
    book.save(tmp_path / "rows.xlsx")
    assert rows_of(tmp_path / "rows.xlsx") == [
        {"id": 7, "文本": "全年公开。", "日期": "2022-01-20T00:00:00"},
        {"id": "08", "文本": "再来一份。", "日期": None},
    ]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.jsonl", b'{"body": "x"}\n{broken', "没有正文列（现有 body）"),
        ("a.jsonl", b"[1, 2]", "#1：这一行是 list 而不是对象"),
        ("a.jsonl", b'{"body": "x"}', "没有正文列（现有 body）"),
        ("a.jsonl", b"[" * 100_000, "#1：这一行不是 JSON"),
        ("a.csv", b"id,body\n1,x", "没有正文列（现有 id"),
        ("a.xlsx", b"PK\x03\x04broken", "损坏"),
        ("a.xlsx", b"no package", "损坏"),
        ("a.txt", b"text", "不是表格"),
    ],
)
def test_bad_tables_are_named(tmp_path, name, data, reason):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError, match=reason) as caught:
        rows_of(path)
    assert "\n" not in str(caught.value)


def test_a_bad_row_takes_no_other_row_with_it(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'[1]\n{"text": "x"}\n{broken\n{"body": "y"}\n{"text": "z"}\n')
    found = [str(row).removeprefix(str(path)) if isinstance(row, ReadError) else row["text"] for row in rows_of(path)]
    assert [text.split("：")[0] for text in found] == ["#1", "x", "#3", "#4", "z"]


@pytest.mark.parametrize("suffix", [".jsonl", ".xlsx"])
def test_a_text_that_is_none_is_an_error_of_its_row(tmp_path, suffix):
    path = tmp_path / f"rows{suffix}"
    values = ["全年公开。", 12, "再来一份。"]
    if suffix == ".jsonl":
        path.write_text("\n".join(json.dumps({"text": value}) for value in [*values, ["甲"]]), encoding="utf-8")
    else:
        book = openpyxl.Workbook()
        for value in ["text", *values]:
            book.active.append([value])
        book.save(path)
    first, second, third, *more = read_table(path)
    assert (first, third) == ({"text": "全年公开。"}, {"text": "再来一份。"})
    assert "int 12 而不是文字" in str(second)
    assert ["list ['甲'] 而不是文字" in str(row) for row in more] == [True] * (suffix == ".jsonl")


def test_missing_table(tmp_path):
    with pytest.raises(ReadError, match="读不了"):
        rows_of(tmp_path / "nowhere.jsonl")


def test_halves_of_surrogate_pairs_are_dropped(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "公\\ud800开"}', encoding="utf-8")
    assert rows_of(path) == [{"text": "公开"}]


def test_rows_come_one_by_one(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "x"}\n{broken')
    assert next(iter(read_table(path))) == {"text": "x"}


@given(st.binary(max_size=300), st.sampled_from(["a.jsonl", "a.csv", "a.xlsx"]))
def test_any_bytes_give_rows_or_one_clear_line(tmp_path_factory, data, name):
    path = tmp_path_factory.mktemp("table") / name
    path.write_bytes(data)
    found = report.result_or_reason(lambda: rows_of(path))
    assert "\n" not in found if isinstance(found, str) else all(isinstance(row, dict | ReadError) for row in found)
