"""Two years of one agency become a Brief (两年对比→对比报告)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlp.manifest import instruments, manifest
from nlp.render.brief import Brief
from nlp.render.catalogue import Catalogue, short_name
from nlp.render.of_study import brief_of
from nlp.settings import defaults

if TYPE_CHECKING:
    from nlp.study import Comparison


def brief_of_comparison(comparison: Comparison) -> Brief:
    """Return the comparative report on two years (两年对比报告).

    Themes, keywords and figures of both reports are found here, for a comparison carries none; its ``record`` is the
    object that ``gongkai compare`` prints.

    Parameters
    ----------
    comparison : what `nlp.compare` returned; `write` makes a file of the result.
    """
    from nlp.study import Study
    from nlp.study.comparison import Series
    from nlp.study.study import ranked_words
    from nlp.themes import load_codebook, tag

    reports = (comparison.old, comparison.new)
    codebook = load_codebook("gongkai")
    notes: list[str] = []
    study = Study(
        reports=reports,
        tags=tuple(tag(report, codebook) for report in reports),
        plans=comparison.plans,
        comparisons=(comparison,),
        keywords=tuple(ranked_words(report, defaults(), notes) for report in reports),
        topics=None,
        reuse=(),
        codebook=codebook,
        notes=tuple(notes),
        timelines=(Series(reports, (comparison,)).timeline(),),
        manifest=manifest(
            inputs={report.source: report.sha256 for report in reports},
            settings=defaults(),
            instruments=instruments(),
        ),
    )
    catalogue = Catalogue(study)
    first, second = (catalogue.year_label(side) for side in catalogue.sides(comparison))
    years = f"{first}与{second}" if first != second else first
    title = f"{short_name(catalogue.issuers[0].name)}政府信息公开年度报告对比（{years}）"
    return brief_of(catalogue, title=title, record=comparison.to_dict())
