from mingus.core import personal_data
from mingus.core.db import transaction
from mingus.letters import jobs
from tests.factories import Someone
from tests.letters.conftest import MONDAY, wants


def test_a_person_takes_along_which_letters_they_got(reader: Someone) -> None:
    member = reader.member
    wants(member, check_in="weekly")
    jobs.write(str(member.person_id), "check_in", MONDAY.date().isoformat())
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        taken = [row for table, rows in personal_data.taken_along(db, member) if table == "letters" for row in rows]
    assert [(row["kind"], row["week_on"]) for row in taken] == [("check_in", MONDAY.date())]
