"""A long run of tagging: the same bytes with any number of processes, stopped or not; nothing lost or doubled."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from benchmarks.generate_reports import generate
from nlp.batch.tagging import tag_to_file
from nlp.errors import UnknownNameError

COUNT = 450


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reports")
    generate(made, COUNT)
    (made / "0000" / "0007.txt").write_bytes(b"")
    return made


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("alone") / "tags.parquet"
    done = tag_to_file([folder], out, workers=1)
    assert done.reports == COUNT - 1
    return out


def command(folder: Path, out: Path, workers: int) -> list[str]:
    return [sys.executable, "-m", "nlp", "tag", str(folder), "-o", str(out), "--workers", str(workers)]


@pytest.mark.parametrize("workers", [2, 3])
def test_processes_do_not_change_the_bytes(folder: Path, expected: Path, tmp_path: Path, workers: int) -> None:
    tag_to_file([folder], tmp_path / "tags.parquet", workers=workers)
    assert (tmp_path / "tags.parquet").read_bytes() == expected.read_bytes()


def test_nothing_is_left_beside_the_table_but_ledger_and_manifest(expected: Path) -> None:
    assert sorted(file.name for file in expected.parent.iterdir()) == [
        "tags.parquet", "tags.parquet.ledger.jsonl", "tags.parquet.manifest.json",
    ]  # fmt: skip
    (line,) = (expected.parent / "tags.parquet.ledger.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["source"].endswith("0007.txt")


def test_every_report_is_there_once(folder: Path, expected: Path) -> None:
    frame = pd.read_parquet(expected)
    assert frame["source"].nunique() == COUNT - 1
    assert not frame.duplicated(["source", "theme"]).any()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
def test_killed_at_random_ten_times_it_ends_the_same(folder: Path, expected: Path, tmp_path: Path) -> None:
    out = tmp_path / "tags.parquet"
    chance = random.Random(7)
    kills = 0
    while kills < 10 and not out.exists():
        process = subprocess.Popen(command(folder, out, 2), stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 1.2))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            kills += 1
        process.wait()
    subprocess.run(command(folder, out, 2), stderr=subprocess.DEVNULL, check=False)
    assert kills >= 1
    assert out.read_bytes() == expected.read_bytes()


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_other_forms_hold_the_same_rows(folder: Path, expected: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"tags{suffix}"
    tag_to_file([folder], out, workers=2)
    if suffix == ".csv":
        rows = len(pd.read_csv(out))
    else:
        rows = sum(len(json.loads(line)["themes"]) for line in out.read_text(encoding="utf-8").splitlines())
    assert rows == len(pd.read_parquet(expected))


def test_rows_of_a_table_keep_their_columns(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    lines = [{"id": i, "text": "持续推进基层政务公开标准化规范化建设。", "place": "县"} for i in range(3)]
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    tag_to_file([file], tmp_path / "tags.parquet", wide=True)
    frame = pd.read_parquet(tmp_path / "tags.parquet")
    assert frame["id"].tolist() == [0, 1, 2]
    assert frame["标准化规范化"].tolist() == ["named"] * 3


def test_a_column_of_several_kinds_is_text_and_years_are_numbers(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    rows = [
        {"id": 1, "text": "落实五公开。", "year": "2021", "size": 2},
        {"id": "乙", "text": "落实五公开。", "year": 2022, "size": 2.5},
        {"id": None, "text": "落实五公开。", "year": None, "size": None},
    ]
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    tag_to_file([file], tmp_path / "tags.parquet")
    frame = pd.read_parquet(tmp_path / "tags.parquet")
    assert frame["id"].dropna().tolist() == ["1", "乙"]
    assert frame["year"].dropna().tolist() == [2021, 2022]
    assert frame["size"].dropna().tolist() == [2.0, 2.5]


def test_no_row_at_all_is_a_table_with_a_head(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    for suffix in (".parquet", ".csv"):
        done = tag_to_file([tmp_path / "empty.txt"], tmp_path / f"tags{suffix}")
        assert (done.rows, done.reports) == (0, 0)
    assert "theme" in pd.read_parquet(tmp_path / "tags.parquet").columns
    assert "theme" in pd.read_csv(tmp_path / "tags.csv").columns


def test_a_form_that_cannot_be_written_in_parts_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"\.docx.*\.csv"):
        tag_to_file([tmp_path], tmp_path / "tags.docx", workers=1)
    assert not list(tmp_path.iterdir())
