"""Where a mention stands: its clause, its sentence, the clauses beside it; and what the context rules make of it there.

This is the inner loop of the tagger, so boundaries are found once for a text, and a pattern over a whole clause or
sentence is searched once however many mentions stand in it.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, count
from operator import add

from nlp.themes.codebook import Context, Cue, Outcome

#: on folded text, so every width of these marks is one; a colon opens what it announces and does not end a clause
MARKS = "，。；！？\n"
_PERIODS = "。！？\n"
#: how far a sentence is looked at beyond the clause asked about
_REACH = 1000
#: the longest clause looked at whole, and by how much the blocks of a longer one overlap
_LONGEST = 400
_MARGIN = 60


class Scene:
    """The folded text being searched, and its boundaries.

    key : the folded text; contexts are judged on it; breaks : where its clauses end, and last the end of the text;
    cut : whether some clause is too long to be looked at whole.
    """

    __slots__ = ("_held", "_stops", "breaks", "cut", "key")

    def __init__(self, key: str) -> None:
        self.key = key
        # as good as a pattern's matches, and twice as fast
        for mark in MARKS[1:]:
            key = key.replace(mark, MARKS[0])
        lengths = [*map(len, key.split(MARKS[0]))]
        self.breaks = [*map(add, accumulate(lengths), count())]
        self.cut = max(lengths) > _LONGEST
        self._stops: list[int] | None = None
        self._held: dict[tuple[Context, int], bool] = {}

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Return the clause to judge a mention in.

        A text without punctuation is cut into blocks, so that it does not cost its length for every word.
        """
        breaks = self.breaks
        at = bisect_left(breaks, start)
        left = breaks[at - 1] + 1 if at else 0
        while breaks[at] < end:
            at += 1
        right = breaks[at]
        if right - left > _LONGEST:
            block = start - start % _LONGEST
            left, right = max(left, block - _MARGIN), min(right, max(end, block + _LONGEST) + _MARGIN)
        return left, right

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the clause around ``start:end``, or of the clauses it reaches over."""
        return _around(self.breaks, start, end)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the sentence around ``start:end``."""
        if self._stops is None:
            self._stops = [at for at in self.breaks[:-1] if self.key[at] != "，"]
            self._stops.append(len(self.key))
        return _around(self._stops, start, end)

    def period(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the sentence around ``start:end``, semicolons not ending it."""
        first = max(self.key.rfind(mark, 0, start) for mark in _PERIODS) + 1
        last = [at for mark in _PERIODS if (at := self.key.find(mark, end)) >= 0]
        return first, min(last, default=len(self.key))

    def judge(self, cue: Cue, start: int, end: int, left: int, right: int) -> Outcome | None:
        """Return what its surroundings make of a mention: the outcome of the first of the cue's trials that holds.

        start, end : the mention; left, right : the clause it stands in.
        """
        key = self.key
        texts = (key[left:start], key[end:right], key[left:right])
        for which, ask, more, outcome in cue.trials:
            if ask(texts[which]) is not None and (more is None or self._holds(more, texts, left, right)):
                return outcome
        return cue.default

    def _holds(self, context: Context, texts: tuple[str, str, str], left: int, right: int) -> bool:
        """Return whether all of a context holds; what stands before the mention, if asked about, does already."""
        _, after, clause = texts
        if context.before is not None and context.after is not None and context.after.match(after) is None:
            return False
        if context.clause is not None and context.clause.search(clause) is None:
            return False
        return not context.wide or self._holds_around(context, clause, left, right)

    def _holds_around(self, context: Context, clause: str, left: int, right: int) -> bool:
        if context.lacks is not None and context.lacks.search(clause) is not None:
            return False
        if (context.sentence or context.sentence_lacks) and not self._ask_sentence(context, left, right):
            return False
        if context.previous is not None and context.previous.search(self._previous(left)) is None:
            return False
        return context.next is None or context.next.search(self._next(right)) is not None

    def _ask_sentence(self, context: Context, left: int, right: int) -> bool:
        start, end = self.sentence(left, right)
        start, end = max(start, left - _REACH), min(end, right + _REACH)
        asked = (context, start)
        held = self._held.get(asked)
        if held is None:
            sentence = self.key[start:end]
            held = context.sentence is None or context.sentence.search(sentence) is not None
            if held and context.sentence_lacks is not None:
                held = context.sentence_lacks.search(sentence) is None
            self._held[asked] = held
        return held

    def _previous(self, left: int) -> str:
        """Return the clause before the one that begins at `left`, within its sentence."""
        if left == 0 or self.key[left - 1] != "，":
            return ""
        start, end = self.clause(left - 1, left - 1)
        return self.key[start:end]

    def _next(self, right: int) -> str:
        """Return the clause after the one that ends at `right`, within its sentence."""
        if right >= len(self.key) or self.key[right] != "，":
            return ""
        start, end = self.clause(right + 1, right + 1)
        return self.key[start:end]


def _around(marks: list[int], start: int, end: int) -> tuple[int, int]:
    at = bisect_left(marks, start)
    left = marks[at - 1] + 1 if at else 0
    while marks[at] < end:
        at += 1
    return left, marks[at]
