"""The registry of forms a Brief is written in, and writing itself (写出)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from nlp.manifest import write_bytes
from nlp.registry import Registry
from nlp.render.brief import Brief

Writer = Callable[[Brief, str], Iterable[tuple[str, bytes]]]
"""Given a brief and the name of the file, yields that file and any beside it: relative name and content."""

#: suffix without its dot -> writer; members live in ``render/forms/``
writers: Registry[Writer] = Registry("报告格式", "nlp.render.forms")


def write(brief: Brief, path: str | Path) -> Path:
    """Write a brief to a file; its suffix picks the form (写出对比报告).

    Parameters
    ----------
    path : ``.html`` (large briefs get a folder of pages beside it), ``.docx``, ``.xlsx``, ``.md``, ``.json``.

    Returns
    -------
    pathlib.Path
        The file written; it appears whole or not at all.

    Raises
    ------
    UnknownNameError
        When no writer has that suffix.
    """
    target = Path(path)
    writer = writers[target.suffix.lower().lstrip(".")]
    made = list(writer(brief, target.name))
    # the named file comes last: where it stands, everything it leads to stands too
    for name, data in sorted(made, key=lambda file: file[0] == target.name):
        write_bytes(target.parent / name, data)
    return target
