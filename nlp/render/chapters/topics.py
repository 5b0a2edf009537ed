"""Learned topics (话题): what the model groups together, with example sentences and shares by year and agency."""

from __future__ import annotations

from nlp.render.brief import (
    Block,
    Card,
    Cards,
    Cell,
    Column,
    Figure,
    Paragraph,
    Section,
    Table,
    cell,
    plain,
)  # fmt: skip
from nlp.render.catalogue import Catalogue, percent, place_of, short
from nlp.render.charts import heat_map
from nlp.render.marks import quote_of
from nlp.topics.result import Topic, TopicStudy

ANCHOR = "topics"
_WORDS = 10
_SIDE_BY_SIDE = 24
#: width of a column in pixels: of a year, of an agency
_STEP, _WIDE = 42, 96


def chapter(catalogue: Catalogue) -> Section | None:
    """Return the chapter on topics, or None where no model was fitted."""
    topics = catalogue.study.topics
    if topics is None or not topics.topics:
        return None
    text = (
        f"话题由模型（{topics.method}，{topics.k}个，种子{topics.seed}）从词语的共现中学得，名称只是建议；与事先定义的主题不是一回事。"
        f"{topics.reason}"
    )
    blocks: list[Block] = [Paragraph(plain(text), quiet=True), _table(topics)]
    figure = _shares(catalogue, topics)
    if figure:
        blocks.append(figure)
    cards = tuple(card for topic in topics.topics for card in _examples(catalogue, topic))
    if cards:
        inner = Cards(f"{ANCHOR}-examples-items", "各话题的代表句", cards)
        blocks.append(Section(f"{ANCHOR}-examples", "各话题的代表句", (inner,), fold=True, aside=True))
    return Section(ANCHOR, "话题模型", tuple(blocks))


def name_of(topic: Topic) -> str:
    """Return a topic's number and suggested name, or its heaviest words."""
    return f"话题{topic.topic + 1} {topic.label or '·'.join(word for word, _ in topic.words[:3])}"


def _table(topics: TopicStudy) -> Table:
    rows = tuple(
        (
            cell(name_of(topic)), cell(percent(topic.share), value=topic.share),
            cell("、".join(word for word, _ in topic.words[:_WORDS])), cell("、".join(topic.frex[:_WORDS])),
        )
        for topic in topics.topics
    )  # fmt: skip
    columns = (
        Column("话题", "long"),
        Column("占比", "number"),
        Column("高频词", "long"),
        Column("特有词（FREX）", "long"),
    )
    return Table("tab-topics", "学得的话题", columns, rows)


def _shares(catalogue: Catalogue, topics: TopicStudy) -> Figure | None:
    weights = dict(zip(topics.sources, topics.weights, strict=True))
    groups = _groups(catalogue, weights)
    rows = []
    for facet, column, sources in groups:
        for n, topic in enumerate(topics.topics):
            share = sum(weights[source][n] for source in sources) / len(sources)
            tone = 0 if share < 0.02 else min(4, 1 + int(share * 6))
            rows.append({
                "facet": facet, "column": column, "row": short(name_of(topic), 16), "tone": tone,
                "sign": f"{100 * share:.0f}" if share >= 0.005 else "",
            })  # fmt: skip
    if not rows:
        return None
    columns = [] if catalogue.one_year else sorted({column for _, column, _ in groups})
    alt = "热力图：各话题在各份报告（或各年度）叙述文字中所占的百分比。"
    return Figure(
        "fig-topics",
        "各话题所占百分比",
        heat_map(rows, columns=columns, step=_WIDE if catalogue.one_year else _STEP),
        alt,
        "格内为百分数，空格为不足0.5%",
    )


def _groups(catalogue: Catalogue, weights: dict[str, tuple[float, ...]]) -> list[tuple[str, str, list[str]]]:
    reports = catalogue.study.reports
    if len(reports) <= _SIDE_BY_SIDE:
        return [
            (*catalogue.facet(position), [reports[position].source])
            for issuer in catalogue.issuers for position in issuer.reports if reports[position].source in weights
        ]  # fmt: skip
    years: dict[str, list[str]] = {}
    for report in sorted(reports, key=lambda report: report.year or 9999):
        if report.source in weights:
            years.setdefault(str(report.year or "不详"), []).append(report.source)
    return [("", year, sources) for year, sources in years.items()]


def _examples(catalogue: Catalogue, topic: Topic) -> list[Card]:
    cards: list[Cell | Card] = []
    for n, (source, evidence) in enumerate(topic.examples, 1):
        position = catalogue.by_source.get(source)
        if position is None:
            continue
        report = catalogue.study.reports[position]
        label = f"{catalogue.label(position)} {place_of(report, evidence.start)}"
        quote = quote_of(report, evidence.start, evidence.end, label=label)
        cards.append(Card(f"topic{topic.topic}-{n}", name_of(topic), "", quote))
    return [card for card in cards if isinstance(card, Card)]
