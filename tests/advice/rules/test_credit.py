from dataclasses import replace

import pytest

from tests.advice.numbers import CARD, FUND, Case, check, look, said

CAR = {"aims": (replace(FUND, name="Next car", kind="car"),)}

CASES = [
    Case(
        "limits-in-use",
        {"holdings": (replace(CARD, balance_minor=-2000_00),)},
        ("$2,000 of $5,000 of card limits is in use: 40%", "Paying $500"),
        {"holdings": (replace(CARD, balance_minor=-1499_00),)},
        {"holdings": (replace(CARD, balance_minor=-2000_00, limit_minor=None),)},
    ),
    Case(
        "credit-reports",
        said(credit_range="very_poor"),
        ("“very poor”",),
        said(credit_range="good"),
        said(credit_range="unknown"),
    ),
    Case(
        "score-unknown",
        {**CAR, **said(credit_range="unknown")},
        ("“Next car” may need a loan",),
        CAR,
        said(credit_range=None),
    ),
]


def test_exactly_thirty_percent_asks_for_nothing() -> None:
    assert look("limits-in-use", {"holdings": (replace(CARD, balance_minor=-1500_00),)}) is None
    found = look("limits-in-use", {"holdings": (replace(CARD, balance_minor=-1500_01),)})
    assert found is not None
    assert "Paying $0.01 before the statement closes brings it to 30%" in found.says


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_each_fires_when_it_should_and_only_then(case: Case) -> None:
    check(case)
