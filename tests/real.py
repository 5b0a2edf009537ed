"""The real reports in ``../shared``, which never enter the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("GONGKAI_SHARED", ROOT.parent / "shared"))

#: for tests that read real reports; where they are missing, the test is skipped and says so
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the real reports of ../shared are not here")
