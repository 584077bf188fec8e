from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from tests.advice.numbers import FUND, TODAY, Case, cash, check, household, months, owed

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
        {"aims": (replace(FUND, needed_minor=450_01),)},
        ("ask $450 a month", "you keep $1,500", "$450"),
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


def test_a_goal_that_is_all_there_asks_for_nothing() -> None:
    done = replace(TRIP, missing_minor=0, due_on=date(2020, 1, 1), needed_minor=0)
    assert household(aims=(done,)).aims[0].missing_minor == 0
