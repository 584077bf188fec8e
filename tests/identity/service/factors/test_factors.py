"""Whether anything stands beside the password."""

from mingus.core import db
from mingus.core.tenancy import Member
from mingus.identity.service import factors


def test_nobody_has_a_second_factor_at_first(alice: Member) -> None:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        assert factors.has_second_factor(session, alice.person_id) is False
