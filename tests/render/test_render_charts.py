"""Charts: Chinese stays text, data cannot break out, a picture finds a font or says what to install."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from nlp.errors import DependencyError, UsageError
from nlp.render import drawing, fonts, write_figures
from nlp.render.brief import Brief, Figure
from nlp.render.charts import FILLS, SHADES, heat_map, score_strips, stacked_bars
from nlp.render.fonts import find_font

HOSTILE = "<script>alert(1)</script>&\"'\u202e"


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module")
def figures() -> list[Figure]:
    cells = [
        {"facet": facet, "row": f"政策解读{HOSTILE}", "column": year, "tone": tone, "sign": "●"}
        for facet in ("望川县", "石桥镇") for tone, year in enumerate(("2020", "2021"))
    ]  # fmt: skip
    bars = [{"bar": f"望川县{HOSTILE}", "part": part, "value": 0.5, "text": "50%"} for part in ("same", "new")]
    points = [{"strip": f"望川县{HOSTILE}", "score": 40.0}]
    return [
        Figure("fig-a", "热力图", heat_map(cells), "甲"),
        Figure("fig-b", "条形图", stacked_bars(bars, (("same", "沿用"), ("new", "新增")), title="占比"), "乙"),
        Figure(
            "fig-c", "剖面", score_strips(points, [{"strip": points[0]["strip"], "score": 40.0, "text": "40"}]), "丙"
        ),
    ]


def test_svg_keeps_chinese_as_text_and_data_as_data(figures: list[Figure]) -> None:
    for figure in figures:
        text = drawing.svg(figure)
        tree = ElementTree.fromstring(text)
        assert tree.get("aria-label") == figure.alt
        shown = "".join(tree.itertext())
        assert "<script>" in shown
        assert "<script" not in text
        assert "\u202e" not in text
        assert not [node for node in tree.iter() if node.tag.endswith(("script", "image", "foreignObject"))]


def test_ids_of_two_charts_on_a_page_do_not_meet(figures: list[Figure]) -> None:
    ids = [node.get("id") for figure in figures for node in ElementTree.fromstring(drawing.svg(figure)).iter()]
    named = [name for name in ids if name]
    assert len(named) == len(set(named))
    assert all(name.startswith("fig-") for name in named)


def test_shades_darken_step_by_step_and_text_on_fills_can_be_read() -> None:
    steps = [_luminance(shade) for shade in SHADES]
    assert all(before - after > 0.05 for before, after in pairwise(steps))
    assert all(_contrast(fill, ink) >= 4.5 for fill, ink in FILLS.values())
    neighbours = [("same", "edited"), ("moved", "new"), ("delivered", "partly"), ("repeated", "unmet")]
    assert all(abs(_luminance(FILLS[a][0]) - _luminance(FILLS[b][0])) > 0.03 for a, b in neighbours)


@pytest.mark.skipif(fonts.chinese_font() is None, reason="no Chinese font on this system")
def test_png_is_a_picture_in_a_chinese_font(figures: list[Figure]) -> None:
    picture = drawing.png(figures[0])
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert drawing.png(figures[0]) == picture


def test_a_missing_font_is_said_in_one_line_with_the_package(
    figures: list[Figure], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "chinese_font", lambda: None)
    monkeypatch.setattr(fonts.sys, "platform", "linux")
    with pytest.raises(DependencyError, match="fonts-noto-cjk") as caught:
        drawing.png(figures[0])
    assert "\n" not in str(caught.value)


def test_a_font_is_found_by_its_file_and_the_best_one_wins(tmp_path: Path) -> None:
    assert find_font((tmp_path, tmp_path / "missing")) is None
    for name in ("simsun.ttc", "readme.txt", "DejaVuSans.ttf"):
        (tmp_path / name).touch()
    assert find_font((tmp_path,)).family == "SimSun"
    (tmp_path / "deep").mkdir()
    for name in ("NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc"):
        (tmp_path / "deep" / name).touch()
    best = find_font((tmp_path,))
    assert best.family == "Noto Sans CJK SC"
    assert best.path.name == "NotoSansCJK-Regular.ttc"


def test_figures_are_written_as_files(brief: Brief, tmp_path: Path) -> None:
    names = {path.name for path in write_figures(brief, tmp_path, ("svg",))}
    assert names == {f"{block.anchor}.svg" for block in brief.walk() if isinstance(block, Figure)}
    assert "主动公开" in (tmp_path / "fig-themes.svg").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="可用 png、svg"):
        write_figures(brief, tmp_path, ("gif",))
