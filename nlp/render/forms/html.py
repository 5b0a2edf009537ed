"""HTML: one page that stands alone, or, where there are many reports, one more page for each agency beside it.

Nothing is fetched: style and script are inside, charts are SVG, fonts are the reader's. A content security policy lets
only this page's own script run, so foreign text could not act even if it were not escaped; and it is escaped throughout.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from nlp.display import visible
from nlp.manifest import MAKER
from nlp.render.brief import (
    Block,
    Brief,
    Cards,
    EvidenceList,
    Paragraph,
    Run,
    Section,
    Wording,
    blocks_of,
)  # fmt: skip
from nlp.render.marks import mark_of, tally
from nlp.render.writing import writers

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_NUMBER = re.compile(r"[<>]?[\d.,/—→%]+")
#: above this many reports each agency gets a page of its own
SPLIT_ABOVE = 40


@dataclass(frozen=True, slots=True)
class Page:
    """One HTML file: `name` relative to the folder, `back` the way to the main page."""

    name: str
    title: str
    subtitle: str
    sections: tuple[Section, ...]
    made_by: str
    back: str = ""
    agencies: tuple[tuple[str, str], ...] = ()


@writers.register("html")
def write_html(brief: Brief, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the page, and the pages of the agencies where the brief is split."""
    pages = _split(brief, name) if brief.size > SPLIT_ABOVE else [_whole(brief, name)]
    homes = _homes(pages)
    for page in pages:
        yield page.name, _rendered(page, homes).encode("utf-8")


def _whole(brief: Brief, name: str) -> Page:
    return Page(name, brief.title, brief.subtitle, brief.sections, brief.made_by)


def _split(brief: Brief, name: str) -> list[Page]:
    folder = "pages" if name == "index.html" else f"{name.removesuffix('.html')}-pages"
    used = {block.group for block in brief.walk() if isinstance(block, Section) and block.group}
    links = tuple((f"{folder}/{key}.html", title) for key, title in brief.groups.items() if key in used)
    front = tuple(_without_groups(section) for section in brief.sections)
    pages = [replace(_whole(brief, name), sections=front, agencies=links)]
    for link, title in links:
        key = link.rpartition("/")[2].removesuffix(".html")
        chapters = tuple(part for section in brief.sections if (part := _only_group(section, key)) is not None)
        pages.append(Page(link, title, brief.title, chapters, brief.made_by, f"../{name}"))
    return pages


def _without_groups(section: Section) -> Section:
    kept = tuple(block for block in section.blocks if not (isinstance(block, Section) and block.group))
    if len(kept) == len(section.blocks):
        return section
    pointer = Paragraph(
        (Run("逐个机关的内容在各机关自己的页面，"), Run("从这里进入", link="agencies"), Run("。")), quiet=True
    )
    return replace(section, blocks=(*kept, pointer))


def _only_group(section: Section, key: str) -> Section | None:
    mine = [block for block in section.blocks if isinstance(block, Section) and block.group == key]
    if not mine:
        return None
    # the agency's name heads the page already: its parts stand directly under the chapter
    inner: list[Block] = [block for part in mine for block in part.blocks]
    return Section(mine[0].anchor, section.title, tuple(inner))


def _homes(pages: Iterable[Page]) -> dict[str, str]:
    """Return anchor -> name of the page it stands on."""
    homes = {"agencies": ""}
    for page in pages:
        if page.agencies:
            homes["agencies"] = page.name
        for block in blocks_of(page.sections):
            homes.update(dict.fromkeys(_anchors(block), page.name))
    return homes


def _anchors(block: Block) -> Iterator[str]:
    if hasattr(block, "anchor"):
        yield block.anchor
    if isinstance(block, EvidenceList):
        yield from (entry.anchor for entry in block.entries)
    elif isinstance(block, Cards):
        yield from (card.anchor for card in block.items)
    elif isinstance(block, Wording):
        yield from (pair.anchor for pair in block.pairs)


def _rendered(page: Page, homes: Mapping[str, str]) -> str:
    from markupsafe import Markup

    from nlp.render.drawing import svg

    evidence = {entry.anchor for b in blocks_of(page.sections) if isinstance(b, EvidenceList) for entry in b.entries}

    def href(anchor: str) -> str:
        return _href(anchor, page, homes)

    return page_template("page.html.j2").render(
        page=page,
        href=href,
        is_evidence=evidence.__contains__,
        drawn=lambda figure: Markup(svg(figure, lead=href)),  # noqa: S704  (well-formed, its text escaped by ElementTree)
    )


def _resource(name: str) -> str:
    return files("nlp.render").joinpath("templates", name).read_text(encoding="utf-8")


def page_template(name: str) -> Template:
    """Return one of our templates: every word passes one gate, and only our own script may run."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def shown(value: Any) -> Any:
        # the single gate through which every word of the page passes
        return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        loader=PackageLoader("nlp.render"), autoescape=True, undefined=StrictUndefined, finalize=shown
    )
    script = _resource("script.js")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    environment.globals.update(
        mark_of=mark_of, families=_families, titles=_titles, tally=_tally, split=_figure_and_unit, script_hash=f"sha256-{digest}",
        maker=MAKER, style=Markup(_resource("style.css")), topics_style=Markup(_resource("topics.css")), script=Markup(script),  # noqa: S704  (our own files)
    )  # fmt: skip
    return environment


def _href(anchor: str, page: Page, homes: Mapping[str, str]) -> str:
    home = homes.get(anchor, page.name)
    if home == page.name:
        return f"#{anchor}"
    here, there = page.name.rpartition("/")[0], home.rpartition("/")[0]
    if here == there:
        return f"{home.rpartition('/')[2]}#{anchor}"
    return f"{'../' if here else ''}{home}#{anchor}"


def _families(marks: Iterable[str]) -> str:
    """Return the classes of a run: the family of its most telling mark; edits have elements of their own."""
    names = [mark_of(name).family for name in marks if name not in ("added", "removed")]
    return f"m-{names[0]}" if names else ""


def _titles(marks: Iterable[str]) -> str:
    return "、".join(
        title for name in marks if (title := mark_of(name).title) and name not in ("added", "removed", "term")
    )


def _figure_and_unit(figure: str) -> tuple[str, str]:
    """Return the number a figure begins with and the words after it, which are set smaller."""
    number = _NUMBER.match(figure)
    return (number[0], figure[number.end() :]) if number else (figure, "")


def _tally(block: Cards | Wording) -> list[tuple[str, int]]:
    return tally(block.items if isinstance(block, Cards) else block.pairs)
