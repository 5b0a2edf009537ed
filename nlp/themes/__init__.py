"""Themes (主题): a codebook people trust, and tags with the words they rest on.

`tag` reads characters, not tokens: one automaton over folded text finds every term, then context rules decide whether a
mention counts. See ``models/codebooks/README.md`` for the instruments and how well they do.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from nlp.themes.result import STRENGTH_TITLES, STRENGTHS, Strength, ThemeTag, ThemeTags

if TYPE_CHECKING:
    from nlp.themes.checking import Problem as Problem
    from nlp.themes.checking import check as check
    from nlp.themes.codebook import Codebook as Codebook
    from nlp.themes.codebook import Theme as Theme
    from nlp.themes.extent import Prevalence as Prevalence
    from nlp.themes.extent import prevalence as prevalence
    from nlp.themes.load import codebooks as codebooks
    from nlp.themes.load import load_codebook as load_codebook
    from nlp.themes.tagger import tag as tag
    from nlp.themes.validation import sample as sample
    from nlp.themes.validation import validate as validate

_HOMES = {
    "Codebook": "codebook",
    "Prevalence": "extent",
    "Problem": "checking",
    "Theme": "codebook",
    "check": "checking",
    "codebooks": "load",
    "load_codebook": "load",
    "prevalence": "extent",
    "sample": "validation",
    "tag": "tagger",
    "validate": "validation",
}

__all__ = ["STRENGTHS", "STRENGTH_TITLES", "Strength", "ThemeTag", "ThemeTags", *_HOMES]  # noqa: PLE0604


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"nlp.themes.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'nlp.themes' has no attribute {name!r}: choose from {', '.join(__all__)}")
