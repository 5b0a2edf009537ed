"""The inner loops (内核): compiled from C where a compiler was at hand when the package was installed, in Python where not.

Each has its Python beside its caller, which gives the same results in more time; `compiled` is None where only that is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from types import ModuleType

#: of the loops in C (``module.c``); those compiled from another version are left alone
VERSION = 2


def _compiled() -> ModuleType | None:
    try:
        module = import_module("nlp.kernel.compiled")
    except ImportError:
        return None
    return module if module.VERSION == VERSION else None


compiled = _compiled()


def bits(characters: Iterable[str]) -> bytes:
    """Return a set of characters of the basic plane as the compiled loops take it: 65,536 bits, the lowest of a byte first."""
    table = bytearray(0x10000 // 8)
    for code in map(ord, characters):
        table[code >> 3] |= 1 << (code & 7)
    return bytes(table)
