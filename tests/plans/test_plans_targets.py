"""A target that was set is held against the figures that are reported."""

from __future__ import annotations

import pytest

from nlp.plans.targets import fell_short, sets_target


@pytest.mark.parametrize(
    ("promised", "reported", "short"),
    [
        ("图解类解读比例达到50%以上", "图解占全部解读的54%", False),
        ("图解类解读比例达到50%以上", "图解占解读的43%", True),
        ("图解类解读比例达到50%以上", "制作图解11件", True),
        ("按期答复率达到100%", "申请全部按期答复", False),
        ("举办培训不少于4次", "举办培训3次", True),
        ("举办培训不少于4次", "举办培训5次", False),
        ("举办培训不少于4次", "举办业务培训", False),
        ("举办业务培训", "举办培训3次", False),
    ],
)
def test_a_target_is_reached_by_a_figure_of_its_unit(promised, reported, short):
    assert fell_short(promised, reported) == short


def test_a_figure_that_bounds_nothing_is_no_target():
    assert sets_target("培训不少于4次")
    assert not sets_target("对12个栏目进行调整")
