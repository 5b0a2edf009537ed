"""Themes help plans (主题用于措施): which problem a plan answers is told by what both speak of."""

from __future__ import annotations

from nlp.plans import plans
from nlp.plans.result import PlanSet
from nlp.themes.result import ThemeTags


def plans_with_themes(tags: ThemeTags) -> PlanSet:
    """Return the problems and plans of a tagged report, linked with the help of its themes."""
    spots = [
        (evidence.start, evidence.end, found.theme)
        for found in tags.themes
        if found.strength != "passing"
        for evidence in found.evidence
    ]

    def themes_of(start: int, end: int) -> set[str]:
        return {theme for s, e, theme in spots if start <= s and e <= end}

    return plans(tags.report, themes_of=themes_of)
