"""Codebooks: the shipped ones hold together, and broken ones are refused with a line one can act on."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from nlp.errors import CodebookError, UnknownNameError
from nlp.themes import check, codebooks, load_codebook, tag

TOP = [
    "五公开",
    "六稳六保",
    "标准化规范化",
    "主动公开",
    "依申请公开",
    "政策解读",
    "回应关切",
    "政务新媒体",
    "网站建设",
    "平台建设",
    "监督保障",
    "信息管理",
    "重点领域",
    "疫情防控",
    "营商环境",
    "机构队伍",
    "公共企事业",
    "行政规范性文件管理",
]


def book(tmp_path: Path, themes: str, name: str = "mine") -> Path:
    path = tmp_path / f"{name}.toml"
    path.write_text(f'name = "{name}"\n{themes}', encoding="utf-8")
    return path


@pytest.mark.parametrize("name", codebooks())
def test_every_codebook_found_holds_together(name: str) -> None:
    assert [str(problem) for problem in check(load_codebook(name))] == []


def test_the_default_codebook_has_the_titles_of_the_contract() -> None:
    gongkai = load_codebook("gongkai")
    tops = [theme.title for theme in gongkai.themes if theme.parent is None]
    assert set(TOP) <= set(tops)
    assert 55 <= len(gongkai.themes) - len(TOP) <= 75
    assert all(theme.definition and theme.examples and theme.counters for theme in gongkai.themes)


def test_the_26_fields_and_the_five_items() -> None:
    assert len(load_codebook("standards26").themes) == 26
    unverified = [theme.title for theme in load_codebook("standards26").themes if theme.status]
    assert unverified == ["农村集体土地征收", "医疗卫生", "国土空间规划"]
    assert len(load_codebook("statutory").themes) == 5
    assert all(theme.frame for theme in load_codebook("phrases").themes)


def test_a_codebook_is_loaded_once_and_again_when_it_changed(tmp_path: Path) -> None:
    path = book(tmp_path, '[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["公示栏"]\n')
    first = load_codebook(path)
    assert load_codebook(path) is first
    book(tmp_path, '[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["公示栏", "宣传栏"]\n')
    assert load_codebook(path).themes[0].terms == ("公示栏", "宣传栏")


def test_a_codebook_travels_between_processes() -> None:
    copy = pickle.loads(pickle.dumps(load_codebook("statutory")))
    assert tag("举办业务培训。", copy).to_dict() == tag("举办业务培训。", "statutory").to_dict()


def test_names_that_do_not_exist() -> None:
    with pytest.raises(UnknownNameError, match="gongkai"):
        load_codebook("gongkei")
    with pytest.raises(CodebookError, match="找不到编码表文件"):
        load_codebook("nowhere.toml")
    with pytest.raises(UnknownNameError, match=r"五公开|five_open"):
        load_codebook("gongkai").theme("五公开工作")


@pytest.mark.parametrize(
    ("themes", "said"),
    [
        ("", "没有主题"),
        ('[[themes]]\nid = "a"\n', "缺 id 或 title"),
        ('[[themes]]\nid = "a"\ntitle = "甲"\nterm = ["x"]\n', "不认识的键 'term'"),
        (
            '[[themes]]\nid = "a"\ntitle = "甲"\n[[themes.cues]]\nanchors = ["公开"]\npattern = "(公开"\n',
            "无法编译",
        ),
        (
            '[[themes]]\nid = "a"\ntitle = "甲"\n[[themes.cues]]\nanchors = ["公"]\npattern = "(公+)+开"\n',
            "可能永远跑不完",
        ),
        (
            '[[themes]]\nid = "a"\ntitle = "甲"\n[[themes.cues]]\nanchors = ["公"]\npattern = "(公|公公)*开"\n',
            "可能永远跑不完",
        ),
        ('[[themes]]\nid = "a"\ntitle = "甲"\n[[themes.cues]]\npattern = "公开"\n', "没有 anchors"),
        ('[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["公示"]\nunless = ["nowhere"]\n', r"补上 \[contexts.nowhere\]"),
        ('[[themes]]\nid = "a"\ntitle = "甲"\n[[themes.cues]]\nterms = ["公示"]\nrole = "loud"\n', "可用 named"),
        (
            '[[themes]]\nid = "a"\ntitle = "甲"\n[[themes.together]]\nmembers = ["公示", "公告"]\nleast = 3\n',
            "应为 2 至 2",
        ),
        ("[[themes]\n", "不是 UTF-8 的 TOML"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, themes: str, said: str) -> None:
    with pytest.raises(CodebookError, match=said) as caught:
        load_codebook(book(tmp_path, themes))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("themes", "said"),
    [
        ('[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["公示"]\n' * 2, "id 用了 2 次"),
        ('[[themes]]\nid = "a"\ntitle = "甲"\nparent = "b"\nterms = ["公示"]\n', "不是本编码表的主题"),
        ('[[themes]]\nid = "a"\ntitle = "甲"\nparent = "a"\nterms = ["公示"]\n', "绕回了自身"),
        ('[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["公示", " "]\n', "空词语"),
        ('[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["栏"]\n', "只有一个字"),
        ('[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["ＯＡ系统", "OA系统"]\n', "只有全半角或简繁之别"),
        ('[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["公開欄", "公开栏"]\n', "只有全半角或简繁之别"),
        ('[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["公示栏"]\ndescribed = ["公示栏"]\n', "同在线索“词语”和“"),
        ('masks = ["公示栏"]\n[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["公示栏"]\n', "遮蔽"),
        ('[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["公示栏"]\nexamples = ["更新{公示}栏。"]\n', "标出的是"),
        ('[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["公示栏"]\ncounters = ["更新公示栏。"]\n', "反例"),
        ('[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["公示栏"]\npassing = ["更新{公示栏}。"]\n', "应为 passing"),
        (
            'nested = "longest"\n[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["公示栏"]\n'
            '[[themes]]\nid = "b"\ntitle = "乙"\nterms = ["公示栏"]\n',
            "也属于主题",
        ),
        (
            '[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["公开專區"]\n[[themes]]\nid = "b"\ntitle = "乙"\nterms = ["公开专区"]\n',
            "词语 '公开专区' 也属于主题 a（写作 '公开專區'，只有全半角或简繁之别）",
        ),
        (
            '[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["ＡＢ"]\n[[themes]]\nid = "b"\ntitle = "乙"\ndescribed = ["AB"]\n',
            "词语 'AB' 也属于主题 a",
        ),
    ],
)
def test_what_does_not_hold_together_is_named(tmp_path: Path, themes: str, said: str) -> None:
    assert any(said in str(problem) for problem in check(load_codebook(book(tmp_path, themes))))


@pytest.mark.parametrize("second", ['described = ["公示栏"]', 'terms = ["公示"]\nlookalikes = ["公示栏"]'])
def test_a_word_may_belong_to_several_themes_on_purpose(tmp_path: Path, second: str) -> None:
    first = '[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["公示栏"]\n'
    mine = load_codebook(book(tmp_path, f'shared = ["公示欄"]\n{first}[[themes]]\nid = "b"\ntitle = "乙"\n{second}\n'))
    assert check(mine) == []


def test_an_empty_term_is_told_of_and_finds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["公示", ""]\n', encoding="utf-8")
    mine = load_codebook(path)
    assert [problem.message for problem in check(mine)] == ["“词语”的 terms 里有空词语：请删去"]
    assert [evidence.quote for evidence in tag("按期公示。", mine).themes[0].evidence] == ["公示"]


def test_nested_terms_by_the_codebooks_rule(tmp_path: Path) -> None:
    themes = (
        '[[themes]]\nid = "a"\ntitle = "甲"\nterms = ["公示栏", "公示"]\n'
        '[[themes]]\nid = "b"\ntitle = "乙"\nterms = ["公示栏建设"]\n'
    )
    each = tag("推进公示栏建设。", load_codebook(book(tmp_path, themes, "each")))
    assert {found.title: [e.quote for e in found.evidence] for found in each.themes} == {
        "甲": ["公示栏"],
        "乙": ["公示栏建设"],
    }
    longest = tag("推进公示栏建设。", load_codebook(book(tmp_path, 'nested = "longest"\n' + themes, "longest")))
    assert [found.title for found in longest.themes] == ["乙"]
