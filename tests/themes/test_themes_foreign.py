"""A user's own codebook as a spreadsheet, a CSV file or a YAML dictionary."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from nlp.errors import CodebookError
from nlp.themes import check, load_codebook, tag


def test_a_csv_with_columns_theme_and_term(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("theme,term\n渔业,休渔期\n渔业,增殖放流\n\n港口,岸线\n", encoding="utf-8")
    mine = load_codebook(path)
    assert [(theme.title, theme.terms) for theme in mine.themes] == [
        ("渔业", ("休渔期", "增殖放流")),
        ("港口", ("岸线",)),
    ]
    assert check(mine) == []
    assert [found.title for found in tag("公布休渔期和岸线安排。", mine).themes] == ["渔业", "港口"]


def test_a_csv_as_a_spreadsheet_program_in_china_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes("主题,词语,上级\n渔业,休渔期,\n养殖,网箱,渔业\n".encode("gb18030"))
    tags = tag("清理网箱。", path)
    assert [(found.theme, found.parent) for found in tags.themes] == [("渔业", None), ("养殖", "渔业")]


def test_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    sheet = Workbook()
    sheet.active.append(["主题", "词语"])
    sheet.active.append(["渔业", "休渔期"])
    sheet.save(path)
    assert tag("公布休渔期。", path).get("渔业").evidence[0].quote == "休渔期"


def test_merged_cells_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "merged.xlsx"
    sheet = Workbook()
    for row in (["主题", "词语"], ["渔业", "休渔期"], [None, "网箱"]):
        sheet.active.append(row)
    sheet.active.merge_cells("A2:A3")
    sheet.save(path)
    with pytest.raises(CodebookError, match="A2:A3 是合并的"):
        load_codebook(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("theme,words\n渔业,休渔期\n", "没有 'term' 列"),
        ("theme,term\n渔业,\n", "第 2 行缺 term"),
        ("theme,term\n", "表头下没有数据行"),
        ("", "表格为空"),
    ],
)
def test_tables_that_are_no_codebook(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CodebookError, match=said):
        load_codebook(path)


def test_a_quanteda_dictionary_with_categories_and_globs(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    path.write_text("渔业:\n  捕捞:\n    - 休渔*\n    - 增殖*放流\n  养殖: [网箱]\n港口:\n  - 岸线\n", encoding="utf-8")
    mine = load_codebook(path)
    assert [(theme.id, theme.parent) for theme in mine.themes] == [
        ("渔业", None),
        ("渔业.捕捞", "渔业"),
        ("渔业.养殖", "渔业"),
        ("港口", None),
    ]
    tags = tag("开展增殖鱼苗放流,公布休渔安排。", mine)
    assert [evidence.quote for evidence in tags.get("捕捞").evidence] == ["增殖鱼苗放流", "休渔"]
    assert tags.get("渔业").evidence == tags.get("捕捞").evidence


@pytest.mark.parametrize(
    ("content", "said"), [("- a\n- b\n", "不是词典"), ("甲: 3\n", "应为词语的列表"), ("a: [\n", "不是 UTF-8 的 YAML")]
)
def test_yaml_that_is_no_dictionary(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "mine.yml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CodebookError, match=said):
        load_codebook(path)
