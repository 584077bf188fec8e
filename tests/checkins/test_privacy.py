from mingus.core import personal_data
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from tests.checkins.conftest import MONDAY, Travel
from tests.checkins.writing_down import skip, write


def test_a_person_takes_their_weeks_along_opened_and_nobody_elses(travel: Travel, alice: Member, bob: Member) -> None:
    write(alice, MONDAY, mood=5, note="Mine.")
    skip(bob, MONDAY)
    with transaction(alice.household_id, person_id=alice.person_id, read_only=True) as db:
        taken = [row for table, rows in personal_data.taken_along(db, alice) if table == "check_ins" for row in rows]
    assert [(row["week_on"], row["mood"], row["note"]) for row in taken] == [(MONDAY, 5, "Mine.")]
    assert "answers_sealed" not in taken[0]
