"""A term in its contexts as a page (上下文检索页): aligned columns, sortable, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nlp.keywords.contexts import Context
from nlp.manifest import package_version
from nlp.render.forms.html import page_template
from nlp.report import SECTION_TITLES, Report


def kwic_page(term: str, contexts: Iterable[Context], reports: Sequence[Report]) -> bytes:
    """Return the contexts of a term as HTML in UTF-8.

    Parameters
    ----------
    term : what was looked for.
    contexts : as `nlp.keywords.kwic` returned them for `reports`.
    """
    rows = [
        (context, _issued(reports[context.document]), SECTION_TITLES.get(context.section, "")) for context in contexts
    ]
    held = len({context.document for context, _, _ in rows})
    template = page_template("kwic.html.j2")
    return template.render(
        term=term, rows=rows, held=held, reports=len(reports), made_by=f"gongkai {package_version()}"
    ).encode()  # fmt: skip


def _issued(report: Report) -> str:
    file = report.source.replace("\\", "/").rpartition("/")[2]
    return "，".join(part for part in (report.issuer or "", str(report.year or ""), file) if part)
