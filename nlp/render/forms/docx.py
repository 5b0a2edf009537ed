"""Word (.docx): headings, a contents field, tables whose header rows repeat, captions, edits as Word draws changes.

Evidence lists and unchanged sentences are in it for two reports; for more they would fill hundreds of pages, so it says
how many there are and leaves them to the page and the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from nlp.display import measured
from nlp.errors import DependencyError
from nlp.render.brief import (
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
    blocks_of,
    plain,
)  # fmt: skip
from nlp.render.drawing import png
from nlp.render.marks import labelled, mark_of, tally
from nlp.render.word import WordPage
from nlp.render.writing import writers

#: briefs on more reports than this are abridged
_WHOLE = 2
_PICTURE_SCALE = 2.0
_APPENDIX, _APPENDIX_ANCHOR = "附录　原文依据", "appendix"
#: tables with more columns than this are set small
_NARROW = 7


@writers.register("docx")
def write_docx(brief: Brief, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the brief as one Word document."""
    yield name, _WordWriter(brief).made()


class _WordWriter:
    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.whole = brief.size <= _WHOLE
        self.page = WordPage(brief.title, self._anchors())
        self.blocks: dict[str, Callable[[Any], None]] = {
            "paragraph": self.paragraph, "findings": self.findings, "table": self.table, "figure": self.figure,
            "legend": self.legend, "evidence": self.evidence, "cards": self.cards, "wording": self.wording,
        }  # fmt: skip

    def _anchors(self) -> Iterator[str]:
        """Yield the anchors that will stand in the document."""
        for block in blocks_of(self.brief.sections):
            if isinstance(block, Section | Table | Figure | Wording | Cards):
                yield block.anchor
            if isinstance(block, Cards):
                yield from (card.anchor for card in block.items)
            elif isinstance(block, EvidenceList) and self.whole:
                yield from (entry.anchor for entry in block.entries)

    def made(self) -> bytes:
        page, brief = self.page, self.brief
        page.paragraph(plain(brief.title), "Title")
        page.paragraph(plain(brief.subtitle), "Subtitle")
        page.contents(_headings(brief, appendix=self.whole))
        page.paragraph((Run("（在文字处理软件中更新目录域，可显示页码。）", ("note",)),), "Note")
        for section in brief.sections:
            self.section(section, 1)
        self.appendix()
        page.paragraph((Run(brief.made_by, ("note",)),), "Note")
        return page.saved()

    def section(self, section: Section, level: int) -> None:
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
        small = len(block.columns) > _NARROW
        made, sizes, style = self.page.table(_widths(block), [column.title for column in block.columns], small=small)
        right = frozenset(n for n, column in enumerate(block.columns) if column.kind == "number")
        for row in block.rows:
            self.page.row(made, sizes, [cell.runs for cell in row], style=style, right=right)
        if block.note:
            self.page.paragraph((Run(f"注：{block.note}"),), "Note")
        else:
            self.page.gap()

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
            # edits are drawn, not named by a sign; a kind of edit is named after the words, as in the text
            if mark.family in ("added", "removed", "kind"):
                runs.append(Run(mark.title, (name,), mark.symbol if mark.family == "kind" else ""))
            else:
                runs.append(Run(f"{mark.symbol}{mark.title}", (name,)))
            runs.append(Run(f"（{mark.note}）　" if mark.note else "　"))
        self.page.paragraph(runs, "Note")

    def evidence(self, block: EvidenceList) -> None:
        where = "见附录" if self.whole else "见网页版或数据表"
        self.page.paragraph((Run(f"{block.caption}共{len(block.entries)}条，{where}。"),), "Note")

    def appendix(self) -> None:
        """Add all evidence at the end, where it does not stand in the reader's way."""
        lists = [block for block in self.brief.walk() if isinstance(block, EvidenceList)] if self.whole else []
        if not lists:
            return
        self.page.heading(_APPENDIX, 1, _APPENDIX_ANCHOR)
        for block in lists:
            self.page.caption("表", block.caption, f"{_APPENDIX_ANCHOR}-{block.entries[0].anchor}")
            made, sizes, style = self.page.table((2, 7), ("条目", "原文"))
            for entry in block.entries:
                quotes = [_quoted(quote) for quote in entry.quotes]
                self.page.row(made, sizes, [plain(entry.title), quotes], style=style, anchor=entry.anchor)
            self.page.gap()

    def cards(self, block: Cards) -> None:
        for card in block.items:
            self.card(card, block.related)

    def card(self, card: Card, related: str) -> None:
        level = f"　第{card.level}级 {'●' * card.level}{'○' * (5 - card.level)}" if card.level else ""
        title = f"{labelled(card.status)}　{card.title}{level}"
        self.page.paragraph(plain(title), "Item", anchor=card.anchor)
        self.page.paragraph(_quoted(card.quote), "Quote")
        if card.reason:
            self.page.paragraph(plain(card.reason), "Note")
        if card.facts:
            self.page.paragraph(_joined(card.facts), "Note")
        for quote in card.related:
            self.page.paragraph((Run(f"{related}：", ("strong",)), *_quoted(quote)), "Quote")

    def wording(self, block: Wording) -> None:
        shown = [pair for pair in block.pairs if self.whole or pair.status != "same"]
        self.page.caption("表", block.caption, block.anchor)
        left_out = len(block.pairs) - len(shown)
        if left_out:
            self.page.paragraph((Run(f"另有{left_out}处与上年相同，未逐句列出。"),), "Note")
        listed = "，".join(f"{labelled(status)}{count}处" for status, count in tally(block.pairs))
        self.page.paragraph(plain(listed), "Note")
        made, sizes, style = self.page.table((1.5, 4, 4), ("状态", block.old_label, block.new_label))
        place = ""
        for pair in shown:
            self.page.row(made, sizes, _pair_cells(pair, place), style=style)
            place = pair.place
        self.page.gap()


def _headings(brief: Brief, *, appendix: bool) -> Iterator[tuple[str, int, str]]:
    for section in brief.sections:
        yield section.title, 1, section.anchor
        for block in section.blocks:
            if isinstance(block, Section):
                yield block.title, 2, block.anchor
    if appendix and any(isinstance(block, EvidenceList) for block in brief.walk()):
        yield _APPENDIX, 1, _APPENDIX_ANCHOR


def _widths(block: Table) -> list[float]:
    """Return shares of the width by how much each column holds, none too narrow for its head."""
    widths = []
    for number, column in enumerate(block.columns):
        longest = max((measured(row[number].text) for row in block.rows[:100]), default=0)
        # a head may take two lines, a cell should not
        widths.append(float(min(max(longest + 1, measured(column.title) / 2 + 2, 5), 44)))
    return widths


def _quoted(quote: Quote) -> Runs:
    before, after = ((Run("…"),) if cut else () for cut in quote.clipped)
    where = f"（{quote.label}）" if quote.label else ""
    return (*before, *quote.runs, *after, *((Run(where, ("note",)),) if where else ()))


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
