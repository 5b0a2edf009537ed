"""Text files read from disk, and the strings that they hold (文本文件的速度): the samples, and short reports composed for it.

    python -m benchmarks.text_files      # reports a second on this machine

A file costs a little more than its string: it is opened, hashed, recognised and decoded, and refused where it is no report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import jieba

from benchmarks.corpus import SAMPLES
from benchmarks.generate_reports import generate
from benchmarks.timing import ROUNDS, interleaved
from nlp.readers import read, read_text

_COMPOSED = 60  # short reports
_ASKED = 2000  # reports a second


def ratios() -> list[tuple[str, str]]:
    """Return the rows for ``make bench``: multiples of jieba.lcut's speed on what is kept of the texts."""
    rows: list[tuple[str, str]] = []
    for name, (count, cut, opened, given) in _measured().items():
        rows += [
            (f"read({name}", f"{cut / opened:.1f}"),
            ("    read_text of what they hold", f"{cut / given:.1f}"),
            (f"    {_ASKED:,} a second would be", f"{cut / (count / _ASKED):.1f}"),
        ]
    return rows


def _measured() -> dict[str, tuple[int, float, float, float]]:
    """Return by kind of file: how many, and the seconds jieba.lcut, read and read_text take for all of them."""
    with TemporaryDirectory() as folder:
        generate(Path(folder), _COMPOSED)
        kinds = {
            "*.txt), the samples with their tables": sorted(SAMPLES.glob("*.txt")),
            "*.txt), 1,000 characters without tables": sorted(Path(folder).rglob("*.txt")),
        }
        return {name: _taken(files) for name, files in kinds.items()}


def _taken(files: Sequence[Path]) -> tuple[int, float, float, float]:
    kept = [read(file).text for file in files]
    strings = [file.read_text(encoding="utf-8") for file in files]
    cut, opened, given = interleaved(
        _each(jieba.lcut, kept), _each(read, files), _each(read_text, strings), rounds=4 * ROUNDS
    )
    return len(files), cut, opened, given


def _each(function: Callable[[Any], Any], items: Sequence[Any]) -> Callable[[], object]:
    return lambda: [function(item) for item in items]


if __name__ == "__main__":
    for name, (count, _, opened, given) in _measured().items():
        print(f"read({name}: {count / opened:,.0f} a second; read_text: {count / given:,.0f}")
