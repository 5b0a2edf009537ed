"""Finds and reads codebooks: shipped ones by name, a user's own by path (载入编码表)."""

from __future__ import annotations

import hashlib
import os
import tomllib
from functools import lru_cache
from importlib.metadata import entry_points
from pathlib import Path

from nlp import resources
from nlp.errors import CodebookError, UnknownNameError, wrong_type
from nlp.themes.codebook import Codebook
from nlp.themes.parse import codebook_of

_SUFFIXES = {".toml", ".xlsx", ".csv", ".yml", ".yaml"}


def folders() -> list[Path]:
    """Return the folders codebooks are looked for in: the shipped one, then the user's (``$GONGKAI_CODEBOOKS``)."""
    own = os.environ.get("GONGKAI_CODEBOOKS")
    return [resources.path("models", "codebooks"), *([Path(own)] if own else [])]


def _shelf() -> dict[str, Path]:
    shelf = {file.stem: file for folder in reversed(folders()) for file in sorted(folder.glob("*.toml"))}
    for point in entry_points(group="gongkai.codebooks"):
        shelf.setdefault(point.name, Path(str(point.load())))
    return shelf


def codebooks() -> list[str]:
    """Return the names of the codebooks there are, sorted: shipped, in the user's folder (``GONGKAI_CODEBOOKS``), and from
    entry points; each is a name that `load_codebook` and `tag` take.
    """
    return sorted(_shelf())


def load_codebook(name_or_path: str | Path) -> Codebook:
    """Return a codebook by name or from a file (载入编码表).

    Parameters
    ----------
    name_or_path : the name of a shipped codebook (``"gongkai"``), or the path of a ``.toml`` file, of a table
        (``.xlsx``, ``.csv``) with the columns theme and term (主题, 词语), or of a quanteda or LIWC dictionary (``.yml``).

    Raises
    ------
    UsageError
        When it is neither a name nor a path.
    UnknownNameError
        When there is no codebook of that name.
    CodebookError
        When the file is missing or does not hold together.
    """
    if isinstance(name_or_path, str) and "." not in name_or_path:
        return _named(name_or_path, os.environ.get("GONGKAI_CODEBOOKS"))
    if not isinstance(name_or_path, str | Path):
        raise wrong_type(name_or_path, "编码表的名称或文件路径", "有哪些编码表，见 nlp.themes.codebooks()")
    path = Path(name_or_path)
    if path.suffix.lower() not in _SUFFIXES:
        return _named(str(name_or_path), os.environ.get("GONGKAI_CODEBOOKS"))
    return _filed(path)


@lru_cache(maxsize=16)
def _named(name: str, _own: str | None) -> Codebook:
    """Look a name up once: taggers ask for it with every text. Only a file given by its path is watched for changes."""
    shelf = _shelf()
    if name not in shelf:
        raise UnknownNameError("编码表", name, shelf)
    return _filed(shelf[name])


def _filed(path: Path) -> Codebook:
    if not path.is_file():
        raise CodebookError(f"找不到编码表文件 {str(path)!r}：请给出它的路径，或用 {'、'.join(_shelf())} 之一")
    state = path.stat()
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=16)
def _read(path: Path, _changed: int, _size: int) -> Codebook:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if path.suffix.lower() != ".toml":
        from nlp.themes.foreign import tables_of

        return codebook_of(tables_of(path), where=str(path), digest=digest)
    try:
        tables = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CodebookError(f"编码表 {str(path)!r} 不是 UTF-8 的 TOML（{error}）：请改正这一行") from error
    return codebook_of(tables, where=str(path), digest=digest)
