"""The main job on a set of reports: all analyses, joined (全套分析)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from nlp.display import notebook_table
from nlp.errors import GongkaiError
from nlp.keywords import keywords
from nlp.keywords.result import Keyword
from nlp.manifest import Failure, instruments, manifest
from nlp.phrasing import Timeline, reuse
from nlp.phrasing.result import ReusedPassage
from nlp.plans.result import PlanSet
from nlp.report import Report
from nlp.settings import Settings, load
from nlp.study.comparison import Comparison, Series, compare_planned
from nlp.study.labels import label_topics
from nlp.study.links import plans_with_themes
from nlp.study.panels import adjacent, panel
from nlp.study.progress import Progress, silent
from nlp.themes import Codebook, load_codebook, tag
from nlp.themes.result import ThemeTags
from nlp.topics.result import TopicStudy

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Study:
    """All analyses of one set of reports (全套分析结果).

    `tags`, `plans` and `keywords` run parallel to `reports`, which are ordered by agency, year and source;
    `comparisons` are the adjacent years of each agency; `topics` is None, and `notes` says why, where there is too
    little text for them; `timelines` follow each agency's wording through all its years.
    """

    reports: tuple[Report, ...]
    tags: tuple[ThemeTags, ...]
    plans: tuple[PlanSet, ...]
    comparisons: tuple[Comparison, ...]
    keywords: tuple[tuple[Keyword, ...], ...]
    topics: TopicStudy | None
    reuse: tuple[ReusedPassage, ...]
    codebook: Codebook
    failures: tuple[Failure, ...] = ()
    manifest: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    timelines: tuple[Timeline, ...] = ()

    def _repr_html_(self) -> str:
        rows = [
            (report.name, len(tags.themes), len(plans.problems), len(plans.plans), plans.score)
            for report, tags, plans in zip(self.reports, self.tags, self.plans, strict=True)
        ]
        counts = f"{len(self.comparisons)}次逐年对照，{len(self.reuse)}段跨机关雷同，{len(self.failures)}个文件未能处理"
        heads = ("报告", "主题", "问题", "措施", "具体性")
        return notebook_table(f"{len(self.reports)}份报告", heads, rows, note="；".join((counts, *self.notes)))


def _each(stage: str, items: Sequence[T], work: Callable[[T], R], progress: Progress) -> tuple[R, ...]:
    results = []
    for done, item in enumerate(items):
        progress(stage, done, len(items))
        results.append(work(item))
    progress(stage, len(items), len(items))
    return tuple(results)


def conduct(
    reports: Iterable[Report],
    *,
    settings: Settings | None = None,
    failures: Iterable[Failure] = (),
    passed: Sequence[Mapping[str, str]] = (),
    progress: Progress = silent,
) -> Study:
    """Run all analyses on a set of reports (全套分析).

    Parameters
    ----------
    reports : in any order; doubles of one agency and year are kept and marked.
    settings : see ``models/defaults.toml``.
    failures : inputs that could not be read, carried into the result.
    passed : files that were not read and why, for the manifest.
    progress : called as the stages advance.

    Returns
    -------
    Study
        Its manifest says what it was made of and by.
    """
    chosen = settings or load()
    ordered = panel(reports)
    codebook = load_codebook(chosen["tag"]["codebook"])
    tagged = _each(
        "主题标注", ordered, lambda report: tag(report, codebook, learned=chosen["tag"]["learned"]), progress
    )
    planned = _each("改进措施", tagged, plans_with_themes, progress)
    by_source = {id(plan_set.report): plan_set for plan_set in planned}
    pairs = [(by_source[id(old)], by_source[id(new)]) for old, new in adjacent(ordered)]
    compared = _each("逐年对比", pairs, lambda pair: compare_planned(*pair), progress)
    timelines = tuple(series.timeline() for series in _series(compared))
    notes: list[str] = []
    terms = _each("关键词", ordered, lambda report: ranked_words(report, chosen, notes), progress)
    progress("话题", 0, 1)
    learned = _topics(ordered, chosen, codebook, notes)
    progress("话题", 1, 1)
    progress("雷同", 0, 1)
    shared = tuple(reuse(ordered)) if len({report.issuer_id for report in ordered}) > 1 else ()
    progress("雷同", 1, 1)
    lost = tuple(failures)
    made = manifest(
        inputs={report.source: report.sha256 for report in ordered}, settings=dict(chosen), instruments=instruments(),
        failures=lost, passed=passed, seed=chosen["topics"]["seed"],
    )  # fmt: skip
    return Study(
        ordered, tagged, planned, compared, terms, learned, shared, codebook, lost, made, tuple(notes), timelines
    )


def _series(comparisons: Iterable[Comparison]) -> tuple[Series, ...]:
    """Return each agency's comparisons as a series, in order of years."""
    runs: dict[str, list[Comparison]] = {}
    for comparison in comparisons:
        runs.setdefault(comparison.new.issuer_id or "", []).append(comparison)
    return tuple(Series((run[0].old, *(each.new for each in run)), tuple(run)) for run in runs.values())


def ranked_words(report: Report, settings: Settings, notes: list[str]) -> tuple[Keyword, ...]:
    """Return a report's words as the settings have them ranked; where they cannot be, none, and `notes` gains why."""
    options = settings["keywords"]
    try:
        return tuple(keywords([report], measure=options["measure"], top=options["top"]))
    except GongkaiError as error:
        notes.append(f"{report.source}：{error}")
        return ()


def _topics(reports: Sequence[Report], settings: Settings, codebook: Codebook, notes: list[str]) -> TopicStudy | None:
    from nlp.topics import topics  # scikit-learn comes with it: two years are compared without

    options = settings["topics"]
    try:
        return label_topics(topics(reports, k=options["k"], seed=options["seed"]), codebook)
    except GongkaiError as error:
        notes.append(str(error))
        return None
