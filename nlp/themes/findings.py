"""What all narratives of a report hold of each theme (主题的判定): how strongly it is spoken of, and its evidence.

The rules of the codebook and its clause model, where it has one, are weighed against each other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, repeat
from typing import TYPE_CHECKING

from nlp.report import Evidence
from nlp.themes.codebook import Codebook
from nlp.themes.finds import COUNTING, DESCRIBED, IN_PASSING, NAMED, NOTHING, PASSING, Finds
from nlp.themes.mentions import Mention, in_order, leftmost_longest
from nlp.themes.scene import Scene

if TYPE_CHECKING:
    from nlp.themes.learned import ClauseModel

#: added to the rule of what the clause model takes to be mentioned in passing
DOUBTED = "(模型存疑)"


class Findings:
    """What all narratives hold; the evidence of a theme is settled when it is asked for, and once.

    text : the report's text; narratives : what each holds; book : the codebook; model : its clause model, or None;
    ranks : of every theme, `NOTHING` where it is not there.
    """

    __slots__ = ("_begins", "_doubted", "_heard", "_model", "_narratives", "_settled", "_words", "ranks", "text")

    def __init__(self, text: str, narratives: Sequence[Finds], book: Codebook, model: ClauseModel | None) -> None:
        self.text = text
        self.ranks = [NOTHING] * len(book.themes)
        self._narratives = narratives
        self._settled: dict[tuple[int, int], tuple[Evidence, ...]] = {}
        #: the themes that count because the model hears them, each with its place among the model's and what a passage has
        #: to say; the words of each, once they are asked for; and the themes that it takes to be mentioned in passing
        self._heard: dict[int, tuple[int, int]] = {}
        self._words: dict[int, tuple[Evidence, ...]] = {}
        self._doubted: set[int] = set()
        #: where each narrative begins in what the model reads
        self._begins = [0, *accumulate(len(finds.scene.key) + 1 for finds in narratives)]
        self._model = model
        key = self._key() if model is not None else ""
        if model is None or not key:
            self._lift(book, [NAMED] * len(book.themes))
        else:
            self._weigh(book, model, key)

    def _key(self) -> str:
        """Return the narratives as the model reads them, all in one go: a clause goes on over no line break."""
        return "\n".join([finds.scene.key for finds in self._narratives])

    def _lift(self, book: Codebook, caps: Sequence[int]) -> None:
        """Let the rules say how strongly each theme is spoken of, up to its cap."""
        for finds in self._narratives:
            finds.lift(self.ranks, book.lineage, caps)

    def _weigh(self, book: Codebook, model: ClauseModel, key: str) -> None:
        """Weigh what the model says of each theme against what the rules do.

        What it hears is described at least, so the rules are only asked whether that is named; what it hears too little of is
        in passing at most, so they are only asked whether that is there.
        """
        unheard, passing, counting = model.needed
        ranks, caps = self.ranks, [NAMED] * len(book.themes)
        themes, said = book.places(model.themes), model.says(key)
        for column, (theme, total) in enumerate(zip(themes, said, strict=True)):
            if total >= unheard:
                self._hear(book, theme, column, unheard)
            elif total < counting:
                self._doubted.update(book.families[theme])
                for each in book.families[theme]:
                    caps[each] = PASSING
        self._lift(book, caps)
        for column, (theme, total) in enumerate(zip(themes, said, strict=True)):
            if ranks[theme] == PASSING and total >= passing:
                self._hear(book, theme, column, passing)

    def _hear(self, book: Codebook, theme: int, column: int, least: int) -> None:
        self._heard[theme] = column, least
        for at in book.lineage[theme]:
            self.ranks[at] = max(self.ranks[at], DESCRIBED)

    def evidence(self, family: Sequence[int]) -> tuple[Evidence, ...]:
        """Return the mentions of a theme and its descendants that count; where none does, the words that the model heard of
        it; and where it heard none, the mentions in passing.

        They are in text order, of one theme none in or across another, and stand where they do in the report.
        """
        counting = [found for theme in family if theme not in self._doubted and (found := self._of(theme, COUNTING))]
        if counting:
            return counting[0] if len(counting) == 1 else in_order(chain.from_iterable(counting))
        if family[0] in self._heard:
            return self._heard_words(family[0])
        return in_order(
            chain.from_iterable(self._of(theme, which) for theme in family for which in self._passing(theme))
        )

    def _passing(self, theme: int) -> tuple[int, ...]:
        """Return which mentions of a theme stand in passing: of one that the model doubts, all."""
        return (IN_PASSING, COUNTING) if theme in self._doubted else (IN_PASSING,)

    def _of(self, theme: int, which: int) -> tuple[Evidence, ...]:
        """Return the mentions of a theme that a rule found, of one kind."""
        if (theme, which) not in self._settled:
            shelves = [(finds.scene, finds.settled(theme)) for finds in self._narratives]
            for kind in (IN_PASSING, COUNTING):
                found = self._placed((scene, shelf[kind]) for scene, shelf in shelves)
                if kind == COUNTING and theme in self._doubted:
                    found = tuple([each._replace(rule=f"{each.rule}{DOUBTED}") for each in found])
                self._settled[theme, kind] = found
        return self._settled[theme, which]

    def _heard_words(self, theme: int) -> tuple[Evidence, ...]:
        """Return the words that the model heard of a theme, a stretch of every clause that counts."""
        if theme not in self._words and self._model is not None:
            self._words[theme] = self._placed(self._shelved(self._model.words(self._key(), *self._heard[theme])))
        return self._words[theme]

    def _shelved(self, words: Iterable[Mention]) -> list[tuple[Scene, list[Mention]]]:
        """Return words of what the model reads by narrative."""
        shelf: list[tuple[Scene, list[Mention]]] = [(finds.scene, []) for finds in self._narratives]
        for start, end, rule in words:
            narrative = bisect_right(self._begins, start) - 1
            begin = self._begins[narrative]
            shelf[narrative][1].append((start - begin, end - begin, rule))
        return shelf

    def _placed(self, found: Iterable[tuple[Scene, list[Mention]]]) -> tuple[Evidence, ...]:
        """Return the mentions in each narrative where they stand in the report."""
        text = self.text
        rows = [
            (start, end, text[start:end], rule)
            for scene, mentions in found
            for start, end, rule in scene.placed(leftmost_longest(mentions))
        ]
        # as fast as any tuples; the constructor of a named tuple costs four times as much
        return tuple(map(tuple.__new__, repeat(Evidence), rows))
