"""The page in a real browser: no complaint, no request out, filters and links that work, a phone's width, paper."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from render_browser import Browser, browsing, chromium
from render_hostile import hostile_study

from nlp.render import brief_of_study, write
from nlp.render.brief import Brief

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="Chromium is not installed: the page was not tried in a browser"),
]


@pytest.fixture(scope="module")
def page(brief: Brief, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(brief, tmp_path_factory.mktemp("browser") / "index.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as opened:
        yield opened


def test_nothing_is_asked_for_and_nothing_complains(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.run("document.querySelector('[data-fold=open]').click()")
    assert browser.requests == [page.resolve().as_uri()]
    assert browser.complaints == []


def test_a_foreign_script_could_not_run(browser: Browser, page: Path) -> None:
    browser.open(page)
    ran = browser.run(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.body.append(s); return window.ran === 1; })()"
    )
    assert ran is False


def test_status_filters_and_search_narrow_the_wording(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.run("document.querySelector('[data-fold=open]').click()")
    shown = "[...document.querySelector('.wording').querySelectorAll('tr[data-status]:not([data-uncounted])')].filter(r => !r.hidden)"
    before = browser.run(f"{shown}.map(r => r.dataset.status)")
    assert {"same", "edited", "new", "dropped"} <= set(before)
    browser.run("document.querySelector('.wording input[value=same]').click()")
    assert browser.run(f"{shown}.map(r => r.dataset.status)") == [status for status in before if status != "same"]
    said = browser.run("document.querySelector('.wording output').textContent")
    assert said == f"显示{len(before) - before.count('same')}条，共{len(before)}条"
    browser.run(
        "(() => { const s = document.querySelector('.wording input[type=search]'); s.value = '图文解读';"
        " s.dispatchEvent(new Event('input')); })()"
    )
    found = browser.run(f"{shown}.map(r => r.textContent)")
    assert found
    assert all("图文解读" in text for text in found)


def test_evidence_comes_in_a_dialog_that_escape_closes(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.run("document.querySelector('[data-fold=open]').click()")
    browser.run("(() => { const a = document.querySelector('a[data-evidence]'); a.focus(); a.click(); })()")
    assert browser.run("document.querySelector('dialog').open") is True
    assert browser.run("document.querySelectorAll('dialog [data-source]').length") > 0
    for kind in ("keyDown", "keyUp"):
        browser.call("Input.dispatchKeyEvent", type=kind, key="Escape", code="Escape", windowsVirtualKeyCode=27)
    assert browser.run("document.querySelector('dialog').open") is False
    assert browser.run("document.activeElement.hasAttribute('data-evidence')") is True


def test_a_link_opens_what_it_leads_to(browser: Browser, page: Path) -> None:
    browser.open(page, fragment="#wording-c0-2")
    box = browser.run("(b => [b.top, b.height])(document.getElementById('wording-c0-2').getBoundingClientRect())")
    assert 0 <= box[0] < 900
    assert box[1] > 0


@pytest.mark.parametrize(("width", "phone"), [(390, True), (820, False), (1280, False)])
def test_no_page_scrolls_sideways(browser: Browser, page: Path, width: int, phone: bool) -> None:
    browser.open(page, width=width, phone=phone)
    browser.run("document.querySelector('[data-fold=open]').click()")
    assert browser.run("document.documentElement.scrollWidth") <= width


def test_hostile_text_neither_acts_nor_widens_the_page(browser: Browser, tmp_path: Path) -> None:
    page = write(brief_of_study(hostile_study()), tmp_path / "index.html")
    browser.open(page, width=390, phone=True)
    browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert browser.run("document.documentElement.scrollWidth") == 390
    assert browser.complaints == []
    assert browser.requests == [page.resolve().as_uri()]
    browser.run("document.querySelector('a[data-evidence]').click()")
    assert browser.run("document.querySelectorAll('dialog img, dialog script').length") == 0
    assert browser.run("document.documentElement.scrollWidth") == 390


def test_everything_can_be_reached_and_seen_by_keyboard(browser: Browser, page: Path) -> None:
    browser.open(page)
    for kind in ("keyDown", "keyUp"):
        browser.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
    assert browser.run("document.activeElement.textContent") == "跳到正文"
    assert browser.run("getComputedStyle(document.activeElement).outlineStyle") != "none"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "phone"), [(390, True), (1280, False)])
def test_axe_finds_nothing_to_mend(browser: Browser, page: Path, scheme: str, width: int, phone: bool) -> None:
    axe = pytest.importorskip("axe_core_python", reason="axe-core-python is not installed: the page was not audited")
    rules = (Path(axe.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.open(page, width=width, phone=phone)
    browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    browser.run(f"{rules};0")
    found = browser.run(
        "axe.run().then(r => [r.passes.length, r.violations.map(v => [v.id, v.nodes.map(n => n.html)])])"
    )
    browser.call("Emulation.setEmulatedMedia", features=[])
    assert found[0] > 20
    assert found[1] == []


def test_a_cell_of_a_chart_leads_to_its_evidence(browser: Browser, page: Path) -> None:
    browser.open(page)
    cell = "document.querySelector('#fig-themes svg a[href]')"
    assert browser.run(f"{cell}.getAttribute('href')").startswith("#e")
    browser.run(f"{cell}.dispatchEvent(new MouseEvent('click', {{bubbles: true, cancelable: true}}))")
    assert browser.run("document.querySelector('dialog').open") is True
    assert browser.run("document.querySelectorAll('dialog [data-source]').length") > 0


def test_the_contents_show_where_the_reader_is(browser: Browser, page: Path) -> None:
    browser.open(page)
    here = "document.querySelector('.contents [aria-current]').textContent"
    assert "主要发现" in browser.run(here)
    later = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    browser.run(f"document.querySelector('#method').scrollIntoView(), {later}")
    assert "方法与局限" in browser.run(here)


def test_words_are_dark_enough_on_their_ground(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.run("document.querySelector('[data-fold=open]').click()")
    assert browser.run(_FAINT) == []


_FAINT = """
(() => {
  const lin = c => { c /= 255; return c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4; };
  const lum = ([r, g, b]) => .2126 * lin(r) + .7152 * lin(g) + .0722 * lin(b);
  const parse = s => s.match(/[\\d.]+/g).map(Number);
  const ground = e => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const faint = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || e.closest('svg, script, style, dialog, .sr')) continue;
    const a = lum(parse(getComputedStyle(e).color)), b = lum(ground(e));
    if ((Math.max(a, b) + .05) / (Math.min(a, b) + .05) < 4.5) faint.add(e.outerHTML.slice(0, 80));
  }
  return [...faint];
})()
"""


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext")
def test_it_prints_on_a4(browser: Browser, page: Path, tmp_path: Path) -> None:
    browser.open(page)
    browser.run("document.querySelector('[data-fold=open]').click()")
    browser.print(tmp_path / "page.pdf")
    printed = subprocess.run(
        ["pdftotext", str(tmp_path / "page.pdf"), "-"], capture_output=True, check=True
    ).stdout.decode()
    assert "主要发现" in printed
    assert "全部展开" not in printed
    sizes = subprocess.run(["pdfinfo", str(tmp_path / "page.pdf")], capture_output=True, check=True).stdout.decode()
    assert "A4" in sizes or "594" in sizes or "595" in sizes
