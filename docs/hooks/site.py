r"""What the site makes while it is built: formulas as MathML, the reference of commands from their ``--help``, that of
the library from the public names.

A page writes formulas between ``\(`` and ``\)`` or in a fence ``math``, and asks for the rest with
``<!-- commands -->``, ``<!-- names nlp: read tag -->`` or, for all names of a package, ``<!-- names nlp.phrasing -->``.
"""

from __future__ import annotations

import inspect
import os
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from latex2mathml.converter import convert

_COMMANDS = re.compile("<!-- commands -->")
_PUBLIC = re.compile(r"<!-- names (?P<package>[\w.]+)(?:: (?P<names>[\w ]+))? -->")
_INLINE = re.compile(r"\\\((.+?)\\\)")
_HAN = "\u2014\u2018-\u201d\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_LINE_BREAK = re.compile(rf"(?<=[{_HAN}])\n(?=(?:<[a-z][^>]*>)*[{_HAN}])")
_VERBATIM = re.compile(r"(<pre.*?</pre>)", re.S)
_EXAMPLE = re.compile(r"^ +(?:例：)(.+)$", re.M)


def on_config(config: Any) -> Any:
    """Add the fence ``math``."""
    fences = config.mdx_configs.setdefault("pymdownx.superfences", {}).setdefault("custom_fences", [])
    fences.append({"name": "math", "class": "math", "format": formula})
    return config


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put in what a page asks for."""
    markdown = _INLINE.sub(lambda found: convert(found[1]), markdown)
    markdown = _COMMANDS.sub(lambda _: "\n".join(commands()), markdown)
    return _PUBLIC.sub(lambda found: "\n".join(public(found["package"], found["names"])), markdown)


def on_page_content(html: str, **_: Any) -> str:
    """Join lines of Chinese: a browser would put a blank where the source breaks one."""
    pieces = _VERBATIM.split(html)
    pieces[::2] = [_LINE_BREAK.sub("", piece) for piece in pieces[::2]]
    return "".join(pieces)


def formula(source: str, *_: Any, **__: Any) -> str:
    """Return LaTeX as MathML, which browsers draw by themselves."""
    return f'<div class="math">{convert(source, display="block")}</div>'


def commands() -> Iterator[str]:
    """Yield every command with its help, as the command prints it in Chinese."""
    import typer
    from typer.testing import CliRunner

    from nlp.cli import _application
    from nlp.cli.language import chinese

    os.environ.update(GONGKAI_LANG="zh", COLUMNS="72", TERMINAL_WIDTH="72")
    chinese.cache_clear()
    application: Any = _application()
    group: Any = typer.main.get_command(application)
    for words in _commands(group):
        printed = CliRunner().invoke(application, [*words, "--help"]).output
        yield from _command(words, printed)


def _commands(group: Any) -> Iterator[list[str]]:
    for name, command in getattr(group, "commands", {}).items():
        yield [name]
        yield from ([name, *words] for words in _commands(command))


def _command(words: list[str], printed: str) -> Iterator[str]:
    usage, _, rest = printed.strip().partition("\n\n")
    summary, _, options = rest.partition("\n\n")
    yield f"\n{'#' * (len(words) + 1)} gongkai {' '.join(words)}\n"
    yield " ".join(summary.split()) + "\n"
    for example in _EXAMPLE.findall(options):
        yield f"```bash\n{example}\n```\n"
    body = _EXAMPLE.sub("", options).strip()
    yield f"```text\n{usage}\n\n{body}\n```\n"


def public(package: str, names: str | None) -> Iterator[str]:
    """Yield mkdocstrings' directive for public names, under the names they are used by.

    Names are found by importing: the package binds them lazily, which reading the source does not show.
    """
    module = import_module(package)
    for name in names.split() if names else sorted(module.__all__):
        found = getattr(module, name)
        if not (inspect.isclass(found) or inspect.isfunction(found)):
            continue  # a constant or an alias: its use shows in the signatures
        options = f'\n    options:\n      heading: "{package}.{name}"\n      toc_label: "{name}"\n'
        yield f"\n::: {found.__module__}.{found.__qualname__}{options}"
