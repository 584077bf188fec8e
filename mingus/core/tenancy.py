"""Who acts, and in which household: the second argument of every service that touches household data."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Member:
    """A person acting in one household. Accounts private to someone else in the household do not exist for them.

    `role` is a line of `core.permissions`; work of Mingus itself has the owner's.
    """

    household_id: UUID
    person_id: UUID
    time_zone: str = "America/New_York"
    currency: str = "USD"
    role: str = "owner"


@dataclass(frozen=True, slots=True)
class Visit:
    """An operator's look into a household that is not theirs: which permission it goes by, and until when."""

    grant_id: UUID
    until: datetime
