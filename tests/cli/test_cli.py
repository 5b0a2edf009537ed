"""The command as a user meets it: exit status, one-line errors, data on stdout and talk on stderr."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from nlp.render import chinese_font

COMMANDS = ("analyze", "read", "tag", "plans", "compare", "keywords", "topics", "reuse", "validate", "codebook")


def gongkai(*arguments: str | Path, lang: str = "zh") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nlp", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "GONGKAI_LANG": lang, "COLUMNS": "100"},
    )  # fmt: skip


def records(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def town(samples: Path) -> list[Path]:
    """The shipped reports of one agency, by year."""
    planted = json.loads((samples / "planted.json").read_text(encoding="utf-8"))
    mine = [r for r in planted["reports"] if r["level"] == "township"]
    return [samples / r["file"] for r in sorted(mine, key=lambda r: r["year"])]


def test_help_lists_every_command_in_chinese_and_english() -> None:
    assert all(command in gongkai("--help").stdout for command in COMMANDS)
    assert "主任务" in gongkai("--help").stdout
    assert "main job" in gongkai("--help", lang="en").stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example(command: str) -> None:
    assert "例：gongkai" in gongkai(command, "--help").stdout
    assert "Example: gongkai" in gongkai(command, "--help", lang="en").stdout


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS), ("codebook", "suggest")])
def test_the_command_library_speaks_chinese_too(command: tuple[str, ...]) -> None:
    page = gongkai(*command, "--help").stdout
    assert page.startswith("用法：gongkai")
    assert not re.search(
        r"Usage|Options|Arguments|Commands|OPTIONS|ARGS|required|default|Show |Install |<\w+(?:\[\w+\]| range)?>", page
    )
    assert "Usage: gongkai" in gongkai(*command, "--help", lang="en").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("cmpare",), "没有名为 'cmpare' 的命令：是不是 'compare'？"),
        (("codebook", "lst"), "是不是 'list'？"),
        (("compare",), "缺少参数 PATH"),
        (("tag", "x", "--codebok", "gongkai"), "没有选项 --codebok：是不是 --codebook？"),
        (("plans", "x", "--unit", "claus"), "是不是 'clause'？"),
        (("tag", "x", "--workers", "-2"), "应不小于 0"),
        (("keywords", "{samples}", "--measure", "tfdif"), "是不是 'tfidf'？"),
        (("tag", "{samples}", "--codebook", "gongka"), "是不是 'gongkai'？"),
        (("read", "{samples}/yunting-2019.htm"), "yunting-2019.html？"),
    ],
)
def test_a_mistake_is_answered_on_one_line_with_the_nearest_right_thing(
    arguments: tuple[str, ...], said: str, samples: Path
) -> None:
    done = gongkai(*(word.format(samples=samples) for word in arguments))
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr


def test_read_gives_one_object_a_report(town: list[Path]) -> None:
    done = gongkai("read", *town)
    assert done.returncode == 0, done.stderr
    assert len(records(done)) == 4
    for record in records(done):
        assert [s["kind"] for s in record["sections"]][-1] == "other"  # type: ignore[index,attr-defined]


def test_failures_are_named_on_stderr_and_the_rest_is_done(town: list[Path], tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    done = gongkai("tag", empty, town[0])
    assert done.returncode == 1
    assert len(records(done)) == 1
    assert len(done.stderr.splitlines()) == 1
    assert "空.txt" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("tag",),
        ("tag", "没有这个文件.txt"),
        ("frobnicate",),
        ("tag", "--codebook", "nosuch", "."),
        ("read", ".", "--nosuch"),
    ],
)
def test_wrong_usage_is_status_two_and_no_trace(arguments: tuple[str, ...]) -> None:
    done = gongkai(*arguments)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_rows_pass_through(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("id,text,who\n007,持续推进基层政务公开标准化规范化建设。,县\n", encoding="utf-8")
    (record,) = records(gongkai("tag", file))
    assert (record["id"], record["who"]) == ("007", "县")
    titles = [tag["title"] for tag in record["themes"]]  # type: ignore[index,attr-defined]
    assert "标准化规范化" in titles


def test_clauses_are_scored_row_by_row(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    texts = ["进一步提高思想认识", "2022年6月底前由县政府办公室举办培训4次，结果纳入年度考核"]
    file.write_text(
        "\n".join(json.dumps({"id": i, "text": t}, ensure_ascii=False) for i, t in enumerate(texts)), "utf-8"
    )
    low, high = records(gongkai("plans", file, "--unit", "clause"))
    assert set(low) == {"id", "score", "level", "cues", "vague", "reason"}
    assert low["level"] == 1
    assert high["level"] == 5
    assert low["score"] < high["score"]  # type: ignore[operator]


def test_two_years_give_one_object_and_more_give_a_series(town: list[Path]) -> None:
    (one,) = records(gongkai("compare", town[0], town[1]))
    assert one["old"]["year"] == 2019  # type: ignore[index]
    many = records(gongkai("compare", *town))
    assert len(many) == 4
    assert many[-1]["series"]["years"] == [2019, 2020, 2021, 2022]  # type: ignore[index]


def test_several_agencies_are_compared_each_by_itself(samples: Path) -> None:
    made = records(gongkai("compare", samples))
    pairs = [record for record in made if "pairs" in record]
    assert len(pairs) == 12
    assert all(record["old"]["issuer"] == record["new"]["issuer"] for record in pairs)  # type: ignore[index]
    assert [record["series"]["years"] for record in made if "series" in record] == [[2019, 2020, 2021, 2022]] * 4  # type: ignore[index]


@pytest.mark.parametrize("suffix", [".html", ".docx", ".xlsx", ".md", ".json"])
def test_a_comparison_in_every_form(town: list[Path], tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"对比{suffix}"
    done = gongkai("compare", town[2], town[3], "-o", out)
    assert done.returncode == 0, done.stderr
    assert out.stat().st_size > 2000


def test_charts_are_written_as_files(town: list[Path], tmp_path: Path) -> None:
    done = gongkai("compare", town[2], town[3], "-o", tmp_path / "对比.html", "--figures", tmp_path / "图")
    names = {path.name for path in (tmp_path / "图").iterdir()}
    assert {"fig-themes.svg", "fig-wording.svg", "fig-plans.svg", "fig-promises.svg"} <= names
    if chinese_font():
        assert done.returncode == 0, done.stderr
        assert "fig-themes.png" in names
    else:
        assert done.returncode == 1
        assert "未找到中文字体" in done.stderr.splitlines()[-1]


def test_an_unknown_form_is_refused(town: list[Path], tmp_path: Path) -> None:
    done = gongkai("compare", town[2], town[3], "-o", tmp_path / "x.odt")
    assert done.returncode == 2
    assert ".docx" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("keywords", "--top", "3"), ("keywords", "--measure", "log_odds", "--against", "reports"), ("terms", "--top", "3"), ("reuse",),
     ("codebook", "suggest", "--top", "3"), ("topics", "-k", "3")],
    ids=" ".join,
)  # fmt: skip
def test_commands_on_a_folder_print_records(arguments: tuple[str, ...], samples: Path) -> None:
    done = gongkai(*arguments, samples)
    assert done.returncode == 0, done.stderr
    assert records(done)


def test_a_term_in_its_contexts_is_aligned(samples: Path) -> None:
    rows = gongkai("kwic", "适老化", samples, "--aligned").stdout.splitlines()
    assert len(rows) >= 2
    assert all("适老化" in row for row in rows)


def test_codebooks_are_listed_shown_and_checked(tmp_path: Path) -> None:
    names = [record["name"] for record in records(gongkai("codebook", "list"))]
    assert "gongkai" in names
    assert len(records(gongkai("codebook", "show", "gongkai"))) >= 60
    assert gongkai("codebook", "check", "gongkai").returncode == 0
    spoilt = tmp_path / "mine.toml"
    spoilt.write_text("name = 'x'\n", encoding="utf-8")
    assert gongkai("codebook", "check", spoilt).returncode == 2


def test_a_sheet_is_drawn_and_read_back(samples: Path, tmp_path: Path) -> None:
    import openpyxl

    sheet = tmp_path / "甲.xlsx"
    assert gongkai("sample", samples, "-n", "6", "-o", sheet).returncode == 0
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    column = next(cell.column for cell in page[1] if cell.value == "依申请公开")
    for row in range(2, page.max_row + 1):
        page.cell(row, column).value = 1 if "申请" in str([cell.value for cell in page[row]]) else 0
    book.save(sheet)
    (result,) = records(gongkai("validate", sheet))
    assert result["themes"]["references"]  # type: ignore[index]


def test_the_samples_can_be_copied_out(tmp_path: Path) -> None:
    assert gongkai("samples", tmp_path / "样例").returncode == 0
    assert len(list((tmp_path / "样例").iterdir())) == 16


def test_doctor_names_the_engine() -> None:
    assert "jieba" in gongkai("doctor").stdout


def test_settings_reach_every_command(samples: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[keywords]\ntop = 2\n", encoding="utf-8")
    assert len(records(gongkai("--settings", file, "keywords", samples))) == 2
    file.write_text("[keywords]\ntopp = 2\n", encoding="utf-8")
    assert gongkai("--settings", file, "keywords", samples).returncode == 2


def test_read_marks_files_of_one_agency_and_year_each_with_the_other(tmp_path: Path, samples: Path) -> None:
    text = (samples / "qingruo-2022.txt").read_text(encoding="utf-8")
    for name, told in (
        ("a.txt", text),
        ("b.txt", text.replace("村干部", "村干部和网格员")),
        ("c.txt", text.replace("2022年", "2020年")),
    ):
        (tmp_path / name).write_text(told, encoding="utf-8")
    done = gongkai("read", tmp_path)
    doubles = {
        Path(record["source"]).name: [w for w in record["warnings"] if "另有文件" in w] for record in map(json.loads, done.stdout.splitlines())
    }  # fmt: skip
    assert len(doubles["a.txt"]) == len(doubles["b.txt"]) == 1
    assert "b.txt" in doubles["a.txt"][0]
    assert "本份文字最全" in doubles["b.txt"][0]
