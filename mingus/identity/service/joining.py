"""Somebody new joins by an invitation: a person, and a member of the household that invited them; no other household.

They can begin one of their own whenever they like. The answer to a taken address is plain here, unlike at
registration: whoever holds the link reads that address's mail.
"""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mingus.core import events
from mingus.core.errors import Refused
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.identity.models import Person
from mingus.identity.rules import email_key
from mingus.identity.schemas import Registration
from mingus.identity.service import invitations, registration

TAKEN = "There is an account with this address already. Sign in with it to accept the invitation."


def join(db: Session, token: str, someone: Registration, password_hash: str) -> Member:
    """The new member. Raises NotFound for a link that is over, Refused for a taken address."""
    person_id, key = new_id(), email_key(someone.email)
    if db.scalar(select(Person.id).where(Person.email_key == key)) is not None:
        raise Refused(TAKEN)
    try:
        registration.write_person(db, person_id, someone, {"email_key": key, "password_hash": password_hash})
    except IntegrityError as error:
        if registration.UNIQUE_ADDRESS not in str(error.orig):
            raise
        raise Refused(TAKEN) from None  # joined elsewhere between the look and the write
    member = invitations.accept(db, token, person_id, key)
    events.record(db, events.PersonRegistered(member.household_id, person_id, person_id))
    return member
