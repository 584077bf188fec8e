from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mingus.advice.figures.numbers import Series
from mingus.advice.figures.recurring import Recurring, doubles, recurring, seen, subscriptions
from tests.advice.numbers import TODAY, household, paid


def _of(*amounts: int, **more: object) -> Recurring | None:
    return seen(paid("Streambox", "subscriptions", *amounts, **more), TODAY)  # type: ignore[arg-type]  # passed on


def test_the_same_amount_every_month_is_recurring() -> None:
    found = _of(15_99, 15_99, 15_99)
    assert found is not None
    assert (found.rhythm, found.latest_minor, found.yearly_minor, found.is_fixed) == ("month", 15_99, 191_88, True)
    assert found.before_minor is None
    assert found.rise_yearly_minor == 0


def test_weeks_and_years_are_told_apart() -> None:
    weekly, yearly = _of(5_00, 5_00, 5_00, every=7), _of(99_00, 99_00, 99_00, every=365)
    assert weekly is not None
    assert weekly.yearly_minor == 260_00
    assert yearly is not None
    assert yearly.yearly_minor == 99_00


def test_twice_is_not_enough_and_uneven_days_are_no_rhythm() -> None:
    assert _of(15_99, 15_99) is None
    days = (date(2026, 8, 1), date(2026, 9, 1), date(2026, 9, 9), date(2026, 11, 1))
    assert seen(Series("Shop", "", days, (1, 1, 1, 1)), TODAY) is None


def test_what_stopped_is_over() -> None:
    assert _of(15_99, 15_99, 15_99, until=TODAY - timedelta(days=46)) is None


def test_a_price_that_rose_is_known_with_the_one_before() -> None:
    found = _of(9_99, 9_99, 9_99, 11_99)
    assert found is not None
    assert (found.before_minor, found.rise_yearly_minor) == (9_99, 24_00)


def test_amounts_that_always_change_are_a_bill_and_no_subscription() -> None:
    power = paid("Power", "", 80_00, 91_00, 77_00, 102_00)
    assert len(recurring(household(series=(power,)))) == 1
    assert subscriptions(household(series=(power, paid("Rent", "housing", *[900_00] * 4)))) == []


def test_the_dearest_comes_first() -> None:
    series = (paid("Tunewell", "", *[5_00] * 3), paid("Streambox", "", *[9_00] * 3))
    assert [one.name for one in recurring(household(series=series))] == ["Streambox", "Tunewell"]


def test_three_equal_charges_a_month_are_a_habit_and_no_double() -> None:
    days = tuple(date(2026, month, day) for month in (10, 11) for day in (2, 5, 9))
    assert doubles(household(series=(Series("Lunch", "dining_out", days, (9_00,) * 6),))) == []


def _twice(*days: tuple[int, int]) -> list[tuple[str, int]]:
    series = Series("Streambox", "subscriptions", tuple(date(2026, *day) for day in days), (9_99,) * len(days))
    return doubles(household(series=(series,)))


def test_a_double_stands_within_a_week_in_two_months_running() -> None:
    assert _twice((10, 3), (10, 4), (11, 3), (11, 10)) == [("Streambox", 9_99)]
    assert _twice((10, 3), (10, 17), (11, 1), (11, 14)) == [], "every other week is a rhythm"
    assert _twice((8, 3), (8, 4), (11, 3), (11, 4)) == [], "a quarter apart is not each month"


@given(st.lists(st.integers(1, 400), min_size=0, max_size=12), st.integers(1, 10**6))
def test_whatever_the_days_it_is_recurring_with_a_rhythm_or_nothing(gaps: list[int], amount: int) -> None:
    days = [TODAY - timedelta(days=3)]
    for gap in gaps:
        days.insert(0, days[0] - timedelta(days=gap))
    found = seen(Series("Any", "", tuple(days), (amount,) * len(days)), TODAY)
    assert found is None or (found.is_fixed and len(days) >= 3 and found.yearly_minor >= amount)
