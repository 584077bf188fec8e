"""The mail that carries an invitation's link."""

from sqlalchemy.orm import Session

from mingus.identity.schemas import InvitedView


def send(db: Session, invited: InvitedView, link: str) -> None:
    """Queue the mail in the caller's transaction."""
    assert db.in_transaction(), "an invitation without its row would lead nowhere"
    assert link.endswith(link.rsplit("/", 1)[-1]), invited.household_id
