"""What happens to the e-mail address and the password of a person; written by `events.record` like all others."""

from uuid import UUID

from mingus.core.happening import Event


class EmailVerified(Event):
    person_id: UUID


class EmailChangeAsked(Event):
    person_id: UUID


class EmailChanged(Event):
    person_id: UUID


class EmailChangeUndone(Event):
    """Whoever had the address before took it back; every session and token ended."""

    person_id: UUID


class PasswordResetAsked(Event):
    """A link went to the person's address. Whoever asked need not be them."""

    person_id: UUID


class NewDevice(Event):
    """The actor signed in with a browser or program that had never been seen with them."""

    browser: str
