from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from mingus.core.db import GLOBAL, transaction
from mingus.core.jobs import JobRun
from mingus.core.settings import Settings
from mingus.identity.models import Person
from mingus.letters import jobs
from mingus.letters.rules.kinds import kind
from tests import mailbox
from tests.factories import Someone, make_someone
from tests.letters.conftest import DAY, MONDAY, Travel, wants

CHECK_IN = kind("check_in")
ZONE = "Pacific/Chatham"
SUNDAY_EVENING = MONDAY + 6 * DAY + timedelta(hours=9)  # six in New York, three in Los Angeles


@pytest.fixture(autouse=True)
def nothing_done_yet(configuration: Settings) -> None:
    mailbox.work("letters.%")
    with transaction(GLOBAL) as db:
        db.execute(delete(JobRun).where(JobRun.name.startswith(jobs.SWEEP)))


def _swept() -> None:
    jobs.sweep()
    mailbox.work("letters.%")


def test_letters_come_by_the_clock_of_each_household(travel: Travel, configuration: Settings) -> None:
    east = make_someone(configuration, first_name="Eve")
    west = make_someone(configuration, first_name="Wes", time_zone="America/Los_Angeles")
    for someone in (east, west):
        wants(someone.member, check_in="weekly")
    travel(SUNDAY_EVENING)
    _swept()
    assert [len(mailbox.letters(someone.email)) for someone in (east, west)] == [1, 0]
    travel(SUNDAY_EVENING + timedelta(hours=3))
    _swept()
    assert [len(mailbox.letters(someone.email)) for someone in (east, west)] == [1, 1]


def test_a_zone_is_asked_once_and_asking_again_writes_nothing_twice(configuration: Settings) -> None:
    someone = make_someone(configuration, time_zone=ZONE)
    wants(someone.member, check_in="weekly")
    jobs._ask(ZONE, CHECK_IN)
    assert mailbox.work("letters.%") > 0
    jobs._ask(ZONE, CHECK_IN)
    assert mailbox.work("letters.%") == 0
    with transaction(GLOBAL) as db:
        db.execute(delete(JobRun).where(JobRun.name.startswith(jobs.SWEEP)))  # as if it had died before noting it
    jobs._ask(ZONE, CHECK_IN)
    assert mailbox.work("letters.%") > 0
    assert len(mailbox.letters(someone.email)) == 1


def test_an_address_that_nobody_has_proved_gets_nothing(travel: Travel, reader: Someone) -> None:
    wants(reader.member, check_in="weekly")
    with transaction(GLOBAL) as db:
        mine = update(Person).where(Person.id == reader.member.person_id)
        db.execute(mine.values(email_verified_at=None))
    travel(SUNDAY_EVENING)
    _swept()
    assert mailbox.letters(reader.email) == []


def test_a_job_that_comes_a_week_late_writes_nothing(travel: Travel, reader: Someone) -> None:
    wants(reader.member, check_in="weekly")
    travel(SUNDAY_EVENING + 7 * DAY)
    jobs.write(str(reader.member.person_id), "check_in", MONDAY.date().isoformat())
    assert mailbox.letters(reader.email) == []
