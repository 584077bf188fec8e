"""Joining, and that a taken address costs the same as a free one."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from pydantic import SecretStr
from sqlalchemy import event, func, select

from mingus.core import db, events
from mingus.core.events import AuditEntry, HouseholdCreated
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import service
from mingus.identity.models import Household, Membership, Person
from mingus.identity.schemas import Registration
from tests.factories import Someone, make_someone


def registration(email: str = "") -> Registration:
    return Registration(
        email=email or f"new.{new_id().hex}@example.com",
        password=SecretStr("four unrelated blue words"),
        first_name="Ada",
        last_name="Bell",
        terms_accepted=True,
        currency="JPY",
        time_zone="Asia/Tokyo",
    )


@pytest.fixture
def someone(configuration: Settings) -> Someone:
    return make_someone(configuration)


def join(who: Registration) -> tuple[UUID, Member | None]:
    household_id = new_id()
    with db.transaction(household_id) as session:
        return household_id, service.register(session, household_id, who, "$argon2id$hash")


def happened(household_id: UUID) -> list[str]:
    with db.transaction(household_id, read_only=True) as session:
        lines = select(AuditEntry.event).where(AuditEntry.household_id == household_id).order_by(AuditEntry.number)
        return list(session.scalars(lines))


def test_joining_makes_person_household_and_ownership(someone: Someone) -> None:
    household_id, member = join(registration())
    assert member == Member(household_id, member.person_id if member else new_id(), "Asia/Tokyo", "JPY")
    with db.transaction(db.GLOBAL, read_only=True) as session:
        household = session.execute(
            select(Household.currency, Household.time_zone, Household.is_demo).where(Household.id == household_id)
        ).one()
        role = session.scalars(select(Membership.role).where(Membership.household_id == household_id)).one()
    assert tuple(household) == ("JPY", "Asia/Tokyo", False)
    assert role == "owner"
    assert {"PersonRegistered", "HouseholdCreated"} <= set(happened(household_id))


def test_joining_with_a_taken_address_keeps_nothing(someone: Someone) -> None:
    household_id, member = join(registration(someone.email.upper()))
    assert member is None
    assert happened(household_id) == []
    with db.transaction(db.GLOBAL, read_only=True) as session:
        assert session.scalar(select(func.count()).where(Household.id == household_id)) == 0
        assert session.scalar(select(func.count()).where(Person.email_key == someone.email)) == 1


def test_a_taken_address_runs_the_same_statements_as_a_free_one(someone: Someone) -> None:
    def sent_by(who: Registration) -> list[str]:
        sent: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            sent.append(statement.split("'", maxsplit=1)[0])

        event.listen(db.engine(), "before_cursor_execute", note)
        try:
            join(who)
        finally:
            event.remove(db.engine(), "before_cursor_execute", note)
        return sent

    free, taken = ended_savepoint(sent_by(registration())), ended_savepoint(sent_by(registration(someone.email)))
    assert free == taken
    assert free[-1] == "COMMIT"


def ended_savepoint(sent: list[str]) -> list[str]:
    """Keeping and dropping the work cost the same; the transaction around it is committed in both cases."""
    return [re.sub(r"^(RELEASE|ROLLBACK TO) ", "END ", statement) for statement in sent]


def test_of_two_who_join_with_one_address_at_once_one_gets_it(someone: Someone) -> None:
    who = registration()
    with ThreadPoolExecutor(2) as both:
        answers = [member for _, member in both.map(lambda _: join(who), range(2))]
    assert sum(member is not None for member in answers) == 1


def test_what_reacts_to_a_new_household_belongs_to_the_same_transaction(someone: Someone) -> None:
    def fail(_db: Any, _event: HouseholdCreated) -> None:
        raise RuntimeError("no categories today")

    events._listeners[HouseholdCreated].append(fail)
    who = registration()
    try:
        with pytest.raises(RuntimeError):
            join(who)
    finally:
        events._listeners[HouseholdCreated].remove(fail)
    assert join(who)[1] is not None  # the address is still free
