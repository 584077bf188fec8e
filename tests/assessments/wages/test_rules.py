from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.assessments.wages.rules import CAP_MINOR, PERCENTILES, Point, Wage, compare

ANALYSTS = Wage(
    2025, "GA", "state", "Georgia", "15-2051", "Data Scientists", 8_000, 120_000_00,
    60_000_00, 80_000_00, 100_000_00, 140_000_00, 190_000_00,
)  # fmt: skip
NOTHING = replace(ANALYSTS, p10_minor=None, p25_minor=None, p50_minor=None, p75_minor=None, p90_minor=None)
cells = st.none() | st.integers(1, CAP_MINOR)
salaries = st.integers(1, 2 * CAP_MINOR)


@st.composite
def rows(draw: st.DrawFn) -> Wage:
    """Any row the publication could hold: cells may be missing, those that are there rise."""
    given = draw(st.lists(cells, min_size=5, max_size=5))
    rising = iter(sorted(amount for amount in given if amount is not None))
    p10, p25, p50, p75, p90 = (None if amount is None else next(rising) for amount in given)
    return replace(ANALYSTS, p10_minor=p10, p25_minor=p25, p50_minor=p50, p75_minor=p75, p90_minor=p90)


@given(rows(), salaries, salaries)
def test_who_earns_more_never_stands_lower(row: Wage, one: int, other: int) -> None:
    less, more = sorted((one, other))
    assert _height(row, less) <= _height(row, more)


@given(rows())
def test_at_a_published_point_the_percentile_is_exactly_the_published_one(row: Wage) -> None:
    for point in row.points:
        found = compare(point.amount_minor, row)
        highest = max(p.percentile for p in row.points if p.amount_minor == point.amount_minor)
        assert (found.place, found.percentile) == ("at", highest)


@given(rows(), salaries)
def test_a_percentile_is_only_ever_said_inside_what_was_published(row: Wage, salary: int) -> None:
    found = compare(salary, row)
    if found.percentile is None:
        assert not (found.lower and found.upper)
        return
    assert found.lower is not None
    assert found.lower.percentile <= found.percentile <= (found.upper.percentile if found.upper else 90)


@given(rows(), salaries)
def test_what_is_at_the_cap_is_never_reckoned_with(row: Wage, salary: int) -> None:
    found = compare(salary, row)
    assert all(point.amount_minor < CAP_MINOR for point in (found.lower, found.upper) if point)


@pytest.mark.parametrize(
    ("salary_minor", "place", "percentile"),
    [
        (59_999_99, "below", None),
        (60_000_00, "at", 10),
        (70_000_00, "between", 17),  # half way from 10 to 25, rounded down
        (100_000_00, "at", 50),
        (139_999_99, "between", 74),
        (190_000_00, "at", 90),
        (190_000_01, "above", None),
    ],
)
def test_a_wage_is_placed_between_the_points(salary_minor: int, place: str, percentile: int | None) -> None:
    found = compare(salary_minor, ANALYSTS)
    assert (found.place, found.percentile) == (place, percentile)


def test_between_neighbours_that_are_there_a_missing_point_is_stepped_over() -> None:
    row = replace(ANALYSTS, p25_minor=None)
    found = compare(80_000_00, row)
    assert (found.lower, found.upper) == (Point(10, 60_000_00), Point(50, 100_000_00))
    assert found.percentile == 30


def test_towards_a_capped_point_no_line_is_drawn() -> None:
    row = replace(ANALYSTS, p75_minor=200_000_00, p90_minor=CAP_MINOR)
    found = compare(220_000_00, row)
    assert (found.place, found.percentile, found.lower) == ("above", None, Point(75, 200_000_00))
    assert row.capped == Point(90, CAP_MINOR)


def test_without_any_figure_nothing_is_said() -> None:
    found = compare(80_000_00, NOTHING)
    assert (found.place, found.percentile, found.to_median_minor) == ("unknown", None, None)


def test_the_distance_to_the_median_is_exact() -> None:
    assert compare(93_500_00, ANALYSTS).to_median_minor == -6_500_00


def _height(row: Wage, salary: int) -> tuple[int, int]:
    """As high as this stands for certain: the percentile, with what lies beyond the outermost points outside of it."""
    found = compare(salary, row)
    if found.percentile is not None:
        return found.percentile, 0
    edge = found.lower.percentile if found.lower else 0
    assert edge in {0, *PERCENTILES}
    return edge, 1 if found.lower else 0
