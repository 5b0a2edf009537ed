"""The figures against other people's implementations and published examples."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.agreement import (
    Counts,
    cohen_kappa,
    count,
    count_sets,
    interval,
    krippendorff_alpha,
    ordinal_agreement,
    spearman,
    stratified,
)
from nlp.agreement.figures import macro_f1
from nlp.errors import UsageError

BITS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60)
LEVELS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=60)


def test_counts_by_hand() -> None:
    counts = count([True, True, True, False, False], [True, True, False, True, False])
    assert counts == Counts(both=2, found=1, missed=1, neither=1)
    assert counts.precision == counts.recall == counts.f1 == pytest.approx(2 / 3)
    assert count_sets({("a", 1), ("b", 2)}, {("b", 2), ("c", 3)}).f1 == 0.5
    assert Counts().f1 is None
    assert macro_f1([Counts(), Counts(both=1), Counts(missed=1)]) == 0.5


@settings(max_examples=50, deadline=None)
@given(BITS)
def test_f1_and_kappa_as_scikit_learn_has_them(pairs: list[tuple[bool, bool]]) -> None:
    from sklearn.metrics import cohen_kappa_score, f1_score

    gold, found = [a for a, _ in pairs], [b for _, b in pairs]
    f1 = count(gold, found).f1
    if f1 is not None:
        assert f1 == pytest.approx(f1_score(gold, found))
    kappa = cohen_kappa(gold, found)
    if kappa is not None:
        assert kappa == pytest.approx(cohen_kappa_score(gold, found))


@settings(max_examples=50, deadline=None)
@given(LEVELS)
def test_weighted_kappa_and_spearman_as_others_have_them(pairs: list[tuple[int, int]]) -> None:
    from scipy.stats import spearmanr
    from sklearn.metrics import cohen_kappa_score

    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    scale = sorted(set(one) | set(other))
    if scale == list(range(scale[0], scale[-1] + 1)):
        for weights in ("linear", "quadratic"):
            mine = cohen_kappa(one, other, weights=weights)
            if mine is not None:
                assert mine == pytest.approx(cohen_kappa_score(one, other, weights=weights))
    rho = spearman(one, other)
    if rho is not None:
        assert rho == pytest.approx(spearmanr(one, other).statistic)


# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", example C: four observers, twelve units, gaps
TABLE = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_of_the_published_example(level: str, alpha: float) -> None:
    units = list(zip(*TABLE, strict=True))
    assert krippendorff_alpha(units, level=level) == pytest.approx(alpha, abs=0.0005)


def test_what_cannot_be_compared_is_none() -> None:
    assert krippendorff_alpha([[True, None], [None, False]]) is None
    assert krippendorff_alpha([[True, True], [True, True]]) is None
    assert cohen_kappa([], []) is None
    assert cohen_kappa([1, 1], [1, 1]) is None
    assert spearman([1, 1], [1, 2]) is None
    assert ordinal_agreement([], []) is None
    with pytest.raises(UsageError, match="一方 2 个值，另一方 1 个"):
        cohen_kappa([1, 2], [1])


def test_ordinal_agreement_by_hand() -> None:
    found = ordinal_agreement([1, 2, 3, 4], [1, 3, 3, 2])
    assert found is not None
    assert (found.units, found.exact, found.adjacent) == (4, 0.5, 0.75)


def test_intervals_hold_the_figure_and_are_the_same_every_time() -> None:
    groups = [Counts(both=8, found=1, missed=2), Counts(both=3, missed=4), Counts(both=9), Counts(both=5, found=3)]

    def f1(drawn: list[Counts]) -> float | None:
        return sum(drawn, Counts()).f1

    found = interval(groups, f1, resamples=300)
    assert found.low is not None
    assert found.high is not None
    assert found.value is not None
    assert found.low < found.value < found.high
    assert interval(groups, f1, resamples=300) == found
    assert interval(groups[:1], f1).low is None


def test_a_stratified_draw_takes_of_every_stratum_first() -> None:
    units = [("common", n) for n in range(50)] + [("rare", 0), ("rarer", 0)]
    drawn = stratified(units, 5, stratum=lambda unit: unit[0])
    assert {kind for kind, _ in drawn} == {"common", "rare", "rarer"}
    assert len(drawn) == 5
    assert drawn == stratified(units, 5, stratum=lambda unit: unit[0])
    assert drawn == sorted(drawn, key=units.index)
    assert len(stratified(units, 500, stratum=lambda unit: unit[0])) == len(units)
