"""``gongkai samples``: the shipped sample reports, copied to where one can look at them (样例)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nlp import resources
from nlp.cli.console import emit, note
from nlp.cli.language import say
from nlp.cli.manner import manner
from nlp.manifest import check_writable, write_bytes
from nlp.readers import suffixes


def _command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=say("复制到哪个文件夹", "folder to copy to"))],
) -> None:
    check_writable(folder, folder=True)
    known = set(suffixes())
    files = [
        file
        for file in sorted(resources.path("corpora", "samples").iterdir())
        if file.suffix in known and not file.stem.lower().startswith("readme")
    ]
    for file in files:
        write_bytes(folder / file.name, file.read_bytes())
    if manner.json:
        emit({"output": str(folder), "files": len(files)})
        return
    note(
        say(
            f"已复制 {len(files)} 份虚构的样例报告到 {folder}",
            f"copied {len(files)} invented sample reports to {folder}",
        )
    )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "samples",
        help=say(
            "复制随附的样例报告（地名机关均为虚构）。\n\n例：gongkai samples 样例",
            "Copy the shipped sample reports (all places are invented).\n\nExample: gongkai samples my-samples",
        ),
    )(_command)
