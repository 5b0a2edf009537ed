"""A chart drawn (绘图): SVG for pages, PNG for Word and files, by the Vega that `vl-convert` carries. Nothing is fetched.

Vega draws each chart once, as SVG; the picture is made of that. Text stays text in the SVG, so that the reader's own
Chinese font draws it; Vega measures it in the plain face it carries itself, alike on every system.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from nlp.errors import UsageError
from nlp.manifest import write_bytes
from nlp.render.brief import Brief, Figure
from nlp.render.fonts import require_font

#: anchor -> address
Lead = Callable[[str], str]
#: what the reader's system is asked for, in this order
_FONTS = "'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'SimHei', sans-serif"
#: Vega's own name for a face of no family
_ANY_FONT = 'font-family="sans-serif"'
#: charts kept as drawn: more than one brief has
_KEPT = 64
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_LOCAL = re.compile(r"url\(#([^)]+)\)")
#: roles and labels of single marks: a screen reader is told the chart as a whole
_SPOKEN = ("role", "aria-label", "aria-roledescription", "aria-hidden", "class", "pointer-events")


def svg(figure: Figure, *, lead: Lead | None = None) -> str:
    """Return a chart as one ``<svg>`` element that can stand inside a page beside others.

    Its ids carry the figure's anchor, it scales with its surroundings, and it goes by `alt` as its name.

    lead : anchor -> address, for a page that has the anchors; without it the marks lead nowhere. These links are for the
    pointer: the tables beside a chart hold the same ones, which a keyboard reaches without hundreds of stops.
    """
    tree = ElementTree.fromstring(_drawn(figure, _FONTS))  # noqa: S314  (made just here)
    for element in tree.iter():
        for name in _SPOKEN:
            element.attrib.pop(name, None)
        _link(element, lead)
        for name, value in element.attrib.items():
            element.set(name, _LOCAL.sub(rf"url(#{figure.anchor}-\1)", value))
        if "id" in element.attrib:
            element.set("id", f"{figure.anchor}-{element.get('id')}")
    if lead and any(element.get("href") for element in tree.iter()):
        # an image may hold no links: a named group, silent inside
        tree.set("role", "group")
        for child in tree:
            child.set("aria-hidden", "true")
    else:
        tree.set("role", "img")
    tree.set("aria-label", figure.alt)
    ElementTree.register_namespace("", _SVG)
    return ElementTree.tostring(tree, encoding="unicode")


def _link(element: ElementTree.Element, lead: Lead | None) -> None:
    """Make the address of a mark, which Vega has made absolute, one of the page it stands in."""
    address = element.attrib.pop(_XLINK, None)
    if lead and address and "#" in address:
        element.set("href", lead(address.rpartition("#")[2]))
        element.set("tabindex", "-1")


def _drawn(figure: Figure, font: str) -> str:
    return _by_vega(json.dumps(figure.spec)).replace(_ANY_FONT, f'font-family="{font}"')


@lru_cache(maxsize=_KEPT)
def _by_vega(spec: str) -> str:
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec))


def png(figure: Figure, *, scale: float = 2.0) -> bytes:
    """Return a chart as PNG, on white.

    Raises
    ------
    DependencyError
        When the system has no Chinese font; the message names the package to install.
    """
    import vl_convert

    font = require_font()
    vl_convert.register_font_directory(str(font.path.parent))
    opening, bracket, rest = _drawn(figure, font.family).partition(">")
    paper = '<rect width="100%" height="100%" fill="#ffffff"/>'
    return bytes(vl_convert.svg_to_png(f"{opening}{bracket}{paper}{rest}", scale=scale))


def write_figures(brief: Brief, folder: str | Path, forms: Iterable[str] = ("svg", "png")) -> tuple[Path, ...]:
    """Write every chart of a brief as files of its own, named by its anchor (图表另存).

    Parameters
    ----------
    folder : made when missing.
    forms : ``"svg"``, ``"png"`` or both.

    Raises
    ------
    UsageError
        When a form is not one of the two.
    DependencyError
        When a PNG is wanted and the system has no Chinese font.
    """
    figures = [block for block in brief.walk() if isinstance(block, Figure)]
    written = []
    # one form after the other: where a font is missing, the pictures that need none are all there
    for form in forms:
        if form not in _FORMS:
            raise UsageError(f"没有名为 {form!r} 的图片格式：可用 {'、'.join(sorted(_FORMS))}")
        for figure in figures:
            path = Path(folder) / f"{figure.anchor}.{form}"
            write_bytes(path, _FORMS[form](figure))
            written.append(path)
    return tuple(written)


def _svg_file(figure: Figure) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + svg(figure)).encode()


_FORMS: dict[str, Callable[[Figure], bytes]] = {"svg": _svg_file, "png": png}
