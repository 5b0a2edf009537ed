"""The shipped samples are what they say: built from their sources, true in their figures, and planted as listed."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from real import ROOT, SHARED, needs_shared

SAMPLES = ROOT / "corpora" / "samples"
SOURCES = ROOT / "corpora" / "samples-source"
PLANTED: dict[str, Any] = json.loads((SAMPLES / "planted.json").read_text(encoding="utf-8"))
THEMES = {
    "五公开", "六稳六保", "标准化规范化", "主动公开", "依申请公开", "政策解读", "回应关切", "政务新媒体", "网站建设",
    "平台建设", "监督保障", "信息管理", "重点领域", "疫情防控", "营商环境", "机构队伍", "公共企事业", "行政规范性文件管理",
}  # fmt: skip
each_report = pytest.mark.parametrize("report", PLANTED["reports"], ids=lambda report: report["file"])
each_pair = pytest.mark.parametrize("pair", PLANTED["pairs"], ids=lambda pair: f"{pair['old']}>{pair['new']}")


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_samples", SOURCES / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def source(file: str) -> str:
    return (SOURCES / f"{Path(file).stem}.txt").read_text(encoding="utf-8")


def narratives(file: str) -> dict[str, str]:
    text = source(file)
    found = {
        "overview": re.search(r"\n一、总体情况\n(.*?)\n二、", text, re.S),
        "problems": re.search(r"\n五、存在的主要问题及改进情况\n(.*?)\n六、", text, re.S),
    }
    return {kind: match[1] for kind, match in found.items() if match}


def prose(file: str) -> str:
    return "\n".join(narratives(file).values())


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


# --- the files -------------------------------------------------------------------------------------------------------


def test_four_agencies_over_four_years_in_every_format() -> None:
    reports = PLANTED["reports"]
    assert Counter(report["year"] for report in reports) == {2019: 4, 2020: 4, 2021: 4, 2022: 4}
    assert Counter(report["level"] for report in reports) == {"city": 4, "county": 4, "township": 4, "department": 4}
    kinds = Counter(Path(report["file"]).suffix for report in reports)
    assert kinds[".html"] >= 4
    assert kinds[".pdf"] >= 3
    assert kinds[".docx"] >= 3
    assert kinds[".txt"] >= 3


def test_the_folder_holds_the_planted_reports_and_nothing_a_reader_would_take_for_one() -> None:
    files = {file.name for file in SAMPLES.iterdir() if not file.name.startswith((".", "__"))}
    assert files == {report["file"] for report in PLANTED["reports"]} | {"planted.json", "README.md"}


@pytest.mark.parametrize("suffix", [".html", ".txt"])
def test_text_files_are_what_their_sources_give(build: ModuleType, suffix: str) -> None:
    made = dict(build.built(suffix))
    assert made
    for name, data in made.items():
        assert (SAMPLES / name).read_bytes() == data, f"{name}: run corpora/samples-source/build.py"


def test_pdf_files_are_small() -> None:
    assert all(file.stat().st_size < 200_000 for file in SAMPLES.glob("*.pdf"))


def test_one_page_is_gbk_and_declares_nothing() -> None:
    data = (SAMPLES / "hezhu-2020.html").read_bytes()
    assert b"charset" not in data
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert squeezed(narratives("hezhu-2020")["overview"])[:60] in squeezed(data.decode("gbk"))


@each_report
def test_a_reader_finds_the_narratives_of_the_source(report: dict[str, Any]) -> None:
    from nlp.readers import read
    from nlp.text import fold

    result = read(SAMPLES / report["file"])
    for kind, text in narratives(report["file"]).items():
        section = result.section(kind)
        assert section is not None, kind
        assert fold(squeezed(result.quote(section.span))) == fold(squeezed(text))


# --- the texts -------------------------------------------------------------------------------------------------------


@each_report
def test_prose_has_the_length_of_real_ones(report: dict[str, Any]) -> None:
    assert 900 <= len(squeezed(prose(report["file"]))) <= 5000


def test_cities_write_most_and_townships_least() -> None:
    for year in (2019, 2020, 2021, 2022):
        lengths = {r["level"]: len(prose(r["file"])) for r in PLANTED["reports"] if r["year"] == year}
        assert max(lengths, key=lambda level: lengths[level]) == "city"
        assert min(lengths, key=lambda level: lengths[level]) == "township"


@each_report
def test_sections_begin_and_end_as_planted(report: dict[str, Any]) -> None:
    for kind, text in narratives(report["file"]).items():
        assert text.startswith(report[kind]["first"])
        assert text.endswith(report[kind]["last"])
        assert len(report[kind]["first"]) == len(report[kind]["last"]) == 12


def _tables(file: str, build: ModuleType) -> dict[str, tuple[int, ...]]:
    rows = (row for block in build.parse(source(file)) for row in block.rows if len(row) == 8)
    return {row[0]: tuple(map(int, row[1:])) for row in rows}


@each_report
def test_requests_add_up(report: dict[str, Any], build: ModuleType) -> None:
    rows = _tables(report["file"], build)
    assert all(sum(row[:-1]) == row[-1] for row in rows.values())
    new, carried = rows["一、本年新收政府信息公开申请数量"], rows["二、上年结转政府信息公开申请数量"]
    done, forward = rows["（七）总计"], rows["四、结转下年度继续办理"]
    results = [rows[name] for name in rows if name[0] not in "一二四" and name != "（七）总计"]
    for column in range(7):
        assert new[column] + carried[column] == done[column] + forward[column]
        assert sum(row[column] for row in results) == done[column]
    assert report["requests"] == {"new": new[-1], "carried": carried[-1], "done": done[-1], "forward": forward[-1]}


@each_pair
def test_what_is_carried_forward_arrives_next_year(pair: dict[str, Any], build: ModuleType) -> None:
    forward = _tables(pair["old"], build)["四、结转下年度继续办理"]
    assert forward == _tables(pair["new"], build)["二、上年结转政府信息公开申请数量"]


@each_report
def test_reconsiderations_and_lawsuits_add_up(report: dict[str, Any], build: ModuleType) -> None:
    rows = [row for block in build.parse(source(report["file"])) for row in block.rows if len(row) == 15]
    figures = rows[-1]
    for start in (0, 5, 10):
        *parts, total = map(int, figures[start : start + 5])
        assert sum(parts) == total


def test_the_format_changes_in_2021() -> None:
    for report in PLANTED["reports"]:
        old = report["year"] < 2021
        assert ("本年新公开数量" in source(report["file"])) is old
        assert ("本年制发件数" in source(report["file"])) is not old


# --- what is planted -------------------------------------------------------------------------------------------------


def _without(text: str, quotes: Iterator[str] | list[str]) -> str:
    for quote in quotes:
        assert quote in text, quote
        text = text.replace(quote, "", 1)
    return text


@each_pair
def test_every_sentence_of_both_years_is_linked_once(pair: dict[str, Any]) -> None:
    heading = re.compile(r"^（[一二三四五六七八]）.{2,22}$", re.M)
    new = [text for link in pair["links"] for text in link["new"]]
    assert heading.sub("", _without(prose(pair["new"]), sorted(new, key=len, reverse=True))).strip() == ""
    old = {text for link in pair["links"] for text in link["old"]}
    assert heading.sub("", _without(prose(pair["old"]), sorted(old, key=len, reverse=True))).strip() == ""


_LEAD = re.compile(r"^(?:存在的主要问题：|改进措施：)?(?:[一二三四五六七八九]是|（[一二三四五六]）|\d\.)?")


def _bare(text: str) -> str:
    return re.sub(r"\d[\d.]*|[\s，。；、：“”]", "", _LEAD.sub("", text))


@each_pair
def test_statuses_mean_what_they_say(pair: dict[str, Any]) -> None:
    for link in pair["links"]:
        old, new, status = link["old"], link["new"], link["status"]
        assert bool(old) is (status != "new")
        assert bool(new) is (status != "dropped")
        if status == "same":
            assert [_bare(text) for text in old] == [_bare(text) for text in new]
        if status == "edited":
            assert "".join(map(_bare, old)) != "".join(map(_bare, new))
    assert {link["status"] for link in pair["links"]} >= {"edited", "moved", "new", "dropped"}


def _recycled(pair: dict[str, Any]) -> float:
    length = {link["status"]: 0 for link in pair["links"]}
    for link in pair["links"]:
        length[link["status"]] += sum(map(len, link["new"]))
    return 1 - length["new"] / sum(length.values())


def test_one_pair_is_recycled_and_one_rewritten() -> None:
    share = {pair["new"]: _recycled(pair) for pair in PLANTED["pairs"]}
    assert 0.65 < share["qingruo-2022.txt"] < 0.85
    assert share["hezhu-2021.pdf"] < 0.25
    assert all(prose(pair["old"]) != prose(pair["new"]) for pair in PLANTED["pairs"])


@each_pair
def test_every_promise_and_problem_is_followed_up(pair: dict[str, Any]) -> None:
    old = next(report for report in PLANTED["reports"] if report["file"] == pair["old"])
    assert [(i["kind"], i["text"]) for i in old["items"]] == [(i["kind"], i["text"]) for i in pair["follow_up"]]
    for item in pair["follow_up"]:
        assert (
            item["status"]
            in {"plan": ("delivered", "partly", "repeated", "dropped"), "problem": ("recurs", "gone")}[item["kind"]]
        )
        assert bool(item["evidence"]) is (item["status"] not in ("dropped", "gone"))
        assert all(quote in prose(pair["new"]) for quote in item["evidence"])


@each_report
def test_items_stand_in_section_five(report: dict[str, Any]) -> None:
    text = narratives(report["file"])["problems"].replace("\n", "")
    kinds = Counter(item["kind"] for item in report["items"])
    assert 2 <= kinds["problem"] <= 4
    assert 3 <= kinds["plan"] <= 6
    assert all(item["text"] in text for item in report["items"])


def test_every_fate_of_a_promise_occurs() -> None:
    fates = Counter(item["status"] for pair in PLANTED["pairs"] for item in pair["follow_up"])
    assert all(fates[status] >= 4 for status in ("delivered", "partly", "repeated", "dropped", "recurs", "gone"))


@each_report
def test_themes_are_known_and_their_parts_exist(report: dict[str, Any]) -> None:
    for part in report["themes"]:
        assert set(part["themes"]) | set(part["borderline"]) <= THEMES
        assert not set(part["themes"]) & set(part["borderline"])
        assert part["part"] in narratives(report["file"])[part["section"]]
    assert [part["section"] for part in report["themes"]].count("problems") == 1


def _about(report: dict[str, Any]) -> set[str]:
    return {theme for part in report["themes"] for theme in part["themes"] + part["borderline"]}


def test_every_theme_occurs() -> None:
    assert {theme for report in PLANTED["reports"] for theme in _about(report)} == THEMES


@pytest.mark.parametrize(("term", "theme"), [("三务公开", "五公开"), ("稳就业", "六稳六保")])
def test_look_alikes_stand_where_the_theme_does_not(term: str, theme: str) -> None:
    assert any(term in prose(r["file"]) and theme not in _about(r) for r in PLANTED["reports"])


@pytest.mark.parametrize("copy", PLANTED["copies"], ids=lambda copy: f"{copy['from']}>{copy['to']}:{copy['text'][:8]}")
def test_copies_stand_in_both_reports_of_one_year(copy: dict[str, str]) -> None:
    assert copy["text"] in prose(copy["to"])
    assert copy.get("original", copy["text"]) in prose(copy["from"])
    assert Path(copy["from"]).stem[-4:] == Path(copy["to"]).stem[-4:]


# --- nothing from a real report --------------------------------------------------------------------------------------

_RUN = 28
_OFFICIAL = re.compile(r"《[^》]*》(?:（[^）]*）)?")  # titles of laws and documents may be long and are everyone's


def _runs(text: str) -> Iterator[str]:
    for piece in _OFFICIAL.split(text):
        flat = squeezed(piece.translate(str.maketrans(",;:?!()", "，；：？！（）")))
        yield from (flat[i : i + _RUN] for i in range(len(flat) - _RUN + 1))


def _real_texts() -> Iterator[str]:
    import pypdfium2

    for file in sorted(SHARED.rglob("*")):
        if file.suffix in {".txt", ".jsonl", ".json", ".yaml", ".md"}:
            yield file.read_text(encoding="utf-8")
        elif file.suffix == ".pdf":
            with pypdfium2.PdfDocument(file) as document:
                yield "".join(page.get_textpage().get_text_range() for page in document)


@needs_shared
def test_no_run_of_a_real_report_stands_in_a_sample() -> None:
    real = {run for text in _real_texts() for run in _runs(text)}
    assert len(real) > 10_000
    for report in PLANTED["reports"]:
        lines = [line for line in source(report["file"]).splitlines() if not line.startswith("|")]
        assert not real.intersection(run for line in lines for run in _runs(line)), report["file"]
