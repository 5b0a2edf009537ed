"""What the tagger returns: themes of one text, each with the exact words it rests on (主题标注结果)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, overload

from nlp.display import notebook_table
from nlp.report import Evidence, Report

if TYPE_CHECKING:
    from nlp.themes.findings import Findings

Strength = Literal["named", "described", "passing"]
#: strongest first
STRENGTHS: tuple[Strength, ...] = ("named", "described", "passing")
STRENGTH_TITLES: dict[str, str] = {"named": "点名", "described": "叙述", "passing": "顺带提及"}


class Quotes(Sequence[Evidence]):
    """The evidence of one tag (证据列表), judged when somebody looks at it: a long text has hundreds.

    findings : what the narratives of the text hold; themes : the index of the theme and of each of its children; known :
    what that comes to, where it is known.
    """

    __slots__ = ("_findings", "_known", "_themes")

    def __init__(
        self, findings: Findings | None, themes: Sequence[int], known: tuple[Evidence, ...] | None = None
    ) -> None:
        self._findings = findings
        self._themes = themes
        self._known = known

    @property
    def _evidence(self) -> tuple[Evidence, ...]:
        if self._known is None:
            self._known = self._findings.evidence(self._themes) if self._findings else ()
            # what judging needed is not kept any longer
            self._findings = None
        return self._known

    def __reduce__(self) -> tuple[type[Quotes], tuple[None, tuple[()], tuple[Evidence, ...]]]:
        # what is judged travels between processes, what is needed for judging does not
        return Quotes, (None, (), self._evidence)

    @overload
    def __getitem__(self, index: int) -> Evidence: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Evidence, ...]: ...
    def __getitem__(self, index: int | slice) -> Evidence | tuple[Evidence, ...]:
        return self._evidence[index]

    def __iter__(self) -> Iterator[Evidence]:
        return iter(self._evidence)

    def __len__(self) -> int:
        return len(self._evidence)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._evidence == tuple(other)

    def __hash__(self) -> int:
        return hash(self._evidence)

    def __repr__(self) -> str:
        return repr(self._evidence)


class ThemeTag(NamedTuple):
    """One theme found in one text (主题标注).

    theme : id in the codebook; title : its Chinese title; parent : id of its parent or None; strength : ``named``
    (the term itself or its full enumeration), ``described`` (work that plainly is it) or ``passing``;
    evidence : in text order, never empty.
    """

    theme: str
    title: str
    parent: str | None
    strength: Strength
    evidence: Sequence[Evidence]

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "theme": self.theme, "title": self.title, "parent": self.parent, "strength": self.strength,
            "evidence": [evidence.to_dict() for evidence in self.evidence],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class ThemeTags:
    """All themes of one report, in the codebook's order (主题标注).

    report : what was tagged; codebook : the name of the instrument; themes : those found, each with its evidence. Counts
    of themes from different codebooks, or versions of one, must not be compared.
    """

    report: Report
    codebook: str
    themes: tuple[ThemeTag, ...]

    def get(self, theme: str) -> ThemeTag | None:
        """Return the tag of a theme by its id or Chinese title, or None."""
        return next((tag for tag in self.themes if theme in (tag.theme, tag.title)), None)

    def _repr_html_(self) -> str:
        rows = [
            (tag.title, STRENGTH_TITLES[tag.strength], len(tag.evidence), tag.evidence[0].quote if tag.evidence else "")
            for tag in self.themes
        ]
        caption = f"{self.report.name}：{len(self.themes)}个主题（编码表{self.codebook}）"
        return notebook_table(caption, ("主题", "写法", "次数", "第一处原文"), rows)

    def to_dict(self) -> dict[str, Any]:
        """Return the object that ``gongkai tag`` prints."""
        return {**self.report.identity(), "themes": [tag.to_dict() for tag in self.themes]}
