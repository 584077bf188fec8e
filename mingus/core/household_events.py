"""What happens between people of one household, for the audit log: who came, as what, and who went."""

from typing import Final
from uuid import UUID

from mingus.core.happening import Event

LEFT: Final = "left"
REMOVED: Final = "removed"
ERASED: Final = "erased"
GONE: Final = frozenset({LEFT, REMOVED, ERASED})
"""Changes after which somebody belongs to a household no more; ERASED when the person ceases to be one of ours."""


class MembershipChanged(Event):
    """`change`: joined as …, became …, one of GONE, was offered the household, declined it, took it over."""

    person_id: UUID
    change: str


class InvitationChanged(Event):
    """`change`: sent, sent again, withdrawn, declined, accepted."""

    invitation_id: UUID
    change: str


class HouseholdEntered(Event):
    """A session that was in another household of this person goes on in this one, under a new id."""

    session_id: str
