"""What happens around leaving, taking along and the terms. `events.record` takes them like every other event."""

from uuid import UUID

from mingus.core.happening import Event


class TermsAccepted(Event):
    """The actor accepted this version of the terms."""

    version: str


class MemberLeft(Event):
    """A person went and the household stays; what was theirs alone is gone."""

    person_id: UUID


class HouseholdErased(Event):
    """The household's last line: everything but this chain is gone, and its key."""


class HouseholdGone(Event):
    """In the system's chain: this id was a household, whose own chain stays and can still be verified."""

    erased_household_id: UUID


class PersonErased(Event):
    """In the system's chain, for good: this id was a person, and so many rows of theirs were deleted."""

    person_id: UUID
    households: int
    rows: int
