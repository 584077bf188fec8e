"""Taking along and leaving."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select

from mingus.core import crypto, db
from mingus.core.clock import now
from mingus.core.crypto import WrappedKey
from mingus.core.tenancy import Member
from mingus.identity import personal
from mingus.identity.models import Household, Membership, Person, RefreshToken, SignInSession
from tests.factories import Browser, Program


def export(household_id: UUID) -> dict[str, list[dict[str, Any]]]:
    with db.transaction(household_id, read_only=True) as session:
        return {table: [dict(row) for row in rows] for table, rows in personal.export(session, household_id)}


def erase(household_id: UUID) -> None:
    with db.transaction(household_id) as session:
        personal.erase(session, household_id)


def count(model: Any, *conditions: Any) -> int:
    with db.transaction(db.GLOBAL, read_only=True) as session:
        return session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def test_the_export_opens_names_and_keeps_secrets(alice: Member, as_alice: Browser, api_alice: Program) -> None:
    taken = export(alice.household_id)
    assert taken["people"][0]["first_name"] == "Alice"
    assert len(taken["sessions"]) == len(taken["refresh_tokens"]) == 1
    assert {"PersonRegistered", "SignedIn"} <= {line["event"] for line in taken["audit_log"]}
    columns = {name for rows in taken.values() for row in rows for name in row}
    assert not columns & {"password_hash", "id_hash", "token_hash", "first_name_sealed"}


def test_the_export_holds_nobody_else(alice: Member, bob: Member) -> None:
    assert str(bob.person_id) not in str(export(alice.household_id))


def test_leaving_deletes_everything_and_shreds_the_keys(alice: Member, bob: Member, as_alice: Browser) -> None:
    assert as_alice.get("/settings").status_code == 200
    erase(alice.household_id)
    for model in (Membership, SignInSession, RefreshToken):
        assert count(model, model.household_id == alice.household_id) == 0
    assert count(Person, Person.id == alice.person_id) == 0
    assert count(Household, Household.id == alice.household_id) == 0
    assert count(WrappedKey, WrappedKey.owner_id.in_([alice.person_id, alice.household_id])) == 0
    assert as_alice.get("/settings").status_code == 303
    assert count(Person, Person.id == bob.person_id) == 1


def test_who_has_another_household_stays_a_person(alice: Member, bob: Member) -> None:
    shared = {"household_id": bob.household_id, "person_id": alice.person_id, "role": "partner"}
    with db.transaction(db.GLOBAL) as session:
        session.execute(insert(Membership).values(**shared, created_at=now() + timedelta(seconds=1)))
    erase(alice.household_id)
    assert count(Person, Person.id == alice.person_id) == 1
    with db.transaction(db.GLOBAL) as session:
        crypto.forget("person", alice.person_id)
        assert crypto.data_key(session, "person", alice.person_id)
    assert count(WrappedKey, WrappedKey.owner_id == alice.person_id) == 1
