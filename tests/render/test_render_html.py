"""The page, walked: quotes at their offsets, links that lead, nothing fetched, structure a screen reader can use."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from nlp.display import visible
from nlp.render import brief_of_study, write
from nlp.render.brief import Brief
from nlp.render.forms import html
from nlp.study import Study


@pytest.fixture(scope="module")
def page(brief: Brief, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(brief, tmp_path_factory.mktemp("html") / "index.html")


@pytest.fixture(scope="module")
def tree(page: Path) -> HTMLParser:
    return HTMLParser(page.read_text(encoding="utf-8"))


def words(node: Node) -> str:
    return str(node.text(deep=True))


def check_quotes(tree: HTMLParser, study: Study) -> int:
    """Check that each quoted passage stands in its source at its offsets; return how many there are."""
    texts = {visible(report.source): report.text for report in study.reports}
    quotes = tree.css("[data-source]")
    for quote in quotes:
        at = quote.attributes
        source = texts[at["data-source"]]
        assert words(quote) == visible(source[int(at["data-start"]) : int(at["data-end"])])
    return len(quotes)


def test_every_quoted_passage_stands_in_its_source(tree: HTMLParser, study: Study) -> None:
    assert check_quotes(tree, study) > 100


def test_ids_are_unique_and_links_lead_somewhere(tree: HTMLParser) -> None:
    ids = Counter(node.attributes["id"] for node in tree.css("[id]"))
    assert [name for name, count in ids.items() if count > 1] == []
    targets = {node.attributes["href"] for node in tree.css("a[href]")}
    assert targets
    assert {target for target in targets if not (target.startswith("#") and target[1:] in ids)} == set()


def test_nothing_is_fetched(page: Path, tree: HTMLParser) -> None:
    assert [node.html for node in tree.css("[src], object, iframe, base, embed, image")] == []
    assert [node.attributes["href"] for node in tree.css("link")] == ["data:,"]
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"@import|url\((?!#)", text)
    addresses = set(re.findall(r"https?://[^\s\"'<)]+", text))
    # names of namespaces, which nobody asks for
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_the_policy_names_the_only_script(page: Path, tree: HTMLParser) -> None:
    policy = tree.css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"]
    assert "default-src 'none'" in policy
    assert "sha256-" in policy
    assert len(tree.css("script")) == 1
    assert not re.search(r"\son[a-z]+\s*=", re.sub(r"<script>.*?</script>", "", page.read_text("utf-8"), flags=re.S))


def test_structure_for_screen_readers(tree: HTMLParser) -> None:
    assert tree.css_first("html").attributes["lang"] == "zh-Hans"
    assert len(tree.css("h1")) == len(tree.css("main")) == 1
    assert tree.css_first("a.skip").attributes["href"] == "#main"
    levels = [int(node.tag[1]) for node in tree.css("h1, h2, h3, h4, h5, h6")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in tree.css("table"):
        assert table.css_first("caption") is not None
        assert all(head.attributes.get("scope") for head in table.css("th"))
    for control in tree.css("input"):
        assert control.attributes.get("aria-label") or (control.parent is not None and control.parent.tag == "label")
    assert all(
        svg.attributes.get("role") in ("img", "group") and svg.attributes.get("aria-label") for svg in tree.css("svg")
    )
    assert all(section.attributes.get("aria-labelledby") for section in tree.css("main > section"))


def test_changes_are_elements_and_not_only_colours(tree: HTMLParser) -> None:
    edited = tree.css_first("tr.edited")
    assert edited.css("del")
    assert edited.css("ins")
    assert "改写" in words(edited)
    assert {words(node).strip() for node in tree.css("tr.new th .badge")} == {"＋新增"}
    cue = tree.css_first("mark.m-check")
    assert cue.attributes["data-tag"]
    assert cue.attributes["title"]


def test_the_same_brief_gives_the_same_bytes(brief: Brief, study: Study, page: Path, tmp_path: Path) -> None:
    again = write(brief_of_study(study), tmp_path / "index.html")
    assert again.read_bytes() == page.read_bytes()


def test_a_large_brief_is_split_by_agency(
    brief: Brief, study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "SPLIT_ABOVE", 4)
    front = write(brief, tmp_path / "index.html")
    pages = [front, *sorted((tmp_path / "pages").iterdir())]
    assert [page.name for page in pages] == ["index.html", "g1.html", "g2.html"]
    trees = {page: HTMLParser(page.read_text(encoding="utf-8")) for page in pages}
    ids = {page: {node.attributes["id"] for node in tree.css("[id]")} for page, tree in trees.items()}
    for page, tree in trees.items():
        check_quotes(tree, study)
        for link in tree.css("a[href]"):
            file, _, fragment = str(link.attributes["href"]).partition("#")
            target = (page.parent / file).resolve() if file else page
            assert target in ids
            assert not fragment or fragment in ids[target]
    assert trees[front].css(".wording") == []
    assert len(trees[pages[1]].css(".wording")) == 2
    whole = HTMLParser(next(iter(html.write_html(brief, "one.html")))[1].decode())
    assert len(whole.css(".wording")) == 0
