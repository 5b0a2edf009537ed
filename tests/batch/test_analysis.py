"""The main job: everything written, the same bytes twice, bad input in the ledger, doubles kept and marked."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from nlp.batch import analyze
from nlp.batch.analysis import Analysis
from nlp.errors import ReadError
from nlp.study.frames import TABLES

PDF_WITH_PASSWORD = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[(aaaaaaaaaaaaaaaa)(aaaaaaaaaaaaaaaa)]>>\n%%EOF"
)


@pytest.fixture(scope="module")
def result(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    return analyze(samples, tmp_path_factory.mktemp("out"))


def test_everything_is_written(result: Analysis) -> None:
    assert len(result.study.reports) == 16
    assert result.failures == ()
    assert result.page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    for name in TABLES:
        frame = pd.read_parquet(result.folder / "tables" / f"{name}.parquet")
        assert (result.folder / "tables" / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        assert name == "failures" or len(frame), name


def test_the_manifest_names_inputs_instruments_and_seed(result: Analysis) -> None:
    made = json.loads((result.folder / "manifest.json").read_text(encoding="utf-8"))
    assert len(made["inputs"]) == 16
    assert all(len(digest) == 64 for digest in made["inputs"].values())
    assert "codebooks/gongkai.toml" in made["instruments"]
    assert isinstance(made["seed"], int)


def test_a_second_run_gives_the_same_bytes(result: Analysis, samples: Path, tmp_path: Path) -> None:
    again = analyze(samples, tmp_path / "out")
    for file in sorted(path for path in result.folder.rglob("*") if path.is_file()):
        assert (again.folder / file.relative_to(result.folder)).read_bytes() == file.read_bytes(), file.name


def test_every_span_of_every_table_is_true(result: Analysis) -> None:
    texts = {report.source: report.text for report in result.study.reports}
    for name, quote in (("themes", "quote"), ("plans", "text"), ("clauses", "text"), ("reuse", "quote")):
        frame = pd.read_parquet(result.folder / "tables" / f"{name}.parquet")
        for row in frame.to_dict("records"):
            assert texts[row["source"]][row["start"] : row["end"]] == row[quote], name
    for comparison in result.study.comparisons:
        for pair in comparison.alignment.pairs:
            for side, passages in ((comparison.old, pair.old), (comparison.new, pair.new)):
                assert all(side.text[p.start : p.end] == p.text for p in passages)
            for edit in pair.edits:
                assert edit.old is None or comparison.old.text[edit.old.start : edit.old.end] == edit.old.text
                assert edit.new is None or comparison.new.text[edit.new.start : edit.new.end] == edit.new.text
        for item in comparison.follow_up:
            assert comparison.old.text[item.old.start : item.old.end] == item.old.quote
            assert all(comparison.new.text[e.start : e.end] == e.quote for e in item.evidence)


def spoil(folder: Path, good: Path) -> dict[str, bytes]:
    """Fill a folder with everything that cannot be read; return name -> content."""
    pdf = next(good.glob("*.pdf")).read_bytes()
    return {
        "空.txt": b"",
        "二进制.txt": bytes(range(256)) * 40,
        "截断.pdf": pdf[: len(pdf) // 3],
        "加密.pdf": PDF_WITH_PASSWORD,
        "旧格式.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        "无章节.html": "<html><body><h1>通知公告</h1><p>本周五下午召开例会，请准时参加。</p></body></html>".encode(),
    }


def test_bad_input_goes_to_the_ledger_and_the_rest_is_done(samples: Path, tmp_path: Path) -> None:
    folder, empty = tmp_path / "in", tmp_path / "空文件夹"
    folder.mkdir()
    empty.mkdir()
    spoiled = spoil(folder, samples)
    for name, content in spoiled.items():
        (folder / name).write_bytes(content)
    good = sorted(samples.glob("*-2021.*"))
    for file in good:
        shutil.copy(file, folder)
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-m", "nlp", "analyze", str(folder), str(empty), "-o", str(out)],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    ledger = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["failures"]
    assert sorted(Path(line["source"]).name for line in ledger) == sorted([*spoiled, "空文件夹"])
    assert len({line["message"].split(str(folder))[-1] for line in ledger}) == len(ledger)
    assert all("\n" not in line["message"] and "Error" not in line["message"] for line in ledger)
    assert len(pd.read_parquet(out / "tables" / "reports.parquet")) == len(good)
    assert "Traceback" not in done.stderr
    assert all(name in done.stderr for name in spoiled)


def test_nothing_readable_is_an_error_with_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    with pytest.raises(ReadError, match=r"空\.txt"):
        analyze(tmp_path, tmp_path / "out")
    assert json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["failures"]


def test_two_files_of_one_agency_and_year_are_kept_and_marked(samples: Path, tmp_path: Path) -> None:
    file = next(samples.glob("yunting-2021.*"))
    shutil.copy(file, tmp_path / f"甲{file.suffix}")
    shutil.copy(file, tmp_path / f"乙{file.suffix}")
    study = analyze(tmp_path, tmp_path / "out").study
    assert len(study.reports) == 2
    assert all(any("同一机关同一年度" in warning for warning in report.warnings) for report in study.reports)
    assert study.comparisons == ()
