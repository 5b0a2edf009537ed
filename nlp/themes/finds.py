"""What one narrative holds of each theme (主题的出现), judged no sooner than it matters.

Most mentions cannot change how strongly their theme is spoken of: another, of which nothing need be asked, already says
that it is named. Such mentions are judged when somebody looks at the evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from nlp.matching import Match
from nlp.themes.codebook import RANKS, Cue, Outcome
from nlp.themes.members import MemberGroup
from nlp.themes.mentions import Mention
from nlp.themes.result import Strength
from nlp.themes.scene import Scene, Span

#: the rank of what is no mention, or not yet known to be one
NOTHING = -1
PASSING, DESCRIBED, NAMED = RANKS["passing"], RANKS["described"], RANKS["named"]
RANKED: tuple[Strength, ...] = tuple(RANKS)
#: how a literal serves its theme, what is quickest to ask last: as a word that only looks like the theme's; as what may
#: lead to mentions (an anchor, a member of a group); as a word to be judged; as a word of which nothing need be asked
ALIKE, LEADS, WORDS, SURE = range(4)


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """One way in which a literal serves a theme: as a word of it, as the anchor of a pattern, or as a member of a group.

    kind : one of the four; best : the highest rank that can come of it, `NOTHING` where it only looks like a word of the theme;
    rule : shown with the evidence; cue : what is asked about the word; cues : whose patterns are searched around the
    anchor; group, member : what it counts for.
    """

    kind: int
    best: int
    rule: str = ""
    cue: Cue | None = None
    cues: tuple[Cue, ...] = ()
    group: MemberGroup | None = None
    member: int = NOTHING


#: a mention judged: its rank, and itself
Ranked = tuple[int, Mention]
#: what was searched or counted (the id of a cue or group), and from where on
Asked = tuple[int, int]
#: the mentions of a theme in passing, and those that count
Shelves = tuple[list[Mention], list[Mention]]
IN_PASSING, COUNTING = range(2)


class Finds:
    """The literals found in one narrative, and what they turn out to be.

    scene : the narrative; uses : what each literal is good for; hits : by place, which is ``kind * width + theme``;
    masks : where words stand that belong to no theme.
    """

    __slots__ = ("_led", "_outcomes", "hits", "masks", "scene", "uses", "width")

    def __init__(
        self, scene: Scene, uses: Sequence[Use], hits: dict[int, Sequence[Match]], masks: Sequence[Match], width: int
    ) -> None:
        self.scene = scene
        self.uses = uses
        self.hits = hits
        self.masks = masks
        self.width = width
        #: by numbers, of which a text can have very many at little cost: of a hit, of a cue or group and where it was asked
        self._outcomes: dict[int, Outcome | None] = {}
        self._led: dict[Asked, Sequence[Ranked]] = {}

    def of(self, kind: int, theme: int) -> Sequence[Match]:
        """Return the literals found that serve a theme in one way."""
        return self.hits.get(kind * self.width + theme, ())

    def lift(self, ranks: list[int], lineage: Sequence[Sequence[int]], caps: Sequence[int]) -> None:
        """Lift the rank of each theme to that of its strongest mention here, and with it those of its ancestors.

        caps : the highest that each can come to.
        """
        width, uses, outcomes, judged = self.width, self.uses, self._outcomes, self.scene.judging()
        many = len(uses)
        # what is quickest to ask first; and children, which as a rule stand after their parents: what a child is known
        # to be, its parent need not be asked
        for place in reversed(self.hits):
            theme = place % width
            reached = rank = ranks[theme]
            cap = caps[theme]
            if reached >= cap:
                continue
            if place >= SURE * width:
                rank = max([uses[hit[0]].best for hit in self.hits[place]])
            elif place >= WORDS * width:
                for index, start, end in self.hits[place]:
                    use = uses[index]
                    if use.best > rank and (cue := use.cue) is not None:
                        outcome = outcomes[start * many + index] = judged(cue.trials, cue.default, start, end)
                        if outcome is not None and outcome[0] > rank:
                            rank = outcome[0]
                            if rank >= cap:
                                break
            else:
                rank = self._strongest_led(theme, self.hits[place], reached, cap)
            if rank > reached:
                for at in lineage[theme]:
                    if rank > ranks[at]:
                        ranks[at] = min(rank, caps[at])

    def _strongest_led(self, theme: int, hits: Sequence[Match], reached: int, cap: int) -> int:
        """Return the rank of the strongest mention that some literals lead to, or `reached` where none is stronger."""
        uses, led = self.uses, self._led
        found: Sequence[Ranked]
        for index, start, end in hits:
            use = uses[index]
            if use.best <= reached:
                continue
            # what is known already has lifted the theme already
            if use.group is not None:
                if (asked := (id(use.group), 0)) not in led:
                    led[asked] = found = self._counted(theme, use.group)
                    reached = max(reached, *[rank for rank, _ in found]) if found else reached
            else:
                clause = self.scene.around(start, end)
                for cue in use.cues:
                    if cue.best > reached and (asked := (id(cue), clause[0])) not in led:
                        led[asked] = found = self._searched(theme, cue, clause)
                        reached = max(reached, *[rank for rank, _ in found]) if found else reached
            if reached >= cap:
                break
        return reached

    def settled(self, theme: int) -> Shelves:
        """Return the mentions of a theme in passing, and those that count, as they stand in the scene and in no order."""
        shelves: Shelves = ([], [])
        by_rank = (shelves[IN_PASSING], shelves[COUNTING], shelves[COUNTING])
        found, uses, width = self.hits.get, self.uses, self.width
        for index, start, end in found(SURE * width + theme, ()):
            by_rank[uses[index].best].append((start, end, uses[index].rule))
        for index, start, end in found(WORDS * width + theme, ()):
            if (outcome := self._judged(index, start, end)) is not None:
                by_rank[outcome[0]].append((start, end, uses[index].rule + outcome[1]))
        for rank, mention in chain.from_iterable(self._followed(theme).values()):
            by_rank[rank].append(mention)
        return shelves

    def _judged(self, index: int, start: int, end: int) -> Outcome | None:
        """Return what a word turns out to be."""
        outcomes, number = self._outcomes, start * len(self.uses) + index
        if number not in outcomes:
            cue = self.uses[index].cue
            outcomes[number] = self.scene.judge(cue, start, end) if cue else None
        return outcomes[number]

    def _followed(self, theme: int) -> dict[Asked, Sequence[Ranked]]:
        """Return the mentions that anchors and members lead to, by what leads to the same: a cue in its clause, a group."""
        led, found = self._led, {}
        for index, start, end in self.of(LEADS, theme):
            use = self.uses[index]
            if use.group is not None:
                asked: Asked = (id(use.group), 0)
                if asked not in led:
                    led[asked] = self._counted(theme, use.group)
                found[asked] = led[asked]
            clause = self.scene.around(start, end) if use.cues else (start, end)
            for cue in use.cues:
                asked = (id(cue), clause[0])
                if asked not in led:
                    led[asked] = self._searched(theme, cue, clause)
                found[asked] = led[asked]
        return found

    def _searched(self, theme: int, cue: Cue, clause: Span) -> Sequence[Ranked]:
        """Search a cue's pattern in a clause that holds one of its anchors."""
        found: list[Ranked] = []
        key, pattern = self.scene.key, cue.pattern
        left, right = clause
        while pattern is not None and (match := pattern.search(key, left, right)) is not None:
            start, end = match.span()
            if not self._only_alike(theme, start, end):
                outcome = self.scene.judge(cue, start, end, clause)
                if outcome is not None:
                    found.append((outcome[0], (start, end, f"{cue.name}:{match[0]}{outcome[1]}")))
            left = max(end, start + 1)
        # most clauses hold nothing, and nothing is one and the same
        return found or ()

    def _only_alike(self, theme: int, start: int, end: int) -> bool:
        """Return whether a span lies in words that only look like the theme's, or like any theme's."""
        alike = (*self.of(ALIKE, theme), *self.masks)
        return bool(alike) and any(first <= start and end <= last for _, first, last in alike)

    def _counted(self, theme: int, group: MemberGroup) -> list[Ranked]:
        """Count the members of a group that stand together."""
        each = [(self.uses[index], start, end) for index, start, end in self.of(LEADS, theme)]
        spots = [(use.member, start, end) for use, start, end in each if use.group is group]
        return [
            (NAMED if full else DESCRIBED, (start, end, group.rule))
            for start, end, full in group.count(spots, self.scene)
        ]
