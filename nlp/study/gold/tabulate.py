"""What `validate` found, as rows of one table (检验结果表)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Row = dict[str, Any]
_COLUMNS = (
    "kind", "figure", "against", "units", "both", "found", "missed", "neither", "precision", "recall", "f1", "interval",
    "macro_f1", "kappa", "alpha", "spearman", "exact", "adjacent", "new_or_not", "allowing",
)  # fmt: skip


def tabulated(result: Mapping[str, Any]) -> Iterator[Row]:
    """Yield one row a comparison, all with the same columns; a figure that a comparison does not have is None.

    kind : ``themes concreteness links follow_up``; figure : the theme or the file, or ``all``; against : the coder or
    rater compared with; allowing : F1 of links, or share of items, with the alternatives allowed.
    """
    for kind, rows in _KINDS.items():
        for row in rows(result.get(kind) or {}):
            yield {column: {"kind": kind, **row}.get(column) for column in _COLUMNS}


def _themes(found: Mapping[str, Any]) -> Iterator[Row]:
    for each in (*found.get("references", ()), *found.get("coders", ())):
        interval = each.get("interval") or ()
        yield {
            **each, "figure": "all", "against": f"{each['measured']} / {each['reference']}",
            "interval": " - ".join(map(str, interval)),
        }  # fmt: skip
    for each in found.get("labels", ()):
        alpha = found["alpha"].get(each["label"])
        yield {**each, "figure": each["label"], "against": f"{found['measured']} / {each['reference']}", "alpha": alpha}


def _ratings(found: Mapping[str, Any]) -> Iterator[Row]:
    if not found:
        return
    yield {"figure": "score", "against": "mean", "units": found["clauses"], "spearman": found["spearman_with_mean"]}
    for rater, figures in found["levels"].items():
        yield {**figures, "figure": "level", "against": rater}
    if found["raters"]:
        yield {**found["raters"], "figure": "level", "against": "rater / rater"}


def _links(found: Mapping[str, Any]) -> Iterator[Row]:
    for name, figures in found.items():
        allowing = figures.get("allowing")
        yield {
            **figures["links"], "neither": None, "figure": name, "units": figures["sentences"],
            "new_or_not": figures["new_or_not"], "allowing": allowing["links"]["f1"] if allowing else None,
        }  # fmt: skip


def _fates(found: Mapping[str, Any]) -> Iterator[Row]:
    for name, figures in found.items():
        yield {**figures, "figure": name, "units": figures["items"]}


_KINDS = {"themes": _themes, "concreteness": _ratings, "links": _links, "follow_up": _fates}
