"""Terms and leaving, in words."""

from mingus.core import db, events, privacy_events
from mingus.core.tenancy import Member
from tests.identity.service.test_activity import sentences


def test_terms_are_told_to_whoever_accepted_them(app: object, alice: Member) -> None:
    with db.transaction(alice.household_id) as session:
        events.record(session, privacy_events.TermsAccepted(alice.household_id, alice.person_id, "2026-11-26"))
    assert sentences(alice, kind="household")[0] == "You accepted the terms."
