"""The shipped samples from file to page: small, true to its sources, quiet in a browser; and two years in every form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from render_browser import browsing, chromium
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from nlp.display import visible
from nlp.errors import NotAReportError
from nlp.manifest import MAKER
from nlp.readers import read, suffixes
from nlp.render import brief_of_comparison, brief_of_study, write
from nlp.render.brief import Brief, quotes_of
from nlp.study import Study, compare, conduct

MOST_BYTES = 3_000_000


@pytest.fixture(scope="module")
def sampled(samples: Path) -> Study:
    files = [file for file in sorted(samples.glob("*-20*")) if file.suffix in suffixes()]
    if len(files) < 16:
        pytest.skip("the samples are not all here")
    return conduct([read(file) for file in files])


@pytest.fixture(scope="module")
def sampled_brief(sampled: Study) -> Brief:
    return brief_of_study(sampled)


@pytest.fixture(scope="module")
def sampled_page(sampled_brief: Brief, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(sampled_brief, tmp_path_factory.mktemp("samples") / "index.html")


def test_every_quote_stands_in_the_sample_it_names(sampled: Study, sampled_page: Path) -> None:
    texts = {visible(report.source): report.text for report in sampled.reports}
    quotes = HTMLParser(sampled_page.read_text(encoding="utf-8")).css("[data-source]")
    assert len(quotes) > 1000
    for quote in quotes:
        at = quote.attributes
        start, end = int(str(at["data-start"])), int(str(at["data-end"]))
        assert quote.text(deep=True) == visible(texts[str(at["data-source"])][start:end])


@pytest.mark.parametrize("form", ["html", "docx", "md"])
def test_what_we_write_is_never_read_as_a_report(sampled: Study, tmp_path: Path, form: str) -> None:
    briefs = {"analysis": brief_of_study(sampled), "two": brief_of_comparison(compare(*sampled.reports[:2]))}
    for name, brief in briefs.items():
        file = write(brief, tmp_path / f"{name}.{form}")
        with pytest.raises(NotAReportError, match="是 gongkai 写出的对比报告"):
            read(file)


def test_our_words_without_their_mark_are_never_read_as_a_report(sampled: Study, tmp_path: Path) -> None:
    brief = brief_of_comparison(compare(*sampled.reports[:2]))
    text = write(brief, tmp_path / "two.md").read_text(encoding="utf-8").replace(MAKER, "")
    for name, kept in {"whole": text, "headless": text.partition("\n")[2], "endless": text[: len(text) // 2]}.items():
        file = tmp_path / f"{name}.txt"
        file.write_text(kept, encoding="utf-8")
        with pytest.raises(NotAReportError, match="是 gongkai 写出的对比报告"):
            read(file)


def test_the_page_is_one_small_file(sampled_page: Path) -> None:
    assert sampled_page.stat().st_size < MOST_BYTES
    assert [file.name for file in sampled_page.parent.iterdir()] == ["index.html"]


@pytest.mark.slow
@pytest.mark.skipif(chromium() is None, reason="Chromium is not installed: the samples were not tried in a browser")
def test_the_page_is_quiet_narrow_and_sorts_in_a_browser(sampled_page: Path) -> None:
    with browsing() as browser:
        browser.open(sampled_page, width=390, phone=True)
        browser.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert browser.run("document.documentElement.scrollWidth") == 390
        browser.run("document.querySelector('#tab-reports th:nth-child(4) button').click()")
        column = "[...document.querySelector('#tab-reports').tBodies[0].rows].map(r => Number(r.cells[3].textContent))"
        sizes = browser.run(column)
        assert sizes == sorted(sizes)
        assert (
            browser.run("document.querySelector('#tab-reports th:nth-child(4)').getAttribute('aria-sort')")
            == "ascending"
        )
        assert browser.complaints == []
        assert browser.requests == [sampled_page.resolve().as_uri()]


def test_two_years_in_every_form(sampled: Study, tmp_path: Path) -> None:
    old, new = sampled.reports[0], sampled.reports[1]
    comparison = compare(old, new)
    brief = brief_of_comparison(comparison)
    texts = {report.source: report.text for report in (old, new)}
    quotes = [quote for block in brief.walk() for quote in quotes_of(block)]
    assert quotes
    assert all(texts[quote.source][quote.start : quote.end] == quote.text for quote in quotes)
    for suffix in ("html", "docx", "xlsx", "md"):
        assert write(brief, tmp_path / f"two.{suffix}").stat().st_size > 10_000
    assert json.loads(write(brief, tmp_path / "two.json").read_bytes()) == json.loads(json.dumps(comparison.to_dict()))
