"""What happens with weekly check-ins, for the audit log: that there was one, never what was answered."""

from uuid import UUID

from mingus.core.happening import Event


class CheckInChanged(Event):
    """`change`: done, changed, skipped, deleted."""

    person_id: UUID
    check_in_id: UUID
    change: str
