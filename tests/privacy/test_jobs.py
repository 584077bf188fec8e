"""The worker makes archives, and none for somebody who has gone."""

from mingus.core.db import transaction
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.privacy import attempts, jobs
from mingus.privacy.service import archives
from tests.privacy.household import make_archives


def test_an_archive_asked_for_is_made_once(alice: Member) -> None:
    with transaction(alice.household_id) as db:
        archives.ask(db, alice)
    make_archives(alice)
    make_archives(alice)
    with transaction(alice.household_id, read_only=True) as db:
        assert [one.status for one in archives.newest(db, alice)] == ["ready"]


def test_an_archive_of_somebody_who_has_gone_is_dropped(alice: Member, configuration: Settings) -> None:
    with transaction(alice.household_id) as db:
        archive_id = archives.ask(db, alice)
    attempts.leave(configuration, alice.person_id, "a@example.com")
    jobs.make_archive(str(alice.household_id), str(alice.person_id), str(archive_id))
