"""The page of a topic model (话题页): a map, words, shares over years, sentences; one file, nothing fetched, no script needed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.manifest import package_version
from nlp.render.catalogue import LEVEL_TITLES, percent, short
from nlp.render.forms.html import page_template
from nlp.render.topic_map import HEIGHT, WIDTH, Spot, spots
from nlp.report import Report
from nlp.topics import Prevalence, prevalence
from nlp.topics.result import Topic, TopicStudy

#: what shares are shown by: the grouping's name and its heading
_GROUPINGS = (("year", "年度"), ("level", "层级"), ("region", "地区"), ("issuer", "机关"))
#: rows of one grouping on the page; the table of shares in the folder has all
_ROWS = 40
_CURVE_WIDTH, _CURVE_HEIGHT = 520, 220


@dataclass(frozen=True, slots=True)
class Share:
    """One group's share of a topic: text for the table, and figures for the bar."""

    group: str
    share: float
    low: float | None
    high: float | None
    reports: int

    @property
    def interval(self) -> str:
        """The 95% interval, or why there is none."""
        if self.low is None or self.high is None:
            return "只有一份"
        return f"{percent(self.low)}—{percent(self.high)}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A topic as the page shows it."""

    topic: Topic
    name: str
    spot: Spot
    words: tuple[tuple[str, float, float], ...]
    sentences: tuple[tuple[str, str], ...]
    groupings: tuple[tuple[str, tuple[Share, ...]], ...]

    @property
    def anchor(self) -> str:
        """Where the topic stands on the page."""
        return f"topic-{self.topic.topic + 1}"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of quality over the numbers of topics: points of its curve, and its values."""

    name: str
    style: str
    values: tuple[float, ...]
    points: str
    end: float


def topic_page(study: TopicStudy, reports: Sequence[Report]) -> bytes:
    """Return the page of a topic model as HTML in UTF-8 (话题页).

    Parameters
    ----------
    study : with its model, as `nlp.topics.topics` returned it or `load` read it.
    reports : the study's reports in its order, for shares by year, level, region and agency.

    Raises
    ------
    UsageError
        When the reports are not the study's.
    """
    entries = _entries(study, reports)
    tried = sorted(study.diagnostics.get("tried", ()), key=lambda row: row["k"])
    return (
        page_template("topics.html.j2")
        .render(
            study=study, entries=entries, tried=tried, lines=_lines(tried), marks=_marks(tried, study.k),
            years=_by_year(entries), width=WIDTH, height=HEIGHT, curve=(_CURVE_WIDTH, _CURVE_HEIGHT), percent=percent, short=short,
            reports=len(reports), made_by=f"gongkai {package_version()}",
        )
        .encode()
    )  # fmt: skip


def _entries(study: TopicStudy, reports: Sequence[Report]) -> tuple[Entry, ...]:
    import numpy as np

    components = study.fitted.model.components_ if study.fitted is not None else np.eye(study.k)
    places = spots(components, [topic.share for topic in study.topics])
    found = {by: prevalence(study, reports, by=by) for by, _ in _GROUPINGS}
    who = {report.source: _issued(report) for report in reports}
    return tuple(
        Entry(
            topic, _name(topic), spot, _words(topic),
            tuple((who.get(source, source), evidence.quote) for source, evidence in topic.examples),
            tuple((title, _shares(found[by], topic.topic, by)) for by, title in _GROUPINGS),
        )
        for topic, spot in zip(study.topics, places, strict=True)
    )  # fmt: skip


def _name(topic: Topic) -> str:
    return topic.label or "·".join(word for word, _ in topic.words[:3])


def _issued(report: Report) -> str:
    who = f"{report.issuer or '机关不详'}，{report.year or '年度不详'}"
    return f"{who}（{report.source.replace(chr(92), '/').rpartition('/')[2]}）" if report.source else who


def _words(topic: Topic) -> tuple[tuple[str, float, float], ...]:
    """Return the words with their probabilities and the lengths of their bars, 0 to 100."""
    most = max((weight for _, weight in topic.words), default=0.0) or 1.0
    return tuple((word, weight, round(100 * weight / most, 1)) for word, weight in topic.words)


def _shares(rows: Sequence[Prevalence], topic: int, by: str) -> tuple[Share, ...]:
    def title(group: object) -> str:
        return LEVEL_TITLES.get(str(group), str(group)) if by == "level" else str(group)

    mine = [row for row in rows if row.topic == topic]
    return tuple(Share(title(row.group), row.share, row.low, row.high, row.reports) for row in mine[:_ROWS])


def _by_year(entries: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(share.group for share in entries[0].groupings[0][1]) if entries else ()


def _lines(tried: Sequence[dict[str, Any]]) -> tuple[Line, ...]:
    """Return the curves over the numbers of topics; one number makes none."""
    if len(tried) < 2:
        return ()
    steady = [row["stability"] for row in tried]
    series = (
        ("稳定度（话题用词重合）", "solid", [row["jaccard"] for row in steady]),
        ("用词打乱后的稳定度", "null", [row["jaccard_null"] for row in steady]),
        ("分派一致（调整兰德指数）", "rand", [row["rand"] for row in steady]),
        ("连贯度 NPMI（按篇幅加权）", "npmi", [row["weighed_npmi"] for row in tried]),
        ("连贯度 c_v", "cv", [row["c_v"] for row in tried]),
        ("排他性", "own", [row["exclusivity"] for row in tried]),
    )
    return tuple(_line(name, style, values) for name, style, values in series)


def _line(name: str, style: str, values: Sequence[float]) -> Line:
    points = [(_across(n, len(values)), _down(value)) for n, value in enumerate(values)]
    return Line(name, style, tuple(values), " ".join(f"{x:.1f},{y:.1f}" for x, y in points), points[-1][1])


def _marks(tried: Sequence[dict[str, Any]], k: int) -> Iterator[tuple[int, float, bool]]:
    """Yield the numbers of topics tried, where they stand, and whether they were taken."""
    for n, row in enumerate(tried):
        yield row["k"], round(_across(n, len(tried)), 1), row["k"] == k


def _across(position: int, of: int) -> float:
    return 34 + position * (_CURVE_WIDTH - 54) / max(of - 1, 1)


def _down(value: float) -> float:
    return 12 + (1 - min(max(value, 0.0), 1.0)) * (_CURVE_HEIGHT - 44)
