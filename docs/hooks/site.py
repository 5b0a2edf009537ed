r"""What the site makes while it is built: formulas as MathML, the reference of commands from their ``--help``, that of
the library from the public names.

A page writes formulas between ``\(`` and ``\)`` or in a fence ``math``, and asks for the rest with
``<!-- commands zh -->``, ``<!-- names nlp: read tag -->`` or, for all names of a package, ``<!-- names nlp.phrasing -->``.
"""

from __future__ import annotations

import inspect
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from latex2mathml.converter import convert

_COMMANDS = re.compile(r"<!-- commands (zh|en) -->")
_PUBLIC = re.compile(r"<!-- names (?P<package>[\w.]+)(?:: (?P<names>[\w ]+))? -->")
_INLINE = re.compile(r"\\\((.+?)\\\)")
_HAN = "\u2014\u2018-\u201d\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_LINE_BREAK = re.compile(rf"(?<=[{_HAN}])\n(?=(?:<[a-z][^>]*>)*[{_HAN}])")
_VERBATIM = re.compile(r"(<pre.*?</pre>)", re.S)
_EXAMPLE = re.compile(r"^ +(?:例：|Example: )(.+(?:\n +\S.*)*)$", re.M)


def on_config(config: Any) -> Any:
    """Add the fence ``math``."""
    fences = config.mdx_configs.setdefault("pymdownx.superfences", {}).setdefault("custom_fences", [])
    fences.append({"name": "math", "class": "math", "format": formula})
    return config


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Put in what a page asks for."""
    markdown = _INLINE.sub(lambda found: convert(found[1]), markdown)
    markdown = _COMMANDS.sub(lambda found: "\n".join(commands(found[1])), markdown)
    return _PUBLIC.sub(lambda found: "\n".join(public(found["package"], found["names"])), markdown)


def on_page_content(html: str, **_: Any) -> str:
    """Join lines of Chinese: a browser would put a blank where the source breaks one."""
    pieces = _VERBATIM.split(html)
    pieces[::2] = [_LINE_BREAK.sub("", piece) for piece in pieces[::2]]
    return "".join(pieces)


def formula(source: str, *_: Any, **__: Any) -> str:
    """Return LaTeX as MathML, which browsers draw by themselves."""
    return f'<div class="math">{convert(source, display="block")}</div>'


def commands(language: str) -> Iterator[str]:
    """Yield every command with its help, as the command prints it in a language, ``zh`` or ``en``."""
    script = Path(__file__).with_name("commands.py")
    asked = {**os.environ, "GONGKAI_LANG": language, "COLUMNS": "72", "TERMINAL_WIDTH": "72"}
    printed = subprocess.run([sys.executable, str(script)], env=asked, check=True, capture_output=True).stdout
    for words, page in json.loads(printed):
        yield from _command(words, page)


def _command(words: list[str], printed: str) -> Iterator[str]:
    usage, _, rest = printed.strip().partition("\n\n")
    summary, _, options = rest.partition("\n\n")
    yield f"\n{'#' * (len(words) + 1)} gongkai {' '.join(words)}\n"
    yield " ".join(summary.split()) + "\n"
    for example in _EXAMPLE.findall(options):
        yield f"```bash\n{' '.join(example.split())}\n```\n"
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
