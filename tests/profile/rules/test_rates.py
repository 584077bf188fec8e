"""Rates of interest between percent and basis points."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.profile.rules import basis_points, percent_text


@pytest.mark.parametrize(
    ("text", "points"), [("24.99", 2499), ("24.99%", 2499), (" 7 % ", 700), ("0", 0), ("6.5", 650), ("7.", 700)]
)
def test_a_percentage_becomes_basis_points(text: str, points: int) -> None:
    assert basis_points(text) == points


@pytest.mark.parametrize("text", ["", "-1", "24.999", "1e3", "24,99", "abc", "٣", "12345", "%"])
def test_what_is_no_percentage_is_not_guessed(text: str) -> None:
    assert basis_points(text) is None


@given(st.integers(0, 100_000))
def test_what_was_kept_comes_back_as_it_was(points: int) -> None:
    assert basis_points(percent_text(points)) == points
