from dataclasses import replace

import pytest

from tests.advice.numbers import CHECKING, SAVINGS, Case, cash, check, look, owed

NO_MONTHS = {"months": ()}

CASES = [
    Case(
        "idle-checking",
        {"holdings": (replace(CHECKING, balance_minor=9000_00),)},
        ("$9,000 lies on checking", "two usual months cost $7,000", "The other $2,000"),
        {"holdings": (replace(CHECKING, balance_minor=7000_00),)},
        {"holdings": (replace(CHECKING, balance_minor=9000_00),), **NO_MONTHS},
    ),
    Case(
        "more-than-a-year",
        cash(43_000),
        ("$43,000", "12.2 months", "($42,000)"),
        cash(41_900),
        {**cash(43_000), **NO_MONTHS},
    ),
    Case(
        "deposit-insurance",
        {"holdings": (replace(SAVINGS, balance_minor=250_000_01),)},
        ("$250,000 at First", "covers $250,000 per person"),
        {"holdings": (replace(SAVINGS, balance_minor=250_000_00),)},
        {"holdings": (replace(SAVINGS, balance_minor=250_000_01, institution=""),)},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_each_fires_when_it_should_and_only_then(case: Case) -> None:
    check(case)


def test_idle_cash_goes_to_a_card_before_it_goes_to_savings() -> None:
    rich = {"holdings": (replace(CHECKING, balance_minor=9000_00),), "debts": (owed(4000, 2400, 100, name="Blue"),)}
    found = look("idle-checking", rich)
    assert found is not None
    assert found.title == "Pay the card with what lies idle"
    assert "On Blue, at 24%, the other $2,000 saves about $480 of interest a year" in found.says
    assert found.stake_minor == 480_00
    assert found.action is not None
    assert found.action.url == "/debts"
    small = look("idle-checking", {**rich, "debts": (owed(500, 2400, 25, name="Blue"),)})
    assert small is not None
    assert "saves about $120 of interest a year" in small.says, "no more than is owed"


def test_a_few_dollars_over_two_months_are_not_idle() -> None:
    assert look("idle-checking", {"holdings": (replace(CHECKING, balance_minor=7100_00),)}) is None
