"""The main job (全套分析): a folder of reports becomes tables, a manifest and a comparative report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nlp.batch.collect import read_all
from nlp.batch.inputs import passed_over, paths_of
from nlp.batch.outputs import csv_bytes, parquet_bytes
from nlp.errors import ReadError
from nlp.manifest import Failure, manifest, write_bytes, write_json
from nlp.render import brief_of_study
from nlp.render import write as write_brief
from nlp.settings import Settings, load
from nlp.study import Study, conduct, tables
from nlp.study.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Analysis:
    """What `analyze` wrote, and the study behind it (分析结果).

    study : the results in memory; folder : what was written to; page : its ``index.html``.
    """

    study: Study
    folder: Path
    page: Path

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Inputs that could not be used."""
        return self.study.failures


def analyze(
    paths: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    settings: Settings | None = None,
    also: Iterable[str] = (),
    workers: int = 0,
    progress: Progress = silent,
) -> Analysis:
    """Run everything on some reports and write tables, manifest and the comparative report (主任务).

    Parameters
    ----------
    paths : files, folders or tables.
    out : folder to write to: ``index.html``, ``manifest.json``, ``tables/*.csv`` and ``tables/*.parquet``.
    settings : see ``models/defaults.toml``.
    also : further forms of the report, by suffix: ``"docx"``, ``"xlsx"``, ``"md"``.
    workers : processes for reading; 0 for all cores.
    progress : called as the stages advance: name of the stage, steps done, steps in all.

    Returns
    -------
    Analysis
        The study, and where it was written; inputs that could not be used are in ``failures``, the rest is done.

    Raises
    ------
    UsageError
        When no path exists.
    ReadError
        When nothing at all could be read; the message names the first failure.
    """
    chosen = settings or load()
    given = paths_of(paths)
    reports, failures = read_all(given, workers=workers or chosen["batch"]["workers"], progress=progress)
    folder = Path(out)
    if not reports:
        write_json(folder / "manifest.json", manifest(inputs={}, settings=chosen, failures=failures))
        first = failures[0].message if failures else "没有输入"
        raise ReadError(
            f"没有一份报告可用（{len(failures)} 个输入失败，见 {folder / 'manifest.json'}）；第一个：{first}"
        )
    passed = [file.to_dict() for file in passed_over(given)]
    study = conduct(reports, settings=chosen, failures=failures, passed=passed, progress=progress)
    progress("写出", 0, 1)
    _write_tables(study, folder / "tables")
    brief = brief_of_study(study)
    page = folder / "index.html"
    write_brief(brief, page)
    for suffix in also:
        write_brief(brief, folder / f"report.{suffix.lstrip('.')}")
    write_json(folder / "manifest.json", study.manifest)
    progress("写出", 1, 1)
    return Analysis(study, folder, page)


def _write_tables(study: Study, folder: Path) -> None:
    for name, frame in tables(study).items():
        write_bytes(folder / f"{name}.csv", csv_bytes(frame))
        write_bytes(folder / f"{name}.parquet", parquet_bytes(frame))
