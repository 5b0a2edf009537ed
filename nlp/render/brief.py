"""The neutral comparative report (对比报告): what is said, in which order, and what each number rests on.

A Brief knows nothing of HTML or Word. It is a tree of sections; a section holds blocks of the few kinds below; all
wording is in runs. A writer turns each kind of block into its own form, so a new form is one new file. Whatever is
quoted from a report is a `Quote` and carries the source and offsets it was cut from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of wording that looks one way throughout.

    marks : names out of `nlp.render.marks` (``"added"``, ``"time"`` ...), the most telling first; tag : a short label
    printed after it, never part of the text; link : an anchor of this brief.
    """

    text: str
    marks: tuple[str, ...] = ()
    tag: str = ""
    link: str = ""


Runs: TypeAlias = tuple[Run, ...]


def plain(text: str) -> Runs:
    """Return the text as one unmarked run."""
    return (Run(text),)


def text_of(runs: Iterable[Run]) -> str:
    """Return the wording of some runs without their marks."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a report (引文): ``text_of(runs) == report.text[start:end]``, and where that is.

    label : who and when, in words; clipped : whether it was cut out of a longer sentence before and after.
    """

    source: str
    start: int
    end: int
    runs: Runs
    label: str = ""
    clipped: tuple[bool, bool] = (False, False)

    @property
    def text(self) -> str:
        """The quoted words."""
        return text_of(self.runs)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    kind: ClassVar[str] = "paragraph"
    runs: Runs
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding in a plain sentence (发现): its leading figure, and the anchor of what it rests on."""

    runs: Runs
    figure: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """The list of findings a brief or chapter begins with."""

    kind: ClassVar[str] = "findings"
    items: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; ``number`` columns are set right, ``mark`` columns in the middle, ``long`` ones hold sentences."""

    title: str
    kind: Literal["text", "number", "mark", "long"] = "text"


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. value : the plain value behind the wording, for sheets and sorting; tone : shading, 0 to 4."""

    runs: Runs
    value: float | str | None = None
    tone: int = 0

    @property
    def text(self) -> str:
        """The wording of the cell."""
        return text_of(self.runs)


def cell(text: object = "", *, link: str = "", value: float | str | None = None, tone: int = 0) -> Cell:
    """Return a cell of one run; `value` defaults to a number given as text."""
    if value is None and isinstance(text, int | float):
        value = text
    return Cell((Run(str(text), link=link),), value if value is not None else str(text), tone)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and one header row. head : how many leading columns name their row."""

    kind: ClassVar[str] = "table"
    anchor: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    head: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart. spec : Vega-Lite, data inside; alt : the chart in words, for those who cannot see it."""

    kind: ClassVar[str] = "figure"
    anchor: str
    caption: str
    spec: Mapping[str, Any]
    alt: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """What marks mean: names out of `nlp.render.marks`."""

    kind: ClassVar[str] = "legend"
    caption: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """The evidence behind one number (证据)."""

    anchor: str
    title: str
    quotes: tuple[Quote, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceList:
    """Evidence kept out of the way until it is asked for."""

    kind: ClassVar[str] = "evidence"
    caption: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One passage with what was found in it: a problem, a plan, a promise, a shared wording.

    status : the mark that files it (filters go by it); facts : name and value in words; related : further passages,
    each under its own label; level : 1 to 5 where it is graded, else 0.
    """

    anchor: str
    status: str
    title: str
    quote: Quote
    facts: tuple[tuple[str, Runs], ...] = ()
    reason: str = ""
    related: tuple[Quote, ...] = ()
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cards:
    """A list of cards, filtered by status and searched."""

    kind: ClassVar[str] = "cards"
    anchor: str
    caption: str
    items: tuple[Card, ...]
    related: str = "依据"


@dataclass(frozen=True, slots=True)
class WordingPair:
    """Earlier wording beside later wording; one side may be empty. kinds : the kinds of edit inside."""

    anchor: str
    status: str
    place: str
    old: tuple[Quote, ...]
    new: tuple[Quote, ...]
    notes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def alike(self) -> bool:
        """Whether both sides read the same, with nothing marked in them."""
        return all(not run.marks for quote in (*self.old, *self.new) for run in quote.runs)


@dataclass(frozen=True, slots=True)
class Stub:
    """Where a moved passage used to stand: says so, and leads to its pair."""

    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Two texts side by side, sentence by sentence (逐句对照), in the order of the later one."""

    kind: ClassVar[str] = "wording"
    anchor: str
    caption: str
    old_label: str
    new_label: str
    rows: tuple[WordingPair | Stub, ...]

    @property
    def pairs(self) -> tuple[WordingPair, ...]:
        """The pairs without the stubs."""
        return tuple(row for row in self.rows if isinstance(row, WordingPair))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it.

    group : the agency it is about; writers that split a long brief put one agency's sections on one page.
    fold : may be shown closed until asked for; gist : what it comes to, shown beside its title when it is closed;
    aside : lists that paper can do without: printed forms give the title and the gist, and say where the rest is.
    """

    kind: ClassVar[str] = "section"
    anchor: str
    title: str
    blocks: tuple[Block, ...]
    group: str = ""
    fold: bool = False
    gist: str = ""
    aside: bool = False


Block: TypeAlias = (
    Paragraph | Findings | Table | Figure | Legend | EvidenceList | Cards | Wording | Section
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A flat table of records behind the brief: one sheet of a workbook. widths are the writer's business."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]


def no_sheets() -> tuple[Sheet, ...]:
    """Return no sheets."""
    return ()


@dataclass(frozen=True, slots=True)
class Brief:
    """A comparative report (对比报告), ready to be written in any form.

    groups : group -> its name in words, in order; sheets : the flat tables behind it, made when a writer asks;
    record : the command contract's object where there is one (``gongkai compare``); size : how many reports it is
    about, by which writers decide whether to split it.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    groups: Mapping[str, str] = field(default_factory=dict)
    size: int = 0
    sheets: Callable[[], tuple[Sheet, ...]] = no_sheets
    record: Mapping[str, Any] | None = None
    made_by: str = ""

    def walk(self) -> Iterator[Block]:
        """Yield every block, sections included, in reading order."""
        yield from blocks_of(self.sections)


def blocks_of(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks and everything inside them, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield from blocks_of(block.blocks)


def quotes_of(block: Block) -> Iterator[Quote]:
    """Yield the quotes that stand directly in a block (not those of sections inside it)."""
    if isinstance(block, EvidenceList):
        for entry in block.entries:
            yield from entry.quotes
    elif isinstance(block, Cards):
        for card in block.items:
            yield card.quote
            yield from card.related
    elif isinstance(block, Wording):
        for pair in block.pairs:
            yield from (*pair.old, *pair.new)
