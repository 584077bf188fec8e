"""How all goals of a household fit into what it keeps in a usual month."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus import ledger
from mingus.core.clock import today
from mingus.core.money import Money
from mingus.core.months import add_months, first_of
from mingus.core.tenancy import Member
from mingus.goals import rules, words
from mingus.goals.models import Goal
from mingus.goals.schemas import Outlook
from mingus.goals.service.reading import COLUMNS, standing

LOOKED_BACK: Final = 12


def outlook(db: Session, member: Member) -> Outlook:
    """All active goals against the household's usual surplus, which the ledger knows."""
    return measured(db, member, _surplus(db, member))


def measured(db: Session, member: Member, surplus: Money | None) -> Outlook:
    """All active goals in the household's own currency against `surplus` a month."""
    wanted = select(*COLUMNS).where(
        Goal.household_id == member.household_id,
        Goal.deleted_at.is_(None),
        Goal.status == "active",
        Goal.currency == member.currency,
    )
    day = today(member.time_zone)
    needs = [need for row in db.execute(wanted) if (need := rules.monthly_needed(standing(row), day)) is not None]
    whole = rules.feasibility(needs, surplus, member.currency)
    return Outlook(surplus, whole, words.asked(whole), words.fit(whole, surplus))


def _surplus(db: Session, member: Member) -> Money | None:
    """The average of the newest three full months that have figures, looked for in the last twelve."""
    this_month = first_of(today(member.time_zone))
    months = ledger.month_totals(db, member, add_months(this_month, -LOOKED_BACK), add_months(this_month, -1))
    return rules.average_surplus([(month.income, month.expenses) for month in months])
