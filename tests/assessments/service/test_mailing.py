"""The mail with a result says how it came out and what comes next, and no answer."""

from datetime import date

from mingus.assessments.service import desk, shelves
from mingus.core.db import transaction
from mingus.core.tenancy import Member
from tests.assessments.takers import finish
from tests.mailbox import letters

DAY = date(2026, 11, 26)


def test_the_mail_holds_the_result_and_none_of_the_answers(alice: Member) -> None:
    sheet = finish(alice, "financial-wellness", 4)
    to = f"alice.{alice.household_id.hex[-8:]}@example.com"
    with transaction(alice.household_id, person_id=alice.person_id) as db:
        found = desk.report(db, shelves.of_person(alice.person_id), sheet.id)
        desk.mail(db, alice, to, found, DAY)
    (letter,) = letters(to)
    for body in (letter.text, letter.html):
        assert f"{sheet.score} of 100" in body
        assert found.band_name in body
        assert "/library/" in body or "/goals/new" in body
        assert not [answer for _, answer in found.answers if len(answer) > 12 and answer in body]
