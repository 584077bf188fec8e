from dataclasses import replace
from datetime import date, timedelta

import pytest

from mingus.advice.figures.numbers import Series
from tests.advice.numbers import CHECKING, TODAY, YEAR, Case, check, household, look, month, months, paid

STREAM, MUSIC = paid("Streambox", "subscriptions", *[45_00] * 5), paid("Tunewell", "subscriptions", *[15_00] * 5)
FEE = paid("MONTHLY MAINTENANCE FEE", "fees", 12_00, 12_00, 12_00)  # the newest is of this month
TWICE = Series(
    "Streambox",
    "subscriptions",
    (date(2026, 9, 3), date(2026, 9, 9), date(2026, 10, 3), date(2026, 10, 9)),
    (9_99,) * 4,
)


def _out(dollars: int) -> dict[str, object]:
    return {"months": (month(1, spent={"dining_out": dollars}), *YEAR[1:])}


CASES = [
    Case(
        "bank-fees",
        {"series": (FEE,)},
        ("Fees took $24 in the last six full months, about $48 a year", "Monthly maintenance fee ($24)"),
        {"series": (paid("INTEREST CHARGED", "fees", 30_00, 30_00), paid("ATM FEE", "fees", 3_00))},
        {"series": ()},
        {"stake_minor": 48_00},
    ),
    Case(
        "subscriptions",
        {"series": (STREAM, MUSIC)},
        (
            "2 subscriptions come to $60 a month, $720 a year",
            "Streambox ($45.00 a month) and Tunewell ($15.00 a month)",
        ),
        {"series": (STREAM,)},
        {"series": (STREAM, MUSIC), "months": ()},
    ),
    Case(
        "price-rise",
        {"series": (paid("Streambox", "subscriptions", 9_99, 9_99, 9_99, 11_99),)},
        ("Streambox from $9.99 to $11.99", "That is $24 more a year"),
        {"series": (paid("Streambox", "subscriptions", 9_99, 11_99, 11_99, 9_99),)},
        {"series": ()},
        {"stake_minor": 24_00},
    ),
    Case(
        "charged-twice",
        {"series": (TWICE,)},
        ("Streambox ($9.99)", "$120 a year"),
        {"series": (replace(TWICE, amounts_minor=(9_99, 9_99, 9_99, 8_99)),)},
        {"series": ()},
    ),
    Case(
        "category-jump",
        _out(600),
        ("Dining out: more than usual last month", "took $600 in October; your usual month is $400"),
        _out(549),
        {"months": (month(1, spent={"dining_out": 600}), *YEAR[1:5])},
        {"metric": "spent:dining_out"},
    ),
    Case(
        "short-months",
        {"months": months(3000, 3000, 3000, 3600, 3600, 3600)},
        ("In 3 of the last six full months", "$1,200 in all"),
        {"months": months(3000, 3000, 3000, 4100, 4100, 4100)},
        {"months": months(3000, 3000, 3000, 3000, 3000)},
    ),
    Case(
        "unfiled-transactions",
        {"uncategorized": 1204},
        ("1,204 transactions have no category",),
        {"uncategorized": 9},
        {"uncategorized": None},
    ),
    Case(
        "stale-accounts",
        {"holdings": (replace(CHECKING, newest_on=TODAY - timedelta(days=46)),)},
        ("Everyday: the newest entry is 46 days old",),
        {"holdings": (replace(CHECKING, newest_on=TODAY - timedelta(days=45)),)},
        {"holdings": (replace(CHECKING, newest_on=None),)},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_each_fires_when_it_should_and_only_then(case: Case) -> None:
    check(case)


def test_fees_of_two_months_are_not_called_half_a_year() -> None:
    fees = paid("MAINTENANCE FEE", "fees", 12_00, 12_00, until=date(2026, 10, 20))
    found = look("bank-fees", {"series": (fees,), "months": YEAR[:2]})
    assert found is not None
    assert "Fees took $24 in the 2 full months here, about $144 a year" in found.says
    assert look("bank-fees", {"series": (fees,), "months": ()}) is None


def test_what_jumped_opens_its_rows() -> None:
    found = look("category-jump", {**_out(600), "category_ids": {"dining_out": CHECKING.id}})
    assert found is not None
    assert found.rows_url == f"/transactions?from_on=2026-10-01&category_id={CHECKING.id}"
    assert household().spending_url("nobody") == "/transactions?from_on=2026-05-01"
