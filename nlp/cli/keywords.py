"""``gongkai keywords``: ranked terms with their counts (关键词)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from nlp.batch.collect import read_all
from nlp.cli.console import conclude, name_failure
from nlp.cli.language import say
from nlp.cli.options import Lexicon, Output, Paths, Places, Stop, Workers
from nlp.errors import InputError
from nlp.manifest import Failure
from nlp.report import Report


def _command(
    paths: Paths,
    measure: Annotated[
        str, typer.Option("--measure", help=say("度量：tfidf、textrank 等，默认按设置", "measure: tfidf, textrank ..."))
    ] = "",
    against: Annotated[
        str,
        typer.Option(
            "--against",
            metavar="PATH|reports|general",
            help=say("参照：路径、.tsv 词频表、reports（随附年报词频）、general（通用汉语）", "reference corpus"),
            show_default=False,
        ),
    ] = "",
    top: Annotated[int, typer.Option("--top", min=0, help=say("返回多少个，0 按设置", "how many, 0 as set"))] = 0,
    words: Annotated[
        int, typer.Option("--words", min=1, max=6, help=say("几个相连的实词算一个词语", "words that touch in a term"))
    ] = 1,
    expressions: Annotated[
        bool,
        typer.Option(
            "--expressions",
            help=say("改列固定表述：反复出现的词串与“以…为抓手”一类框架", "fixed wordings instead: runs and frames"),
        ),
    ] = False,
    speech: Annotated[
        str,
        typer.Option(
            "--speech",
            metavar="TAGS",
            help=say("只留这些词性（逗号分隔）：n 名词、v 动词、nz 术语", "parts of speech to keep: n, v, nz ..."),
            show_default=False,
        ),
    ] = "",
    lexicon: Lexicon = None,
    stop: Stop = None,
    places: Places = False,
    output: Output = None,
    workers: Workers = 0,
) -> None:
    from nlp.segment import wording
    from nlp.settings import load

    chosen = wording(lexicon=lexicon, stop=stop, places=places)
    settings = load()["keywords"]
    ranking: dict[str, Any] = {"top": top or settings["top"], "wording": chosen}
    reports, failures = read_all(paths, workers=workers)
    reference, more = _reference(against, workers)
    failures += more
    for failure in failures:
        name_failure(failure)
    if not expressions:
        ranking |= {"measure": measure or settings["measure"], "against": reference, "words": words}
        ranking["speech"] = [tag.strip() for tag in speech.split(",") if tag.strip()]
    raise typer.Exit(conclude(_ranked(reports, expressions, ranking), output, failures=failures))


def _ranked(reports: list[Report], expressions: bool, ranking: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of the fixed wordings or of the keywords of some reports; of no reports there are none."""
    from nlp.keywords import expressions as fixed
    from nlp.keywords import keywords

    if not reports:
        return []
    rows: Sequence[Any] = fixed(reports, **ranking) if expressions else keywords(reports, **ranking)
    return [row.to_dict() for row in rows]


def _reference(against: str, workers: int) -> tuple[list[Report] | str | None, list[Failure]]:
    """Return what to compare with: a name or a table of counts as it is, a corpus read."""
    if not against or against.endswith(".tsv") or not Path(against).exists():
        return against or None, []
    reference, failures = read_all([against], workers=workers)
    if not reference:
        why = failures[0].message if failures else "没有输入"
        raise InputError(f"--against {against!r} 里没有一份读得成的报告（{why}）：请给出报告、文件夹或 .tsv 词频表")
    return reference, failures


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "keywords",
        help=say(
            "关键词及其频次。\n\n例：gongkai keywords 2022.pdf --measure keyness --against 2021.pdf",
            "Ranked terms with counts.\n\nExample: gongkai keywords 2022.pdf --measure keyness --against 2021.pdf",
        ),
    )(_command)
