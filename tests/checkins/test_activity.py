"""What happens to check-ins, in words, for their person alone."""

from mingus import checkins
from mingus.core.db import transaction
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.checkins.conftest import MONDAY, Travel
from tests.checkins.writing_down import skip, write
from tests.factories import make_someone, share
from tests.identity.service.test_activity import sentences


def test_a_week_is_skipped_answered_changed_and_deleted(
    app: object, travel: Travel, alice: Member, configuration: Settings
) -> None:
    skip(alice, MONDAY)
    write(alice, MONDAY, mood=5)
    write(alice, MONDAY, mood=6)
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        checkins.service.delete(db, alice, MONDAY)
    partner = share(alice, make_someone(configuration, first_name="Paul"), "partner")
    found = [said for said in sentences(alice, kind="household") if "check" in said]
    assert found == [
        "You deleted a check-in.",
        "You changed a check-in.",
        "You checked in for the week.",
        "You skipped a week’s check-in.",
    ]
    assert not [said for said in sentences(partner, kind="household") if "check" in said]
