"""Compiles the inner loops when the package is built or installed (构建内核); where that cannot be done, it goes without them.

``GONGKAI_WITHOUT_KERNEL=1`` leaves them out on purpose.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from setuptools import Distribution, Extension

_NAME, _FOLDER = "nlp.kernel.compiled", "nlp/kernel"
_FLAGS = [] if sys.platform == "win32" else ["-O3"]


class KernelHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled loops to a wheel, or puts them into the checkout that is installed for editing."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; version : of the wheel, ``"standard"`` or ``"editable"``."""
        if os.environ.get("GONGKAI_WITHOUT_KERNEL"):
            return
        root, self._temporary = Path(self.root), TemporaryDirectory(prefix="gongkai-")
        try:
            built = compiled(root / _FOLDER, Path(self._temporary.name))
        except Exception as error:  # noqa: BLE001 - a missing compiler shows itself in as many ways as there are compilers
            self.app.display_warning(f"gongkai: without its compiled inner loops, which need a C compiler ({error})")
            return
        if version == "editable":
            # a program that runs keeps the file it has
            beside = root / _FOLDER / f"{built.name}.new"
            shutil.copyfile(built, beside)
            beside.replace(root / _FOLDER / built.name)
        else:
            build_data["force_include"][str(built)] = f"{_FOLDER}/{built.name}"
            build_data["pure_python"], build_data["infer_tag"] = False, True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Clear away what compiling left."""
        if hasattr(self, "_temporary"):
            self._temporary.cleanup()


def compiled(source: Path, folder: Path) -> Path:
    """Compile the loops of one folder into another and return the file."""
    extension = Extension(_NAME, sorted(map(str, source.glob("*.c"))), extra_compile_args=_FLAGS)
    command = Distribution({"name": "gongkai", "ext_modules": [extension]}).get_command_obj("build_ext")
    command.build_temp, command.build_lib = str(folder / "objects"), str(folder)
    command.ensure_finalized()
    command.run()
    built: str = command.get_ext_filename(_NAME)
    return folder / built
