"""How a command speaks (通用开关): ``--quiet``, ``--json`` and ``--debug``, which every command takes."""

from __future__ import annotations

import inspect
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from nlp.cli.language import say

Debug = Annotated[bool, typer.Option("--debug", help=say("出错时显示完整回溯", "show the trace of an error"))]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet",
        "-q",
        help=say("不显示进度与提示，只说错误和未能处理的输入", "no progress and no notes, errors and failures only"),
    ),
]
Json = Annotated[
    bool,
    typer.Option(
        "--json",
        help=say(
            "标准输出一律是 JSON：写了文件、给人看的文字也各成一个对象",
            "stdout is JSON throughout: files written and text for people become objects too",
        ),
    ),
]


@dataclass(slots=True)
class Manner:
    """What was asked of this run of the command."""

    quiet: bool = False
    json: bool = False
    #: whether the files passed over have been spoken of
    mentioned: bool = False


#: reasons named for files passed over
_REASONS = 4
#: the command is one run of one process
manner = Manner()


def speak(*, quiet: bool = False, as_json: bool = False, debug: bool = False) -> None:
    """Take up what was asked; a switch given before the command's name is not undone by its lack behind it."""
    manner.quiet |= quiet
    manner.json |= as_json
    if debug:
        # through the environment, so that every process of the run finds it
        os.environ["GONGKAI_DEBUG"] = "1"


def mention_passed_over(paths: Sequence[Path]) -> None:
    """Say on one line, and once, how many files in the folders given are not read, and why."""
    if manner.quiet or manner.mentioned or not any(path.is_dir() for path in paths):
        return
    manner.mentioned = True
    from nlp.batch.inputs import passed_over

    files = passed_over(paths)
    if files:
        number = len(files)
        why = Counter(f"{file.reason}（{Path(file.source).suffix or '无扩展名'}）" for file in files)
        counted = "、".join(f"{reason} {times}" for reason, times in why.most_common(_REASONS))
        kinds = Counter(Path(file.source).suffix or "no suffix" for file in files).most_common(_REASONS)
        listed = ", ".join(f"{kind} {times}" for kind, times in kinds)
        sys.stderr.write(
            say(
                f"略过文件夹里的 {number} 个文件：{counted}；要读哪个，单独给出它的路径\n",
                f"passed over in folders, not reports or tables with a text column: {listed}; name a file itself to read it\n",
            )
        )


def mannered(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return a command that takes the three switches besides its own parameters."""

    @wraps(command)
    def spoken(*args: Any, quiet: bool, as_json: bool, debug: bool, **own: Any) -> None:
        speak(quiet=quiet, as_json=as_json, debug=debug)
        try:
            command(*args, **own)
        except typer.Exit:
            mention_passed_over(own.get("paths", ()))
            raise
        mention_passed_over(own.get("paths", ()))

    switches = {"quiet": Quiet, "as_json": Json, "debug": Debug}
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=kind)
        for name, kind in switches.items()
    ]
    signature = inspect.signature(command, eval_str=True)
    spoken.__signature__ = signature.replace(parameters=[*signature.parameters.values(), *added])  # type: ignore[attr-defined]
    return spoken
