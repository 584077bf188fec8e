"""What identity writes into the audit log, and in whose chain."""

from uuid import UUID

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from mingus.core import db, events
from mingus.core.events import AuditEntry
from mingus.core.settings import Settings
from tests.factories import Someone, browser, make_someone


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


def lines(household_id: UUID) -> list[str]:
    with db.transaction(household_id, read_only=True) as session:
        said = select(AuditEntry.event).where(AuditEntry.household_id == household_id).order_by(AuditEntry.number)
        return list(session.scalars(said))


def failures() -> int:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        return session.scalar(select(func.count()).where(AuditEntry.event == "SignInFailed")) or 0


def test_signing_in_and_out_is_in_the_households_chain(app: APIFlask, someone: Someone) -> None:
    client = browser(app)
    client.post("/login", data={"email": someone.email, "password": someone.password})
    client.post("/logout")
    assert lines(someone.member.household_id)[-2:] == ["SignedIn", "SignedOut"]


def test_a_failed_sign_in_is_in_the_systems_chain_known_or_not(app: APIFlask, someone: Someone) -> None:
    client, before = browser(app), failures()
    client.post("/login", data={"email": someone.email, "password": "quite the wrong words"})
    client.post("/login", data={"email": "nobody.here@example.com", "password": "quite the wrong words"})
    assert failures() == before + 2
    assert "SignInFailed" not in lines(someone.member.household_id)


def test_a_stolen_refresh_token_leaves_a_line(app: APIFlask, someone: Someone) -> None:
    client = browser(app)
    said = {"email": someone.email, "password": someone.password}
    token = client.post("/api/auth/login", json=said).get_json()["refresh_token"]
    for _ in range(3):
        client.post("/api/auth/refresh", json={"refresh_token": token})
    assert lines(someone.member.household_id)[-2:] == ["SignedIn", "RefreshTokenReused"]


def test_the_chain_stays_whole_and_names_nobody(app: APIFlask, someone: Someone) -> None:
    client = browser(app)
    client.post("/login", data={"email": someone.email, "password": someone.password})
    household_id = someone.member.household_id
    with db.transaction(household_id, read_only=True) as session:
        facts = session.scalars(select(AuditEntry.facts).where(AuditEntry.household_id == household_id)).all()
        assert events.first_broken_line(session, household_id) is None
    assert someone.email not in str(facts)
    assert "Alice" not in str(facts)
