"""What somebody need not type again: their pay before tax, where the pay calendar of their household knows it."""

from typing import Final

from sqlalchemy.orm import Session

from mingus import profile
from mingus.assessments.rules.definition import Definition
from mingus.assessments.rules.yearly import PERIODS
from mingus.assessments.schemas.views import Offered
from mingus.core.tenancy import Member

COMPARED_IN: Final = "USD"  # the currency of the published wages
PERIOD: Final = "pay_period"


def offered(db: Session, member: Member | None, definition: Definition) -> dict[str, Offered]:
    """Answers to offer, by question; of several pays of theirs the largest. Nothing to visitors.

    Pay after tax is no answer to what is asked, so a schedule without the amount before tax offers nothing.
    """
    if member is None or definition.question(PERIOD) is None:
        return {}
    known = [
        (gross.minor * PERIODS[pay.rhythm].times, pay, gross)
        for pay in profile.pay_schedules(db, member.household_id)
        if pay.person_id == member.person_id and (gross := pay.gross) and gross.currency == COMPARED_IN
    ]
    if not known:
        return {}
    _, pay, gross = max(known, key=lambda one: one[0])
    period = PERIODS[pay.rhythm]
    return {
        PERIOD: Offered(pay.rhythm, f"Your pay calendar has “{pay.name}”, {gross.text()} before tax {period.words}."),
        period.question: Offered(gross.decimal_string(), f"Filled in from “{pay.name}” in your pay calendar."),
    }
