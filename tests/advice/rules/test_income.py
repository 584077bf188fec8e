import pytest

from tests.advice.numbers import SCORES, YEAR, Case, cash, check, look, months, said

UNEVEN = months(5000, 5000, 3000, 5000, 5000, 5000)
RAISED = months(*[5500] * 3, *[5000] * 6)

CASES = [
    Case(
        "pay-calendar",
        {"has_pay_calendar": False},
        ("About $5,000 of pay",),
        {},
        {"has_pay_calendar": None},
    ),
    Case(
        "income-swings",
        {**cash(7000), "months": UNEVEN},
        ("Of the 6 full months here the middle one brought $5,000, the lowest $3,000, 60% of it",),
        {**cash(7000), "months": months(5000, 5000, 3500, 5000, 5000, 5000)},
        {**cash(7000), "months": UNEVEN[:5]},
    ),
    Case(
        "raise-not-kept",
        {"months": tuple(m for m in months(*[5500] * 3, spent={"travel": 600}) + RAISED[3:])},
        ("$500 more a month", "you keep $1,400, where it was $1,500"),
        {"months": RAISED},
        {"months": RAISED[:8]},
    ),
    Case(
        "compare-income",
        {"taken": frozenset()},
        ("Your occupation here is “a nurse”",),
        {},
        {"taken": frozenset(), **said(occupation=None)},
    ),
    Case(
        "layoff-cushion",
        {**cash(7000), "scores": {**SCORES, "layoff-risk": 49}},
        ("49 of 100", "covers 2 months"),
        {**cash(7000), "scores": {**SCORES, "layoff-risk": 50}},
        {**cash(7000), "scores": {}, "months": YEAR},
    ),
]


def test_how_it_swings_is_told_of_the_months_it_was_worked_out_from() -> None:
    grown = months(*[6000] * 6, *[4000] * 5, 2000)
    found = look("income-swings", {**cash(7000), "months": grown})
    assert found is not None
    assert "Of the last twelve full months the middle one brought $5,000, the lowest $2,000, 40% of it" in found.says


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_each_fires_when_it_should_and_only_then(case: Case) -> None:
    check(case)
