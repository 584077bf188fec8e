from dataclasses import replace

import pytest

from tests.advice.numbers import FUND, Case, check, look, owed

CARDS = (owed(4000, 2199, 100, name="Blue"), owed(1000, 2899, 35, name="Red"))

CASES = [
    Case(
        "card-interest",
        {"debts": CARDS},
        # 4,000 × 21.99 % = 879.60 and 1,000 × 28.99 % = 289.90
        ("$4,000 at 21.99% on Blue and $1,000 at 28.99% on Red", "about $1,170 of interest a year", "furthest on Red"),
        {"debts": (owed(4000, 2199, is_charged=False),)},
        {"debts": (owed(4000, None),)},
        {"stake_minor": 1169_50},
    ),
    Case(
        "minimum-payments",
        {"debts": (owed(4000, 2400, 85, name="Blue"),)},
        # n = −ln(1 − 4000 × 0.02 / 85) / ln 1.02 = 143.1 months
        ("At $85 a month and nothing more", "the $4,000 on Blue would take 12 years, and cost"),
        {"debts": (owed(4000, 2400, 200),)},
        {"debts": (owed(4000, 2400, None),)},
    ),
    Case(
        "dearest-debt-first",
        {"debts": (*CARDS, owed(9000, 500, 120, kind="student", name="School"))},
        # 100 a month until the 1,000 on Red are gone, half of a year on average: 1,000 × (28.99 % − 5 %) / 2 = 119.95
        ("Red costs the most, 28.99%", "School the least, 5%", "saves about $120 of interest in the first year"),
        {"debts": (owed(4000, 2199), owed(1000, 2199))},
        {"debts": (*CARDS, owed(9000, None, 120, kind="student"))},
    ),
    Case(
        "dear-loan",
        {"debts": (owed(6000, 1500, 200, kind="personal", name="Loan"),)},
        ("Loan stands at 15%", "about $900 of interest a year on $6,000"),
        {"debts": (owed(6000, 1499, 200, kind="personal"),)},
        {"debts": (owed(6000, None, 200, kind="personal"),)},
    ),
    Case(
        "rates-missing",
        {"debts": (owed(6000, None, kind="car", name="Car loan"),)},
        ("you owe $6,000 on Car loan",),
        {"debts": (owed(6000, 700, kind="car"), owed(900, None, is_said=False))},
        {"debts": None},
    ),
    Case(
        "debt-load",
        {"debts": (owed(9000, 900, 2795, kind="other"),)},
        ("$2,795 a month, 43% of your income",),
        {"debts": (owed(9000, 900, 2794, kind="other"),)},
        {"debts": (owed(9000, 900, None, kind="other"),)},
    ),
    Case(
        "payoff-goal",
        {"debts": CARDS},
        ("You owe $5,000 on Blue and Red",),
        {"debts": CARDS, "aims": (replace(FUND, kind="debt_payoff"),)},
        {"debts": (owed(900, None, is_said=False),)},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_each_fires_when_it_should_and_only_then(case: Case) -> None:
    check(case)


def test_money_put_aside_month_by_month_saves_half_a_year_of_interest_in_its_first_year() -> None:
    debts = (owed(40_000, 2500, 900, name="Blue"), owed(9000, 500, 120, kind="student", name="School"))
    found = look("dearest-debt-first", {"debts": debts})
    assert found is not None
    assert found.stake_minor == 120_00  # 1,200 over the year, 20 % apart, half a year each on average


def test_of_several_cards_the_slowest_is_told_of() -> None:
    slow = (owed(4000, 2400, 100, name="Blue"), owed(6000, 2400, 110, name="Red"))
    found = look("minimum-payments", {"debts": slow})
    assert found is not None
    assert "the $6,000 on Red would never go down" in found.says


def test_a_card_that_is_paid_in_full_each_month_costs_nothing_and_is_no_debt_to_plan() -> None:
    in_full = owed(1300, 2249, 35, is_charged=False)
    numbers = {"debts": (in_full, owed(8000, 490, 275, kind="student"))}
    assert [rule for rule in ("card-interest", "minimum-payments", "dearest-debt-first") if look(rule, numbers)] == []
    assert look("payoff-goal", {"debts": (in_full,)}) is None
    assert look("card-interest", {"debts": (replace(in_full, is_charged=True),)}) is not None
