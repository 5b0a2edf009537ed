"""Where a mention stands: its clause, its sentence, the clauses beside it; and what the context rules make of it there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from nlp import kernel
from nlp.text import fold
from nlp.themes.blanks import Closed
from nlp.themes.codebook import CLAUSE, PREVIOUS, SENTENCE, Ask, Cue, Look, Outcome, Trial
from nlp.themes.mentions import Mention

Span = tuple[int, int]
#: on folded text, so every width of these marks is one; a colon opens what it announces and does not end a clause
_COMMA, _STOP = "，", "。"
_OTHER_STOPS = "；！？\n"
_PERIODS = "。！？\n"
#: how far a sentence is looked at beyond the clause asked about
_REACH = 1000
#: the longest clause looked at whole, and by how much the blocks of a longer one overlap
_LONGEST = 400
_MARGIN = 60
_CLAUSE = (_COMMA, _LONGEST, _MARGIN)


class Scene:
    """One narrative to be searched (场景).

    key : the narrative folded (`nlp.text.fold`), blanks inside its words closed up; all places are in it, and contexts are
    judged on it.
    """

    __slots__ = ("_clauses", "_closed", "_held", "_last", "_offset", "_sentences", "key")

    def __init__(self, text: str, offset: int = 0) -> None:
        """text : the narrative as it stands in the report; offset : where in the report it begins."""
        key = fold(text)
        self._closed = Closed(key) if " " in key else None
        self.key = key = self._closed.key if self._closed is not None else key
        # copies with one kind of mark for all, so that the nearest one is found by the search for one character
        for mark in _OTHER_STOPS:
            key = key.replace(mark, _STOP)
        self._sentences = key
        self._clauses = key.replace(_STOP, _COMMA)
        self._offset = offset
        #: the clause last asked for: the next mention often stands in it as well
        self._last: Span = (0, -1)
        self._held: dict[tuple[Look, int], bool] = {}

    def placed(self, mentions: list[Mention]) -> list[Mention]:
        """Return mentions found in `key` where they stand in the report."""
        if self._closed is not None:
            mentions = [(*self._closed.span(start, end), rule) for start, end, rule in mentions]
        offset = self._offset
        return [(start + offset, end + offset, rule) for start, end, rule in mentions] if offset else mentions

    def clause(self, start: int, end: int) -> Span:
        """Return the span of the clause around ``start:end``, or of the clauses it reaches over."""
        return _between(_COMMA, self._clauses, start, end)

    def sentence(self, start: int, end: int) -> Span:
        """Return the span of the sentence around ``start:end``."""
        return _between(_STOP, self._sentences, start, end)

    def period(self, start: int, end: int) -> Span:
        """Return the span of the sentence around ``start:end``, semicolons not ending it."""
        first = max(self.key.rfind(mark, 0, start) for mark in _PERIODS) + 1
        last = [at for mark in _PERIODS if (at := self.key.find(mark, end)) >= 0]
        return first, min(last, default=len(self.key))

    def around(self, start: int, end: int) -> Span:
        """Return the clause to judge a mention in.

        A text without punctuation is cut into blocks, so that it does not cost its length for every word.
        """
        left, right = last = self._last
        if left <= start and end <= right:
            return last
        # as `clause` finds it, at the price of one call
        text = self._clauses
        left, right = text.rfind(_COMMA, 0, start) + 1, text.find(_COMMA, start)
        if end <= right <= left + _LONGEST:
            self._last = left, right
            return left, right
        if right < end:
            # the last clause, or a mention that reaches over several
            right = text.find(_COMMA, end)
            right = right if right >= 0 else len(text)
        if right - left > _LONGEST:
            block = start - start % _LONGEST
            left, right = max(left, block - _MARGIN), min(right, max(end, block + _LONGEST) + _MARGIN)
        return left, right

    def judging(
        self, clause: Span | None = None
    ) -> Callable[[tuple[Trial, ...], Outcome | None, int, int], Outcome | None]:
        """Return what judges mentions here by trials: the outcome of the first that holds, or the default.

        It is called with the trials, the default, and the mention's start and end; clause : where, if that is known.
        """
        if kernel.compiled is None:
            return partial(self._judged, clause=clause)
        return partial(kernel.compiled.judged, self.key, self._clauses, self._found_beyond, clause or _CLAUSE)

    def judge(self, cue: Cue, start: int, end: int, clause: Span | None = None) -> Outcome | None:
        """Return what its surroundings make of a mention: the outcome of the first of the cue's trials that holds.

        clause : where to judge it, if that is known.
        """
        return self.judging(clause)(cue.trials, cue.default, start, end)

    def _judged(
        self, trials: tuple[Trial, ...], default: Outcome | None, start: int, end: int, clause: Span | None = None
    ) -> Outcome | None:
        left, right = clause or self.around(start, end)
        key = self.key
        texts = (key[left:start], key[end:right], key[left:right])
        for which, look, more, outcome, _ in trials:
            if look(texts[which]) is not None and (not more or self._hold(more, texts, left, right)):
                return outcome
        return default

    def _hold(self, asks: tuple[Ask, ...], texts: tuple[str, str, str], left: int, right: int) -> bool:
        """Return whether all that is asked holds."""
        return all(
            (look(texts[which]) is not None if which <= CLAUSE else self._found_beyond(which, look, left, right))
            is wanted
            for which, look, wanted in asks
        )

    def _found_beyond(self, which: int, look: Look, left: int, right: int) -> bool:
        """Return whether something is found in the sentence of a clause, or in the clause beside it."""
        if which == SENTENCE:
            return self._found_in_sentence(look, left, right)
        return look(self._previous(left) if which == PREVIOUS else self._next(right)) is not None

    def _found_in_sentence(self, look: Look, left: int, right: int) -> bool:
        # as `sentence` finds it, at the price of one call, and its end only where it has to be searched
        text = self._sentences
        start = max(text.rfind(_STOP, 0, left) + 1, left - _REACH)
        found = self._held.get((look, start))
        if found is None:
            end = text.find(_STOP, right, right + _REACH)
            end = end if end >= 0 else right + _REACH
            found = self._held[look, start] = look(self.key[start:end]) is not None
        return found

    def _previous(self, left: int) -> str:
        """Return the clause before the one that begins at `left`, within its sentence."""
        if left == 0 or self.key[left - 1] != _COMMA:
            return ""
        start, end = self.clause(left - 1, left - 1)
        return self.key[start:end]

    def _next(self, right: int) -> str:
        """Return the clause after the one that ends at `right`, within its sentence."""
        if right >= len(self.key) or self.key[right] != _COMMA:
            return ""
        start, end = self.clause(right + 1, right + 1)
        return self.key[start:end]


def _between(mark: str, text: str, start: int, end: int) -> Span:
    """Return the stretch around ``start:end`` up to the nearest marks on both sides, or the text's ends."""
    right = text.find(mark, end)
    return text.rfind(mark, 0, start) + 1, right if right >= 0 else len(text)
