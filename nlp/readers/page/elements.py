"""A parsed page as the lines a reader sees, in order (页面元素): text joined per block element, never per span.

The walk is iterative: pages nest deeper than Python's stack. Data tables are set aside on the way; layout tables are
only a way of placing text and are walked like everything else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from nlp.readers.page.tables import data_table
from nlp.report import Table

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode


# plain numbers, not an Enum: they are compared for every node of a page
# (from _BREAK on they end a line, from _BLOCK on they hold lines together)
_INLINE, _LINK, _BOLD, _TEXT, _SKIP, _BREAK, _LINE, _HEADING, _PRE, _BLOCK, _TABLE = range(1, 12)
_KINDS = 12
_NAMES: dict[int, str] = {
    _TEXT: "-text",
    _SKIP: "script style head noscript template svg math iframe object embed applet canvas audio video map select option "
    "datalist textarea button input nav footer aside dialog title meta link img rt rp -comment",
    _BREAK: "br hr",
    _LINE: "tr address caption dd dt figcaption legend li p summary",
    _BLOCK: "td th article blockquote body center details div dl fieldset figure form header hgroup html main menu ol section ul",
    _HEADING: "h1 h2 h3 h4 h5 h6",
    _PRE: "pre xmp listing plaintext",
    _LINK: "a",
    _BOLD: "b strong",
    _TABLE: "table",
}
_TAGS = {name: tag for tag, names in _NAMES.items() for name in names.split()}


class Element:
    """One line of a page.

    Parameters
    ----------
    pieces : its text nodes; text : the same joined, blanks trimmed; container : the number of what holds it.
    linked, bold : how many of its characters are links or bold; depth : how many elements of each kind are open.
    ``prose`` : how many are prose, and ``is_link`` : whether it is a link, told once somebody looks.
    """

    __slots__ = ("bold", "container", "is_link", "linked", "pieces", "preformatted", "prose", "text", "titled")

    def __init__(self, pieces: list[str], text: str, container: int, linked: int, bold: int, depth: list[int]) -> None:
        self.pieces = pieces
        self.text = text
        self.container = container
        self.linked = linked
        self.bold = bold
        self.prose = 0
        self.is_link = False
        self.titled = depth[_HEADING]
        #: its line breaks are meant
        self.preformatted = depth[_PRE]

    @property
    def heading(self) -> bool:
        """Whether it stands in a heading tag or is all bold."""
        return self.titled > 0 or self.bold + 1 >= len(self.text) > 1


class PlacedTable(NamedTuple):
    """A data table that stood before ``elements[position]``, inside `container` (数据表)."""

    position: int
    container: int
    table: Table


class Page:
    """The lines of a page; ``parents[i]`` is the container that holds container i (0 is the body)."""

    __slots__ = ("elements", "parents", "tables")

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.parents = [0]
        self.tables: list[PlacedTable] = []


#: what points to a footnote
_NOTE = re.compile("[\\[［〔(（][0-9]{1,2}[\\]］〕)）]|[①-⑳]")
#: what panes are made of
_PANES, _MOST_PANES = frozenset(("div", "section", "article", "dd", "li")), 60
#: what a style takes out of sight: copies for the printer, texts smuggled in
_HIDING = ("display:none", "display: none", "visibility:hidden", "left:-99", "left: -99", "indent:-99")


def may_hide(markup: str) -> bool:
    """Return whether any style in the markup may take something out of sight, which most pages never do."""
    return any(rule in markup for rule in _HIDING)


def notes(tree: LexborHTMLParser) -> frozenset[int]:
    """Return the raised figures in brackets that point to footnotes (脚注号); other raised text, 平方米 as m², is the report's."""
    return frozenset([node.mem_id for node in tree.css("sup") if _NOTE.fullmatch(node.text().strip())])


def hidden(tree: LexborHTMLParser) -> frozenset[int]:
    """Return the elements that a reader does not see, as far as their own style says so.

    The panes of tabs and accordions are no such: a click shows them, and one of their kind is shown from the beginning.
    """
    styled = [(node, node.attrs.get("style") or "") for node in tree.css("[style]")]
    # pages made by Word have a style everywhere, and few different ones
    hiding = {style for style in {style for _, style in styled} if any(rule in style for rule in _HIDING)}
    unseen = {node.mem_id: node for node, style in styled if style in hiding}
    return frozenset(unseen.keys() - _panes(unseen))


def _panes(unseen: Mapping[int, LexborNode]) -> set[int]:
    """Which of the elements out of sight are of several alike side by side, of which another is shown."""
    found: set[int] = set()
    beside: dict[int, list[tuple[str | None, set[str]]]] = {}
    for number, node in unseen.items():
        named = set((node.attrs.get("class") or "").split())
        if not named or node.parent is None or node.tag not in _PANES:
            continue
        shown = beside.get(node.parent.mem_id)
        if shown is None:
            shown = beside[node.parent.mem_id] = list(islice(_shown(node.parent, unseen), _MOST_PANES))
        # being shown may have added to a class (active, open)
        if any(tag == node.tag and named <= classes for tag, classes in shown):
            found.add(number)
    return found


def _shown(parent: LexborNode, unseen: Collection[int]) -> Iterator[tuple[str | None, set[str]]]:
    for child in parent.iter():
        if child.mem_id not in unseen:
            yield child.tag, set((child.attrs.get("class") or "").split())


def walk(tree: LexborHTMLParser, unseen: frozenset[int] = frozenset()) -> Page:
    """Return the lines of a parsed page, tables noted, without the elements `unseen`.

    One loop over all nodes with its state in local names, because it takes a good part of the time a page takes.
    """
    page = Page()
    elements, parents = page.elements, page.parents
    kinds: dict[int, int] = {}
    depth = [0] * _KINDS
    stack: list[tuple[LexborNode, int]] = []
    pieces: list[str] = []
    container = linked = bold = 0
    node = tree.body or tree.root
    while node is not None or stack:
        leaving = node is None
        if node is None:
            node, kind = stack.pop()
        else:
            kind = kinds.get(node.tag_id) or _learn(kinds, node)
        if kind == _TEXT:
            text = node.text_content or ""
            if pieces or not text.isspace():
                pieces.append(text)
                if depth[_LINK]:
                    linked += len(text)
                if depth[_BOLD]:
                    bold += len(text.strip())
            node = node.next
            continue
        if pieces and kind >= _BREAK:
            if text := "".join(pieces).strip():
                elements.append(Element(pieces, text, container, linked, bold, depth))
            pieces = []
            linked = bold = 0
        if leaving:
            depth[kind] -= 1
            if kind >= _BLOCK:
                container = parents[container]
        elif kind == _TABLE and (table := data_table(node)):
            page.tables.append(PlacedTable(len(elements), container, table))
        elif kind != _SKIP and kind != _BREAK and not (unseen and node.mem_id in unseen):  # noqa: PLR1714  (faster)
            if kind == _LINK and "href" not in node.attrs:
                # a bookmark, not a link
                kind = _INLINE
            depth[kind] += 1
            if kind >= _BLOCK:
                parents.append(container)
                container = len(parents) - 1
            stack.append((node, kind))
            node = node.first_child
            continue
        node = node.next
    return page


def _learn(kinds: dict[int, int], node: LexborNode) -> int:
    """The kind of an element met for the first time; tag numbers are looked up faster than names."""
    return kinds.setdefault(node.tag_id, _TAGS.get(node.tag or "", _INLINE))
