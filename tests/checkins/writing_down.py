"""Short words for the tests of check-ins: write a week down, read one, write many."""

from collections.abc import Callable
from datetime import date, timedelta

from mingus import checkins
from mingus.core.db import transaction
from mingus.core.tenancy import Member

WEEK = timedelta(days=7)


def write(member: Member, week_on: date, note: str = "", **scores: int) -> checkins.CheckInView:
    with transaction(member.household_id, person_id=member.person_id) as db:
        return checkins.save(db, member, week_on, checkins.CheckInDraft(note=note, **scores))


def skip(member: Member, week_on: date) -> checkins.CheckInView:
    with transaction(member.household_id, person_id=member.person_id) as db:
        return checkins.skip(db, member, week_on)


def read(member: Member, week_on: date) -> checkins.CheckInView | None:
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        return checkins.of_week(db, member.person_id, week_on)


def many(member: Member, travel: Callable[[date], None], first_on: date, scores: list[dict[str, int]]) -> None:
    """A week after the other, each written on its Friday; afterwards it is the Tuesday after the last."""
    for number, answers in enumerate(scores):
        week_on = first_on + number * WEEK
        travel(week_on + timedelta(days=4))
        write(member, week_on, "", **answers)
    travel(first_on + len(scores) * WEEK + timedelta(days=1))
