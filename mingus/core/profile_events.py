"""What people say about themselves, their pay and their debts, for the audit log: that they did, never what."""

from uuid import UUID

from mingus.core.happening import Event


class FactsChanged(Event):
    """The actor changed what they say about themselves; `groups` names the kinds of facts, as in "work, money"."""

    groups: str


class PreferencesChanged(Event):
    """The actor changed what Mingus writes to them about, and how often it asks how they are."""


class OnboardingEnded(Event):
    """`change`: finished, dismissed, or taken up again."""

    change: str


class PayScheduleChanged(Event):
    """`change`: created, edited, deleted, restored."""

    schedule_id: UUID
    change: str


class DebtChanged(Event):
    """`change`: created, edited, deleted, restored."""

    debt_id: UUID
    change: str
