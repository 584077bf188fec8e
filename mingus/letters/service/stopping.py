"""Ending a kind of letter by the link in it: the same preference that its page changes."""

from sqlalchemy.orm import Session

from mingus import profile
from mingus.core import events, letter_events
from mingus.core.tenancy import Member
from mingus.letters.rules.kinds import Kind, is_on

_CHANGES = {
    "insights": {"notification_preferences": {"weeklyInsights": False}},
    "goals": {"notification_preferences": {"goalReminders": False}},
    "check_in": {"health_checkin_frequency": "on_demand"},
}


def stop(db: Session, member: Member, kind: Kind) -> None:
    """This person gets no more letters of this kind; twice is once."""
    if not is_on(kind.name, profile.preferences(db, member.person_id)):
        return
    profile.change_preferences(db, member, profile.PreferencesChange.model_validate(_CHANGES[kind.name]))
    events.record(db, letter_events.LetterStopped(member.household_id, member.person_id, member.person_id, kind.name))
