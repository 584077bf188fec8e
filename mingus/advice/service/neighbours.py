"""What advice asks of profile and assessments, in one place, as its own numbers. What was not said stays None."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from mingus import ledger
from mingus.advice.figures.numbers import Owed, Person
from mingus.core.tenancy import Member


@dataclass(frozen=True, slots=True)
class Debt:
    """A debt, and the account that shows it, if one does."""

    owed: Owed
    account_id: UUID | None


@dataclass(frozen=True, slots=True)
class About:
    """What a person said of themselves; `owes_nothing` when they said so."""

    said: Person
    owes_nothing: bool


def person(db: Session, member: Member) -> About:  # noqa: ARG001  filled when profile is there
    return About(Person(), owes_nothing=False)


def debts(db: Session, member: Member, accounts: Sequence[ledger.AccountView]) -> list[Debt]:  # noqa: ARG001
    return []


def has_pay_calendar(db: Session, member: Member) -> bool | None:  # noqa: ARG001
    return None


def scores(db: Session, member: Member) -> dict[str, int]:  # noqa: ARG001
    return {}
