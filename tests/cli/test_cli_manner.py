"""What every command has in common: its switches, its language, where it writes, and what it says of what it leaves out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPORT = (
    "青岚县2021年政府信息公开工作年度报告\n一、总体情况\n2021年，我县公开政府信息100条。\n"
    "五、存在的主要问题及改进情况\n存在的问题：一是培训不够。改进措施：一是每季度组织培训1次。\n"
)


def gongkai(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "GONGKAI_"))}
    return subprocess.run(
        [sys.executable, "-m", "nlp", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", check=False, env={**kept, **environment},
    )  # fmt: skip


@pytest.fixture
def report(tmp_path: Path) -> Path:
    file = tmp_path / "年报.txt"
    file.write_text(REPORT, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "错误："), ({"LANG": "zh_CN.UTF-8"}, "错误："), ({"LANG": "en_US.UTF-8"}, "error: "),
        ({"LANG": "C"}, "error: "), ({"LANG": "POSIX"}, "error: "), ({"LANG": "C.UTF-8"}, "error: "),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_TW.UTF-8"}, "错误："), ({"LANG": "zh_CN", "GONGKAI_LANG": "en"}, "error: "),
    ],
)  # fmt: skip
def test_the_language_is_the_locales(environment: dict[str, str], said: str) -> None:
    assert gongkai("read", **environment).stderr.startswith(said)


def test_mistakes_met_most_are_told_in_english_too(report: Path) -> None:
    for arguments in (("read", "no.txt"), ("tag", report, "-o", "x.odt"), ("tag", report, "--codebook", "gongka"),
                      ("compare", report), ("topics", report, "-k", "no"), ("validate", "no.jsonl")):  # fmt: skip
        done = gongkai(*arguments, LANG="en_US.UTF-8")
        assert done.returncode == 2
        (line,) = done.stderr.splitlines()
        assert line.startswith("error: ")
        assert not any("\u4e00" <= char <= "\u9fff" for char in line.replace(str(report), ""))


@pytest.mark.parametrize("debug", [("--debug", "read"), ("read", "--debug")])
def test_debug_shows_the_trace_and_changes_no_status(debug: tuple[str, ...]) -> None:
    done = gongkai(*debug, "没有.txt")
    assert done.returncode == 2
    assert "Traceback" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("错误：找不到 没有.txt")


@pytest.mark.parametrize("quiet", [("-q", "plans"), ("plans", "--quiet")])
def test_quiet_leaves_errors_only(quiet: tuple[str, ...], report: Path, tmp_path: Path) -> None:
    out = tmp_path / "措施.csv"
    done = gongkai(*quiet, report, tmp_path / "没有.txt", "-o", out)
    assert done.returncode == 1
    assert out.is_file()
    (line,) = done.stderr.splitlines()
    assert "没有.txt" in line


@pytest.mark.parametrize(
    "arguments",
    [("plans", "{}", "-o", "{}.csv"), ("analyze", "{}", "-o", "{}.folder"), ("doctor",), ("samples", "{}.d")],
)
def test_json_makes_everything_on_stdout_an_object(arguments: tuple[str, ...], report: Path) -> None:
    done = gongkai(*(word.format(report) for word in arguments), "--json", "-q")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert isinstance(json.loads(done.stdout), dict)


@pytest.mark.parametrize(
    "arguments",
    [
        ("analyze", "{report}", "-o", "{file}"), ("analyze", "{report}", "-o", "{file}/结果"),
        ("tag", "{report}", "-o", "{file}/x.csv"), ("tag", "{report}", "-o", "{file}/x.xlsx"),
        ("read", "{report}", "-o", "{folder}"), ("plans", "{report}", "-o", "{file}/a/b.jsonl"),
        ("compare", "{report}", "{report}", "-o", "{file}/x.html"), ("compare", "{report}", "{report}", "-o", "x.odt"),
        ("compare", "{report}", "{report}", "--figures", "{file}"), ("topics", "{report}", "-o", "{file}/x"),
        ("sample", "{report}", "-o", "{file}/x.xlsx"), ("samples", "{file}"), ("kwic", "培训", "{report}", "-o", "{file}/x.html"),
        ("terms", "{report}", "-o", "{file}/x.txt"), ("validate", "{report}", "-o", "{file}/x.csv"),
        ("codebook", "suggest", "{report}", "-o", "{file}/x.xlsx"), ("fetch", "{report}", "-o", "{file}/x"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_where_nothing_can_be_written_is_said_on_one_line_before_the_work(
    arguments: tuple[str, ...], report: Path, tmp_path: Path
) -> None:
    file = tmp_path / "占位"
    file.write_bytes(b"")
    before = sorted(tmp_path.rglob("*"))
    done = gongkai(*(word.format(report=report, file=file, folder=tmp_path) for word in arguments))
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""
    assert sorted(tmp_path.rglob("*")) == before


def test_what_a_folder_holds_besides_is_counted_on_one_line(report: Path, tmp_path: Path) -> None:
    for name in ("扫描件.jpg", "扫描件2.jpg", "名单.csv", "README.md", ".隐藏"):
        (tmp_path / name).write_text("甲,乙\n1,2\n", encoding="utf-8")
    done = gongkai("read", tmp_path)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1
    (line,) = done.stderr.splitlines()
    assert "3 个文件" in line
    assert "（.jpg） 2" in line
    assert gongkai("read", tmp_path, "-q").stderr == ""


def test_written_rows_are_counted_not_reports(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "措施.csv"
    done = gongkai("plans", report, "-o", out)
    rows = len(out.read_text(encoding="utf-8-sig").splitlines()) - 1
    assert rows > 1
    assert f"（{rows} 条）" in done.stderr
