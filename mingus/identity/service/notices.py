"""Telling people what was done with their sign-in, so that a stranger's doing is noticed by its victim."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus import messaging
from mingus.core import settings
from mingus.core.clock import now
from mingus.core.networks import vicinity_of
from mingus.identity.models import Household, Person
from mingus.identity.schemas import Visitor, Whose
from mingus.identity.visitors import whoever_asks

What = Literal[
    "new_device",
    "password_changed",
    "password_reset",
    "email_changed",
    "email_change_undone",
    "factor_added",
    "factor_removed",
    "recovery_code_used",
]


@dataclass(frozen=True)
class Notice:
    """What a mail says: its subject, and a sentence about what happened."""

    subject: str
    happened: str


NOTICES: Final[dict[What, Notice]] = {
    "new_device": Notice("New sign-in to Mingus", "Somebody signed in to your account with a device we had not seen."),
    "password_changed": Notice("Your password was changed", "The password of your account was changed."),
    "password_reset": Notice(
        "Your password was reset",
        "The password of your account was reset by a link in a mail. Everything that was signed in is signed out.",
    ),
    "email_changed": Notice("Your e-mail address was changed", "You sign in with this e-mail address from now on."),
    "email_change_undone": Notice(
        "Your e-mail address is as it was",
        "The change of your e-mail address was taken back. Everything that was signed in is signed out.",
    ),
    "factor_added": Notice(
        "A second step was added", "Signing in to your account asks for one more proof from now on."
    ),
    "factor_removed": Notice("A second step was removed", "Signing in to your account asks for one proof less."),
    "recovery_code_used": Notice(
        "A recovery code was used", "Somebody signed in to your account with a recovery code."
    ),
}


def tell(db: Session, whose: Whose, what: What, *, by: Visitor | None = None) -> None:
    """Mail a person what was done with their sign-in, when, with which browser, from where, and what to do.

    Without `by`, it was whoever sent the request that is being answered, or the operator's command line.
    """
    columns = select(Person.email, Household.time_zone).join(Household, Household.id == whose.household_id)
    email, time_zone = db.execute(columns.where(Person.id == whose.person_id)).one()
    messaging.send(
        db,
        template="identity/notice",
        to=email,
        facts={**facts(what, by or whoever_asks(), time_zone), "advice_link": settings.link("/forgot-password")},
        person_id=whose.person_id,
        household_id=whose.household_id,
    )


def facts(what: What, by: Visitor | None, time_zone: str) -> dict[str, Any]:
    """What a mail says of something that was done just now."""
    notice = NOTICES[what]
    pairs = [("When", moment_in_words(now(), time_zone))]
    pairs += (
        [("Browser", by.browser), ("Network", vicinity_of(by.network))] if by else [("How", "by whoever runs Mingus")]
    )
    return {"subject": notice.subject, "happened": notice.happened, "pairs": pairs, "undo_link": ""}


def moment_in_words(moment: datetime, time_zone: str) -> str:
    """For example 'Nov 26, 2026, 8:35 PM (New York)', as the household's clock shows it."""
    local = moment.astimezone(ZoneInfo(time_zone))
    place = time_zone.rpartition("/")[2].replace("_", " ")
    hour = local.strftime("%I:%M %p").lstrip("0")
    return f"{local:%b} {local.day}, {local.year}, {hour} ({place})"


def email_of(db: Session, person_id: UUID) -> str:
    """The address a person signs in with."""
    return db.scalars(select(Person.email).where(Person.id == person_id)).one()
