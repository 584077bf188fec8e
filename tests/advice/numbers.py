"""A household in good order, in which no rule has anything to say; each test changes what it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from mingus.advice.figures.numbers import Aim, Holding, Month, Numbers, Owed, Person, Series
from mingus.advice.rules import BY_ID
from mingus.advice.rules.rule import Finding
from mingus.core.months import add_months

TODAY = date(2026, 11, 15)
THIS_MONTH = date(2026, 11, 1)
SPENT = {"housing": 1100_00, "utilities": 150_00, "insurance": 120_00, "groceries": 600_00, "dining_out": 400_00}
CHECKING = Holding(UUID(int=1), "Everyday", "checking", 5000_00, "First", TODAY, 0, 2000_00)
SAVINGS = Holding(UUID(int=2), "Rainy day", "savings", 25_000_00, "First", TODAY)
PLAN = Holding(UUID(int=3), "401(k)", "investment", 20_000_00, "Plan", TODAY)
CARD = Holding(UUID(int=4), "Blue card", "card", -300_00, "First", TODAY, limit_minor=5000_00)
GOOD_ORDER = (CHECKING, SAVINGS, PLAN, CARD)
FUND = Aim(UUID(int=5), "Emergency fund", "emergency_fund", 1, 40_000_00, 10_000_00, date(2030, 1, 1), 200_00)
SAID = Person(
    dependents=0,
    marital="single",
    age_range="25-34",
    employment="employed_full_time",
    occupation="a nurse",
    credit_range="good",
    income_minor=6500_00,
)
SCORES = {"tax-readiness": 80, "layoff-risk": 80, "money-and-relationships": 80}


def month(back: int, income: int = 5000, spent: Mapping[str, int] | None = None, **more: Any) -> Month:
    """The full month so many before this one; amounts in dollars, spending by category on top of the usual."""
    by_slug = {**SPENT, **{slug: amount * 100 for slug, amount in (spent or {}).items()}}
    rest = {"other": 3500_00 - sum(SPENT.values())}
    earned = {"paycheck": income * 100, **{slug: amount * 100 for slug, amount in more.get("earned", {}).items()}}
    all_spent = {**rest, **by_slug}
    on = add_months(THIS_MONTH, -back)
    return Month(on, sum(earned.values()), sum(all_spent.values()), all_spent, earned)


def months(*incomes: int, **more: Any) -> tuple[Month, ...]:
    """One full month per income, the newest first."""
    return tuple(month(back, income, **more) for back, income in enumerate(incomes, start=1))


YEAR = months(*[5000] * 12)


def household(**changes: Any) -> Numbers:
    """The household in good order, with these fields of Numbers changed."""
    usual = Numbers(
        today=TODAY,
        currency="USD",
        months=YEAR,
        holdings=GOOD_ORDER,
        debts=(),
        aims=(FUND,),
        person=SAID,
        has_pay_calendar=True,
        uncategorized=2,
        scores=SCORES,
        taken=frozenset({*SCORES, "income-comparison"}),
        category_ids={"housing": UUID(int=9)},
        category_names={"dining_out": "Dining out", "fees": "Bank fees & interest"},
    )
    return replace(usual, **changes)


def cash(dollars: int, *others: Holding) -> dict[str, Any]:
    """Only this much within reach."""
    return {"holdings": (replace(SAVINGS, balance_minor=dollars * 100), PLAN, *others)}


def said(**changes: Any) -> dict[str, Any]:
    """The person said something else."""
    return {"person": replace(SAID, **changes)}


def owed(dollars: int, rate: int | None = None, minimum: int | None = None, kind: str = "card", **more: Any) -> Owed:
    """A debt, in dollars and basis points."""
    name = more.pop("name", kind.capitalize())
    return Owed(name, kind, dollars * 100, rate, None if minimum is None else minimum * 100, **more)


def paid(name: str, slug: str, *amounts: int, every: int = 30, until: date = TODAY - timedelta(days=5)) -> Series:
    """A payee who took these amounts of cents, the newest last, so many days apart."""
    days = [until - timedelta(days=every * back) for back in range(len(amounts))][::-1]
    return Series(name, slug, tuple(days), amounts)


@dataclass(frozen=True)
class Case:
    """A rule with an example that fires and says these words, a neighbour that does not, and one with an unknown."""

    rule: str
    fires: dict[str, Any]
    says: tuple[str, ...]
    spares: dict[str, Any]
    unknown: dict[str, Any]
    more: dict[str, Any] = field(default_factory=dict)


def check(case: Case) -> None:
    """The three promises of a case."""
    finding = look(case.rule, case.fires)
    assert finding is not None, "it does not fire"
    assert [words for words in case.says if words not in f"{finding.title} {finding.says}"] == [], finding.says
    assert look(case.rule, case.spares) is None, "its neighbour fires"
    assert look(case.rule, case.unknown) is None, "it fires on what nobody knows"
    for name, value in case.more.items():
        assert getattr(finding, name) == value, name


def look(rule: str, changes: dict[str, Any]) -> Finding | None:
    """What a rule finds in the household with these changes."""
    return BY_ID[rule].look(household(**changes))
