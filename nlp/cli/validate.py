"""``gongkai validate``: agreement with human coders (与人工标注的一致性)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from nlp.cli.console import conclude, name_failure
from nlp.cli.language import say
from nlp.cli.options import Output
from nlp.manifest import Failure


def _command(
    gold: Annotated[
        list[Path],
        typer.Argument(metavar="GOLD...", help=say("标注文件：.jsonl .xlsx .json", "annotations"), show_default=False),
    ],
    codebook: Annotated[
        str, typer.Option("--codebook", help=say("编码表名称或文件", "codebook name or file"))
    ] = "gongkai",
    disagreements: Annotated[
        bool, typer.Option("--disagreements", help=say("逐条列出主题分歧", "list the disagreements on themes"))
    ] = False,
    output: Output = None,
) -> None:
    from nlp.study.gold import tabulated, validate

    result = validate(gold, codebook=codebook)
    failures = [Failure(**line) for line in result["failures"]]
    for failure in failures:
        name_failure(failure)
    listed: list[dict[str, Any]] = result.get("themes", {}).get("disagreements", [])
    if disagreements:
        raise typer.Exit(conclude(listed, output, failures=failures))
    if "themes" in result:
        result["themes"]["disagreements"] = len(listed)
    raise typer.Exit(conclude([result], output, failures=failures, rows=tabulated))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "validate",
        help=say(
            "与人工标注比较：主题、具体性、逐句对齐、兑现情况。\n\n例：gongkai validate 编码员甲.xlsx 编码员乙.xlsx",
            "Compare with human coders: themes, concreteness, links, follow-up.\n\n"
            "Example: gongkai validate coder1.xlsx coder2.xlsx",
        ),
    )(_command)
