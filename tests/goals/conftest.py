"""People for the tests of goals. Every test gets its own, so nothing needs cleaning up."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from mingus.core import db
from mingus.core.clock import now
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity.models import Household, Membership, Person


@pytest.fixture(autouse=True)
def _connected(configuration: Settings) -> None:
    db.connect(configuration.database_url)


@pytest.fixture
def alice() -> Member:
    return _member()


@pytest.fixture
def bob() -> Member:
    return _member()


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Every SQL statement this process sends from now on."""
    sent: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    engine = db.engine()
    event.listen(engine, "before_cursor_execute", listen)
    yield sent
    event.remove(engine, "before_cursor_execute", listen)


def _member() -> Member:
    member = Member(new_id(), new_id())
    person = Person(
        id=member.person_id,
        email=f"{member.person_id}@example.com",
        email_key=f"{member.person_id}@example.com",
        password_hash="-",
        first_name_sealed=b"",
        last_name_sealed=b"",
        terms_accepted_at=now(),
        created_at=now(),
    )
    household = Household(
        id=member.household_id, name="Home", currency="USD", time_zone=member.time_zone, created_at=now()
    )
    belongs = Membership(household_id=member.household_id, person_id=member.person_id, role="owner", created_at=now())
    with db.transaction(db.GLOBAL) as session:
        session.add_all([person, household])
        session.flush()
        session.add(belongs)
    return member
