"""A codebook compiled: one automaton for all its words, and the rules that judge each mention (主题扫描).

Every literal of the codebook, anchors of patterns and members included, goes into one `nlp.matching.Phrases`; one pass
over the folded text finds them all, and only around them is anything else looked at.
"""

from __future__ import annotations

from collections import defaultdict
from operator import itemgetter

from nlp.matching import Match, Phrases
from nlp.text import fold
from nlp.themes.blanks import Closed
from nlp.themes.codebook import Codebook, Cue, Outcome
from nlp.themes.members import MemberGroup, Spot
from nlp.themes.mentions import CROSSING, Judged, Mention, settled
from nlp.themes.result import Strength
from nlp.themes.scene import MARKS, Scene

#: one use of a literal: theme index, the slot in which nesting is watched (-1: for all themes), the cue where contexts
#: must be asked, what it is where they need not, the rule's words, and the rank of the strongest it can turn out to be
_Use = tuple[int, int, Cue | None, Outcome | None, str, int]
#: what else a literal sets off: patterns it anchors (theme, cue), and member groups it counts for (group, member)
_Other = tuple[tuple[tuple[int, Cue], ...], tuple[tuple[int, int], ...]]
_Alike = defaultdict[int, list[tuple[int, int]]]
#: what a literal set off, where it stands, and the clause around it
_Lead = tuple[_Other, int, int, int, int]
_NOWHERE = 1 << 60
_by_end = itemgetter(2)


class Finds:
    """The mentions of one text by theme index: those that count, those in passing, and which themes are named.

    alike : where words stand that only look like a theme's (-1: like any theme's); hasty : nothing is put off until the
    evidence is looked at, not even what cannot change a theme's strength.
    """

    __slots__ = ("alike", "counting", "hasty", "named", "passing")

    def __init__(self, *, hasty: bool = False) -> None:
        self.hasty = hasty
        self.counting: defaultdict[int, list[Mention]] = defaultdict(list)
        self.passing: defaultdict[int, list[Mention]] = defaultdict(list)
        self.named: set[int] = set()
        self.alike: _Alike = defaultdict(list)

    def add(self, theme: int, strength: Strength, mention: Mention) -> None:
        """File one mention."""
        if strength == "passing":
            self.passing[theme].append(mention)
            return
        self.counting[theme].append(mention)
        if strength == "named":
            self.named.add(theme)

    def settles(self, theme: int, best: int) -> bool:
        """Return whether mentions of a rank can no longer change the theme's strength, so that they may wait."""
        if self.hasty or theme not in self.counting:
            return False
        return best == 1 or theme in self.named

    def extend(self, later: Finds, offset: int) -> None:
        """Add what was found in a narrative that begins at `offset`."""
        self.named |= later.named
        for shelf, found in ((self.counting, later.counting), (self.passing, later.passing)):
            for theme, mentions in found.items():
                if offset:
                    mentions = [(start + offset, end + offset, rule) for start, end, rule in mentions]  # noqa: PLW2901
                shelf[theme] = shelf[theme] + mentions if theme in shelf else mentions

    def reopen(self, closed: Closed) -> None:
        """Put every mention where it stood before blanks were dropped."""
        for shelf in (self.counting, self.passing):
            for theme, mentions in shelf.items():
                shelf[theme] = [(*closed.span(start, end), rule) for start, end, rule in mentions]

    def tidy(self, themes: set[int]) -> None:
        """Put every theme's mentions in text order; those of `themes` when they are settled, as they may overlap."""
        for shelf in (self.counting, self.passing):
            for theme, mentions in shelf.items():
                if theme in themes and len(mentions) > 1:
                    mentions.append(CROSSING)
                else:
                    # words were met from the last to the first
                    mentions.reverse()


class Scanner:
    """Finds the mentions of every theme of a codebook in a text.

    Built once for each codebook (`Codebook.scanner`); holds no state of any text.
    """

    def __init__(self, codebook: Codebook) -> None:
        self._count = len(codebook.themes)
        across = codebook.nested == "longest"
        self._groups: list[MemberGroup] = []
        uses: dict[str, list[_Use]] = {fold(word): [(-1, -1, None, None, "", 0)] for word in codebook.masks}
        anchors: dict[str, list[tuple[int, Cue]]] = {}
        members: dict[str, list[tuple[int, int]]] = {}
        for index, theme in enumerate(codebook.themes):
            for cue in theme.cues:
                for term in cue.terms:
                    if cue.pattern is not None:
                        anchors.setdefault(fold(term), []).append((index, cue))
                    else:
                        uses.setdefault(fold(term), []).append(_use(index, cue, term, across=across))
            for together in theme.together:
                for literal, member in (group := MemberGroup(index, together)).literals():
                    members.setdefault(literal, []).append((len(self._groups), member))
                self._groups.append(group)
        words = tuple(dict.fromkeys((*uses, *anchors, *members)))
        self._phrases = Phrases(words, overlapping=True)
        self._reaching = any(mark in word for word in words for mark in MARKS)
        others = [(tuple(anchors.get(word, ())), tuple(members.get(word, ()))) for word in words]
        self._uses: list[tuple[tuple[_Use, ...], _Other | None]] = [
            (tuple(uses.get(word, ())), other if any(other) else None)
            for word, other in zip(words, others, strict=True)
        ]

    def scan(self, key: str) -> Finds:
        """Return the mentions of every theme found.

        key : folded text (`nlp.text.fold`).
        """
        closed = Closed(key) if " " in key else None
        if closed is None or closed.key == key:
            return self._scan(key, Finds())
        # what is searched later could not be put back where it stood
        finds = self._scan(closed.key, Finds(hasty=True))
        finds.reopen(closed)
        return finds

    def _scan(self, key: str, finds: Finds) -> Finds:
        scene = Scene(key)
        # From the last end to the first, and the longest first where ends are equal (the engine's own order).
        matches = sorted(self._phrases.find_folded(key), key=_by_end, reverse=True)
        leads, crossing = self._judge_words(matches, scene, finds)
        finds.tidy(self._follow(leads, scene, finds) | crossing)
        return finds

    def _judge_words(self, matches: list[Match], scene: Scene, finds: Finds) -> tuple[list[_Lead], set[int]]:
        """File what the words found are worth; return what else they set off, and the themes whose words cross."""
        leads: list[_Lead] = []
        crossing: set[int] = set()
        uses, judge, around = self._uses, scene.judge, scene.around
        counting, passing, named = finds.counting, finds.passing, finds.named
        # In this order a word is nested exactly when one already kept for its theme begins no later.
        edge = [_NOWHERE] * (self._count + 1)
        reached = [0] * (self._count + 1)
        # words that reach over a mark, and clauses cut into blocks, each have a place of their own
        uneven = self._reaching or scene.cut
        left = right = -1
        for index, start, end in matches:
            mine, other = uses[index]
            if start < left or end > right or uneven:
                left, right = around(start, end)
            for theme, slot, cue, outcome, rule, best in mine:
                if edge[slot] <= start or edge[-1] <= start:
                    continue
                if edge[slot] < end:
                    crossing.add(theme)
                edge[slot] = start
                if cue is not None:
                    if reached[theme] >= best > 0:
                        counting[theme].append((start, end, (judge, (cue, start, end, left, right), rule)))
                        continue
                    outcome = judge(cue, start, end, left, right)  # noqa: PLW2901
                elif outcome is None:
                    finds.alike[theme].append((start, end))
                if outcome is None:
                    continue
                strength, why = outcome
                # what `Finds.add` does, spelled out where it is done a hundred times a text
                if strength == "passing":
                    passing[theme].append((start, end, rule + why))
                    continue
                counting[theme].append((start, end, rule + why if why else rule))
                if strength == "named":
                    named.add(theme)
                    reached[theme] = 2
                elif not reached[theme]:
                    reached[theme] = 1
            if other is not None:
                leads.append((other, start, end, left, right))
        return leads, crossing

    def _follow(self, leads: list[_Lead], scene: Scene, finds: Finds) -> set[int]:
        """Search the patterns whose anchors were found and count members; return the themes that gained mentions."""
        changed: set[int] = set()
        spots: dict[int, list[Spot]] = {}
        seen: set[tuple[Cue, int]] = set()
        for (anchored, members), start, end, left, right in leads:
            for theme, cue in anchored:
                asked = (cue, left)
                if asked not in seen:
                    seen.add(asked)
                    if finds.settles(theme, cue.best):
                        finds.counting[theme].append((0, 0, (_shelved, (theme, cue, scene, left, right, finds.alike))))
                    elif _search(theme, cue, scene, left, right, finds):
                        changed.add(theme)
            for group, member in members:
                spots.setdefault(group, []).append((member, start, end))
        for number, where in spots.items():
            rule = self._groups[number]
            for start, end, full in rule.count(where, scene):
                finds.add(rule.theme, "named" if full else "described", (start, end, rule.rule))
                changed.add(rule.theme)
        return changed


def _use(theme: int, cue: Cue, term: str, *, across: bool) -> _Use:
    asked = cue if cue.trials and cue.role != "lookalike" else None
    plain = None if cue.role == "lookalike" else cue.default
    return theme, -1 if across else theme, asked, plain, f"{cue.name}:{term}", cue.best


def _shelved(theme: int, cue: Cue, scene: Scene, left: int, right: int, alike: _Alike) -> list[Judged]:
    """Search a pattern that was put off; return the mentions that count."""
    finds = Finds()
    finds.alike = alike
    _search(theme, cue, scene, left, right, finds)
    return settled(finds.counting.get(theme, ()))


def _search(theme: int, cue: Cue, scene: Scene, left: int, right: int, finds: Finds) -> bool:
    """Search a cue's pattern in a clause that holds one of its anchors; return whether it was found."""
    pattern = cue.pattern
    if pattern is None or (match := pattern.search(scene.key, left, right)) is None:
        return False
    found = False
    alike = finds.alike.get(theme, []) + finds.alike.get(-1, []) if finds.alike else ()
    while match is not None:
        start, end = match.span()
        if not any(first <= start and end <= last for first, last in alike):
            outcome = scene.judge(cue, start, end, left, right) if cue.trials else cue.default
            if outcome is not None:
                finds.add(theme, outcome[0], (start, end, f"{cue.name}:{match[0]}{outcome[1]}"))
                found = True
        match = pattern.search(scene.key, max(end, start + 1), right)
    return found
