"""What advice asks of profile and assessments, in one place, as its own numbers. What was not said stays None."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from mingus import assessments, profile
from mingus.advice.figures.numbers import Owed, Person
from mingus.core.tenancy import Member

ASKED: Final = (
    "home-purchase-readiness",
    "income-comparison",
    "layoff-risk",
    "money-and-relationships",
    "tax-readiness",
)
"""The assessments that some rule reads."""


@dataclass(frozen=True, slots=True)
class About:
    """What a person said of themselves; `owes_nothing` when they said so."""

    said: Person
    owes_nothing: bool


@dataclass(frozen=True, slots=True)
class Results:
    """The newest results: `taken` has those without a score too."""

    scores: dict[str, int]
    taken: frozenset[str]


def about(db: Session, member: Member) -> About:
    """The person's own words, as far as rules ask for them."""
    said = profile.of(db, member)
    person = Person(
        dependents=said.dependents_count,
        marital=said.marital_status,
        age_range=said.age_range,
        employment=said.employment_status,
        occupation=said.occupation,
        credit_range=said.credit_score_range,
        income_minor=said.monthly_income_minor,
    )
    return About(person, owes_nothing=said.total_debt_amount_minor == 0)


@dataclass(frozen=True, slots=True)
class Shown:
    """What an account shows of a debt: what is owed today, and whether interest was charged lately."""

    owed_minor: int
    is_charged: bool | None


def debts(db: Session, member: Member, shown: Mapping[UUID, Shown]) -> tuple[list[Owed], frozenset[UUID | None]]:
    """What the household said it owes, and which accounts stand for it.

    A debt whose account this member sees has that account's balance, which is of today; any other, the one they said.
    """
    said = [debt for debt in profile.debts(db, member.household_id) if debt.currency == member.currency]
    found = [_owed(debt, shown.get(debt.account_id) if debt.account_id else None) for debt in said]
    return found, frozenset(debt.account_id for debt in said)


@dataclass(frozen=True, slots=True)
class Pay:
    """What the pay calendar tells: whether there is any, and what others of the household are paid in a month."""

    has_calendar: bool
    others_minor: int


def pay(db: Session, member: Member) -> Pay:
    """The household's pay calendar; of others before tax where they said so, else what arrives."""
    schedules = profile.pay_schedules(db, member.household_id)
    theirs = [one for one in schedules if one.person_id != member.person_id and one.currency == member.currency]
    return Pay(bool(schedules), sum((one.gross_a_month or one.net_a_month).minor for one in theirs))


def results(db: Session, member: Member) -> Results:
    """How each assessment last came out for this person."""
    found = {slug: assessments.latest(db, member.person_id, slug) for slug in ASKED}
    scores = {slug: one.score for slug, one in found.items() if one and one.score is not None}
    return Results(scores, frozenset(slug for slug, one in found.items() if one))


def _owed(debt: profile.Debt, shown: Shown | None) -> Owed:
    return Owed(
        debt.name,
        debt.kind,
        max(0, shown.owed_minor) if shown else debt.balance_minor,
        debt.rate_basis_points,
        debt.minimum_minor,
        is_charged=shown.is_charged if shown else None,
    )
