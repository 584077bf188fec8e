from dataclasses import replace

import pytest

from tests.advice.numbers import CHECKING, FUND, PLAN, SAVINGS, Case, cash, check, look, month, months

NO_MONTHS = {"months": ()}
UNEVEN = months(5000, 5000, 3000, 5000, 5000, 5000)

CASES = [
    Case(
        "first-weeks",
        cash(1000),
        ("You have $1,000 within reach", "a usual month costs you $3,500", "Another $750"),
        cash(1750),
        {**cash(1000), **NO_MONTHS},
        {"measure": 750_00},
    ),
    Case(
        "one-month-reserve",
        cash(1750),
        ("Your $1,750 of cash covers 0.5 months at $3,500 a month", "$1,750 more"),
        cash(3500),
        {**cash(1750), "months": (month(1),)},
    ),
    Case(
        "three-month-reserve",
        cash(3500),
        ("covers 1 month at $3,500 a month", "Three months would be $10,500: $7,000 to go"),
        cash(10_500),
        {"holdings": (PLAN,)},
    ),
    Case(
        "six-month-reserve",
        {**cash(14_000), "months": UNEVEN},
        ("60% of your usual income", "4 months", "six months ($21,000)"),
        {**cash(14_000), "months": months(5000, 5000, 3500, 5000, 5000, 5000)},
        {**cash(14_000), "months": UNEVEN[:5]},
    ),
    Case(
        "overdrafts",
        {"holdings": (replace(CHECKING, days_below_zero=2, lowest_minor=-4_00),)},
        ("Everyday ended 2 days below zero",),
        {"holdings": (replace(CHECKING, days_below_zero=1, lowest_minor=-4_00),)},
        {"holdings": ()},
    ),
    Case(
        "thin-cushion",
        {"holdings": (replace(CHECKING, lowest_minor=12_00), SAVINGS)},
        ("Everyday came down to $12", "A cushion of $875"),
        {"holdings": (replace(CHECKING, lowest_minor=175_00), SAVINGS)},
        {"holdings": (replace(CHECKING, lowest_minor=None), SAVINGS)},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_each_fires_when_it_should_and_only_then(case: Case) -> None:
    check(case)


def test_the_reserve_leads_to_the_goal_that_is_there_or_to_a_new_one() -> None:
    with_goal, without = look("first-weeks", cash(1000)), look("first-weeks", {**cash(1000), "aims": ()})
    assert with_goal is not None
    assert with_goal.action is not None
    assert with_goal.action.url == FUND.url
    assert without is not None
    assert without.action is not None
    assert without.action.url == "/goals/new?kind=emergency_fund"
