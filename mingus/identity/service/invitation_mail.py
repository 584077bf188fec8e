"""The mail that carries an invitation's link. It goes to people we do not know, so it repeats plain names alone."""

from datetime import timedelta

from sqlalchemy.orm import Session

from mingus import messaging
from mingus.identity.rules.guests import plain_name
from mingus.identity.schemas.households import InvitedView


def send(db: Session, invited: InvitedView, link: str, good_for: timedelta) -> None:
    """Queue the mail in the caller's transaction."""
    messaging.send(
        db,
        template="identity/invitation",
        to=invited.email,
        facts={
            "link": link,
            "by": plain_name(invited.invited_by) or "Somebody",
            "household": plain_name(invited.household_name),
            "role": invited.role,
        },
        household_id=invited.household_id,
        good_for=good_for,
    )
