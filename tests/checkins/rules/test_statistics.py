from math import isclose
from statistics import NormalDist, correlation

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mingus.checkins.rules import statistics
from mingus.checkins.rules.statistics import FEWEST_WEEKS, PAIRS, interval, pattern, patterns, spearman

numbers = st.lists(st.tuples(st.integers(1, 10), st.integers(-500, 500)), min_size=8, max_size=60)


@given(numbers)
def test_the_coefficient_is_that_of_the_standard_library(pairs: list[tuple[int, int]]) -> None:
    xs, ys = [x for x, _ in pairs], [y for _, y in pairs]
    found = spearman(xs, ys)
    if len(set(xs)) == 1 or len(set(ys)) == 1:
        assert found is None
        return
    assert found is not None
    assert isclose(found, _by_library(xs, ys), abs_tol=1e-9)


@given(numbers)
def test_it_looks_at_order_alone(pairs: list[tuple[int, int]]) -> None:
    xs, ys = [x for x, _ in pairs], [y for _, y in pairs]
    stretched = spearman(xs, [y**3 for y in ys])
    turned = spearman(xs, [-y for y in ys])
    found = spearman(xs, ys)
    assume(found is not None)
    assert stretched == found
    assert turned is not None
    assert found is not None
    assert isclose(turned, -found, abs_tol=1e-12)


@given(st.floats(-1, 1), st.integers(FEWEST_WEEKS, 200))
def test_the_interval_holds_the_coefficient_and_stays_a_correlation(rho: float, count: int) -> None:
    low, high = interval(rho, count)
    held = max(-0.99999999, min(0.99999999, rho))
    assert -1 <= low <= high <= 1
    assert low <= held <= high or isclose(abs(held), 1, abs_tol=6 / (count * (count**2 - 1)))


@given(st.floats(-0.9, 0.9), st.integers(FEWEST_WEEKS, 100))
def test_more_weeks_make_it_narrower(rho: float, count: int) -> None:
    (low, high), (lower, higher) = interval(rho, 2 * count), interval(rho, count)
    assert lower < low
    assert high < higher


def test_an_interval_worked_out_by_hand() -> None:
    low, high = interval(0.8, 12)  # z = 1.0986, error = 2.5758 * sqrt(1.32 / 9) = 0.9865
    assert (round(low, 3), round(high, 3)) == (0.112, 0.970)


def test_the_deviate_is_that_of_99_percent() -> None:
    assert statistics.CONFIDENCE_PERCENT == 99
    assert round(NormalDist().inv_cdf(0.995), 4) == statistics.Z


def test_so_few_pairs_are_looked_at_that_all_together_are_right_in_95_of_100() -> None:
    assert len(PAIRS) * (100 - statistics.CONFIDENCE_PERCENT) <= 5


@pytest.mark.parametrize(
    ("xs", "ys", "verdict"),
    [
        (range(1, 9), range(1, 9), "together"),
        (range(1, 9), range(9, 1, -1), "opposite"),
        ([1, 2, 3, 4, 5, 6, 7, 8], [3, 1, 4, 1, 5, 9, 2, 6], "unclear"),
        (range(1, 9), [5] * 8, "constant"),
        (range(1, 8), range(1, 8), "too_few"),
    ],
)
def test_a_verdict_is_given_only_where_the_whole_interval_agrees(xs: list[int], ys: list[int], verdict: str) -> None:
    weeks = [{"mood": x, "spent": y} for x, y in zip(xs, ys, strict=True)]
    assert pattern("mood", "spent", weeks).verdict == verdict


def test_below_eight_weeks_there_is_no_figure_at_all() -> None:
    weeks = [{"mood": n, "stress": n, "sleep": n, "movement": n, "money_control": n, "spent": n} for n in range(7)]
    assert {(found.verdict, found.rho, found.low) for found in patterns(weeks)} == {("too_few", None, None)}


def test_weeks_that_lack_one_of_both_do_not_count() -> None:
    weeks = [{"mood": n, "spent": n} for n in range(7)] + [{"mood": 9}, {"spent": 9}]
    assert (pattern("mood", "spent", weeks).weeks, pattern("mood", "spent", weeks).verdict) == (7, "too_few")


def _by_library(xs: list[int], ys: list[int]) -> float:
    """Pearson's coefficient of ranks that this test makes in its own, slow way."""
    ranks = [
        [sum(other < value for other in values) + (sum(other == value for other in values) + 1) / 2 for value in values]
        for values in (xs, ys)
    ]
    return correlation(*ranks)
