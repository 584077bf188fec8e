"""What happens with letters, for the audit log: that one of a kind was written, or is wanted no more."""

from uuid import UUID

from mingus.core.happening import Event


class LetterWritten(Event):
    """Mingus wrote somebody a letter; `letter` is its kind."""

    person_id: UUID
    letter: str


class LetterStopped(Event):
    """Whoever has the letter pressed the link in it that ends its kind."""

    person_id: UUID
    letter: str
