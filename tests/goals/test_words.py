from datetime import date

import pytest

from mingus.core.money import Money
from mingus.goals import rules, words
from mingus.goals.rules import Standing

TODAY = date(2026, 11, 22)
TARGET = Money(12000_00)


@pytest.mark.parametrize(
    ("standing", "sentence"),
    [
        (Standing(TARGET, Money(8640_00), due_on=date(2027, 3, 22)), "$840 a month keeps you on pace"),
        (Standing(TARGET, Money(11999_99), due_on=date(2027, 3, 22)), "$1 a month keeps you on pace"),
        (Standing(TARGET, Money(11400_00), due_on=date(2026, 11, 30)), "$600 to go by November 30, 2026"),
        (
            Standing(TARGET, Money(0), due_on=date(2026, 1, 1)),
            "$12,000 to go; its date has passed, so pick a new one when you like",
        ),
        (Standing(TARGET, Money(0), monthly=Money(1000_00)), "$1,000 a month gets you there in Nov 2027"),
        (Standing(TARGET, Money(0), monthly=Money(1)), "$1 a month, $12,000 to go"),
        (Standing(TARGET, Money(0)), "$12,000 to go"),
        (Standing(TARGET, TARGET), "All of it is there"),
        (Standing(TARGET, Money(0), "paused"), "Paused, $12,000 to go"),
        (Standing(TARGET, Money(0), "cancelled"), "Set aside, $12,000 to go"),
        (Standing(TARGET, Money(0), "completed"), "Done. You made this one happen."),
    ],
)
def test_one_sentence_says_where_a_goal_stands(standing: Standing, sentence: str) -> None:
    assert words.pace(standing, TODAY) == sentence


def test_what_is_asked_a_month_is_never_rounded_below_what_it_takes() -> None:
    standing = Standing(Money(100_01), Money(0), due_on=date(2027, 1, 22))
    assert words.pace(standing, TODAY) == "$51 a month keeps you on pace"


@pytest.mark.parametrize(
    ("surplus", "part"),
    [
        (None, "Once a full month of income is in"),
        (1000_00, "That fits: it is within 30% of the $1,000 you keep"),
        (500_00, "30% of what you keep in a usual month is $150"),
        (-100_00, "nothing is left over yet"),
    ],
)
def test_whether_goals_fit_is_said_without_blame(surplus: int | None, part: str) -> None:
    kept = None if surplus is None else Money(surplus)
    whole = rules.feasibility([Money(300_00)], kept, "USD")
    assert part in words.fit(whole, kept)
    assert words.asked(whole) == "Your goals ask $300 a month."


def test_one_goal_gets_the_date_that_would_be() -> None:
    whole = rules.feasibility([Money(300_00)], Money(500_00), "USD")
    assert words.fit_of_one(whole, date(2028, 3, 1)).endswith("this one is done in March 2028.")
    assert "no date can be promised" in words.fit_of_one(whole, None)


def test_a_contribution_is_answered_and_a_milestone_cheered() -> None:
    assert words.booked(Money(50_00), None) == "$50.00 put aside."
    assert words.booked(Money(50_00), 50) == "$50.00 put aside. Halfway there."
    assert words.booked(Money(-50_00), None) == "$50.00 taken back."


def test_what_if_names_the_month_or_says_that_there_is_none() -> None:
    assert words.what_if(Money(250_00), date(2027, 11, 1)) == "At $250.00 a month you are there in November 2027."
    assert "no end in sight" in words.what_if(Money(0), None)
