"""What happens to the ways in that a person already has. `events.record` takes them like every other event."""

from uuid import UUID

from mingus.core.happening import Event


class SignedOutElsewhere(Event):
    """All other sign-ins of the actor ended, this many."""

    count: int


class PersonalTokenCreated(Event):
    token_id: UUID
    scopes: str


class PersonalTokenRevoked(Event):
    token_id: UUID
