"""The one row that a person's profile is."""

from mingus.core import db
from mingus.core.tenancy import Member
from mingus.profile.service import rows
from mingus.profile.service.rows import Words


def test_a_row_is_made_once_and_holds_what_was_sealed(alice: Member, bob: Member) -> None:
    with db.transaction(alice.household_id, person_id=alice.person_id) as session:
        assert rows.row_of(session, alice.person_id) is None
        first = rows.locked(session, alice.person_id)
        assert rows.opened(session, first) == Words()
        rows.seal(session, first, Words({"city": "Atlanta"}, {"phone"}))
        session.flush()
        assert rows.locked(session, alice.person_id) is first
    with db.transaction(alice.household_id, person_id=alice.person_id, read_only=True) as session:
        found = rows.row_of(session, alice.person_id)
        assert found is not None
        assert rows.opened(session, found) == Words({"city": "Atlanta"}, {"phone"})
        assert rows.row_of(session, bob.person_id) is None
    assert "Atlanta" not in repr(Words({"city": "Atlanta"}))
