"""How far a newcomer has come, and putting it away. The transaction must name the person."""

from sqlalchemy.orm import Session

from mingus.core import profile_events
from mingus.core.clock import now
from mingus.core.events import record
from mingus.core.fixed import Asked
from mingus.core.glance import Reader
from mingus.core.tenancy import Member
from mingus.profile.models import Profile
from mingus.profile.schemas import OnboardingChange, Progress
from mingus.profile.service import rows


def progress_asked(member: Member) -> Asked:
    """What `progress` reads, for a glance."""
    return rows.row_asked(member.person_id)


def progress(db: Reader, member: Member) -> Progress:
    """Where this person is; at the beginning before they have done anything."""
    row = rows.row_of(db, member.person_id)
    return Progress({}, is_dismissed=False) if row is None else Progress(dict(row.steps), row.dismissed_at is not None)


def change(db: Session, member: Member, sent: OnboardingChange) -> Progress:
    """Note that a step was done or skipped, put the reminder away, or take it out again."""
    row = rows.locked(db, member.person_id)
    before = _progress(row)
    if sent.step is not None:
        row.steps = {**row.steps, sent.step: sent.outcome}
    if sent.is_dismissed is not None:
        row.dismissed_at = (row.dismissed_at or now()) if sent.is_dismissed else None
    db.flush()
    after = _progress(row)
    if deed := _deed(before, after):
        record(db, profile_events.OnboardingEnded(member.household_id, member.person_id, deed))
    return after


def _deed(before: Progress, after: Progress) -> str:
    if after.is_finished and not before.is_finished:
        return "finished"
    if after.is_dismissed == before.is_dismissed:
        return ""
    return "dismissed" if after.is_dismissed else "taken up again"


def _progress(row: Profile) -> Progress:
    return Progress(dict(row.steps), row.dismissed_at is not None)
