"""``gongkai codebook``: the instruments (编码表)."""

from __future__ import annotations

from typing import Annotated

import typer

from nlp.cli.console import FAILED, conclude, emit, name_failure, note
from nlp.cli.language import say
from nlp.cli.options import Output, Paths

_BOOK = typer.Argument(metavar="NAME|FILE", help=say("编码表名称或文件", "codebook name or file"))


def _list() -> None:
    from nlp.themes import codebooks, load_codebook

    for name in codebooks():
        book = load_codebook(name)
        emit({"name": name, "title": book.title, "version": book.version, "themes": len(book.themes)})


def _show(name: Annotated[str, _BOOK] = "gongkai") -> None:
    from nlp.themes import load_codebook

    for theme in load_codebook(name).themes:
        record = {"theme": theme.id, "title": theme.title, "parent": theme.parent, "definition": theme.definition}
        emit({**record, "terms": sorted({term for cue in theme.cues for term in cue.terms})})


def _check(name: Annotated[str, _BOOK]) -> None:
    from nlp.themes import check, load_codebook

    problems = check(load_codebook(name))
    for problem in problems:
        emit(problem.to_dict())
    if problems:
        raise typer.Exit(FAILED)
    note(say(f"{name}：没有发现问题", f"{name}: nothing wrong"))


def _suggest(
    paths: Paths,
    name: Annotated[str, typer.Option("--codebook", help=say("要增补的编码表", "codebook to extend"))] = "gongkai",
    top: Annotated[int, typer.Option("--top", min=1, help=say("返回多少条", "how many rows"))] = 50,
    output: Output = None,
) -> None:
    from nlp.batch.collect import read_all
    from nlp.study.suggest import suggest

    reports, failures = read_all(paths)
    for failure in failures:
        name_failure(failure)
    records = [row.to_dict() for row in suggest(reports, name, top=top)] if reports else []
    raise typer.Exit(conclude(records, output, failures=failures))


def register(app: typer.Typer) -> None:
    """Add the command and its subcommands."""
    books = typer.Typer(
        help=say(
            "编码表：列出、查看、检查、增补建议。\n\n例：gongkai codebook check 我的编码表.toml",
            "Codebooks: list, show, check, suggest.\n\nExample: gongkai codebook check mine.toml",
        ),
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    books.command("list", help=say("有哪些编码表。\n\n例：gongkai codebook list", "The codebooks there are."))(_list)
    books.command("show", help=say("一个编码表的主题与词语。\n\n例：gongkai codebook show", "Themes and terms."))(_show)
    books.command("check", help=say("检查一个编码表。\n\n例：gongkai codebook check 我的.toml", "Check a codebook."))(
        _check
    )
    books.command(
        "suggest",
        help=say(
            "语料里有而编码表不认得的词语，附次数、语境与最近的主题；删去不要的行，就是可用的编码表。\n\n"
            "例：gongkai codebook suggest 年报文件夹 -o 增补.xlsx",
            "Words of a corpus that the codebook does not know, with counts, contexts and the nearest theme.\n\n"
            "Example: gongkai codebook suggest reports/ -o additions.xlsx",
        ),
    )(_suggest)
    app.add_typer(books, name="codebook")
