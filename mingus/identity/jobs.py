"""Background work about people and households: mails with links, and once a day what was kept long enough goes."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from mingus.core import jobs, pruning
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import TooManyRequests
from mingus.identity.models import Household
from mingus.identity.schemas import Addressee
from mingus.identity.service import mails

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


@jobs.job(mails.MAIL_JOINED, queue="critical")
def mail_joined(person_id: str, *, is_new: bool) -> None:
    """Write to whoever joined, or to whoever has the address already. Run twice, the first link ends."""
    to = mails.addressee(UUID(person_id))
    if to and is_new and to.verified_at is None:
        _write(mails.verification, to)
    if to and not is_new:
        _write(mails.known_address, to)


@jobs.job(mails.MAIL_RESET_LINK, queue="critical")
def mail_reset_link(person_id: str) -> None:
    """Write to whoever forgot the password; to nobody when the address was nobody's. Run twice, the first link ends."""
    if to := mails.addressee(UUID(person_id)):
        _write(mails.reset_link, to)


@jobs.job(PRUNE_HOUSEHOLD, queue="bulk")
def prune_household(household_id: str) -> None:
    """Prune one household's data, each kind in a transaction of its own. Safe to run twice."""
    wanted = UUID(household_id)
    for name, forget in pruning.household_pruners().items():
        with transaction(wanted) as db:
            if rows := forget(db, wanted):
                log.info("pruned", what=name, household_id=household_id, rows=rows)


def _write(mail: Callable[[Session, Addressee], None], to: Addressee) -> None:
    """In silence when it is too much: whoever asked must not learn that there is somebody to write to."""
    try:
        with transaction(to.household_id) as db:
            mail(db, to)
    except TooManyRequests:
        log.info("no more mail for now", mail=mail.__name__, household_id=str(to.household_id))


def _households_after(last: UUID | None) -> list[UUID]:
    wanted = select(Household.id).order_by(Household.id).limit(HOUSEHOLDS_AT_ONCE)
    with transaction(GLOBAL, read_only=True) as db:
        return list(db.scalars(wanted if last is None else wanted.where(Household.id > last)))
