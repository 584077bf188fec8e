"""Background work about people and households: once a day what has been kept long enough is forgotten."""

from datetime import timedelta
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy import select

from mingus.core import jobs, pruning
from mingus.core.db import GLOBAL, transaction
from mingus.identity.models import Household

log = structlog.get_logger()

PRUNE: Final = "identity.prune"
PRUNE_HOUSEHOLD: Final = "identity.prune_household"
HOUSEHOLDS_AT_ONCE: Final = 1000


@jobs.periodic(PRUNE, cron="17 * * * *", at_most_every=timedelta(hours=20))
def prune() -> None:
    """Prune what belongs to no household, then ask for a job per household. Safe to run twice."""
    for name, forget in pruning.global_pruners().items():
        with transaction(GLOBAL) as db:
            log.info("pruned", what=name, rows=forget(db))
    last: UUID | None = None
    while household_ids := _households_after(last):
        with transaction(GLOBAL) as db:
            for household_id in household_ids:
                jobs.enqueue(db, PRUNE_HOUSEHOLD, key=f"prune:{household_id}", household_id=household_id)
        last = household_ids[-1]


@jobs.job(PRUNE_HOUSEHOLD, queue="bulk")
def prune_household(household_id: str) -> None:
    """Prune one household's data, each kind in a transaction of its own. Safe to run twice."""
    wanted = UUID(household_id)
    for name, forget in pruning.household_pruners().items():
        with transaction(wanted) as db:
            if rows := forget(db, wanted):
                log.info("pruned", what=name, household_id=household_id, rows=rows)


def _households_after(last: UUID | None) -> list[UUID]:
    wanted = select(Household.id).order_by(Household.id).limit(HOUSEHOLDS_AT_ONCE)
    with transaction(GLOBAL, read_only=True) as db:
        return list(db.scalars(wanted if last is None else wanted.where(Household.id > last)))
