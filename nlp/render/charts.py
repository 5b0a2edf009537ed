"""Charts by altair (图表): Vega-Lite with the data inside, drawn as SVG for pages and PNG for Word.

Every chart can be read without colour: shades differ in lightness, and the figure or symbol stands in or beside each
mark. Text stays text in the SVG, so the reader's own Chinese font draws it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from nlp.display import visible

if TYPE_CHECKING:
    import altair as alt

Spec = dict[str, Any]
Row = Mapping[str, Any]

FONTS = "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'SimHei', sans-serif"
INK, QUIET, RULE, GRID = "#1d2733", "#5b6570", "#b9bdc0", "#e6e6e1"
#: mark -> fill and the ink that can be read on it; neighbours in a bar differ in lightness
FILLS: dict[str, tuple[str, str]] = {
    "same": ("#d3d5d2", INK), "edited": ("#ecc667", INK), "moved": ("#9db4d6", INK), "new": ("#256d5b", "#ffffff"),
    "dropped": ("#b4533f", "#ffffff"), "delivered": ("#256d5b", "#ffffff"), "partly": ("#8fc0ae", INK),
    "repeated": ("#ecc667", INK), "unmet": ("#d3d5d2", INK), "recurs": ("#d98b5f", INK), "gone": ("#e9eae6", INK),
}  # fmt: skip
#: shade by tone, 0 to 4
SHADES = ("#f3f2ee", "#cfdde6", "#8fb0c4", "#4a7f9d", "#1f5673")
_DARK_TONE = 3


def _spec(chart: alt.LayerChart | alt.FacetChart) -> Spec:
    spec: Spec = chart.to_dict(validate=False)
    axis = {
        "labelFontSize": 13, "titleFontSize": 13, "labelColor": INK, "titleColor": QUIET, "titleFontWeight": "normal",
        "domainColor": RULE, "tickColor": RULE, "gridColor": GRID, "labelLimit": 260,
    }  # fmt: skip
    spec["config"] = {
        "font": FONTS, "background": None, "view": {"stroke": None}, "axis": axis,
        "header": {"labelFontSize": 13, "labelFontWeight": "bold", "labelColor": INK, "labelLimit": 180},
        "text": {"fontSize": 12, "color": INK}, "facet": {"spacing": 14},
    }  # fmt: skip
    return spec


def _data(rows: Iterable[Row]) -> alt.InlineData:
    import altair as alt

    return alt.InlineData([{k: visible(v) if isinstance(v, str) else v for k, v in row.items()} for row in rows])


def _unique(rows: Iterable[Row], field: str) -> list[str]:
    return list(dict.fromkeys(visible(str(row[field])) for row in rows))


def _linked(rows: Iterable[Row]) -> dict[str, Any]:
    """Return the channel that makes a mark lead to the anchor in its row's ``link``; none where no row has one."""
    import altair as alt

    return {"href": alt.Href("link:N")} if any(row.get("link") for row in rows) else {}


def heat_map(rows: Sequence[Row], *, columns: Sequence[str] = (), step: int = 42) -> Spec:
    """Return a grid of shaded cells, the sign of each written in it (热力图).

    Parameters
    ----------
    rows : ``row``, ``column`` and ``facet`` (labels, each in order of first appearance; an empty facet for a single
        panel), ``tone`` (0 to 4), ``sign`` (what is written in the cell) and, if it leads anywhere, ``link`` (``#`` and an
        anchor of the brief).
    columns : the column labels from left to right, where not as they first appear.
    step : width of a column in pixels.
    """
    import altair as alt

    across = alt.Axis(title=None, orient="top", labelAngle=0, domain=False, ticks=False)
    base = alt.Chart().encode(
        x=alt.X("column:N", sort=[visible(column) for column in columns] or _unique(rows, "column"), axis=across),
        y=alt.Y("row:N", sort=_unique(rows, "row"), axis=alt.Axis(title=None, domain=False, ticks=False)),
    )
    shade = alt.Color("tone:O", scale=alt.Scale(domain=list(range(len(SHADES))), range=list(SHADES)), legend=None)
    ink = alt.condition(alt.datum.tone >= _DARK_TONE, alt.value("#ffffff"), alt.value(INK))
    layers = alt.layer(
        base.mark_rect(stroke="#ffffff", strokeWidth=2).encode(color=shade, **_linked(rows)),
        base.mark_text(baseline="middle").encode(text="sign:N", color=ink, **_linked(rows)),
        data=_data(rows),
    ).properties(width=alt.Step(step), height=alt.Step(24))
    facets = _unique(rows, "facet")
    if len(facets) < 2:
        return _spec(layers)
    header = alt.Header(title=None, labelOrient="top")
    return _spec(layers.facet(column=alt.Column("facet:N", sort=facets, header=header)).resolve_scale(x="independent"))


def stacked_bars(rows: Sequence[Row], parts: Sequence[tuple[str, str]], *, title: str) -> Spec:
    """Return horizontal bars made of parts, the text of each part written in it (堆叠条形图).

    Parameters
    ----------
    rows : ``bar`` (label, in order of first appearance), ``part`` (a name out of `FILLS`), ``value`` (length),
        ``text`` (written in the part where there is room) and, if it leads anywhere, ``link``.
    parts : the parts from left to right, each with its title for the legend.
    title : of the horizontal axis.
    """
    import altair as alt

    titles = dict(parts)
    laid = [{**row, "title": titles[row["part"]]} for row in _laid_out(rows, [name for name, _ in parts])]
    longest = round(max((row["to"] for row in laid), default=1.0), 4)
    fills = alt.Scale(domain=[t for _, t in parts], range=[FILLS[name][0] for name, _ in parts])
    inks = alt.Scale(domain=[t for _, t in parts], range=[FILLS[name][1] for name, _ in parts])
    legend = alt.Legend(title=None, orient="top", symbolType="square", labelFontSize=13, columns=6)
    y = alt.Y("bar:N", sort=_unique(rows, "bar"), axis=alt.Axis(title=None, domain=False, ticks=False))
    scale = alt.Scale(domain=[0, longest], nice=False)
    axis = alt.Axis(format="%" if longest <= 1 else "d", tickCount=5, tickMinStep=0.25 if longest <= 1 else 1)
    bars = alt.Chart().mark_bar(stroke="#ffffff", strokeWidth=1).encode(
        x=alt.X("from:Q", title=title, scale=scale, axis=axis), x2="to:Q", y=y,
        color=alt.Color("title:N", scale=fills, sort=[t for _, t in parts], legend=legend), **_linked(rows),
    )  # fmt: skip
    words = alt.Chart().mark_text(baseline="middle").transform_filter(alt.datum.value >= longest * 0.055).encode(
        x=alt.X("middle:Q", scale=scale), y=y, text="text:N", stroke=alt.value(None),
        fill=alt.Fill("title:N", scale=inks, legend=None), **_linked(rows),
    )  # fmt: skip
    layers = alt.layer(bars, words, data=_data(laid)).resolve_scale(fill="independent", color="independent")
    return _spec(layers.properties(width=520, height=alt.Step(30)))


def _laid_out(rows: Iterable[Row], order: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows with where each part of a bar begins, ends and has its middle."""
    laid = []
    reached: dict[str, float] = {}
    for row in sorted(rows, key=lambda row: order.index(row["part"])):
        begin = reached.get(row["bar"], 0.0)
        end = reached[row["bar"]] = begin + row["value"]
        laid.append({**row, "from": round(begin, 6), "to": round(end, 6), "middle": round((begin + end) / 2, 6)})
    return laid


def score_strips(rows: Sequence[Row], means: Sequence[Row]) -> Spec:
    """Return one strip of points a report, from 0 to 100, with its mean as an upright line (具体性剖面).

    Parameters
    ----------
    rows : ``strip`` (label, in order of first appearance), ``score`` and, if it leads anywhere, ``link``, one for each
        measure scored.
    means : ``strip`` and ``score``, with ``text`` written beside the line.
    """
    import altair as alt

    y = alt.Y("strip:N", sort=_unique(rows, "strip"), axis=alt.Axis(title=None, domain=False, ticks=False, grid=True))
    x = alt.X(
        "score:Q", title="具体性得分（0—100，圆点为一项措施，竖线为全份得分）",
        scale=alt.Scale(domain=[0, 100], nice=False), axis=alt.Axis(values=[0, 20, 40, 60, 80, 100]),
    )  # fmt: skip
    points = (
        alt.Chart(_data(rows)).mark_circle(size=95, color="#4a7f9d", opacity=0.55).encode(x=x, y=y, **_linked(rows))
    )
    base = alt.Chart(_data(means)).encode(x=x, y=y)
    ticks = base.mark_tick(color=INK, thickness=3, height=20)
    words = base.mark_text(align="left", dx=6, dy=-9, fontWeight="bold").encode(text="text:N")
    return _spec(alt.layer(points, ticks, words).properties(width=520, height=alt.Step(34)))
