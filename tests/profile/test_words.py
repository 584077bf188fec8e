"""Pay and debts in words."""

from datetime import date, timedelta

import pytest

from mingus.profile import words

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (0, "Pay day is today"),
        (1, "Pay day is tomorrow"),
        (8, "Next on Friday, Dec 4"),
        (330, "Next on October 22, 2027"),
    ],
)
def test_the_next_pay_day_is_said_as_people_say_it(away: int, said: str) -> None:
    assert words.next_pay(TODAY + timedelta(days=away), TODAY) == said


def test_no_pay_day_is_said_too() -> None:
    assert words.next_pay(None, TODAY) == "No pay day in the next year"


def test_an_unknown_rate_is_not_zero() -> None:
    assert [words.rate(points) for points in (None, 0, 2499)] == ["rate unknown", "0% a year", "24.99% a year"]


def test_steps_are_counted() -> None:
    assert words.step_count(3, 8) == "Step 3 of 8"
