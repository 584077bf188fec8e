from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingus.core.errors import Refused
from mingus.core.money import Money
from mingus.dashboard import rules
from mingus.dashboard.rules import Part

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (0, "evening"),
        (4, "evening"),
        (5, "morning"),
        (11, "morning"),
        (12, "afternoon"),
        (17, "afternoon"),
        (18, "evening"),
    ],
)
def test_the_greeting_fits_the_hour(hour: int, words: str) -> None:
    assert rules.greeting(hour) == f"Good {words}"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (TODAY, "Eight days left in the month."),
        (date(2026, 11, 29), "One day left in the month."),
        (date(2026, 11, 30), "The last day of the month."),
        (date(2026, 11, 10), "Twenty days left in the month."),
        (date(2026, 10, 1), "30 days left in the month."),
    ],
)
def test_the_days_left_are_said_in_words(today: date, words: str) -> None:
    assert rules.days_left(today) == words


def test_the_line_under_the_greeting_names_the_day_or_the_month_looked_at() -> None:
    assert rules.day_line(TODAY, date(2026, 11, 1)) == "Sunday, November 22. Eight days left in the month."
    assert rules.day_line(TODAY, date(2025, 2, 1)) == "February 2025, looking back."


def test_a_line_begins_with_the_first_money_there_was() -> None:
    days = [date(2026, month, 22) for month in range(8, 12)]
    points = list(zip(days, [Money(0), Money(0), Money(500), Money(0)], strict=True))
    assert rules.begun(points) == points[2:]
    assert rules.begun(points[:2]) == points[1:2]
    assert rules.begun([]) == []


def test_the_change_says_since_when_it_counts() -> None:
    three, everything = rules.period("3m"), rules.period("all")
    whole, short = [(date(2026, 8, 22), Money(1))], [(date(2026, 9, 1), Money(1))]
    assert rules.change_words(three, whole, TODAY) == "in 3 months"
    assert rules.change_words(three, short, TODAY) == "since Sep 1, 2026"
    assert rules.change_words(everything, short, TODAY) == "since Sep 1, 2026"
    assert rules.change_words(three, [], TODAY) == "in 3 months"


def test_an_unknown_period_is_the_usual_one() -> None:
    assert rules.period("17m").key == "1y"


def test_a_month_is_this_one_or_an_earlier_one() -> None:
    assert rules.month_named("", TODAY) == date(2026, 11, 1)
    assert rules.month_named("2025-02", TODAY) == date(2025, 2, 1)


@pytest.mark.parametrize("text", ["2026-12", "2026-13", "2026", "26-11", "now", "2026-W1", "202611"])
def test_no_other_month_is_shown(text: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.month_named(text, TODAY)
    assert list(refused.value.fields) == ["month"]


@given(st.lists(st.integers(-5, 10**9), max_size=20))
def test_the_parts_shown_add_up_to_all_of_them(amounts: list[int]) -> None:
    shown = rules.top([Part(f"c{number}", Money(minor)) for number, minor in enumerate(amounts)])
    assert sum(part.amount.minor for part in shown) == sum(minor for minor in amounts if minor > 0)
    assert len(shown) <= 7
    named = [part.amount.minor for part in shown if part.name != rules.EVERYTHING_ELSE]
    assert named == sorted(named, reverse=True)


def test_everything_else_is_never_a_single_category() -> None:
    seven = rules.top([Part(f"c{number}", Money(100)) for number in range(7)])
    eight = rules.top([Part(f"c{number}", Money(100)) for number in range(8)])
    assert rules.EVERYTHING_ELSE not in {part.name for part in seven}
    assert eight[-1] == Part(rules.EVERYTHING_ELSE, Money(200))
