"""Changing what people sign in with: who may, what ends by it, and who is told."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mingus import messaging
from mingus.core import credential_events, events, settings
from mingus.core.clock import now
from mingus.core.errors import Refused
from mingus.core.tenancy import Member
from mingus.identity.models import Household, Person
from mingus.identity.rules import email_key
from mingus.identity.rules.links import LASTS, Purpose
from mingus.identity.schemas import Known, Whose
from mingus.identity.service import links, notices
from mingus.identity.service.factors import changing
from mingus.identity.service.links import Link
from mingus.identity.service.people import set_password
from mingus.identity.visitors import whoever_asks

OPEN_LINKS = (Purpose.VERIFY_EMAIL, Purpose.RESET_PASSWORD, Purpose.CHANGE_EMAIL)
UNVERIFIED = "Please confirm your present address first: the link is in your mailbox."
SAME = "This is your address already."
THIEFS_TIME = timedelta(days=1)  # what somebody sets up in the day before they change an address belongs to it
TAKEN = "This address belongs to somebody who is with Mingus already."


def is_verified(db: Session, person_id: UUID) -> bool:
    """Whether a person's address is known to be theirs."""
    return db.scalar(select(Person.email_verified_at).where(Person.id == person_id)) is not None


def verify_email(db: Session, whose: Whose) -> None:
    """The address is theirs. Once is enough: later it changes nothing."""
    proven = update(Person).where(Person.id == whose.person_id, Person.email_verified_at.is_(None))
    if db.scalar(proven.values(email_verified_at=now()).returning(Person.id)):
        events.record(db, credential_events.EmailVerified(whose.household_id, whose.person_id, whose.person_id))


def change_password(db: Session, whose: Whose, password_hash: str, *, needs_factor: bool = False) -> Known:
    """Replace the password; every session, token and open link ends. Answers whom a new session is for.

    Raises Refused for one that `needs_factor` where none stands beside it.
    """
    _set_password(db, whose, password_hash, needs_factor=needs_factor)
    notices.tell(db, whose, "password_changed")
    return known(db, whose)


def reset_password(db: Session, link: Link, password_hash: str, *, needs_factor: bool = False) -> None:
    """Replace the password by a link that was spent: it was read in their mailbox, so the address is theirs too.

    Where nobody had shown that before, whoever joined may have been a stranger: what they signed in with goes.
    Raises Refused for one that `needs_factor` where none stands beside it.
    """
    _set_password(db, link, password_hash, needs_factor=needs_factor)
    if not is_verified(db, link.person_id):
        changing.remove_all(db, Member(link.household_id, link.person_id))
    verify_email(db, link)
    notices.tell(db, link, "password_reset")


def ask_email_change(db: Session, whose: Whose, email: str) -> None:
    """Mail a link to the new address; it counts once that was followed. Nothing tells whether it is somebody's.

    Raises Refused for one's own address, and while that is not verified.
    """
    if not is_verified(db, whose.person_id):
        raise Refused(UNVERIFIED, fields={"email": UNVERIFIED})
    present = notices.email_of(db, whose.person_id)
    if email_key(email) == email_key(present):
        raise Refused(SAME, fields={"email": SAME})
    events.record(db, credential_events.EmailChangeAsked(whose.household_id, whose.person_id, whose.person_id))
    messaging.send(
        db,
        template="identity/change_email",
        to=email,
        facts={"link": links.issue(db, Purpose.CHANGE_EMAIL, whose, address=email), "present": present},
        person_id=whose.person_id,
        household_id=whose.household_id,
        good_for=LASTS[Purpose.CHANGE_EMAIL],
    )


def confirm_email_change(db: Session, link: Link) -> None:
    """The new address counts from now on, and the old one is told, with a way back. Raises Refused when it is taken."""
    old = notices.email_of(db, link.person_id)
    _set_email(db, link, links.address_of(db, link))
    links.end(db, link.person_id, *OPEN_LINKS)
    events.record(db, credential_events.EmailChanged(link.household_id, link.person_id, link.person_id))
    notices.tell(db, link, "email_changed")
    _tell_old_address(db, link, old)


def undo_email_change(db: Session, link: Link) -> None:
    """The old address counts again, and everything that is signed in ends. Raises Refused when it is taken by now.

    Whoever changed it may have left themself a way back in: factors that are hardly older than the change go too.
    """
    _set_email(db, link, links.address_of(db, link))
    links.end(db, link.person_id, *OPEN_LINKS)
    ended = update(Person).where(Person.id == link.person_id).values(session_version=Person.session_version + 1)
    db.execute(ended)
    changing.remove_since(db, Member(link.household_id, link.person_id), link.created_at - THIEFS_TIME)
    events.record(db, credential_events.EmailChangeUndone(link.household_id, None, link.person_id))
    notices.tell(db, link, "email_change_undone")


def known(db: Session, whose: Whose) -> Known:
    """A person as sessions begin with them."""
    row = db.execute(select(Person.session_version, Person.password_hash).where(Person.id == whose.person_id)).one()
    return Known(whose.person_id, whose.household_id, row.session_version, row.password_hash)


def _set_password(db: Session, whose: Whose, password_hash: str, *, needs_factor: bool) -> None:
    set_password(db, whose.household_id, whose.person_id, password_hash, needs_factor=needs_factor)
    links.end(db, whose.person_id, Purpose.RESET_PASSWORD, Purpose.CHANGE_EMAIL)


def _set_email(db: Session, link: Link, email: str) -> None:
    fresh = {"email": email, "email_key": email_key(email), "email_verified_at": now()}
    try:
        with db.begin_nested():
            db.execute(update(Person).where(Person.id == link.person_id).values(**fresh))
    except IntegrityError:
        raise Refused(TAKEN) from None


def _tell_old_address(db: Session, link: Link, old: str) -> None:
    time_zone = db.scalars(select(Household.time_zone).where(Household.id == link.household_id)).one()
    facts = notices.facts("email_changed", whoever_asks(), time_zone)
    happened = "Another e-mail address signs in to your account from now on, and this one does not."
    undo = links.issue(db, Purpose.UNDO_EMAIL_CHANGE, link, address=old)
    messaging.send(
        db,
        template="identity/notice",
        to=old,
        facts={**facts, "happened": happened, "undo_link": undo, "advice_link": settings.link("/forgot-password")},
        person_id=link.person_id,
        household_id=link.household_id,
        good_for=LASTS[Purpose.UNDO_EMAIL_CHANGE],
    )
