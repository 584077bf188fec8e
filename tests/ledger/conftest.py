"""People with money: Alice and her partner share a household, Bob has his own and must never see theirs."""

import pytest
from sqlalchemy import insert

from mingus.core import crypto, db, events
from mingus.core.clock import now
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity.models import Household, Membership, Person
from mingus.ledger.service import categories


@pytest.fixture(autouse=True)
def _connected(configuration: Settings) -> None:
    db.connect(configuration.database_url)
    crypto.use(configuration)


@pytest.fixture
def alice() -> Member:
    """A person with a household of her own and its first categories."""
    return _move_in(_household())


@pytest.fixture
def partner(alice: Member) -> Member:
    """Shares Alice's household."""
    return _join(alice)


@pytest.fixture
def bob() -> Member:
    """A stranger."""
    return _move_in(_household())


def _household() -> Member:
    member = Member(new_id(), new_id())
    with db.transaction(db.GLOBAL) as session:
        session.execute(
            insert(Household).values(
                id=member.household_id, name="Home", currency="USD", time_zone=member.time_zone, created_at=now()
            )
        )
    return member


def _move_in(member: Member) -> Member:
    _join(member, member)
    with db.transaction(member.household_id) as session:
        events.record(session, events.HouseholdCreated(member.household_id, member.person_id))
        categories.ensure(session, member.household_id, {"Groceries": -1, "Dining out": -1, "Paycheck": 1})
    return member


def _join(host: Member, guest: Member | None = None) -> Member:
    member = guest or Member(host.household_id, new_id())
    with db.transaction(db.GLOBAL) as session:
        session.execute(
            insert(Person).values(
                id=member.person_id,
                email=f"{member.person_id}@example.org",
                email_key=f"{member.person_id}@example.org",
                password_hash="",
                first_name_sealed=b"",
                last_name_sealed=b"",
                terms_accepted_at=now(),
                created_at=now(),
            )
        )
        session.execute(
            insert(Membership).values(
                household_id=member.household_id, person_id=member.person_id, role="owner", created_at=now()
            )
        )
    return member
