"""Charts (图表): Vega-Lite with the data inside, which `drawing` makes SVG for pages and PNG for Word of.

A chart is written as the plain Vega-Lite it is: any tool that knows the format opens it, and nothing has to be loaded to
make one. Every chart can be read without colour: shades differ in lightness, and the figure or symbol stands in or beside
each mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from nlp.display import visible

Spec = dict[str, Any]
Row = Mapping[str, Any]

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
#: parts of a bar shorter than this share of the longest bar have no room for their text
_ROOM = 0.055
#: length of the longest bar, in pixels
_BARS = 600
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_CONFIG: Spec = {
    "background": None, "view": {"stroke": None}, "text": {"fontSize": 12, "color": INK}, "facet": {"spacing": 14},
    "axis": {
        "labelFontSize": 13, "titleFontSize": 13, "labelColor": INK, "titleColor": QUIET, "titleFontWeight": "normal",
        "domainColor": RULE, "tickColor": RULE, "gridColor": GRID, "labelLimit": 260,
    },
    "header": {"labelFontSize": 13, "labelFontWeight": "bold", "labelColor": INK, "labelLimit": 180},
}  # fmt: skip


def _chart(**parts: Any) -> Spec:
    return {"$schema": _SCHEMA, "config": _CONFIG, **parts}


def _data(rows: Iterable[Row]) -> Spec:
    return {"values": [{k: visible(v) if isinstance(v, str) else v for k, v in row.items()} for row in rows]}


def _unique(rows: Iterable[Row], field: str) -> list[str]:
    return list(dict.fromkeys(visible(str(row[field])) for row in rows))


def _labels(field: str, order: Sequence[str], **axis: Any) -> Spec:
    """Return the channel of a field that names rows or columns, in that order, with no line and no ticks."""
    bare = {"title": None, "domain": False, "ticks": False, **axis}
    return {"field": field, "type": "nominal", "sort": list(order), "axis": bare}


def _linked(rows: Iterable[Row]) -> Spec:
    """Return the channel that makes a mark lead to the anchor in its row's ``link``; none where no row has one."""
    return {"href": {"field": "link", "type": "nominal"}} if any(row.get("link") for row in rows) else {}


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
    across = [visible(column) for column in columns] or _unique(rows, "column")
    scale = {"domain": list(range(len(SHADES))), "range": list(SHADES)}
    ink = {"condition": {"test": f"datum.tone >= {_DARK_TONE}", "value": "#ffffff"}, "value": INK}
    shade = {"field": "tone", "type": "ordinal", "scale": scale, "legend": None}
    panel = {
        "encoding": {
            "x": _labels("column", across, orient="top", labelAngle=0), "y": _labels("row", _unique(rows, "row")),
            **_linked(rows),
        },
        "layer": [
            {"mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 2}, "encoding": {"color": shade}},
            {
                "mark": {"type": "text", "baseline": "middle"},
                "encoding": {"text": {"field": "sign", "type": "nominal"}, "color": ink},
            },
        ],
        "width": {"step": step}, "height": {"step": 24},
    }  # fmt: skip
    facets = _unique(rows, "facet")
    if len(facets) < 2:
        return _chart(data=_data(rows), **panel)
    header = {"title": None, "labelOrient": "top"}
    by = {"column": {"field": "facet", "type": "nominal", "sort": facets, "header": header}}
    return _chart(data=_data(rows), facet=by, spec=panel, resolve={"scale": {"x": "independent"}})


def stacked_bars(rows: Sequence[Row], parts: Sequence[tuple[str, str]], *, title: str) -> Spec:
    """Return horizontal bars made of parts, the text of each part written in it (堆叠条形图).

    Parameters
    ----------
    rows : ``bar`` (label, in order of first appearance), ``part`` (a name out of `FILLS`), ``value`` (length),
        ``text`` (written in the part where there is room) and, if it leads anywhere, ``link``.
    parts : the parts from left to right, each with its title for the legend.
    title : of the horizontal axis.
    """
    titles = dict(parts)
    laid = [{**row, "title": titles[row["part"]]} for row in _laid_out(rows, [name for name, _ in parts])]
    longest = round(max((row["to"] for row in laid), default=1.0), 4)
    shares = longest <= 1
    axis = {"format": "%" if shares else "d", "tickCount": 5, "tickMinStep": 0.25 if shares else 1}
    scale = {"domain": [0, longest], "nice": False}
    legend = {"title": None, "orient": "top", "symbolType": "square", "labelFontSize": 13, "columns": 6}
    bars = {
        "mark": {"type": "bar", "stroke": "#ffffff", "strokeWidth": 1},
        "encoding": {
            "x": {"field": "from", "type": "quantitative", "title": title, "scale": scale, "axis": axis},
            "x2": {"field": "to"}, "color": {**_painted(parts, 0), "legend": legend},
        },
    }  # fmt: skip
    words = {
        "mark": {"type": "text", "baseline": "middle"},
        "transform": [{"filter": f"datum.value >= {longest * _ROOM}"}],
        "encoding": {
            "x": {"field": "middle", "type": "quantitative", "scale": scale},
            "text": {"field": "text", "type": "nominal"}, "stroke": {"value": None},
            "fill": {**_painted(parts, 1), "legend": None},
        },
    }  # fmt: skip
    return _chart(
        data=_data(laid), encoding={"y": _labels("bar", _unique(rows, "bar")), **_linked(rows)}, layer=[bars, words],
        resolve={"scale": {"color": "independent", "fill": "independent"}}, width=_BARS, height={"step": 30},
    )  # fmt: skip


def _painted(parts: Sequence[tuple[str, str]], side: int) -> Spec:
    """Return the channel that colours by part: with the fill (side 0) or the ink (side 1) of each."""
    titles = [title for _, title in parts]
    scale = {"domain": titles, "range": [FILLS[name][side] for name, _ in parts]}
    return {"field": "title", "type": "nominal", "sort": titles, "scale": scale}


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
    score = {
        "field": "score", "type": "quantitative", "title": "具体性得分（0—100，圆点为一项措施，竖线为全份得分）",
        "scale": {"domain": [0, 100], "nice": False}, "axis": {"values": [0, 20, 40, 60, 80, 100]},
    }  # fmt: skip
    points = {
        "data": _data(rows),
        "mark": {"type": "circle", "size": 95, "color": "#4a7f9d", "opacity": 0.55},
        "encoding": _linked(rows),
    }
    ticks = {"data": _data(means), "mark": {"type": "tick", "color": INK, "thickness": 3, "height": 20}}
    words = {
        "data": _data(means),
        "mark": {"type": "text", "align": "left", "dx": 6, "dy": -9, "fontWeight": "bold"},
        "encoding": {"text": {"field": "text", "type": "nominal"}},
    }
    strips = _labels("strip", _unique(rows, "strip"), grid=True)
    return _chart(encoding={"x": score, "y": strips}, layer=[points, ticks, words], width=_BARS, height={"step": 34})
