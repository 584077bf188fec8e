from datetime import date

import pytest

from tests.advice.numbers import Case, check, owed

CASES = [
    Case(
        "private-school-loans",
        {"debts": (owed(20_000, 900, kind="student", name="Degree loan"),)},
        ("Degree loan stands at 9%", "about $1,800 of interest a year"),
        {"debts": (owed(20_000, 899, kind="student"),)},
        {"debts": (owed(20_000, None, kind="student"),)},
    ),
    Case(
        "student-loan-plan",
        {"debts": (owed(20_000, 500, kind="student"),), "today": date(2028, 6, 30)},
        ("You owe $20,000 in student loans", "July 1, 2028"),
        {"debts": (owed(20_000, 500, kind="student"),), "today": date(2028, 7, 1)},
        {"debts": None},
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_each_fires_when_it_should_and_only_then(case: Case) -> None:
    check(case)
