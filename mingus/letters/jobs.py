"""Background work of letters: once an hour, whose clock says that one is due; then a job per person."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog

from mingus import checkins, identity
from mingus.core import clock, jobs
from mingus.core.db import GLOBAL, transaction
from mingus.letters import service
from mingus.letters.rules import kinds
from mingus.letters.rules.kinds import Kind

log = structlog.get_logger()

SWEEP: Final = "letters.sweep"
WRITE: Final = "letters.write"
DAY: Final = timedelta(days=1)


@jobs.periodic(SWEEP, cron="5 * * * *", at_most_every=timedelta(minutes=50))
def sweep() -> None:
    """Ask for the letters that are due, each zone and kind once a week. Safe to run twice: rows are unique."""
    with transaction(GLOBAL, read_only=True) as db:
        zones = identity.time_zones(db)
    for zone in zones:
        for kind in kinds.KINDS:
            if kinds.is_due(kind, clock.now().astimezone(ZoneInfo(zone))):
                _ask(zone, kind)


@jobs.job(WRITE, queue="bulk")
def write(person_id: str, kind: str, week_on: str) -> None:
    """Write one letter, unless its week has passed. Safe to run twice."""
    to = identity.correspondent(UUID(person_id))
    if to is None:
        return
    monday = date.fromisoformat(week_on)
    if checkins.week_of(clock.today(to.member.time_zone)) != monday:
        return
    with transaction(to.member.household_id, person_id=to.member.person_id) as db:
        letter_id = service.write(db, to, kind, monday)
    log.info("letter", letter=kind, is_written=letter_id is not None)


def _ask(zone: str, kind: Kind) -> None:
    """A job per person of this zone, unless they were asked for today; noted when all of them are."""
    done = f"{SWEEP} {kind.name} {zone}"
    with transaction(GLOBAL) as db:
        last = jobs.last_run(db, done)
        if last is not None and last > clock.now() - DAY:
            return
        week_on = checkins.week_of(clock.today(zone)).isoformat()
        for _, person_id in identity.correspondents(db, zone):
            key = f"letter:{person_id}:{kind.name}"
            jobs.enqueue(db, WRITE, key=key, person_id=person_id, kind=kind.name, week_on=week_on)
        jobs.note_run(db, done)
