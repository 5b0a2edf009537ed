"""The instrument: a codebook (编码表) of themes (主题), and the rules that say when a mention counts.

A codebook is data. This module gives that data its types; `nlp.themes.parse` makes them from TOML, `nlp.themes.scan`
compiles them, `nlp.themes.checking` tests them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from nlp.errors import UnknownNameError
from nlp.themes.openings import opening
from nlp.themes.result import Strength

#: what a cue does with the words it finds; ``lookalike`` takes them away from the theme
Role = Literal["named", "described", "passing", "lookalike"]
#: how far members may stand apart and still count together; a period goes on past semicolons
Scope = Literal["clause", "sentence", "period", "passage"]
#: the texts a context asks: its clause before and after the mention, the whole clause, the sentence, the clauses beside
BEFORE, AFTER, CLAUSE, SENTENCE, PREVIOUS, NEXT = range(6)
Look = Callable[[str], re.Match[str] | None]
#: which text is asked, how, and whether something must be found there or nothing
Ask = tuple[int, Look, bool]


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """What must stand around a mention (上下文规则); all parts that are given must hold.

    title : in Chinese, for the rule shown with the evidence (渠道, 目的, 奖项); before : searched in the clause up to the
    mention; after : matched from the mention on, to the clause's end; clause, sentence, previous, next : searched in the
    whole clause, the whole sentence, the clause before and the clause after it; lacks, sentence_lacks : must not be
    found in the clause, the sentence. All are searched on folded text.
    """

    name: str
    title: str
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    clause: re.Pattern[str] | None = None
    sentence: re.Pattern[str] | None = None
    lacks: re.Pattern[str] | None = None
    sentence_lacks: re.Pattern[str] | None = None
    previous: re.Pattern[str] | None = None
    next: re.Pattern[str] | None = None

    @property
    def asks(self) -> tuple[Ask, ...]:
        """What is asked, the nearest text first."""
        parts = (
            (BEFORE, self.before, True), (AFTER, self.after, True), (CLAUSE, self.clause, True),
            (CLAUSE, self.lacks, False), (SENTENCE, self.sentence, True), (SENTENCE, self.sentence_lacks, False),
            (PREVIOUS, self.previous, True), (NEXT, self.next, True),
        )  # fmt: skip
        return tuple(
            (text, pattern.match if text == AFTER else pattern.search, found)
            for text, pattern, found in parts
            if pattern
        )


#: how much a mention is worth
RANKS: dict[Strength, int] = {"passing": 0, "described": 1, "named": 2}
#: what a mention turns out to be: its rank, and what is added to the rule shown with it
Outcome = tuple[int, str]
#: a context made quick to ask: a text of the mention's clause and what must be found there, what else is asked, what follows
#: when all holds (None: no mention at all), and what that can begin with (None: anything)
Trial = tuple[int, Look, tuple[Ask, ...], Outcome | None, bytes | None]
_ANYWHERE = re.compile("")


def _trial(context: Context, outcome: Outcome | None) -> Trial:
    (text, look, found), *more = context.asks
    if found and text <= CLAUSE:
        pattern: str = look.__self__.pattern  # type: ignore[attr-defined]
        return text, look, tuple(more), outcome, opening(pattern)
    return CLAUSE, _ANYWHERE.match, context.asks, outcome, None


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """Words that point to a theme, all treated alike (线索).

    terms : literal words, or anchors where `pattern` is given: the pattern is then searched in the clauses that hold
    one; role : the strength of a mention that counts; never : if one of these contexts holds, it is no mention; unless :
    if one holds, the mention is passing; when : one must hold, else the mention is `otherwise`. Asked in that order, as
    `trials`; `default` is what follows when none decides; `best` ranks the strongest outcome (2 named, 1 described).
    """

    name: str
    role: Role
    terms: tuple[str, ...]
    pattern: re.Pattern[str] | None = None
    when: tuple[Context, ...] = ()
    unless: tuple[Context, ...] = ()
    never: tuple[Context, ...] = ()
    otherwise: Strength | None = "passing"
    trials: tuple[Trial, ...] = field(init=False, default=(), compare=False, repr=False)
    default: Outcome | None = field(init=False, default=None, compare=False, repr=False)
    best: int = field(init=False, default=0, compare=False, repr=False)

    def __post_init__(self) -> None:
        counts = RANKS["passing" if self.role == "lookalike" else self.role]
        trials = [
            *(_trial(context, None) for context in self.never),
            *(_trial(context, (RANKS["passing"], f"({context.title})")) for context in self.unless),
            *(_trial(context, (counts, "")) for context in self.when),
        ]
        missed: Outcome | None = (RANKS[self.otherwise], "(顺带)") if self.otherwise else None
        object.__setattr__(self, "trials", tuple(trials))
        object.__setattr__(self, "default", missed if self.when else (counts, ""))
        outcomes = [self.default, *(outcome for _, _, _, outcome, _ in trials)]
        best = max((outcome[0] for outcome in outcomes if outcome is not None), default=0)
        object.__setattr__(self, "best", best)


@dataclass(frozen=True, slots=True)
class Members:
    """Members that count only together (成员合计).

    members : the spellings of each; least : how many different ones must stand within `within`. ``head``, where given,
    is what bare items share in an enumeration (决策、执行、管理、服务、结果 + 公开), after them or, with `leading`,
    before them (稳 + 就业、金融、外贸); `items` are then the bare items, the two rarest first where any enumeration of
    them must hold those two; between : what may part an item from the head (决策 + 过程 + 公开).
    """

    title: str
    members: tuple[tuple[str, ...], ...]
    least: int
    within: Scope = "sentence"
    head: str = ""
    leading: bool = False
    items: tuple[str, ...] = ()
    between: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A composed sentence with its evidence marked (例句), or a counter-example, which has none (反例).

    text : without the marks; spans : of the evidence; strength : expected; why : what it shows.
    """

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    strength: Strength | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """One category of a codebook (主题): defined by people, unlike a Topic, which is learned.

    id, title : its name in records and in Chinese; definition : what coders go by; parent : the id of the theme that shares
    its tags, or None; cues : words and patterns; together : members that count only together; examples, counters : what
    must and must not be found, tested by `check`.
    since, until : years of normal use, None where open; confused : what it is mistaken for, and how the two are told
    apart; status : empty, or a note that something here is unverified; frame : set phrases that carry no theme of their
    own (套语), left out of theme shares.
    """

    id: str
    title: str
    definition: str = ""
    parent: str | None = None
    cues: tuple[Cue, ...] = ()
    together: tuple[Members, ...] = ()
    since: int | None = None
    until: int | None = None
    confused: tuple[tuple[str, str], ...] = ()
    status: str = ""
    frame: bool = False
    examples: tuple[Example, ...] = ()
    counters: tuple[Example, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """The words that name the theme or plainly describe it, in the codebook's order."""
        return tuple(term for cue in self.cues if cue.pattern is None and cue.role != "lookalike" for term in cue.terms)

    def to_dict(self) -> dict[str, Any]:
        """Return what ``gongkai codebook show`` prints of a theme."""
        return {
            "id": self.id, "title": self.title, "parent": self.parent, "definition": self.definition,
            "terms": list(self.terms), "members": [[m[0] for m in group.members] for group in self.together],
            "since": self.since, "until": self.until, "confused": [list(pair) for pair in self.confused],
            "status": self.status, "frame": self.frame,
        }  # fmt: skip


@dataclass(frozen=True, eq=False)
class Codebook:
    """A whole instrument (编码表).

    name, version : what results are cited by; title, source, language : as its file says; themes : in its order.
    nested : what becomes of a term inside a longer one. ``"theme"``: the longest of each theme counts (default);
    ``"longest"``: the longest counts, whichever theme it belongs to. masks : words in which nothing is looked for;
    shared : words that name several themes on purpose, of which `check` says nothing; model : the folder of its clause
    model (`nlp.themes.learned`), from the file on, empty where it has none; digest : sha256 of the file, for
    manifests; path : of the file.
    """

    name: str
    title: str = ""
    version: str = ""
    source: str = ""
    language: str = "zh"
    nested: Literal["theme", "longest"] = "theme"
    themes: tuple[Theme, ...] = ()
    masks: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    model: str = ""
    digest: str = ""
    path: str = ""

    @cached_property
    def _by_name(self) -> dict[str, Theme]:
        names = {theme.title: theme for theme in reversed(self.themes)}
        names.update({theme.id: theme for theme in reversed(self.themes)})
        return names

    def theme(self, name: str) -> Theme:
        """Return a theme by its id or Chinese title.

        Raises
        ------
        UnknownNameError
            When the codebook has none of that name.
        """
        if name not in self._by_name:
            raise UnknownNameError(f"主题（编码表 {self.name}）", name, (theme.id for theme in self.themes))
        return self._by_name[name]

    def places(self, ids: tuple[str, ...]) -> tuple[int, ...]:
        """Return the index of each theme of those ids."""
        place = self._places
        return tuple([place[each] for each in ids])

    @cached_property
    def _places(self) -> dict[str, int]:
        return {theme.id: index for index, theme in enumerate(self.themes)}

    @cached_property
    def lineage(self) -> tuple[tuple[int, ...], ...]:
        """For each theme its own index and those of its ancestors, nearest first."""
        place = self._places
        lines = []
        for theme in self.themes:
            line = [place[theme.id]]
            while (parent := self.themes[line[-1]].parent) in place and place[parent] not in line:
                line.append(place[parent])
            lines.append(tuple(line))
        return tuple(lines)

    @cached_property
    def families(self) -> tuple[tuple[int, ...], ...]:
        """For each theme its own index and those of its descendants, in order."""
        numbers = range(len(self.themes))
        return tuple(tuple(other for other in numbers if theme in self.lineage[other]) for theme in numbers)

    @cached_property
    def labels(self) -> tuple[tuple[str, str, str | None], ...]:
        """For each theme its id, its title and its parent's id."""
        return tuple((theme.id, theme.title, theme.parent) for theme in self.themes)

    def to_dict(self) -> dict[str, Any]:
        """Return what ``gongkai codebook show`` prints."""
        return {
            "name": self.name, "title": self.title, "version": self.version, "source": self.source,
            "language": self.language, "sha256": self.digest, "themes": [theme.to_dict() for theme in self.themes],
        }  # fmt: skip
