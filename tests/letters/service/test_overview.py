from mingus.core.db import transaction
from mingus.letters import jobs, service
from tests.factories import Someone
from tests.letters.conftest import MONDAY, wants


def test_what_comes_and_what_came(reader: Someone) -> None:
    member = reader.member
    wants(member, check_in="weekly")
    jobs.write(str(member.person_id), "check_in", MONDAY.date().isoformat())
    with transaction(member.household_id, person_id=member.person_id, read_only=True) as db:
        shown = service.overview(db, member)
    coming = {one.kind.name: one.next_at.isoformat() if one.next_at else None for one in shown.kinds}
    assert coming == {"insights": None, "goals": None, "check_in": "2026-11-29T17:00:00-05:00"}
    assert [(letter.title, letter.state) for letter in shown.letters] == [("Check-in reminder", "kept")]
