"""Packages that are verbs (动词包): ``nlp.plans(report)`` calls ``nlp.plans.plans(report)``.

The contract names verbs that are packages too (keywords, topics, plans). Importing a package binds its name in its
parent, so the name has to mean both: such a package becomes callable.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _VerbPackage(ModuleType):
    def __call__(self, *args: Any, **options: Any) -> Any:
        return getattr(self, self.__name__.rpartition(".")[2])(*args, **options)


def make_callable(package: str) -> None:
    """Make calling the package mean calling the function of the same name in it."""
    sys.modules[package].__class__ = _VerbPackage
