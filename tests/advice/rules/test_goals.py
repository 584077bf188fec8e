from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from tests.advice.numbers import FUND, TODAY, Case, cash, check, household, look, months, owed

TRIP = replace(FUND, id=UUID(int=6), name="Lisbon", kind="vacation", priority=1, needed_minor=100_00)
LATE = replace(TRIP, due_on=date(2026, 11, 14), needed_minor=None)
LATER_FUND = replace(FUND, priority=2)
DEAR = (owed(4000, 2400, 100, name="Blue"),)

CASES = [
    Case(
        "first-goal",
        {"aims": ()},
        ("You keep about $1,500 in a usual month",),
        {"aims": (), "months": months(3500, 3500, 3500)},
        {"aims": (), "months": ()},
    ),
    Case(
        "goal-overdue",
        {"aims": (LATE,)},
        ("“Lisbon” was due on November 14, 2026", "$10,000 are still missing"),
        {"aims": (replace(LATE, due_on=TODAY),)},
        {"aims": (replace(LATE, due_on=None, needed_minor=1),)},
    ),
    Case(
        "goals-too-much",
        {"aims": (replace(FUND, needed_minor=350_01), TRIP)},
        ("Your goals together ask $450 a month", "you keep $1,500", "$450"),
        {"aims": (replace(FUND, needed_minor=450_00),)},
        {"aims": (replace(FUND, needed_minor=450_01),), "months": ()},
    ),
    Case(
        "goal-order",
        {**cash(3000), "aims": (TRIP, LATER_FUND)},
        ("“Lisbon” stands before your emergency fund, which covers 0.8 months",),
        {**cash(3500), "aims": (TRIP, LATER_FUND)},
        {**cash(3000), "aims": (TRIP, LATER_FUND), "months": ()},
    ),
    Case(
        "debt-before-wishes",
        {"debts": DEAR, "aims": (TRIP,)},
        # 1,200 over a year at 24 %, half a year on average: 144
        ("“Lisbon” asks $100 a month while Blue costs 24%", "about $144"),
        {"debts": (owed(4000, 1499),), "aims": (TRIP,)},
        {"debts": (owed(4000, None),), "aims": (TRIP,)},
    ),
    Case(
        "goal-without-plan",
        {"aims": (replace(TRIP, due_on=None, needed_minor=None),)},
        ("“Lisbon” has neither a date nor a monthly amount, and $10,000 to go",),
        {"aims": (replace(TRIP, due_on=None),)},
        {"aims": ()},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_each_fires_when_it_should_and_only_then(case: Case) -> None:
    check(case)


def test_a_small_debt_saves_no_more_interest_than_it_costs() -> None:
    found = look("debt-before-wishes", {"debts": (owed(200, 2400, 25, name="Store"),), "aims": (TRIP,)})
    assert found is not None
    assert found.stake_minor == 24_00  # 200 at 24 %, half of it over the months in which it is paid off


def test_of_several_dear_debts_the_dearest_is_named_and_several_goals_ask() -> None:
    debts = (owed(4000, 1600, 100, name="Loan", kind="personal"), owed(4000, 2900, 100, name="Red"))
    car = replace(TRIP, id=UUID(int=7), name="A car", kind="car")
    found = look("debt-before-wishes", {"debts": debts, "aims": (TRIP, car)})
    assert found is not None
    assert "“Lisbon” and “A car” ask $200 a month while Red costs 29%" in found.says
    order = look("goal-order", {**cash(3000), "aims": (TRIP, car, LATER_FUND)})
    assert order is not None
    assert "“Lisbon” and “A car” stand before your emergency fund" in order.says


def test_one_goal_alone_is_not_called_together() -> None:
    found = look("goals-too-much", {"aims": (replace(FUND, needed_minor=450_01),)})
    assert found is not None
    assert "“Emergency fund” asks $450 a month" in found.says
    assert "A later date makes it true" in found.says


def test_a_goal_that_is_all_there_asks_for_nothing() -> None:
    done = replace(TRIP, missing_minor=0, due_on=date(2020, 1, 1), needed_minor=0)
    assert household(aims=(done,)).aims[0].missing_minor == 0
