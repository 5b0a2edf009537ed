"""What one narrative holds of each theme (主题的出现), judged no sooner than it matters.

Most mentions cannot change how strongly their theme is spoken of: another, of which nothing need be asked, already says
that it is named. Such mentions are judged when somebody looks at the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nlp.themes.codebook import RANKS, Cue, Outcome
from nlp.themes.members import MemberGroup
from nlp.themes.mentions import Mention, leftmost_longest
from nlp.themes.result import Strength
from nlp.themes.scene import Scene, Span

#: the rank of what is no mention, or not yet known to be one
NOTHING = -1
PASSING, DESCRIBED, NAMED = RANKS["passing"], RANKS["described"], RANKS["named"]
RANKED: tuple[Strength, ...] = tuple(RANKS)


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """One way in which a literal serves a theme: as a word of it, as the anchor of a pattern, or as a member of a group.

    sure : rank of its mentions where nothing need be asked, else `NOTHING`; best : the highest rank that can come of it,
    `NOTHING` where it only looks like a word of the theme; rule : shown with the evidence; cue : what is asked about the
    word, or searched around the anchor; group, member : what it counts for; nests : whether it is a word, of which only
    the longest at its place is looked at.
    """

    sure: int
    best: int
    rule: str = ""
    cue: Cue | None = None
    group: MemberGroup | None = None
    member: int = NOTHING
    nests: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        object.__setattr__(self, "nests", self.group is None and (self.cue is None or self.cue.pattern is None))


#: a literal found: start, end, and what it is good for
Hit = tuple[int, int, Use]
#: a mention judged: its rank, start, end, and rule
Ranked = tuple[int, int, int, str]


class Finds:
    """The literals found in one narrative, and what they turn out to be.

    scene : the narrative; hits : by theme index; masks : where words stand that belong to no theme.
    """

    __slots__ = ("_asked", "_led", "_outcomes", "hits", "masks", "scene")

    def __init__(self, scene: Scene, hits: Mapping[int, Sequence[Hit]], masks: Sequence[Hit]) -> None:
        self.scene = scene
        self.hits = hits
        self.masks = masks
        self._outcomes: dict[Hit, Outcome | None] = {}
        self._led: dict[Hit, Sequence[Ranked]] = {}
        self._asked: set[tuple[Cue | MemberGroup, int]] = set()

    def rank(self, theme: int, reached: int) -> int:
        """Return the rank of the strongest mention of a theme, or `reached` where none is stronger."""
        words: list[Hit] = []
        leads: list[Hit] = []
        for hit in self.hits.get(theme, ()):
            use = hit[2]
            if use.sure > reached:
                reached = use.sure
            elif use.best > reached:
                (words if use.nests else leads).append(hit)
        # a word is quicker to judge than a clause to search
        for hit in words:
            if hit[2].best > reached and (outcome := self._judged(hit)) is not None and outcome[0] > reached:
                reached = outcome[0]
        for hit in leads:
            if hit[2].best > reached:
                reached = max([reached, *[mention[0] for mention in self._followed(theme, hit)]])
        return reached

    def settled(self, theme: int) -> tuple[list[Mention], list[Mention]]:
        """Return the mentions of a theme in passing, and those that count.

        They are in text order, none in or across another, and stand where they do in the report.
        """
        shelves: tuple[list[Mention], list[Mention]] = ([], [])
        for hit in self.hits.get(theme, ()):
            start, end, use = hit
            if use.sure != NOTHING:
                shelves[use.sure > PASSING].append((start, end, use.rule))
            elif use.best == NOTHING:
                continue
            elif not use.nests:
                for rank, first, last, rule in self._followed(theme, hit):
                    shelves[rank > PASSING].append((first, last, rule))
            elif (outcome := self._judged(hit)) is not None:
                shelves[outcome[0] > PASSING].append((start, end, use.rule + outcome[1]))
        passing, counting = map(leftmost_longest, shelves)
        return self.scene.placed(passing), self.scene.placed(counting)

    def _judged(self, hit: Hit) -> Outcome | None:
        """Return what a word turns out to be."""
        if hit in self._outcomes:
            return self._outcomes[hit]
        start, end, use = hit
        outcome = self._outcomes[hit] = self.scene.judge(use.cue, start, end) if use.cue else None
        return outcome

    def _followed(self, theme: int, hit: Hit) -> Sequence[Ranked]:
        """Return the mentions an anchor or a member leads to; those of a clause or a group come with its first."""
        found = self._led.get(hit)
        if found is None:
            start, end, use = hit
            if use.group is not None:
                found = self._counted(theme, use.group)
            elif use.cue is not None and use.cue.pattern is not None:
                found = self._searched(theme, use.cue, use.cue.pattern, self.scene.around(start, end))
            self._led[hit] = found = found or ()
        return found

    def _searched(self, theme: int, cue: Cue, pattern: re.Pattern[str], clause: Span) -> list[Ranked]:
        """Search a cue's pattern in a clause that holds one of its anchors."""
        found: list[Ranked] = []
        left, right = clause
        key = self.scene.key
        match = pattern.search(key, left, right) if self._first(cue, left) else None
        while match is not None:
            start, end = match.span()
            if not self._only_alike(theme, start, end):
                outcome = self.scene.judge(cue, start, end, clause)
                if outcome is not None:
                    found.append((outcome[0], start, end, f"{cue.name}:{match[0]}{outcome[1]}"))
            match = pattern.search(key, max(end, start + 1), right)
        return found

    def _only_alike(self, theme: int, start: int, end: int) -> bool:
        """Return whether a span lies in words that only look like the theme's, or like any theme's."""
        alike = [hit for hit in self.hits[theme] if hit[2].best == NOTHING]
        return any(first <= start and end <= last for first, last, _ in [*alike, *self.masks])

    def _counted(self, theme: int, group: MemberGroup) -> list[Ranked]:
        """Count the members of a group that stand together."""
        if not self._first(group, 0):
            return []
        spots = [(use.member, start, end) for start, end, use in self.hits[theme] if use.group is group]
        return [
            (NAMED if full else DESCRIBED, start, end, group.rule)
            for start, end, full in group.count(spots, self.scene)
        ]

    def _first(self, asked: Cue | MemberGroup, where: int) -> bool:
        """Return whether this is asked there for the first time."""
        if (asked, where) in self._asked:
            return False
        self._asked.add((asked, where))
        return True


class Findings:
    """What all narratives of a report hold; the evidence of a theme is settled when it is asked for, and once.

    text : the report's text; narratives : what each holds.
    """

    __slots__ = ("_evidence", "narratives", "text")

    def __init__(self, text: str, narratives: Sequence[Finds]) -> None:
        self.text = text
        self.narratives = narratives
        self._evidence: dict[int, list[Mention]] = {}

    @property
    def themes(self) -> set[int]:
        """The indices of the themes that may be there."""
        return {theme for finds in self.narratives for theme in finds.hits}

    def rank(self, theme: int, reached: int) -> int:
        """Return the rank of the strongest mention of a theme, or `reached` where none is stronger."""
        for finds in self.narratives:
            reached = finds.rank(theme, reached)
        return reached

    def evidence(self, theme: int) -> list[Mention]:
        """Return the mentions of a theme that count, or where none does those in passing.

        They are in text order, none in or across another, and stand where they do in the report.
        """
        evidence = self._evidence.get(theme)
        if evidence is None:
            each = [finds.settled(theme) for finds in self.narratives]
            counting = [mention for _, mentions in each for mention in mentions]
            evidence = counting or [mention for mentions, _ in each for mention in mentions]
            self._evidence[theme] = evidence
        return evidence
