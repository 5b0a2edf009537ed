"""Tags any number of reports into one table (批量标注): streaming, resumable, the same bytes however it was run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from nlp.batch.inputs import Input, PassedOver, gather
from nlp.batch.outputs import json_line
from nlp.batch.parts import PART_FORMS, Columns, kind_of
from nlp.batch.pool import ordered_map
from nlp.batch.running import chunked, outcome, process_count
from nlp.errors import UnknownNameError
from nlp.manifest import Failure, manifest, package_version, sha256, write_bytes, write_json
from nlp.report import Report
from nlp.study.progress import Progress, silent
from nlp.themes import load_codebook, tag
from nlp.themes.learned import model_of

Row = dict[str, Any]
_CHUNK = 100
_WHO: Columns = {"source": "text", "issuer": "text", "issuer_id": "text", "year": "int"}
_TAG: Columns = {
    "theme": "text", "title": "text", "parent": "text", "strength": "text", "count": "int", "start": "int", "end": "int",
    "quote": "text", "rule": "text",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Job:
    """What every process has to know."""

    folder: Path
    codebook: str
    learned: bool
    stamp: str
    form: str
    wide: bool
    columns: Columns


@dataclass(frozen=True, slots=True)
class Tagged:
    """What one run of `tag_to_file` did.

    rows : written; reports : they were written for; failures : the inputs that could not be used.
    """

    rows: int
    reports: int
    failures: tuple[Failure, ...]


def long_rows(record: Row) -> Iterator[Row]:
    """Yield one row a tag, with its first evidence and how many there are."""
    who = {key: value for key, value in record.items() if key != "themes"}
    for found in record["themes"]:
        first = found["evidence"][0]
        kept = {key: found[key] for key in ("theme", "title", "parent", "strength")}
        yield {**who, **kept, "count": len(found["evidence"]), **first}


def wide_rows(record: Row) -> Iterator[Row]:
    """Yield one row a report: a column a theme, holding its strength."""
    who = {key: value for key, value in record.items() if key != "themes"}
    yield {**who, **{found["title"]: found["strength"] for found in record["themes"]}}


def tag_to_file(
    paths: Iterable[str | Path],
    out: str | Path,
    *,
    codebook: str = "gongkai",
    learned: bool = True,
    wide: bool = False,
    workers: int = 0,
    progress: Progress = silent,
) -> Tagged:
    """Tag any number of reports into one table (批量标注).

    Parameters
    ----------
    paths : files, folders or tables.
    out : ``.jsonl``, ``.csv`` or ``.parquet``; beside it a ledger ``<out>.ledger.jsonl`` where inputs failed, and
        ``<out>.manifest.json``.
    codebook : name or file.
    learned : whether its clause model takes part, see `nlp.themes.tag`.
    wide : one row a report, instead of one row a tag.
    workers : processes; 0 for all cores. Not the bytes of the result depend on it, only the time.
    progress : called as parts are finished: name of the stage, inputs done, inputs in all.

    Returns
    -------
    Tagged
        How many rows were written for how many reports, and the inputs that could not be used.

    Raises
    ------
    UsageError
        When no path exists.
    UnknownNameError
        When the suffix of `out` is none of the three.

    Notes
    -----
    A stopped run leaves its finished parts in ``<out>.parts``; run it again to go on. A part is taken up only where
    the content of its inputs, the codebook, the settings and the version of the package are the same.
    """
    target = Path(out)
    if target.suffix.lower() not in PART_FORMS:
        raise UnknownNameError("输出格式", target.suffix or str(target), PART_FORMS)
    gathered = gather(paths)
    job = _job(target, gathered.inputs, codebook, learned, wide)
    job.folder.mkdir(parents=True, exist_ok=True)
    failures = list(gathered.failures)
    rows = done = 0
    beside = job.folder / f"joined{target.suffix}"
    with PART_FORMS[job.form].join(job.columns, beside) as add:
        for name, count, size, failed in ordered_map(
            partial(_part, job), enumerate(chunked(gathered.inputs, _CHUNK)), process_count(gathered.inputs, workers)
        ):
            add(job.folder / name)
            failures.extend(Failure(**line) for line in failed)
            rows += count
            done += size
            progress("标注", done, len(gathered.inputs))
    beside.replace(target)
    _finish(job, target, failures, gathered.passed)
    return Tagged(rows, done - len(failures) + len(gathered.failures), tuple(failures))


def _job(target: Path, inputs: Sequence[Input], codebook: str, learned: bool, wide: bool) -> Job:
    book = load_codebook(codebook)
    model = model_of(book) if learned and book.model else None
    columns = _columns(inputs, [theme.title for theme in book.themes] if wide else None)
    described = json.dumps(
        [package_version(), repr(book.themes), model and model.digest, wide, target.suffix, list(columns.items())],
        ensure_ascii=False,
    )
    folder = target.with_name(f"{target.name}.parts")
    return Job(folder, codebook, learned, sha256(described.encode()), target.suffix.lower(), wide, columns)


def _columns(inputs: Sequence[Input], titles: Sequence[str] | None) -> Columns:
    """Return the table's columns: those of the inputs' rows, whose report it is, and the tags."""
    passed: dict[str, list[Any]] = {}
    for item in inputs:
        for name, value in item.label(dict.fromkeys(_WHO)).items():
            passed.setdefault(name, []).append(value)
    own: Columns = {name: kind_of(values) for name, values in passed.items()}
    tags: Columns = _TAG if titles is None else dict.fromkeys(titles, "text")
    columns = {**own, **_WHO, **tags}
    if inputs and "source" not in own:
        del columns["source"]
    return columns


def _part(job: Job, numbered: tuple[int, list[Input]]) -> tuple[str, int, int, list[dict[str, str]]]:
    """Make one part unless it is there already; return its name, rows, inputs and failures."""
    number, batch = numbered
    name = f"{number:07d}-{_key(job, batch)}{job.form}"
    notes = job.folder / f"{name}.json"
    if notes.is_file() and (job.folder / name).is_file():
        known = json.loads(notes.read_text(encoding="utf-8"))
        return name, known["rows"], len(batch), known["failures"]
    flatten = _flatten(job)
    work = partial(tag_record, codebook=job.codebook, learned=job.learned)
    rows: list[Row] = []
    failures: list[dict[str, str]] = []
    for item in batch:
        result = outcome(item, work, "report")
        if result.failure:
            failures.append(result.failure.to_dict())
        else:
            rows.extend(flatten(result.value))
    write_bytes(job.folder / name, PART_FORMS[job.form].encode(job.columns, rows))
    # the notes come last: a part counts as done only once both files stand
    write_json(notes, {"rows": len(rows), "failures": failures})
    return name, len(rows), len(batch), failures


def _flatten(job: Job) -> Callable[[Row], Iterable[Row]]:
    if job.form == ".jsonl":
        return lambda record: [record]
    return wide_rows if job.wide else long_rows


def tag_record(report: Report, codebook: str, *, learned: bool = True) -> Row:
    """Return the record of one report's tags; picklable, so that processes can share it."""
    return tag(report, load_codebook(codebook), learned=learned).to_dict()


def _key(job: Job, batch: list[Input]) -> str:
    digest = hashlib.sha256(job.stamp.encode())
    for item in batch:
        digest.update(item.source.encode(errors="replace"))
        if item.row is not None:
            digest.update(json_line({key: str(value) for key, value in item.row.items()}).encode())
            continue
        try:
            digest.update(hashlib.sha256(item.path.read_bytes()).digest())
        except OSError:
            digest.update(b"unreadable")
    return digest.hexdigest()[:16]


def _finish(job: Job, target: Path, failures: list[Failure], passed: Iterable[PassedOver]) -> None:
    """Write what belongs beside the table, and clear the parts away."""
    ledger = target.with_name(f"{target.name}.ledger.jsonl")
    if failures:
        write_bytes(ledger, "".join(json_line(dict(f.to_dict())) + "\n" for f in failures).encode())
    else:
        ledger.unlink(missing_ok=True)
    record = manifest(
        inputs={}, settings={"codebook": job.codebook, "learned": job.learned, "wide": job.wide}, failures=failures,
        passed=[file.to_dict() for file in passed],
    )  # fmt: skip
    write_json(target.with_name(f"{target.name}.manifest.json"), {**record, "stamp": job.stamp})
    for file in job.folder.iterdir():
        file.unlink()
    job.folder.rmdir()
