"""A term's contexts as a page: every place with its source, hostile text shown and not obeyed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from render_browser import browsing, chromium

from nlp.keywords import kwic
from nlp.render.kwic_page import kwic_page
from nlp.report import narrative_of

EVIL = "<script>window.ran = 1</script>\u202e政务公开<img src=x onerror=alert(1)>专区"
REPORTS = [
    replace(
        narrative_of("江州市办好政务公开专区。政务公开无小事。", source="江州.txt"), issuer="江州市政府", year=2020
    ),
    replace(narrative_of(EVIL, source="<b>.txt"), issuer=EVIL),
]


def page() -> str:
    return kwic_page("政务公开", kwic("政务公开", REPORTS), REPORTS).decode()


def test_every_place_is_a_row_with_its_source() -> None:
    html = page()
    assert html.count('<mark class="m-term">政务公开</mark>') == 3
    assert html.count("江州市政府，2020，江州.txt") == 2
    assert "2份报告，2份用到，共3次" in html
    assert kwic_page("没有的词", (), REPORTS).decode().count("没有找到") == 1


def test_hostile_text_is_shown_not_obeyed() -> None:
    html = page()
    assert html.count("<script>") == 1
    assert "<img" not in html
    assert "\u202e" not in html


@pytest.mark.slow
@pytest.mark.skipif(chromium() is None, reason="Chromium is not installed: the page was not tried in a browser")
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_asked_for_and_nothing_scrolls_sideways(tmp_path: Path, width: int) -> None:
    file = tmp_path / "kwic.html"
    file.write_text(page(), encoding="utf-8")
    with browsing() as browser:
        browser.open(file, width=width)
        assert browser.requests == [file.resolve().as_uri()]
        assert browser.complaints == []
        assert browser.run("window.ran === 1") is False
        assert browser.run("document.documentElement.scrollWidth") <= width
