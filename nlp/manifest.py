"""What made an output (清单): versions, settings, hashes; and the ledger of failures (失败台账).

Nothing in a manifest depends on the clock or the machine's paths, so the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from nlp import resources
from nlp.errors import UsageError

#: libraries whose version can change a figure
_LIBRARIES = (
    "jieba", "rjieba", "ahocorasick_rs", "numpy", "scipy", "scikit-learn", "rapidfuzz", "pypdfium2", "selectolax",
)  # fmt: skip


#: what our own pages and documents name as their maker (生成者标记), so that none is ever read as a report
MAKER = "gongkai-brief"
_INSTRUMENTS = {".toml", ".json", ".txt", ".csv", ".tsv", ".npz"}


@dataclass(frozen=True, slots=True)
class Failure:
    """One line of the ledger: which input, what kind of trouble, and what to do."""

    source: str
    error: str
    message: str

    def to_dict(self) -> dict[str, str]:
        """Return the line as a plain record."""
        return {"source": self.source, "error": self.error, "message": self.message}


def package_version() -> str:
    """Return the version of this package."""
    try:
        return version("gongkai")
    except PackageNotFoundError:
        return "0+checkout"


def sha256(data: bytes) -> str:
    """Return the hexadecimal SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def instruments() -> dict[str, str]:
    """Return the shipped instruments that interpret text: path inside ``models/`` -> sha256 (工具清单)."""
    folder = resources.folder("models")
    return {
        file.relative_to(folder).as_posix(): sha256(file.read_bytes())
        for file in sorted(folder.rglob("*"))
        if file.suffix in _INSTRUMENTS
    }


def manifest(
    *,
    inputs: Mapping[str, str],
    settings: Mapping[str, Any],
    instruments: Mapping[str, str] | None = None,
    failures: Iterable[Failure] = (),
    passed: Iterable[Mapping[str, str]] = (),
    seed: int | None = None,
) -> dict[str, Any]:
    """Return the manifest of one output folder.

    Parameters
    ----------
    inputs : source name -> sha256 of its bytes.
    settings : the settings in force.
    instruments : instrument file name -> sha256 (codebooks, outlines, models).
    failures : the ledger.
    passed : files in folders that were passed over, each with the reason.
    seed : the random seed, where one was used.
    """  # fmt: skip
    libraries = {}
    for name in _LIBRARIES:
        with suppress(PackageNotFoundError):
            libraries[name] = version(name)
    return {
        "gongkai": package_version(),
        "libraries": libraries,
        "seed": seed,
        "settings": settings,
        "instruments": dict(sorted((instruments or {}).items())),
        "inputs": dict(sorted(inputs.items())),
        "failures": [failure.to_dict() for failure in failures],
        "passed_over": [dict(line) for line in passed],
    }


def check_writable(path: Path, *, folder: bool = False) -> None:
    """Refuse a place that could not be written to, before the work that is to be written there.

    Parameters
    ----------
    path : a file to come, or a folder; folders above it that do not exist are made when it is written.

    Raises
    ------
    UsageError
        When it is a folder where a file is wanted or the other way round, lies below a file, or must not be written.
    """
    if path.exists() and path.is_dir() != folder:
        wanted, is_wanted = ("文件夹", "a folder") if folder else ("文件", "a file")
        found, is_found = ("文件", "a file") if folder else ("文件夹", "a folder")
        raise UsageError(
            f"输出 {path} 已是一个{found}：请给出{wanted}的路径",
            english=f"output {path} is {is_found} already: name {is_wanted}",
        )
    above = path if path.exists() else next(parent for parent in path.absolute().parents if parent.exists())
    if not above.is_dir() and above != path:
        raise UsageError(
            f"不能写到 {path}：{above} 是一个文件，不是文件夹：请换一个路径",
            english=f"cannot write {path}: {above} is a file, not a folder; choose another path",
        )
    if not os.access(above, os.W_OK):
        raise UsageError(
            f"不能写到 {path}：没有写 {above} 的权限：请换一个路径或改权限",
            english=f"cannot write {path}: no right to write {above}; choose another path or change the rights",
        )


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside it first, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_json(path: Path, record: Any) -> None:
    """Write a record as readable JSON in UTF-8."""
    write_bytes(path, (json.dumps(record, ensure_ascii=False, indent=2, sort_keys=False) + "\n").encode())
