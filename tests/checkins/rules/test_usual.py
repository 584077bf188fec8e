from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from mingus.checkins.rules.usual import FEWEST_WEEKS, usual_minor


@given(st.lists(st.integers(0, 10**9), min_size=FEWEST_WEEKS, max_size=30))
def test_the_usual_week_is_the_middle_one(weeks_minor: list[int]) -> None:
    assert usual_minor(weeks_minor) == int(median(weeks_minor))


def test_below_eight_weeks_nothing_is_usual() -> None:
    assert usual_minor([100] * (FEWEST_WEEKS - 1)) is None
