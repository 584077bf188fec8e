"""Someone joins: a person, their household, and that it is theirs. A taken address costs and shows exactly the same."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mingus.core import crypto, events, jobs
from mingus.core.clock import now
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.identity import models
from mingus.identity.rules import email_key
from mingus.identity.schemas import Registration
from mingus.identity.service.mails import MAIL_JOINED

HOUSEHOLD_NAME: Final = "My household"
UNIQUE_ADDRESS: Final = "people_by_email"


def register(
    db: Session,
    household_id: UUID,
    registration: Registration,
    password_hash: str,
    *,
    is_verified: bool = True,
    tells: bool = False,
) -> Member | None:
    """The new owner of the new household `household_id`; None when the address is taken, and then nothing is kept.

    Either way the same statements run, so that time tells a stranger nothing: for a taken address they run under
    another key and are rolled back to a savepoint, and the transaction around them commits. With `tells`, a job writes
    to whoever owns the address: a link to confirm it, or that somebody tried to join with it.
    """
    person_id, key = new_id(), email_key(registration.email)
    owner_id = db.scalar(select(models.Person.id).where(models.Person.email_key == key))
    is_taken = owner_id is not None
    verified_at = now() if is_verified else None
    member = Member(household_id, person_id, registration.time_zone, registration.currency)
    try:
        with db.begin_nested() as savepoint:
            facts = {"email_key": f"taken {person_id}" if is_taken else key, "password_hash": password_hash}
            write_person(db, person_id, registration, {**facts, "email_verified_at": verified_at})
            _write_household(db, member)
            if is_taken:
                savepoint.rollback()
    except IntegrityError as error:
        if UNIQUE_ADDRESS not in str(error.orig):
            raise
        return None  # someone else took the address between the look and the write
    if tells:
        jobs.enqueue(db, MAIL_JOINED, person_id=owner_id or person_id, is_new=not is_taken)
    return None if is_taken else member


def write_person(db: Session, person_id: UUID, registration: Registration, facts: Mapping[str, object]) -> None:
    moment = now()
    sealing = crypto.data_key(db, "person", person_id)
    db.execute(
        insert(models.Person).values(
            id=person_id,
            email=registration.email,
            **facts,
            first_name_sealed=sealing.seal(
                registration.first_name, table="people", column="first_name_sealed", row_id=person_id
            ),
            last_name_sealed=sealing.seal(
                registration.last_name, table="people", column="last_name_sealed", row_id=person_id
            ),
            session_version=1,
            terms_accepted_at=moment,
            created_at=moment,
        )
    )


def _write_household(db: Session, member: Member) -> None:
    moment = now()
    db.execute(
        insert(models.Household).values(
            id=member.household_id,
            name=HOUSEHOLD_NAME,
            currency=member.currency,
            time_zone=member.time_zone,
            is_demo=False,
            created_at=moment,
        )
    )
    ownership = {"household_id": member.household_id, "person_id": member.person_id, "role": "owner"}
    db.execute(insert(models.Membership).values(**ownership, created_at=moment))
    events.record(db, events.PersonRegistered(member.household_id, member.person_id, member.person_id))
    events.record(db, events.HouseholdCreated(member.household_id, member.person_id))
