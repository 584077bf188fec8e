"""School debt: who lent it, and on which plan it is paid back."""

from datetime import date
from typing import Final

from mingus.advice.figures.arithmetic import debts_of, percent, yearly_interest
from mingus.advice.figures.numbers import Numbers
from mingus.advice.rules.debt import SCHOOL, dearest
from mingus.advice.rules.rule import SOME_DAY, Action, Finding, Rule

PRIVATE_RATE: Final = 900  # our own rule: a school loan above 9 % is worth a look at who lent it
SCHOOL_DEADLINE: Final = date(2028, 7, 1)  # STUD-08


def _private_school(numbers: Numbers) -> Finding | None:
    loans = [loan for loan in debts_of(numbers, *SCHOOL) if (loan.rate_basis_points or 0) >= PRIVATE_RATE]
    if not loans:
        return None
    loan = dearest(tuple(loans))[0]
    a_year = sum(yearly_interest(loan) or 0 for loan in loans)
    says = (
        f"{loan.name} stands at {percent(loan.rate_basis_points or 0)}, about {numbers.text(a_year)} of interest a "
        "year. Rates like that are often private loans. Those have no federal plans to lose, so asking for a lower "
        "rate costs nothing; a federal loan that is refinanced gives its protections up for good."
    )
    return Finding(says, a_year, a_year)


def _school_plans(numbers: Numbers) -> Finding | None:
    loans = debts_of(numbers, *SCHOOL)
    if not loans or numbers.today >= SCHOOL_DEADLINE:
        return None
    owed = sum(loan.balance_minor for loan in loans)
    says = (
        f"You owe {numbers.text(owed)} in student loans. If yours are federal and on SAVE, PAYE or ICR, they must be "
        "on another plan by July 1, 2028, perhaps sooner. Choosing early means choosing, not being moved."
    )
    return Finding(says, owed)


RULES: Final = (
    Rule(
        id="private-school-loans",
        theme="debt",
        title="Find out who holds your dearest school loan",
        needs=("debts",),
        find=_private_school,
        action=Action("Look on StudentAid.gov: what is not listed there is private"),
        articles=("student-loans-choices",),
        confidence="a hint",
        because="Mingus knows the rate, and not who lent the money; the mark of 9% is our own rule.",
        wrong_when="It is a federal loan (graduate and parent loans can be this high).",
        comes_back="when the interest of a year has grown by a quarter",
        urgency=SOME_DAY,
    ),
    Rule(
        id="student-loan-plan",
        theme="debt",
        title="Check which repayment plan your student loans are on",
        needs=("debts",),
        find=_school_plans,
        action=Action("Sign in at StudentAid.gov and look at your plan"),
        articles=("student-loans-choices",),
        confidence="a hint",
        because="Mingus knows that there are student loans, and not whether they are federal or on which plan.",
        wrong_when="Your loans are private, or already on a standard plan.",
        comes_back="when the balance has grown by a quarter",
        sources=("STUD-08",),
    ),
)
