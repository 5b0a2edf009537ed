"""Fixtures for every test. Tests on the real reports of ``../shared`` are skipped, and say so, where it is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from real import ROOT, SHARED

# how long an example takes says more about the machine than about the program
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


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
