"""What happens to letters, in words, for their reader alone."""

from mingus.core.db import transaction
from mingus.letters import jobs, service
from mingus.letters.rules.kinds import kind
from tests.factories import Someone
from tests.identity.service.test_activity import sentences
from tests.letters.conftest import MONDAY, wants


def test_a_letter_is_written_and_ended(app: object, reader: Someone) -> None:
    member = reader.member
    wants(member, check_in="weekly")
    jobs.write(str(member.person_id), "check_in", MONDAY.date().isoformat())
    with transaction(member.household_id, person_id=member.person_id) as db:
        service.stop(db, member, kind("check_in"))
    said = [sentence for sentence in sentences(member, kind="household") if "check-in" in sentence]
    assert said == ["You ended check-in reminders by the link in one.", "Mingus wrote a check-in reminder."]
