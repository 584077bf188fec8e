from dataclasses import replace

import pytest

from tests.advice.numbers import FUND, SCORES, YEAR, Case, check, month, owed

HOME = {"aims": (replace(FUND, name="Our place", kind="home_purchase"),)}
READY = {"scores": {**SCORES, "home-purchase-readiness": 70}}
DEBT = (owed(9000, 900, 2795, kind="other"),)


def _rent(dollars: int) -> dict[str, object]:
    return {"months": tuple(month(back, spent={"housing": dollars}) for back in range(1, 13))}


CASES = [
    Case(
        "housing-share",
        _rent(1850),
        ("take $2,000 of the $5,000", "40%", "free $500 a month"),
        _rent(1349),
        {"months": YEAR[:1]},
        {"stake_minor": 6000_00},
    ),
    Case(
        "home-readiness",
        HOME,
        ("“Our place” ($10,000 to go)",),
        {**HOME, **READY, "taken": frozenset({"home-purchase-readiness"})},
        {},
    ),
    Case(
        "mortgage-next-step",
        {**HOME, **READY},
        ("70 of 100", "“Our place” has $10,000"),
        {**HOME, "scores": {**SCORES, "home-purchase-readiness": 69}},
        HOME,
    ),
    Case(
        "debt-before-home",
        {**HOME, "debts": DEBT},
        ("Debts ask 43% of your income",),
        {"debts": DEBT},
        {**HOME, "debts": (owed(9000, 900, None),)},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_each_fires_when_it_should_and_only_then(case: Case) -> None:
    check(case)
