"""What happens around second factors and confirmations. `events.record` takes them like every other event."""

from uuid import UUID

from mingus.core.happening import Event


class SteppedUp(Event):
    """The actor confirmed that it is them; `session_id` is the sign-in that may do sensitive things for a while."""

    session_id: str
    proof: str


class StepUpFailed(Event):
    """Somebody signed in as the actor could not confirm it."""

    proof: str


class FactorAdded(Event):
    factor_id: UUID
    factor: str


class FactorRemoved(Event):
    """`factor` is 'all' where every one was removed, by whoever runs the installation or with a reset by mail, and
    'all since' where those added around a change of address went with it; then the actor is nobody.
    """

    person_id: UUID
    factor: str


class SecondFactorFailed(Event):
    """The password was right, what should have followed it was not. Whoever it was may not be this person."""

    person_id: UUID
    factor: str


class RecoveryCodesMade(Event):
    """New recovery codes; the ones before are worth nothing."""


class RecoveryCodeUsed(Event):
    left: int


class BrowserRemembered(Event):
    browser_id: UUID


class BrowserForgotten(Event):
    """One browser, or all of them, must show a second factor again."""

    count: int
