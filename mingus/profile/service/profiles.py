"""What a person says about themselves, and what Mingus may write to them. The transaction must name the person."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.orm import Session

from mingus.core import profile_events
from mingus.core.clock import now
from mingus.core.errors import Refused
from mingus.core.events import record
from mingus.core.fields import money_of
from mingus.core.tenancy import Member
from mingus.profile import facts
from mingus.profile.models import Profile
from mingus.profile.schemas import FactsChange, Preferences, PreferencesChange, ProfileView
from mingus.profile.service import rows
from mingus.profile.service.rows import Words

NOT_BOTH: Final = "You can answer this, or say that you would rather not; not both."
_COLUMNS: Final = {"weeklyInsights": "weekly_insights", "goalReminders": "goal_reminders"}


def of(db: Session, member: Member) -> ProfileView:
    """What this person says about themselves; every answer None before they have said anything."""
    row = rows.row_of(db, member.person_id)
    return ProfileView(currency=member.currency) if row is None else _view(row, rows.opened(db, row), member)


def preferences(db: Session, person_id: UUID) -> Preferences:
    """What Mingus may write to this person: what they chose, or else what holds until they do."""
    row = rows.row_of(db, person_id)
    return Preferences() if row is None else _preferences(row)


def change(db: Session, member: Member, sent: FactsChange) -> ProfileView:
    """Change what is sent and leave the rest; the profile afterwards. Raises Refused naming the field."""
    row = rows.locked(db, member.person_id)
    words = rows.opened(db, row)
    before = _view(row, words, member)
    _answer(row, words, sent, member)
    _decline(row, words, sent)
    after = _view(row, words, member)
    if groups := _changed(before, after):
        rows.seal(db, row, words)
        row.updated_at = now()
        db.flush()
        record(db, profile_events.FactsChanged(member.household_id, member.person_id, ", ".join(groups)))
    return after


def change_preferences(db: Session, member: Member, sent: PreferencesChange) -> Preferences:
    """Change what is sent and leave the rest; the preferences afterwards."""
    row = rows.locked(db, member.person_id)
    before = _preferences(row)
    if "health_checkin_frequency" in sent.model_fields_set:
        row.checkin_frequency = sent.health_checkin_frequency
    if sent.notification_preferences:
        for name, chosen in sent.notification_preferences.model_dump(exclude_none=True, include=set(_COLUMNS)).items():
            setattr(row, _COLUMNS[name], chosen)
    row.updated_at = now()
    db.flush()
    if _preferences(row) != before:
        record(db, profile_events.PreferencesChanged(member.household_id, member.person_id))
    return _preferences(row)


def _answer(row: Profile, words: Words, sent: FactsChange, member: Member) -> None:
    for key in facts.SEALED:
        if key in sent.model_fields_set:
            words.said[key] = getattr(sent, key)
    words.said = {key: value for key, value in words.said.items() if value is not None}
    amounts = {key: getattr(sent, key) for key in facts.AMOUNTS if key in sent.model_fields_set}
    if any(amount is not None for amount in amounts.values()) and row.currency != member.currency:
        for key in facts.AMOUNTS:  # what was said in another currency says nothing in this one
            setattr(row, f"{key}_minor", None)
        row.currency = member.currency
    for key, amount in amounts.items():
        minor = None if amount is None else money_of(amount, member.currency, key).minor
        setattr(row, f"{key}_minor", minor)
    words.declined -= {key for key in facts.KEYS if getattr(sent, key) is not None}


def _decline(row: Profile, words: Words, sent: FactsChange) -> None:
    if sent.prefer_not_to_say is None:
        return
    if any(getattr(sent, key) is not None for key in sent.prefer_not_to_say):
        raise Refused(NOT_BOTH, fields={"prefer_not_to_say": NOT_BOTH})
    words.declined = set(sent.prefer_not_to_say)
    for key in words.declined:
        words.said.pop(key, None)
        if key in facts.AMOUNTS:
            setattr(row, f"{key}_minor", None)


def _changed(before: ProfileView, after: ProfileView) -> list[str]:
    """The groups in which something is different now."""
    declined = before.declined ^ after.declined
    changed = {key for key in facts.KEYS if before.said(key) != after.said(key)} | declined
    return [group.key for group in facts.GROUPS if any(fact.key in changed for fact in facts.of_group(group.key))]


def _view(row: Profile | Row[Any], words: Words, member: Member) -> ProfileView:
    is_same = row.currency == member.currency
    amounts = {f"{key}_minor": getattr(row, f"{key}_minor") if is_same else None for key in facts.AMOUNTS}
    return ProfileView(
        currency=member.currency,
        **{key: words.said.get(key) for key in facts.SEALED},
        **amounts,
        preferences=_preferences(row),
        declined=frozenset(words.declined),
        updated_at=row.updated_at,
    )


def _preferences(row: Profile | Row[Any]) -> Preferences:
    chosen: dict[str, Any] = {
        "weekly_insights": row.weekly_insights,
        "goal_reminders": row.goal_reminders,
        "health_checkin_frequency": row.checkin_frequency,
    }
    return Preferences(**{name: value for name, value in chosen.items() if value is not None})
