"""One small registry for everything that is added as one new file: readers, measures, cues, writers.

A registry knows the folder its members live in, and imports the modules of that folder the first time a member is asked
for; other distributions add members through the entry-point group ``gongkai.<group>``. So a registered module must
import nothing heavy at its top.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from nlp.errors import UnknownNameError

T = TypeVar("T")


class Registry(Generic[T]):
    """Named members of one kind, found by listing a package's folder.

    Parameters
    ----------
    kind : what the members are, in Chinese, for error messages ("关键词指标").
    package : the dotted name of the package whose modules register members.
    """

    def __init__(self, kind: str, package: str) -> None:
        self.kind = kind
        self.package = package
        self._members: dict[str, T] = {}
        self._loaded = False

    def register(self, name: str) -> Callable[[T], T]:
        """Return a decorator that files its object under `name`."""

        def decorate(member: T) -> T:
            self._members[name] = member
            return member

        return decorate

    def _load(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        package = importlib.import_module(self.package)
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{self.package}.{module.name}")
        # importing this costs more than all members together, so it waits until a registry is really asked
        from importlib.metadata import entry_points

        for point in entry_points(group=f"gongkai.{self.package.rpartition('.')[2]}"):
            self._members.setdefault(point.name, point.load())

    def __getitem__(self, name: str) -> T:
        self._load()
        if not isinstance(name, str) or name not in self._members:
            raise UnknownNameError(self.kind, name, self._members)
        return self._members[name]

    def __contains__(self, name: object) -> bool:
        self._load()
        return name in self._members

    def __iter__(self) -> Iterator[str]:
        self._load()
        return iter(sorted(self._members))

    def items(self) -> list[tuple[str, T]]:
        """Return the members with their names, sorted by name."""
        return [(name, self._members[name]) for name in self]
