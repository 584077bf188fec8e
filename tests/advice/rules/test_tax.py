from typing import Any

import pytest

from tests.advice.numbers import SCORES, YEAR, Case, check, look, month


def _once(back: int, **more: Any) -> dict[str, object]:
    """A year in which one month was different."""
    return {"months": tuple(month(back, **more) if place == back else kept for place, kept in enumerate(YEAR, start=1))}


CASES = [
    Case(
        "large-refund",
        _once(8, earned={"tax_refund": 1200}),
        ("$1,200 of tax came back", "$100 a month"),
        _once(8, earned={"tax_refund": 499}),
        {"months": YEAR[:1]},
    ),
    Case(
        "tax-bill",
        _once(7, spent={"taxes": 1300}),
        ("$1,300 of taxes at once, 26% of a usual month’s income", "Withholding about $108 more a month"),
        _once(7, spent={"taxes": 1249}),
        {"months": ()},
    ),
    Case(
        "side-income-taxes",
        _once(3, earned={"side_income": 2000}),
        ("$2,000 of side income", "up to 15.3%", "$306"),
        {"months": (*YEAR[:2], month(3, earned={"side_income": 2000}), month(4, spent={"taxes": 300}))},
        {"months": (month(1, earned={"side_income": 2000}),)},
    ),
    Case(
        "tax-readiness",
        {"scores": {**SCORES, "tax-readiness": 49}},
        ("49 of 100",),
        {"scores": {**SCORES, "tax-readiness": 50}},
        {"scores": {}},
    ),
]


def test_quarterly_estimates_are_no_surprise_bill() -> None:
    paid = {2: 1500, 5: 1500, 7: 1500, 10: 1500}
    quarterly = tuple(month(back, spent={"taxes": paid.get(back, 0)}) for back in range(1, 13))
    assert look("tax-bill", {"months": quarterly}) is None
    april = tuple(month(back, spent={"taxes": {7: 1500, 8: 200}.get(back, 0)}) for back in range(1, 13))
    assert look("tax-bill", {"months": april}) is not None, "federal and state, a month apart"


def test_of_half_a_year_it_does_not_say_twelve_months() -> None:
    earned = tuple(month(back, earned={"side_income": 500, "tax_refund": 300}) for back in range(1, 7))
    for rule in ("side-income-taxes", "large-refund"):
        found = look(rule, {"months": earned})
        assert found is not None
        assert "the 6 full months here" in found.says


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_each_fires_when_it_should_and_only_then(case: Case) -> None:
    check(case)
