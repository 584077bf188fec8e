"""Closing a week: what it brought, read from the ledger and the goals, beside the check-in."""

from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from mingus import goals, ledger
from mingus.checkins import words
from mingus.checkins.rules.streaks import streak
from mingus.checkins.rules.usual import usual_minor
from mingus.checkins.rules.weeks import WEEK, last_day, open_weeks, to_write
from mingus.checkins.schemas import Closing, Week
from mingus.checkins.service.reading import of_week, statuses
from mingus.core.clock import today
from mingus.core.errors import Refused
from mingus.core.money import Money
from mingus.core.tenancy import Member

WEEKS_FOR_USUAL: Final = 12  # the lately usual; and a page with 100,000 rows behind it reads a tenth of them


def week(db: Session, member: Member, week_on: date | None = None) -> Week:
    """A week that is still open, as it stands; without `week_on` the one to write now. Raises Refused for a closed one.

    The one to write is this week, and on a Monday the one just ended, until it is written or skipped.
    """
    day = today(member.time_zone)
    still_open, seen = open_weeks(day), statuses(db, member.person_id)
    wanted = week_on or to_write(day, seen)
    if wanted not in still_open:
        raise Refused("This week is closed.", fields={"week_on": "This week is closed."})
    row = streak(seen, day)
    return Week(
        week_on=wanted,
        is_this_week=wanted == still_open[0],
        check_in=of_week(db, member.person_id, wanted),
        closing=closing(db, member, wanted),
        streak=row,
        streak_sentence=words.streak(row),
        other_open=next((other for other in still_open if other != wanted), None),
    )


def closing(db: Session, member: Member, week_on: date) -> Closing:
    """What came of the money in a week, whether that is usual, and which goals moved."""
    figures = ledger.week_figures(db, member, week_on - WEEKS_FOR_USUAL * WEEK, last_day(week_on))
    own = figures.pop(week_on, None)
    middle = usual_minor([found.expenses.minor for found in figures.values()])
    usual = None if middle is None else Money(middle, member.currency)
    spent = own.expenses if own else None
    return Closing(
        spent=spent,
        kept=own.kept if own else None,
        usual=usual,
        spent_sentence=words.spent(spent, usual),
        moves=goals.moved(db, member, week_on, last_day(week_on)),
    )
