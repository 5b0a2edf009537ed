"""``gongkai topics``: a topic model of a corpus (话题)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.console import FAILED, emit, name_failure, note, progress_bar, wrote
from nlp.cli.language import say
from nlp.cli.options import Lexicon, Paths, Places, Stop, Workers, folder_to_write
from nlp.errors import UsageError
from nlp.report import Report
from nlp.settings import Settings
from nlp.study.progress import Progress

if TYPE_CHECKING:
    from nlp.topics.result import TopicStudy

_WORTH_A_PROCESS = 200


def _number(k: str) -> int | str:
    if k == "auto":
        return k
    if not k.isdecimal() or int(k) < 2:
        raise UsageError(
            f"-k 是 {k!r}：应为 2 以上的整数或 auto", english=f"-k is {k!r}: a whole number from 2 up, or auto"
        )
    return int(k)


def _command(
    paths: Paths,
    k: Annotated[str, typer.Option("-k", help=say("话题数，或 auto", "number of topics, or auto"))] = "auto",
    method: Annotated[str, typer.Option("--method", help=say("方法：nmf 或 lda", "method: nmf or lda"))] = "nmf",
    unit: Annotated[
        str,
        typer.Option(
            "--unit",
            help=say(
                "以什么为一个文本：sentence 句、part 分项、narrative 叙述全文；默认按份数",
                "what is one text: sentence, part, narrative; by default as the number of reports allows",
            ),
        ),
    ] = "auto",
    lexicon: Lexicon = None,
    stop: Stop = None,
    places: Places = False,
    output: Annotated[Path | None, folder_to_write("输出文件夹", "folder to write to", "-o", "--output")] = None,
    workers: Workers = 0,
) -> None:
    from nlp.batch.collect import read_all
    from nlp.segment import wording
    from nlp.settings import load

    number = _number(k)
    chosen = wording(lexicon=lexicon, stop=stop, places=places)
    settings = load()
    with progress_bar() as advance:
        reports, failures = read_all(paths, workers=workers, progress=advance)
        for failure in failures:
            name_failure(failure)
        if not reports:
            raise typer.Exit(FAILED)
        learned = _learned(
            reports, settings, advance, workers, k=number, method=method, unit=unit, wording=chosen
        )  # fmt: skip
    for warning in learned.diagnostics["warnings"]:
        note(say("注意：", "note: ") + warning)
    if output is None:
        emit(learned.to_dict())
    else:
        from nlp.batch.topics import write_topics

        page = write_topics(learned, reports, output, settings=settings, failures=failures)
        wrote(page, len(learned.topics), "个话题", "topics")
    raise typer.Exit(FAILED if failures else 0)


def _learned(
    reports: list[Report], settings: Settings, advance: Progress, workers: int, **options: Any
) -> TopicStudy:  # fmt: skip
    from nlp.batch.spread import spread_over
    from nlp.study.labels import label_topics
    from nlp.themes import load_codebook
    from nlp.topics import topics

    # on few reports a process takes longer to start than to fit
    cores = workers if len(reports) >= _WORTH_A_PROCESS else 1
    spread = spread_over(cores, stage=say("试话题数", "numbers of topics"), progress=advance)
    learned = topics(reports, seed=settings["topics"]["seed"], spread=spread, **options)
    return label_topics(learned, load_codebook(settings["tag"]["codebook"]))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "topics",
        help=say(
            "从语料中学出话题，附代表句与占比。\n\n例：gongkai topics 年报文件夹 -k auto -o 话题",
            "Learn topics from a corpus.\n\nExample: gongkai topics reports/ -k auto -o topics",
        ),
    )(_command)
