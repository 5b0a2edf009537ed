"""Commented defaults (``models/defaults.toml``) and the user's ``gongkai.toml`` over them (设置)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from nlp import resources
from nlp.errors import UsageError

Settings = Mapping[str, Any]


@cache
def defaults() -> Settings:
    """Return the shipped defaults."""
    return tomllib.loads(resources.path("models", "defaults.toml").read_text(encoding="utf-8"))


def load(path: str | Path | None = None) -> Settings:
    """Return the defaults with a user's settings file over them.

    Parameters
    ----------
    path : the file; without one, ``gongkai.toml`` in the current folder is used where it exists.

    Raises
    ------
    UsageError
        When the file is missing, is not TOML, or names a setting that does not exist.
    """
    file = Path(path) if path else Path("gongkai.toml")
    if not file.is_file():
        if path:
            raise UsageError(f"settings file {str(path)!r} does not exist: give the path of a TOML file")
        return defaults()
    try:
        user = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"settings file {str(file)!r} is not TOML in UTF-8 ({error}): mend that line") from error
    return _overlay(defaults(), user, str(file))


def _overlay(base: Settings, over: Settings, file: str, at: str = "") -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        name = f"{at}{key}"
        if key not in base:
            raise UsageError(f"{file}: no setting named {name!r}: choose from {', '.join(sorted(base))}")
        if isinstance(base[key], Mapping) != isinstance(value, Mapping):
            raise UsageError(f"{file}: setting {name!r} has the wrong shape: expected something like {base[key]!r}")
        if isinstance(value, Mapping):
            merged[key] = _overlay(base[key], value, file, f"{name}.")
        elif type(base[key]) is not type(value) and not (isinstance(base[key], float) and isinstance(value, int)):
            raise UsageError(f"{file}: setting {name!r} is {value!r}: expected something like {base[key]!r}")
        else:
            merged[key] = value
    return merged
