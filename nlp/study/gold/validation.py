"""All annotation files of one call against the program (一致性检验)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nlp.errors import GongkaiError, UsageError
from nlp.manifest import Failure
from nlp.study.gold.fates import Row, fates, right
from nlp.study.gold.files import Gold, alternatives, read_gold
from nlp.study.gold.links import Linked, linked
from nlp.study.gold.ratings import concreteness
from nlp.themes import load_codebook
from nlp.themes import validate as validate_themes
from nlp.themes.validation import read_codings

#: the figures over all files of a kind, beside those of each file
POOLED = "pooled"


def validate(paths: Sequence[str | Path], *, codebook: str = "gongkai") -> dict[str, Any]:
    """Compare the program with human coders on annotations of any of the four kinds (一致性检验).

    Parameters
    ----------
    paths : annotation files; themes from several coders may be spread over several files. A follow-up file needs the
        links file of the same pair beside it (``align-X.jsonl`` for ``follow-X.jsonl``): the reports are rebuilt from it.
        A file of borderline labels (records with ``pair``, ``where``, ``label``, ``alternative``) is no gold of its own:
        with it, links and follow-up are scored twice, strictly and with the alternatives allowed.

    Returns
    -------
    dict
        ``themes`` (see `nlp.agreement.Agreement.to_dict`, with ``disagreements``), ``concreteness`` (Spearman with the
        raters' mean, weighted kappa with each, and the raters with each other), ``links`` and ``follow_up`` by file and
        ``pooled`` over all of them (``allowing`` holds the figures with the alternatives allowed), and ``failures``: files
        that could not be used.

    Raises
    ------
    GongkaiError
        When no file at all can be used: the first file's error.
    """
    load_codebook(codebook)
    result: dict[str, Any] = {}
    usable, errors = _usable(paths, codebook)
    notes = [gold for gold in usable if gold.kind == "alternatives"]
    if themes := [gold.path for gold in usable if gold.kind == "themes"]:
        agreed = validate_themes(themes, codebook)
        result["themes"] = {**agreed.to_dict(), "disagreements": [each.to_dict() for each in agreed.disagreements]}
    if rated := [record for gold in usable if gold.kind == "concreteness" for record in gold.records]:
        result["concreteness"] = concreteness(rated)
    if links := [gold for gold in usable if gold.kind == "links"]:
        result["links"] = _links(links, notes)
    if followed := _follow_up([gold for gold in usable if gold.kind == "follow_up"], notes, errors):
        result["follow_up"] = followed
    if not result:
        raise (
            errors[0][1]
            if errors
            else UsageError(
                "只有两可标注，没有可检验的标注：请一并给出 align-*.jsonl 或 follow-*.jsonl",
                english="only alternatives, nothing to check: name the align-*.jsonl or follow-*.jsonl they belong to as well",
            )
        )
    result["failures"] = [Failure(str(path), type(error).__name__, str(error)).to_dict() for path, error in errors]
    return result


Errors = list[tuple[Path, GongkaiError]]


def _usable(paths: Sequence[str | Path], codebook: str) -> tuple[list[Gold], Errors]:
    """Return the files that can be used, and what is wrong with the others."""
    usable: list[Gold] = []
    errors: Errors = []
    for path in paths:
        try:
            gold = read_gold(path)
            if gold.kind == "themes":
                read_codings(gold.path, load_codebook(codebook))
        except GongkaiError as error:
            errors.append((Path(path), error))
        else:
            usable.append(gold)
    return usable, errors


def _links(files: Sequence[Gold], notes: Sequence[Gold]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    pooled = pooled_allowing = Linked()
    for gold in files:
        allowed = alternatives(notes, gold.pair, "align new")
        strict, allowing = linked(gold.records, {}), linked(gold.records, allowed)
        result[gold.name] = {**strict.to_dict(), **({"allowing": allowing.to_dict()} if notes else {})}
        pooled, pooled_allowing = pooled + strict, pooled_allowing + allowing
    result[POOLED] = {**pooled.to_dict(), **({"allowing": pooled_allowing.to_dict()} if notes else {})}
    return result


def _follow_up(files: Sequence[Gold], notes: Sequence[Gold], errors: Errors) -> dict[str, Any]:
    result: dict[str, Any] = {}
    every: list[Row] = []
    for gold in files:
        try:
            rows = fates(gold, notes)
        except GongkaiError as error:
            errors.append((gold.path, error))
            continue
        result[gold.name] = {**_share(rows, notes), "rows": rows}
        every += rows
    return {**result, POOLED: _share(every, notes)} if result else {}


def _share(rows: Sequence[Row], notes: Sequence[Gold]) -> dict[str, Any]:
    allowing = {"allowing": right(rows, allowing=True)} if notes else {}
    return {"items": len(rows), "exact": right(rows), **allowing}
