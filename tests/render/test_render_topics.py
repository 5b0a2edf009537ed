"""The page of a topic model: what it shows, what it escapes, and how it does in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from render_browser import Browser, browsing, chromium
from render_hostile import hostile_study

from nlp.readers import read
from nlp.render.topic_map import HEIGHT, WIDTH, spots
from nlp.render.topic_page import topic_page
from nlp.report import Evidence, Report
from nlp.topics import TopicStudy, topics

FOUND = Evidence(0, 1, "x", "topic:0")
in_a_browser = pytest.mark.skipif(
    chromium() is None, reason="Chromium is not installed: the page was not tried in a browser"
)


@pytest.fixture(scope="module")
def reports(samples: Path) -> list[Report]:
    files = sorted(file for file in samples.iterdir() if file.suffix not in (".md", ".json"))
    return [replace(read(file), source=file.name) for file in files]


@pytest.fixture(scope="module")
def study(reports: list[Report]) -> TopicStudy:
    return topics(reports, spread=lambda work, numbers: map(work, numbers[:3]))


@pytest.fixture(scope="module")
def html(study: TopicStudy, reports: list[Report]) -> str:
    return topic_page(study, reports).decode()


def hostile_page() -> bytes:
    study = hostile_study()
    assert study.topics is not None
    evil = study.reports[0].text[:300] + "<script>window.ran = 1</script>"
    told = tuple(
        replace(topic, words=((evil, 0.5), *topic.words), examples=((evil, FOUND._replace(quote=evil)),))
        for topic in study.topics.topics
    )
    return topic_page(replace(study.topics, topics=told, reason=evil), study.reports)


def test_every_topic_has_its_words_sentences_and_shares(html: str, study: TopicStudy) -> None:
    for topic in study.topics:
        part = html.split(f'id="topic-{topic.topic + 1}"')[1].split("</section>", maxsplit=1)[0]
        assert all(word in part for word, _ in topic.words)
        assert all(word in part for word in topic.frex)
        assert part.count("<li><q>") == len(topic.examples)
        for heading in ("按年度", "按层级", "按地区", "按机关"):
            assert heading in part
        assert len(re.findall(r"\d%—\d+%", part)) >= 4
        assert f'<a href="#topic-{topic.topic + 1}" aria-label="话题{topic.topic + 1}，' in html


def test_the_choice_is_explained_with_curves_and_figures(html: str, study: TopicStudy) -> None:
    assert study.reason in html
    assert html.count("<polyline") == 6
    assert f"{study.k}（取定）" in html


def test_the_same_study_gives_the_same_bytes(html: str, study: TopicStudy, reports: list[Report]) -> None:
    assert topic_page(study, reports).decode() == html


def test_circles_stay_apart_and_on_the_map() -> None:
    random = np.random.default_rng(3)
    components = random.dirichlet(np.full(60, 0.1), 40)
    components[1] = components[0]
    shares = random.dirichlet(np.ones(40)).tolist()
    found = spots(components, shares)
    assert found == spots(components, shares)
    for spot in found:
        assert spot.radius <= spot.x <= WIDTH - spot.radius
        assert spot.radius <= spot.y <= HEIGHT - spot.radius
    overlaps = [
        a.radius + b.radius - float(np.hypot(a.x - b.x, a.y - b.y)) for a in found for b in found if a.topic < b.topic
    ]
    assert max(overlaps) <= 1


def test_topics_that_share_words_lie_near() -> None:
    components = np.array([[0.5, 0.5, 0, 0, 0, 0], [0.4, 0.6, 0, 0, 0, 0], [0, 0, 0, 0, 0.5, 0.5]])
    one, two, three = spots(components, [0.3, 0.3, 0.4])
    near = np.hypot(one.x - two.x, one.y - two.y)
    assert near < np.hypot(one.x - three.x, one.y - three.y)
    assert near < np.hypot(two.x - three.x, two.y - three.y)


def test_a_single_number_of_topics_has_no_curve(reports: list[Report]) -> None:
    page = topic_page(topics(reports[:4], k=2), reports[:4]).decode()
    assert "<polyline" not in page
    assert "2（取定）" in page


def test_hostile_text_is_shown_not_obeyed() -> None:
    page = hostile_page().decode()
    assert page.count("<script>") == 1
    assert "<img" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;window.ran" in page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as opened:
        yield opened


@pytest.mark.slow
@in_a_browser
def test_nothing_is_asked_for_and_nothing_complains(browser: Browser, html: str, tmp_path: Path) -> None:
    for content in (html.encode(), hostile_page()):
        page = tmp_path / "index.html"
        page.write_bytes(content)
        browser.requests.clear()
        browser.open(page)
        browser.run("document.querySelector('[data-fold=open]').click()")
        assert browser.requests == [page.resolve().as_uri()]
        assert browser.complaints == []
        assert browser.run("window.ran === 1") is False


@pytest.mark.slow
@in_a_browser
def test_a_circle_leads_to_its_sentences_by_keyboard(browser: Browser, html: str, tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(html, encoding="utf-8")
    browser.open(page)
    browser.run("document.querySelector('.map a:nth-of-type(2)').focus()")
    assert browser.run("document.activeElement.getAttribute('aria-label')").startswith("话题2，")
    for kind in ("keyDown", "keyUp"):
        browser.call(
            "Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", windowsVirtualKeyCode=13, text="\r"
        )
    assert browser.run("location.hash") == "#topic-2"
    assert browser.run("new Promise(r => setTimeout(() => r(document.querySelector('#topic-2 details').open), 100))")


@pytest.mark.slow
@in_a_browser
@pytest.mark.parametrize("width", [1280, 390])
def test_no_width_makes_the_page_scroll_sideways(browser: Browser, html: str, tmp_path: Path, width: int) -> None:
    for content in (html.encode(), hostile_page()):
        page = tmp_path / "index.html"
        page.write_bytes(content)
        browser.open(page, width=width)
        browser.run("document.querySelector('[data-fold=open]').click()")
        assert browser.run("document.documentElement.scrollWidth") <= width
