"""Word (.docx): headings, a contents field, tables whose header rows repeat, captions, edits as Word draws changes.

Paper is not a page to search through: of each theme of two reports the first place is quoted where its sign stands, and
the rest is counted and left to the page and the tables. The more reports, the less is printed sentence by sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from nlp.display import measured
from nlp.errors import DependencyError
from nlp.render.brief import (
    Block,
    Brief,
    Card,
    Cards,
    EvidenceList,
    Figure,
    Findings,
    Legend,
    Paragraph,
    Quote,
    Run,
    Runs,
    Section,
    Table,
    Wording,
    WordingPair,
    plain,
)  # fmt: skip
from nlp.render.drawing import png
from nlp.render.marks import labelled, mark_of, tally
from nlp.render.word import WordPage
from nlp.render.writing import writers

#: briefs on more reports than this quote no evidence and leave out what is unchanged
_WHOLE = 2
#: briefs on more reports than this give what a page keeps folded in one line
_DETAILED = 4
#: levels of headings in the contents, and the most lines they may have
_LEVELS, _LINES = 2, 40
_PICTURE_SCALE = 2.0
#: tables with more columns than this are set small
_NARROW = 7
#: tables of fewer rows are kept on one page
_TOGETHER = 13
_ELSEWHERE = "见网页版或数据表"


@writers.register("docx")
def write_docx(brief: Brief, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the brief as one Word document."""
    yield name, _WordWriter(brief).made()


class _WordWriter:
    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.whole = brief.size <= _WHOLE
        self.entries = {
            entry.anchor: entry for b in brief.walk() if isinstance(b, EvidenceList) for entry in b.entries
        }  # fmt: skip
        self.page = WordPage(brief.title, self._anchors(brief.sections))
        self.blocks: dict[str, Callable[[Any], None]] = {
            "paragraph": self.paragraph, "findings": self.findings, "table": self.table, "figure": self.figure,
            "legend": self.legend, "evidence": self.evidence, "cards": self.cards, "wording": self.wording,
        }  # fmt: skip

    def _anchors(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Yield the anchors that will stand in the document."""
        for block in blocks:
            if isinstance(block, Section | Table | Figure | Wording | Cards):
                yield block.anchor
            if isinstance(block, Section) and not self.in_one_line(block):
                yield from self._anchors(block.blocks)
            elif isinstance(block, Cards):
                yield from (card.anchor for card in block.items)

    def in_one_line(self, section: Section) -> bool:
        """Return whether of a section only the title and the gist are printed."""
        return section.aside or (section.fold and self.brief.size > _DETAILED)

    def made(self) -> bytes:
        page, brief = self.page, self.brief
        # the years on a line of their own
        page.paragraph(plain(brief.title.replace("（", "\n（", 1)), "Title")
        page.paragraph(plain(brief.subtitle), "Subtitle")
        page.contents(_headings(brief, self.in_one_line))
        page.paragraph((Run("（在文字处理软件中更新目录域，可显示页码。）", ("note",)),), "Note")
        for section in brief.sections:
            self.section(section, 1)
        page.paragraph((Run(brief.made_by, ("note",)),), "Note")
        return page.saved()

    def section(self, section: Section, level: int) -> None:
        if self.in_one_line(section):
            gist = f"：{section.gist}" if section.gist else ""
            self.page.paragraph(
                (Run(section.title, ("strong",)), Run(f"{gist}（{_ELSEWHERE}）")), "Note", anchor=section.anchor
            )
            return
        self.page.heading(section.title, level, section.anchor)
        for block in section.blocks:
            if isinstance(block, Section):
                self.section(block, level + 1)
            else:
                self.blocks[block.kind](block)

    def paragraph(self, block: Paragraph) -> None:
        self.page.paragraph(block.runs, "Note" if block.quiet else "Normal")

    def findings(self, block: Findings) -> None:
        for item in block.items:
            lead = (Run(f"{item.figure}　", ("strong",)),) if item.figure else ()
            link = (Run("（依据）", link=item.link),) if item.link else ()
            self.page.paragraph((*lead, *item.runs, *link), "List Bullet")

    def table(self, block: Table) -> None:
        self.page.caption("表", block.caption, block.anchor)
        proof = self._proof(block) if self.whole else {}
        widths = [2.0, *(4.0 for _ in block.columns[1:])] if proof else _widths(block)
        small = len(block.columns) > _NARROW or bool(proof)
        grid = self.page.table(widths, [column.title for column in block.columns], small=small)
        grid.together = len(block.rows) < _TOGETHER
        right = frozenset(n for n, column in enumerate(block.columns) if column.kind == "number")
        for number, row in enumerate(block.rows, 1):
            cells = [_proved(cell.runs, proof) for cell in row]
            self.page.row(grid, cells, right=right, last=number == len(block.rows))
        notes = [block.note.rstrip("。")] if block.note else []
        notes += [f"符号后为首处原文，其余{_ELSEWHERE}"] if proof else []
        if notes:
            self.page.paragraph((Run(f"注：{'；'.join(notes)}。"),), "Note")
        else:
            self.page.gap()

    def _proof(self, block: Table) -> dict[str, Quote]:
        """Return the first quote of each entry that one cell alone leads to: it can stand in that cell."""
        links = Counter(cell.runs[0].link for row in block.rows for cell in row if len(cell.runs) == 1)
        alone = (self.entries[link] for link, times in links.items() if times == 1 and link in self.entries)
        return {entry.anchor: entry.quotes[0] for entry in alone if entry.quotes}

    def figure(self, block: Figure) -> None:
        self.page.caption("图", block.caption, block.anchor)
        try:
            self.page.picture(png(block, scale=_PICTURE_SCALE), block.alt, scale=_PICTURE_SCALE)
        except DependencyError as error:
            self.page.paragraph((Run(f"（图未画出。{error}）"),), "Note")
        if block.note:
            self.page.paragraph((Run(f"注：{block.note}"),), "Note")

    def legend(self, block: Legend) -> None:
        runs = [Run(f"{block.caption}：", ("strong",))]
        for name in block.marks:
            mark = mark_of(name)
            # edits are drawn, not named by a sign; what is tagged in the text is tagged here in the same way
            if mark.family in ("added", "removed", "kind", "what", "check", "who", "vague") and name != "ongoing":
                runs.append(Run(mark.title, (name,), "" if mark.family in ("added", "removed") else mark.symbol))
            else:
                runs.append(Run(f"{mark.symbol}{mark.title}", (name,)))
            runs.append(Run(f"（{mark.note}）　" if mark.note else "　"))
        self.page.paragraph(runs, "Note")

    def evidence(self, block: EvidenceList) -> None:
        self.page.paragraph((Run(f"{block.caption}共{len(block.entries)}条，{_ELSEWHERE}。"),), "Note")

    def cards(self, block: Cards) -> None:
        related = any(card.related for card in block.items)
        heads = ("类别", "原文", block.related) if related else ("类别", "原文")
        grid = self.page.table((1.3, 4, 4) if related else (1.3, 8), heads)
        for card in block.items:
            found: list[Any] = [_quoted(quote) for quote in card.related] or [()]
            cells: list[Any] = [_filed(card), _told(card), *([found] if related else [])]
            self.page.row(grid, cells, anchor=card.anchor)
        self.page.gap()

    def wording(self, block: Wording) -> None:
        shown = [pair for pair in block.pairs if self.whole or pair.status != "same"]
        listed = "，".join(f"{labelled(status)}{count}处" for status, count in tally(block.pairs))
        left_out = "；相同的未逐句列出" if len(shown) < len(block.pairs) else ""
        self.page.caption("表", f"{block.caption}（{listed}{left_out}）", block.anchor)
        grid = self.page.table((1.3, 4, 4), ("状态", block.old_label, block.new_label))
        place = ""
        for pair in shown:
            self.page.row(grid, _pair_cells(pair, place))
            place = pair.place
        self.page.gap()


def _proved(runs: Runs, proof: Mapping[str, Quote]) -> Runs:
    """Return a cell's wording with the quote it leads to behind it, where there is one."""
    quote = next((proof[run.link] for run in runs if run.link in proof), None)
    return (*runs, Run("　"), *_clipped(quote)) if quote else runs


def _filed(card: Card) -> list[Runs]:
    lines = [plain(labelled(card.status)), plain(card.title) if card.title else ()]
    if card.level:
        lines.append(plain("●" * card.level + "○" * (5 - card.level)))
    if card.quote.label:
        lines.append((Run(card.quote.label, ("note",)),))
    return [line for line in lines if line]


def _told(card: Card) -> list[Sequence[Run]]:
    lines: list[Sequence[Run]] = [_clipped(card.quote)]
    if card.reason:
        lines.append((Run(card.reason, ("note",)),))
    if card.facts:
        lines.append(_joined(card.facts))
    return lines


def _headings(brief: Brief, in_one_line: Callable[[Section], bool]) -> list[tuple[str, int, str]]:
    """Return title, level and anchor of the headings for the contents: the chapters alone where all would be too many."""
    found = []
    for section in brief.sections:
        found.append((section.title, 1, section.anchor))
        inner = (block for block in section.blocks if isinstance(block, Section) and not in_one_line(block))
        found.extend((block.title, _LEVELS, block.anchor) for block in inner)
    chapters = [entry for entry in found if entry[1] == 1]
    return found if len(brief.groups) > 1 and len(found) <= _LINES else chapters


def _widths(block: Table) -> list[float]:
    """Return shares of the width by how much each column holds, none too narrow for its head."""
    widths = []
    for number, column in enumerate(block.columns):
        longest = max((measured(row[number].text) for row in block.rows[:100]), default=0)
        # a head may take two lines, a cell should not
        widths.append(float(min(max(longest + 1, measured(column.title) / 2 + 2, 5), 44)))
    return widths


def _clipped(quote: Quote) -> Runs:
    before, after = ((Run("…"),) if cut else () for cut in quote.clipped)
    return (*before, *quote.runs, *after)


def _quoted(quote: Quote) -> Runs:
    where = (Run(f"（{quote.label}）", ("note",)),) if quote.label else ()
    return (*_clipped(quote), *where)


def _joined(facts: Iterable[tuple[str, Runs]]) -> list[Run]:
    runs: list[Run] = []
    for name, value in facts:
        runs.extend((Run(f"{'　' if runs else ''}{name}：", ("note",)), *value))
    return runs


def _pair_cells(pair: WordingPair, place: str) -> list[Any]:
    notes = [plain(labelled(pair.status))]
    # a section is named where it begins
    notes.extend((Run(text, ("note",)),) for text in (pair.place if pair.place != place else "", *pair.notes) if text)
    return [notes, *(tuple(run for quote in side for run in quote.runs) for side in (pair.old, pair.new))]
