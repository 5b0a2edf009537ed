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
#: in a longer text the nearest marks are found by a search for one character: one without any costs its length for every word
_SHORT = 20_000
#: the longest clause looked at whole, and by how much the blocks of a longer one overlap
_LONGEST = 400
_MARGIN = 60
#: the marks as the kernel takes them, with how far it looks for them
_CLAUSE_ENDS, _SENTENCE_ENDS = kernel.bits(_COMMA + _STOP + _OTHER_STOPS), kernel.bits(_STOP + _OTHER_STOPS)
_CLAUSE = (_CLAUSE_ENDS, _LONGEST, _MARGIN)
_NEAR, _BESIDE = (_CLAUSE_ENDS, _LONGEST + _MARGIN), (_SENTENCE_ENDS, _REACH)


class Scene:
    """One narrative to be searched (场景).

    key : the narrative folded (`nlp.text.fold`), blanks inside its words closed up; all places are in it, and contexts are
    judged on it.
    """

    __slots__ = ("_closed", "_copies", "_held", "_offset", "key")

    def __init__(self, text: str, offset: int = 0) -> None:
        """text : the narrative as it stands in the report; offset : where in the report it begins."""
        key = fold(text)
        self._closed = Closed(key) if " " in key else None
        self.key = self._closed.key if self._closed is not None else key
        self._offset = offset
        self._copies: tuple[str, str] | None = None
        self._held: dict[tuple[Look, int], bool] = {}

    def placed(self, mentions: list[Mention]) -> list[Mention]:
        """Return mentions found in `key` where they stand in the report."""
        if self._closed is not None:
            mentions = [(*self._closed.span(start, end), rule) for start, end, rule in mentions]
        offset = self._offset
        return [(start + offset, end + offset, rule) for start, end, rule in mentions] if offset else mentions

    def clause(self, start: int, end: int) -> Span:
        """Return the span of the clause around ``start:end``, or of the clauses it reaches over."""
        return self._nearest(_CLAUSE_ENDS, start, end) or _between(_COMMA, self._marked()[1], start, end)

    def sentence(self, start: int, end: int) -> Span:
        """Return the span of the sentence around ``start:end``."""
        return self._nearest(_SENTENCE_ENDS, start, end) or _between(_STOP, self._marked()[0], start, end)

    def _nearest(self, marks: bytes, start: int, end: int) -> Span | None:
        """Return the stretch up to the nearest marks, None where a search for one character finds them sooner."""
        if kernel.compiled is None or len(self.key) > _SHORT:
            return None
        found: Span = kernel.compiled.between(self.key, start, end, marks, _SHORT)
        return found

    def _marked(self) -> tuple[str, str]:
        """Return copies of the key with one mark for all that end a sentence, and a clause: the nearest is found at once."""
        if self._copies is None:
            key = self.key
            for mark in _OTHER_STOPS:
                key = key.replace(mark, _STOP)
            self._copies = key, key.replace(_STOP, _COMMA)
        return self._copies

    def period(self, start: int, end: int) -> Span:
        """Return the span of the sentence around ``start:end``, semicolons not ending it."""
        first = max(self.key.rfind(mark, 0, start) for mark in _PERIODS) + 1
        last = [at for mark in _PERIODS if (at := self.key.find(mark, end)) >= 0]
        return first, min(last, default=len(self.key))

    def around(self, start: int, end: int) -> Span:
        """Return the clause to judge a mention in.

        A text without punctuation is cut into blocks, so that it does not cost its length for every word.
        """
        if kernel.compiled is not None:
            left, right = kernel.compiled.between(self.key, start, end, *_NEAR)
        else:
            left, right = self.clause(start, end)
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
        return partial(kernel.compiled.judged, self.key, self._found_beyond, clause or _CLAUSE)

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
        if kernel.compiled is not None:
            start, end = kernel.compiled.between(self.key, left, right, *_BESIDE)
        else:
            start, end = self.sentence(left, right)
            start, end = max(start, left - _REACH), min(end, right + _REACH)
        found = self._held.get((look, start))
        if found is None:
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
