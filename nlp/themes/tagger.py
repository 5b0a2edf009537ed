"""Themes of a report or a text, each with the exact words it rests on (主题标注)."""

from __future__ import annotations

from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.report import Report, narrative_of
from nlp.themes.codebook import Codebook
from nlp.themes.findings import Findings
from nlp.themes.finds import NOTHING, RANKED
from nlp.themes.load import load_codebook
from nlp.themes.result import Quotes, ThemeTag, ThemeTags
from nlp.themes.scan import scanner_of

if TYPE_CHECKING:
    from nlp.themes.learned import ClauseModel


def tag(
    report_or_text: Report | str,
    codebook: Codebook | str | Path = "gongkai",
    *,
    learned: bool | ClauseModel = True,
) -> ThemeTags:
    """Tag the narratives of a report, or the whole of a bare text, with the themes of a codebook (主题标注).

    Parameters
    ----------
    report_or_text : a `Report`, or a string; a string with fewer than two section headings is searched whole.
    codebook : a loaded codebook, the name of a shipped one, or the path of a file.
    learned : whether the codebook's clause model (分句模型) is heard beside its rules; False for the rules alone; or
        another model.

    Returns
    -------
    The themes in the codebook's order. A theme's strength is that of its strongest mention: ``named`` (点名),
    ``described`` (叙述) or ``passing`` (顺带提及); its evidence is every mention that counts, or, for a passing theme,
    the passing ones. A child brings its parent's tag with the same evidence.

    Raises
    ------
    CodebookError, UnknownNameError
        When the codebook cannot be loaded.
    """
    book = codebook if isinstance(codebook, Codebook) else load_codebook(codebook)
    report = _as_report(report_or_text)
    scan = scanner_of(book).scan
    text = report.text
    found = [scan(text[span.start : span.end], span.start) for span in report.narratives.all]
    findings = Findings(text, found, book, _model(book, learned))
    return ThemeTags(report, book.name, _tags(book, findings))


def _model(book: Codebook, learned: bool | ClauseModel) -> ClauseModel | None:
    if not isinstance(learned, bool):
        return learned
    if not (learned and book.model):
        return None
    # numpy is needed for this alone
    from nlp.themes.learned import model_of

    return model_of(book)


def _as_report(report_or_text: Report | str) -> Report:
    if isinstance(report_or_text, Report):
        return report_or_text
    from nlp.readers import as_report

    report = as_report(report_or_text)
    if report.narratives.work or report.narratives.problems or len(report.sections) > 1:
        return report
    # an excerpt of a section that holds tables as a rule: whoever hands over its prose wants that searched
    return narrative_of(report_or_text)


def _tags(book: Codebook, findings: Findings) -> tuple[ThemeTag, ...]:
    """Return the tags in the codebook's order."""
    labels, families = book.labels, book.families
    rows = [
        labels[theme] + (RANKED[rank], Quotes(findings, families[theme]))
        for theme, rank in enumerate(findings.ranks)
        if rank > NOTHING
    ]
    # as fast as any tuples; the constructor of a named tuple costs four times as much
    return tuple(map(tuple.__new__, repeat(ThemeTag), rows))
