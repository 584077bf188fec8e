"""Making a visitor's attempts a person's own, after they registered or signed in in the same browser."""

from sqlalchemy.orm import Session

from mingus.assessments.service import shelves
from mingus.assessments.service.shelves import Sheet
from mingus.core import assessment_events, events
from mingus.core.tenancy import Member


def waiting(db: Session, token: str) -> list[Sheet]:
    """What this browser has that nobody has claimed, newest first."""
    return shelves.of_visitor(token).all(db)


def claim(db: Session, member: Member, token: str) -> list[Sheet]:
    """Move everything of this browser to the person, sealed anew under their key; what was moved.

    Taking rows away is what claims them: of two tabs one gets them all. Ids stay, so that links go on to work. An
    attempt that is still open gives way to one that the person has open already.
    """
    own = shelves.of_person(member.person_id)
    moved = [sheet for sheet in shelves.of_visitor(token).remove(db) if own.add(db, sheet)]
    for sheet in moved:
        if sheet.finished_at:
            taken = assessment_events.AssessmentTaken(
                member.household_id, member.person_id, member.person_id, sheet.id, sheet.slug
            )
            events.record(db, taken)
    return moved


def forget(db: Session, token: str) -> int:
    """Delete everything of this browser: it was somebody else's. How many."""
    return len(shelves.of_visitor(token).remove(db))
