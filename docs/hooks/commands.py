"""Prints the help of every command as JSON, in the language of the environment: a process of its own, for the command
settles its language once."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import typer
from typer.testing import CliRunner

from nlp.cli import _application


def _commands(group: Any) -> Iterator[list[str]]:
    for name, command in getattr(group, "commands", {}).items():
        yield [name]
        yield from ([name, *words] for words in _commands(command))


def main() -> None:
    """Print a list of pairs: the words of a command, and its help page."""
    application: Any = _application()
    group: Any = typer.main.get_command(application)
    printed = [[words, CliRunner().invoke(application, [*words, "--help"]).output] for words in _commands(group)]
    sys.stdout.write(json.dumps(printed))


if __name__ == "__main__":
    main()
