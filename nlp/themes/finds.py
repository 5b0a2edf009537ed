"""What one narrative holds of each theme (主题的出现), judged no sooner than it matters.

Most mentions cannot change how strongly their theme is spoken of: another, of which nothing need be asked, already says
that it is named. Such mentions are judged when somebody looks at the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nlp.themes.codebook import RANKS, Cue, Outcome
from nlp.themes.members import MemberGroup
from nlp.themes.mentions import Mention, leftmost_longest
from nlp.themes.result import Strength
from nlp.themes.scene import Scene, Span

#: the rank of what is no mention, or not yet known to be one
NOTHING = -1
PASSING, DESCRIBED, NAMED = RANKS["passing"], RANKS["described"], RANKS["named"]
RANKED: tuple[Strength, ...] = tuple(RANKS)
#: how a literal serves its theme, what is quickest to ask last: as a word that only looks like the theme's; as what may
#: lead to mentions (an anchor, a member of a group); as a word to be judged; from SURE on, as a word of that rank of which
#: nothing need be asked
ALIKE, LEADS, WORDS, SURE = range(4)


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """One way in which a literal serves a theme: as a word of it, as the anchor of a pattern, or as a member of a group.

    kind : see `SURE`; best : the highest rank that can come of it, `NOTHING` where it only looks like a word of the theme;
    rule : shown with the evidence; cue : what is asked about the word, or searched around the anchor; group, member :
    what it counts for.
    """

    kind: int
    best: int
    rule: str = ""
    cue: Cue | None = None
    group: MemberGroup | None = None
    member: int = NOTHING


#: a literal found: start, end, and what it is good for
Hit = tuple[int, int, Use]
#: a mention judged: its rank, start, end, and rule
Ranked = tuple[int, int, int, str]


class Finds:
    """The literals found in one narrative, and what they turn out to be.

    scene : the narrative; hits : by place, which is ``kind * width + theme``; masks : where words stand that belong to no
    theme.
    """

    __slots__ = ("_asked", "_led", "_outcomes", "hits", "masks", "scene", "width")

    def __init__(self, scene: Scene, hits: Mapping[int, Sequence[Hit]], masks: Sequence[Hit], width: int) -> None:
        self.scene = scene
        self.hits = hits
        self.masks = masks
        self.width = width
        self._outcomes: dict[Hit, Outcome | None] = {}
        self._led: dict[Hit, Sequence[Ranked]] = {}
        self._asked: set[tuple[Cue | MemberGroup, int]] = set()

    def rank(self, place: int, reached: int) -> int:
        """Return the rank of the strongest mention at a place, or `reached` where none is stronger."""
        kind, theme = divmod(place, self.width)
        if kind >= SURE:
            return max(reached, kind - SURE)
        for hit in self.hits.get(place, ()):
            if hit[2].best <= reached:
                continue
            if kind == WORDS:
                if (outcome := self._judged(hit)) is not None and outcome[0] > reached:
                    reached = outcome[0]
            else:
                reached = max([reached, *[mention[0] for mention in self._followed(theme, hit)]])
        return reached

    def of(self, kind: int, theme: int) -> Sequence[Hit]:
        """Return the literals found that serve a theme in one way."""
        return self.hits.get(kind * self.width + theme, ())

    def settled(self, theme: int) -> tuple[list[Mention], list[Mention]]:
        """Return the mentions of a theme in passing, and those that count.

        They are in text order, none in or across another, and stand where they do in the report.
        """
        shelves: tuple[list[Mention], list[Mention]] = ([], [])
        for rank in RANKS.values():
            if sure := self.of(SURE + rank, theme):
                shelves[rank > PASSING].extend([(start, end, use.rule) for start, end, use in sure])
        for hit in self.of(WORDS, theme):
            if (outcome := self._judged(hit)) is not None:
                shelves[outcome[0] > PASSING].append((hit[0], hit[1], hit[2].rule + outcome[1]))
        for hit in self.of(LEADS, theme):
            for rank, start, end, rule in self._followed(theme, hit):
                shelves[rank > PASSING].append((start, end, rule))
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
        return any(first <= start and end <= last for first, last, _ in (*self.of(ALIKE, theme), *self.masks))

    def _counted(self, theme: int, group: MemberGroup) -> list[Ranked]:
        """Count the members of a group that stand together."""
        if not self._first(group, 0):
            return []
        spots = [(use.member, start, end) for start, end, use in self.of(LEADS, theme) if use.group is group]
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

    text : the report's text; narratives : what each holds; lineage : for each theme its own index and those of its
    ancestors, which are at least as strongly spoken of; ranks : of every theme that is there.
    """

    __slots__ = ("_evidence", "narratives", "ranks", "text")

    def __init__(self, text: str, narratives: Sequence[Finds], lineage: Sequence[Sequence[int]]) -> None:
        self.text = text
        self.narratives = narratives
        self.ranks = _ranks(narratives, lineage)
        self._evidence: dict[int, list[Mention]] = {}

    def evidence(self, theme: int) -> list[Mention]:
        """Return the mentions of a theme that count, or where none does those in passing.

        They are in text order, none in or across another, and stand where they do in the report.
        """
        evidence = self._evidence.get(theme)
        if evidence is None and theme not in self.ranks:
            return []
        if evidence is None:
            each = [finds.settled(theme) for finds in self.narratives]
            counting = [mention for _, mentions in each for mention in mentions]
            evidence = counting or [mention for mentions, _ in each for mention in mentions]
            self._evidence[theme] = evidence
        return evidence


def _ranks(narratives: Sequence[Finds], lineage: Sequence[Sequence[int]]) -> dict[int, int]:
    ranks: dict[int, int] = {}
    for finds in narratives:
        # what is quickest to ask first; and children, which as a rule stand after their parents: what a child is known
        # to be, its parent need not be asked
        for place in sorted(finds.hits, reverse=True):
            theme = place % finds.width
            reached = ranks.get(theme, NOTHING)
            if reached < NAMED and (rank := finds.rank(place, reached)) > reached:
                for at in lineage[theme]:
                    ranks[at] = max(rank, ranks.get(at, NOTHING))
    return ranks
