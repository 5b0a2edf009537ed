"""A composed study and its brief, made once."""

from __future__ import annotations

import pytest
from render_composed import composed_study

from nlp.render.brief import Brief
from nlp.render.of_study import brief_of_study
from nlp.study import Study


@pytest.fixture(scope="session")
def study() -> Study:
    """Two invented agencies, five reports."""
    return composed_study()


@pytest.fixture(scope="session")
def brief(study: Study) -> Brief:
    """The brief on the composed study."""
    return brief_of_study(study)
