from dataclasses import replace
from datetime import timedelta

import pytest

from tests.advice.numbers import CARD, CHECKING, GOOD_ORDER, PLAN, SAVINGS, TODAY, Case, check, said

WITHOUT_PLAN = {"holdings": (CHECKING, SAVINGS, CARD)}

CASES = [
    Case(
        "employer-match",
        WITHOUT_PLAN,
        ("half of 6% would be $1,800 a year",),
        {},
        {**WITHOUT_PLAN, **said(employment=None)},
        {"stake_minor": 1800_00},
    ),
    Case(
        "own-retirement-account",
        {**WITHOUT_PLAN, **said(employment="self_employed")},
        ("your reserve covers 8.5 months",),
        said(employment="self_employed"),
        {**WITHOUT_PLAN, **said(employment=None)},
    ),
    Case(
        "quiet-investments",
        {"holdings": (replace(PLAN, newest_on=TODAY - timedelta(days=366)),)},
        ("401(k): $20,000, and not one entry for a year",),
        {"holdings": (replace(PLAN, newest_on=TODAY - timedelta(days=365)),)},
        {"holdings": (*GOOD_ORDER[:2], replace(PLAN, newest_on=None))},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_each_fires_when_it_should_and_only_then(case: Case) -> None:
    check(case)
