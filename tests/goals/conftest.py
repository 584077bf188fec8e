"""People for the tests of goals. Every test gets its own, so nothing needs cleaning up."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask import Request
from flask.testing import FlaskClient
from sqlalchemy import event

from mingus.app import create_app
from mingus.core import db
from mingus.core.clock import now
from mingus.core.ids import new_id
from mingus.core.security import Principal
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


@pytest.fixture(scope="session")
def goals_app(configuration: Settings) -> APIFlask:
    """The application, taking the person a test names in a header for signed in."""
    app = create_app(configuration)
    app.extensions["mingus_security"] = (configuration, _authenticate)
    return app


@pytest.fixture
def as_alice(goals_app: APIFlask, alice: Member) -> FlaskClient:
    return _client(goals_app, alice)


@pytest.fixture
def as_bob(goals_app: APIFlask, bob: Member) -> FlaskClient:
    return _client(goals_app, bob)


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


def _client(app: APIFlask, member: Member) -> FlaskClient:
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {member.household_id}/{member.person_id}"
    return client


def _authenticate(request: Request) -> Principal | None:
    household_id, _, person_id = (request.headers.get("Authorization") or "").removeprefix("Bearer ").partition("/")
    if not person_id:
        return None
    return Principal(
        person_id=UUID(person_id),
        household_id=UUID(household_id),
        session_id="test",
        by_token=True,
        time_zone="America/New_York",
        currency="USD",
        first_name="Nia",
        email="nia@example.com",
    )
