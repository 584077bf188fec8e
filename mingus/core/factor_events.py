"""What happens around second factors and confirmations. `events.record` takes them like every other event."""

from dataclasses import dataclass
from uuid import UUID

from mingus.core.events import Event


@dataclass(frozen=True)
class SteppedUp(Event):
    """The actor confirmed that it is them; `session_id` is the sign-in that may do sensitive things for a while."""

    session_id: str
    proof: str


@dataclass(frozen=True)
class StepUpFailed(Event):
    """Somebody signed in as the actor could not confirm it."""

    proof: str


@dataclass(frozen=True)
class FactorAdded(Event):
    factor_id: UUID
    factor: str


@dataclass(frozen=True)
class FactorRemoved(Event):
    """`factor` is 'all' where whoever runs the installation removed every one; then the actor is nobody."""

    person_id: UUID
    factor: str


@dataclass(frozen=True)
class SecondFactorFailed(Event):
    """The password was right, what should have followed it was not. Whoever it was may not be this person."""

    person_id: UUID
    factor: str


@dataclass(frozen=True)
class RecoveryCodesMade(Event):
    """New recovery codes; the ones before are worth nothing."""


@dataclass(frozen=True)
class RecoveryCodeUsed(Event):
    left: int


@dataclass(frozen=True)
class BrowserRemembered(Event):
    browser_id: UUID


@dataclass(frozen=True)
class BrowserForgotten(Event):
    """One browser, or all of them, must show a second factor again."""

    count: int
