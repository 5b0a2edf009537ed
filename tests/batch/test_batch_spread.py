"""Slow work on several cores: the same results in the same order, and a word on the way."""

from __future__ import annotations

import pytest

from nlp.batch.spread import spread_over


def square(number: int) -> int:
    return number * number


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_inputs(workers: int) -> None:
    said: list[tuple[str, int, int]] = []
    spread = spread_over(workers, stage="试", progress=lambda *told: said.append(told))
    assert list(spread(square, [3, 4, 5])) == [9, 16, 25]
    assert said == [("试", 1, 3), ("试", 2, 3), ("试", 3, 3)]
