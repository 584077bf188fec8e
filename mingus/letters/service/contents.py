"""What each kind of letter says. None where there is nothing to say: an empty letter is never written."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from mingus import checkins, goals, ledger
from mingus.core import settings
from mingus.core.clock import today
from mingus.core.formatting import plural, short_date
from mingus.core.permissions import may
from mingus.core.tenancy import Member
from mingus.letters.schemas import Content

GOALS_NAMED: Final = 5
WEEK_DAYS: Final = 7


def content(db: Session, member: Member, kind: str, week_on: date) -> Content | None:
    """What a letter of this kind says in the week that starts on `week_on`."""
    return _CONTENTS[kind](db, member, week_on)


def _insights(db: Session, member: Member, week_on: date) -> Content | None:
    """The week that has just ended; nothing where no money is known of it and no goal moved."""
    ended_on = checkins.week_of(date.fromordinal(week_on.toordinal() - 1))
    brought = checkins.closing(db, member, ended_on)
    if brought.spent is None and not brought.moves:
        return None
    unfiled = ledger.month_figures(db, member, today(member.time_zone)).uncategorized_count
    figures = [("Kept", brought.kept.text(plus=True))] if brought.kept else []
    figures += [(f"To {move.name}", move.amount.text(plus=True)) for move in brought.moves[:GOALS_NAMED]]
    return Content(
        {
            "week": f"{short_date(ended_on)} – {short_date(date.fromordinal(week_on.toordinal() - 1))}",
            "spent": brought.spent_sentence if brought.spent else "",
            "figures": figures,
            "unfiled": f"{plural(unfiled, 'transaction')} without a category" if unfiled else "",
            "link": settings.link("/"),
        }
    )


def _goals(db: Session, member: Member, _week_on: date) -> Content | None:
    """Active goals with a monthly price to which nothing has gone this month, the most important first.

    None for viewers, who could not put anything down.
    """
    if not may(member.role, "write money"):
        return None
    day = today(member.time_zone)
    moved = {move.goal_id for move in goals.moved(db, member, day.replace(day=1), day)}
    waiting = [
        goal
        for goal in goals.list_goals(db, member)
        if goal.status == "active" and goal.needed and goal.id not in moved
    ]
    named = [
        (goal.name, f"{goal.needed.text()} a month, {goal.missing.text()} to go")
        for goal in waiting[:GOALS_NAMED]
        if goal.needed and goal.needed.minor
    ]
    return Content({"figures": named, "link": settings.link("/goals")}) if named else None


def _check_in(db: Session, member: Member, week_on: date) -> Content | None:
    """Nothing where the week is written down, or was skipped on purpose."""
    if checkins.of_week(db, member.person_id, week_on) is not None:
        return None
    return Content({"link": settings.link("/check-in")})


_CONTENTS: Final[Mapping[str, Callable[[Session, Member, date], Content | None]]] = {
    "insights": _insights,
    "goals": _goals,
    "check_in": _check_in,
}
