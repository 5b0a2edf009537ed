"""Commented defaults (``models/defaults.toml``) and the user's ``gongkai.toml`` over them (设置)."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from nlp import resources
from nlp.errors import UsageError

Settings = Mapping[str, Any]

#: setting -> least and greatest value that makes sense; None where there is no bound
_RANGES: Mapping[str, tuple[float, float | None]] = {
    "read.max_bytes": (1, None), "read.confidence": (0, 1), "keywords.top": (1, None), "topics.k": (2, None),
    "topics.seed": (0, 2**32 - 1), "batch.workers": (0, None), "batch.chunk": (1, None),
}  # fmt: skip


@cache
def defaults() -> Settings:
    """Return the shipped defaults."""
    return tomllib.loads(resources.path("models", "defaults.toml").read_text(encoding="utf-8"))


def load(path: str | Path | None = None) -> Settings:
    """Return the defaults with a user's settings file over them.

    Parameters
    ----------
    path : the file; without one, the file that ``GONGKAI_SETTINGS`` names, else ``gongkai.toml`` in the current folder
        where it exists. Every process of a run looks there, so that all of them go by the same settings.

    Raises
    ------
    UsageError
        When the file is missing, is not TOML, names a setting that does not exist, or gives one a value of another kind
        or out of range.
    """
    asked = path or os.environ.get("GONGKAI_SETTINGS")
    if not os.path.isfile(asked or "gongkai.toml"):  # asked for every report: a Path would take ten times as long
        if asked:
            raise UsageError(f"找不到设置文件 {str(asked)!r}：请给出一个 TOML 文件的路径")
        return defaults()
    file = Path(asked or "gongkai.toml")
    try:
        user = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"设置文件 {str(file)!r} 不是 UTF-8 的 TOML（{error}）：请改正这一行") from error
    return _overlay(defaults(), user, str(file))


def _overlay(base: Settings, over: Settings, file: str, at: str = "") -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        name = f"{at}{key}"
        if key not in base:
            raise UsageError(f"{file}：没有名为 {name!r} 的设置：可用 {'、'.join(sorted(base))}")
        if isinstance(base[key], Mapping) != isinstance(value, Mapping):
            raise UsageError(f"{file}：设置 {name!r} 的形式不对：应如 {base[key]!r}")
        if isinstance(value, Mapping):
            merged[key] = _overlay(base[key], value, file, f"{name}.")
        elif type(base[key]) is not type(value) and not (isinstance(base[key], float) and isinstance(value, int)):
            raise UsageError(
                f"{file}：设置 {name!r} 的值是 {value!r}：应如 {base[key]!r}",
                english=f"{file}: setting {name!r} is {value!r}; it should be like {base[key]!r}",
            )
        else:
            merged[key] = _in_range(name, value, file)
    return merged


def _in_range(name: str, value: Any, file: str) -> Any:
    least, most = _RANGES.get(name, (None, None))
    if least is None or (value >= least and (most is None or value <= most)):
        return value
    raise UsageError(
        f"{file}：设置 {name!r} 的值是 {value!r}：应不小于 {least}" + (f"、不大于 {most}" if most is not None else ""),
        english=f"{file}: setting {name!r} is {value!r}; it should be at least {least}"
        + (f" and at most {most}" if most is not None else ""),
    )
