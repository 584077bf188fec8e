"""What happens with assessments, in words, for nobody but the person."""

from mingus.assessments.service import shelves, taking
from mingus.core import db
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from tests.assessments.takers import finish
from tests.factories import make_someone, share
from tests.identity.service.test_activity import sentences


def test_only_who_took_it_reads_of_it(app: object, alice: Member, configuration: Settings) -> None:
    partner = share(alice, make_someone(configuration, first_name="Paul"), "partner")
    sheet = finish(alice)
    with db.transaction(alice.household_id, person_id=alice.person_id) as session:
        taking.delete(session, shelves.of_person(alice.person_id), sheet.id, alice)
    mine = sentences(alice, kind="household")
    assert "You deleted a result of an assessment." in mine
    assert "You took an assessment." in mine
    assert not [said for said in sentences(partner, kind="household") if "assessment" in said]
