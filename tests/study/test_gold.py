"""Agreement with annotations: each kind is told from its records, and the figures are those of the records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from nlp.errors import GongkaiError
from nlp.study.gold import read_gold, rebuilt, tabulated, validate

THEMES = [
    {
        "id": "a",
        "report": "甲",
        "text": "持续推进基层政务公开标准化规范化建设，编制标准目录。",
        "themes": {"标准化规范化": {"one": True, "two": True}},
    },
    {
        "id": "b",
        "report": "乙",
        "text": "全年召开座谈会三次。",
        "themes": {"标准化规范化": {"one": False, "two": True}},
    },
]
RATED = [
    {"id": "c", "text": "进一步提高思想认识", "rater1": 1, "rater2": 1},
    {"id": "d", "text": "2022年6月底前由县政府办公室举办培训4次，结果纳入年度考核", "rater1": 5, "rater2": 5},
    {"id": "e", "text": "加强业务培训", "rater1": 2, "rater2": 2},
]
OLD = [
    "一、总体情况2021年，我县认真落实《条例》，各项工作有序开展。",
    "全年制作图解28期。",
    "五、存在的主要问题及改进情况存在的问题：一是培训不够。",
    "改进措施：一是每季度举办培训1次。",
]
NEW = [
    "一、总体情况2022年，我县认真落实《条例》，各项工作有序开展。",
    "全年制作图解35期。",
    "县政府办公室每季度举办培训1次，全年4次。",
    "五、存在的主要问题及改进情况存在的问题：一是解读形式单一。",
]
LINKS = [
    {"new_i": 0, "new_text": NEW[0], "status": "same", "old_i": [0], "old_text": [OLD[0]]},
    {"new_i": 1, "new_text": NEW[1], "status": "same", "old_i": [1], "old_text": [OLD[1]]},
    {"new_i": 2, "new_text": NEW[2], "status": "new", "old_i": [], "old_text": []},
    {"new_i": 3, "new_text": NEW[3], "status": "new", "old_i": [], "old_text": []},
    {"old_i": 2, "old_text": OLD[2], "status": "dropped"},
    {"old_i": 3, "old_text": OLD[3], "status": "dropped"},
]
FOLLOWED = [{"kind": "plan", "old_text": "每季度举办培训1次", "status": "delivered", "evidence": [NEW[2]]}]


def write(folder: Path, name: str, records: list[dict[str, Any]]) -> Path:
    file = folder / name
    file.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), encoding="utf-8")
    return file


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return [
        write(tmp_path, "themes.jsonl", THEMES), write(tmp_path, "rated.jsonl", RATED),
        write(tmp_path, "align-x.jsonl", LINKS), write(tmp_path, "follow-x.jsonl", FOLLOWED),
    ]  # fmt: skip


NOTES = [
    {"pair": "x", "where": "align new 0", "label": "edited<-2", "alternative": "edited<-0", "rule": "…"},
    {"pair": "x", "where": "align new 2", "label": "new", "alternative": "edited<-3", "rule": "…"},
    {"pair": "x", "where": "follow plan 1", "label": "dropped", "alternative": "delivered", "rule": "…"},
    {"pair": "y", "where": "align new 1", "label": "same<-1", "alternative": "new", "rule": "…"},
]


def test_borderline_labels_are_scored_strictly_and_with_their_alternatives(files: list[Path], tmp_path: Path) -> None:
    notes = write(tmp_path, "notes.jsonl", NOTES)
    strict_links = [{**LINKS[0], "old_i": [2], "old_text": [OLD[2]]}, *LINKS[1:4], LINKS[5]]
    links = write(tmp_path, "align-x.jsonl", [*strict_links, {"old_i": 0, "old_text": OLD[0], "status": "dropped"}])
    followed = write(tmp_path, "follow-x.jsonl", [{**FOLLOWED[0], "status": "dropped"}])
    result = validate([links, followed, notes])
    assert result["follow_up"]["pooled"] == {"items": 1, "exact": 0.0, "allowing": 1.0}
    figures = result["links"]["pooled"]
    strict, allowing = figures["links"], figures["allowing"]["links"]
    assert (strict["both"], strict["found"], strict["missed"]) == (1, 2, 1)
    assert (allowing["both"], allowing["found"], allowing["missed"]) == (3, 0, 0)
    assert "allowing" not in validate([links])["links"]["pooled"]


def test_pairs_are_pooled(files: list[Path], tmp_path: Path) -> None:
    result = validate([files[2], write(tmp_path, "align-y.jsonl", LINKS)])["links"]
    assert result["pooled"]["sentences"] == 8
    assert result["pooled"]["links"]["both"] == 4


def test_a_file_that_cannot_be_used_is_named_and_the_rest_is_done(files: list[Path], tmp_path: Path) -> None:
    odd = tmp_path / "odd.jsonl"
    odd.write_text('{"x": 1}\n', encoding="utf-8")
    foreign = write(tmp_path, "foreign.jsonl", [{**THEMES[0], "themes": {"没有这个主题": {"one": True}}}])
    alone = write(tmp_path, "follow-z.jsonl", FOLLOWED)
    result = validate([odd, foreign, alone, tmp_path / "no.jsonl", *files])
    assert result["concreteness"]["clauses"] == 3
    assert result["themes"]["references"]
    assert [Path(line["source"]).name for line in result["failures"]] == [
        "odd.jsonl", "foreign.jsonl", "no.jsonl", "follow-z.jsonl",
    ]  # fmt: skip
    with pytest.raises(GongkaiError, match="两可"):
        validate([write(tmp_path, "notes.jsonl", NOTES)])


def test_the_table_has_one_figure_a_row_and_no_nested_cell(files: list[Path]) -> None:
    rows = list(tabulated(validate(files)))
    assert {row["kind"] for row in rows} == {"themes", "concreteness", "links", "follow_up"}
    assert len({tuple(row) for row in rows}) == 1
    assert not any(isinstance(value, list | dict) for row in rows for value in row.values())
    assert next(row for row in rows if row["figure"] == "align-x.jsonl")["f1"] == 0.8


def test_the_kind_is_told_from_the_records(files: list[Path]) -> None:
    assert [read_gold(file).kind for file in files] == ["themes", "concreteness", "links", "follow_up"]


def test_all_kinds_at_once(files: list[Path]) -> None:
    result = validate(files)
    agreed = next(row for row in result["themes"]["references"] if row["reference"] == "agreed")
    assert (agreed["both"], agreed["found"], agreed["missed"]) == (1, 0, 0)
    assert result["concreteness"]["clauses"] == 3
    assert result["concreteness"]["spearman_with_mean"] == 1.0
    links = result["links"]["align-x.jsonl"]
    assert links["sentences"] == 4
    assert links["links"]["both"] == 2  # the two sentences that only changed year and figure
    assert links["links"]["missed"] == 0
    assert result["follow_up"]["follow-x.jsonl"]["exact"] == 1.0


def test_reports_are_rebuilt_with_their_sections(files: list[Path]) -> None:
    old, new, old_texts, _ = rebuilt(read_gold(files[2]).records)
    assert old_texts == OLD
    assert new.section("overview") is not None
    assert new.section("problems") is not None
    assert old.section("problems") is not None


@pytest.mark.parametrize(
    ("content", "named"), [("", "没有标注记录"), ("[1]\n", "没有标注记录"), ("{", "不是 JSON Lines"), ('{"x": 1}', "x")]
)
def test_what_is_no_annotation_is_refused(tmp_path: Path, content: str, named: str) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(GongkaiError, match=named):
        read_gold(file)


def test_follow_up_without_its_links_says_what_is_missing(files: list[Path]) -> None:
    files[2].unlink()
    with pytest.raises(GongkaiError, match=r"align-x\.jsonl"):
        validate([files[3]])
