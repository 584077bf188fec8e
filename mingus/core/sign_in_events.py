"""What happens to the ways in that a person already has. `events.record` takes them like every other event."""

from dataclasses import dataclass
from uuid import UUID

from mingus.core.events import Event


@dataclass(frozen=True)
class SignedOutElsewhere(Event):
    """All other sign-ins of the actor ended, this many."""

    count: int


@dataclass(frozen=True)
class PersonalTokenCreated(Event):
    token_id: UUID
    scopes: str


@dataclass(frozen=True)
class PersonalTokenRevoked(Event):
    token_id: UUID
