"""Whether the audit log is whole: every chain recomputed from its first line to its head."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from mingus.core import events
from mingus.core.events import AuditEntry
from mingus.core.ids import NIL
from mingus.core.privacy_events import HouseholdGone
from mingus.ops.schema.reading import SECONDS, Reach, Tour, seeing


@dataclass(frozen=True, slots=True)
class BrokenChain:
    """The household whose chain breaks, and the number of the first line that does not follow."""

    household_id: UUID
    line: int


@dataclass(frozen=True, slots=True)
class Trail:
    """What the verification found. `lines` were recomputed; the system's own chain is among them."""

    broken: tuple[BrokenChain, ...]
    lines: int
    reach: Reach

    @property
    def is_whole(self) -> bool:
        return not self.broken


def verify_trail(connection: Connection, *, seconds: float = SECONDS) -> Trail:
    """Every household's chain and the system's, until time is up; three queries for each."""
    broken: list[BrokenChain] = []
    tour, lines = Tour(connection, seconds=seconds, with_system=True, also=_erased(connection)), 0
    for household_id in tour:
        line, length = _verify(connection, household_id)
        lines += length
        if line is not None:
            broken.append(BrokenChain(household_id, line))
    return Trail(tuple(broken), lines, tour.reach)


def verify_chain(connection: Connection, household_id: UUID) -> Trail:
    """One household's chain, or the system's, however long it takes."""
    with seeing(connection, household_id):
        line, length = _verify(connection, household_id)
    broken = () if line is None else (BrokenChain(household_id, line),)
    return Trail(broken, length, Reach(1, 1))


def _erased(connection: Connection) -> tuple[UUID, ...]:
    """Households that were deleted: their lines are about ids alone, and stay."""
    gone = select(AuditEntry.about_id).where(AuditEntry.household_id == NIL, AuditEntry.event == HouseholdGone.__name__)
    with seeing(connection, NIL):
        return tuple(household_id for household_id in connection.scalars(gone) if household_id)


def _verify(connection: Connection, household_id: UUID) -> tuple[int | None, int]:
    """The first broken line, if any, and how many there are."""
    with Session(connection, autoflush=False) as db:
        return events.first_broken_line(db, household_id), events.length(db, household_id)
