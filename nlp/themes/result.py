"""What the tagger returns: themes of one text, each with the exact words it rests on (主题标注结果)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from nlp.report import Evidence, Report

Strength = Literal["named", "described", "passing"]
#: strongest first
STRENGTHS: tuple[Strength, ...] = ("named", "described", "passing")
STRENGTH_TITLES: dict[str, str] = {"named": "点名", "described": "叙述", "passing": "顺带提及"}


@dataclass(frozen=True, slots=True)
class ThemeTag:
    """One theme found in one text (主题标注).

    theme : id in the codebook; title : its Chinese title; parent : id of its parent or None; strength : ``named``
    (the term itself or its full enumeration), ``described`` (work that plainly is it) or ``passing``;
    evidence : in text order, never empty.
    """

    theme: str
    title: str
    parent: str | None
    strength: Strength
    evidence: tuple[Evidence, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form."""
        return {
            "theme": self.theme, "title": self.title, "parent": self.parent, "strength": self.strength,
            "evidence": [evidence.to_dict() for evidence in self.evidence],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class ThemeTags:
    """All themes of one report, in the codebook's order."""

    report: Report
    codebook: str
    themes: tuple[ThemeTag, ...]

    def get(self, theme: str) -> ThemeTag | None:
        """Return the tag of a theme by its id or Chinese title, or None."""
        return next((tag for tag in self.themes if theme in (tag.theme, tag.title)), None)

    def to_dict(self) -> dict[str, Any]:
        """Return the object that ``gongkai tag`` prints."""
        return {**self.report.identity(), "themes": [tag.to_dict() for tag in self.themes]}
