"""Fixtures for every test. Real reports lie in ``../shared`` and never in the repository: tests on them are skipped,
and say so, where that folder is missing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("GONGKAI_SHARED", ROOT.parent / "shared"))

#: for ``@needs_shared`` on tests that read real reports
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the real reports of ../shared are not here")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real reports and annotations; skips where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("the real reports of ../shared are not here")
    return SHARED


@pytest.fixture(scope="session")
def samples() -> Path:
    """The shipped sample reports."""
    return ROOT / "corpora" / "samples"
