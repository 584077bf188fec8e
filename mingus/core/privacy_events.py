"""What happens around leaving, taking along and the terms. `events.record` takes them like every other event."""

from dataclasses import dataclass
from uuid import UUID

from mingus.core.events import Event


@dataclass(frozen=True)
class TermsAccepted(Event):
    """The actor accepted this version of the terms."""

    version: str


@dataclass(frozen=True)
class MemberLeft(Event):
    """A person went and the household stays; what was theirs alone is gone."""

    person_id: UUID


@dataclass(frozen=True)
class HouseholdErased(Event):
    """The household's last line: everything but this chain is gone, and its key."""


@dataclass(frozen=True)
class PersonErased(Event):
    """In the system's chain, for good: this id was a person, and so many rows of theirs were deleted."""

    person_id: UUID
    households: int
    rows: int
