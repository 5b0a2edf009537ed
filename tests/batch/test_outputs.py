"""Records become files: the suffix picks the form, foreign text is never a formula, bytes repeat."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from nlp.batch.outputs import write_records
from nlp.errors import UsageError

RECORDS = [
    {"id": 1, "quote": "=1+1", "n": -3, "parts": [{"a": 1}]},
    {"id": 2, "quote": "依申请公开", "n": 4, "parts": []},
]


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".csv", ".xlsx", ".parquet"])
def test_every_form_is_written_twice_the_same(tmp_path: Path, suffix: str) -> None:
    one, two = tmp_path / f"1{suffix}", tmp_path / f"2{suffix}"
    write_records(RECORDS, one)
    write_records(RECORDS, two)
    assert one.read_bytes() == two.read_bytes()


def test_json_lines_hold_the_records(tmp_path: Path) -> None:
    write_records(RECORDS, tmp_path / "x.jsonl")
    assert [json.loads(line) for line in (tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()] == RECORDS


def test_tables_neutralise_formulas_and_keep_numbers(tmp_path: Path) -> None:
    write_records(RECORDS, tmp_path / "x.csv")
    frame = pd.read_csv(tmp_path / "x.csv")
    assert frame["quote"][0] == "'=1+1"
    assert frame["n"].tolist() == [-3, 4]
    write_records(RECORDS, tmp_path / "x.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "x.xlsx").active.cell(2, 2)
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_an_unknown_suffix_is_named_with_the_choices(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.doc.*\.csv"):
        write_records(RECORDS, tmp_path / "x.doc")
    assert not (tmp_path / "x.doc").exists()


def test_a_year_that_one_row_lacks_stays_whole_in_the_others(tmp_path: Path) -> None:
    assert write_records([{"year": 2021}, {"year": None}], tmp_path / "a.csv") == 2
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").split() == ["year", "2021", '""']
