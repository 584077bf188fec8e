"""Mails with links in them. Jobs write them, so that a request costs the same for known and unknown addresses."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus import messaging
from mingus.core import credential_events, events, limits, settings
from mingus.core.db import look_up
from mingus.core.errors import TooManyRequests
from mingus.identity.models import Membership, Person
from mingus.identity.rules.links import LASTS, Purpose
from mingus.identity.schemas import Addressee
from mingus.identity.service import links

MAIL_JOINED: Final = "identity.mail_joined"
MAIL_RESET_LINK: Final = "identity.mail_reset_link"
AT_MOST: Final = 5  # of one kind to one person
WITHIN: Final = timedelta(hours=1)


def addressee(person_id: UUID) -> Addressee | None:
    """Whom to write to, in the household they joined first; None when there is nobody. Outside any transaction."""
    found = look_up(
        select(Person.id, Membership.household_id, Person.email, Person.email_verified_at)
        .join(Membership, Membership.person_id == Person.id)
        .where(Person.id == person_id)
        .order_by(Membership.created_at)
        .limit(1)
    )
    return Addressee(*found) if found else None


def verification(db: Session, to: Addressee) -> None:
    """The link that proves an address. Raises TooManyRequests when it was asked for too often."""
    _count(db, "verify", to)
    _send(db, "verify_email", to, {"link": links.issue(db, Purpose.VERIFY_EMAIL, to)}, LASTS[Purpose.VERIFY_EMAIL])


def known_address(db: Session, to: Addressee) -> None:
    """To the owner of an address that somebody tried to join with."""
    _count(db, "known address", to)
    facts = {"sign_in": settings.link("/login"), "forgot": settings.link("/forgot-password")}
    _send(db, "known_address", to, facts, WITHIN)


def reset_link(db: Session, to: Addressee) -> None:
    """The link that lets its owner choose a new password."""
    _count(db, "reset", to)
    events.record(db, credential_events.PasswordResetAsked(to.household_id, None, to.person_id))
    facts = {"link": links.issue(db, Purpose.RESET_PASSWORD, to), "email": to.email}
    _send(db, "reset_password", to, facts, LASTS[Purpose.RESET_PASSWORD])


def _count(db: Session, kind: str, to: Addressee) -> None:
    """Nobody's mailbox is filled by somebody else's doing."""
    try:
        limits.count(db, f"mail|{kind}|{to.person_id}", at_most=AT_MOST, within=WITHIN)
    except TooManyRequests as error:
        raise TooManyRequests(
            "We have written to you several times already. Please look into your mailbox, or try again later.",
            retry_after_seconds=error.retry_after_seconds,
        ) from None


def _send(db: Session, name: str, to: Addressee, facts: dict[str, str], good_for: timedelta) -> None:
    messaging.send(
        db,
        template=f"identity/{name}",
        to=to.email,
        facts=facts,
        person_id=to.person_id,
        household_id=to.household_id,
        good_for=good_for,
    )
