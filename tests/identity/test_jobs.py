"""Once a day everything that has been kept long enough is forgotten, household by household."""

from datetime import timedelta
from typing import Any

from sqlalchemy import text, update

from mingus.core import idempotency
from mingus.core.clock import now
from mingus.core.db import GLOBAL, transaction
from mingus.core.idempotency import Attempt, KeptAnswer
from mingus.core.tenancy import Member
from mingus.identity import jobs


def planned(member: Member) -> list[dict[str, Any]]:
    found = text("SELECT args FROM procrastinate_jobs WHERE task_name = :name AND args->>'household_id' = :id")
    with transaction(GLOBAL, read_only=True) as db:
        return list(db.scalars(found, {"name": jobs.PRUNE_HOUSEHOLD, "id": str(member.household_id)}))


def keep(member: Member) -> None:
    with transaction(member.household_id) as db:
        idempotency.once(db, member, Attempt("key", b"body"), lambda: {"made": "1"})
        db.execute(update(KeptAnswer).values(created_at=now() - timedelta(days=2)))


def kept(member: Member) -> int:
    with transaction(member.household_id) as db:
        return int(db.scalar(text("SELECT count(*) FROM idempotency_keys")) or 0)


def test_every_household_is_asked_once_and_each_job_prunes_its_own_alone(alice: Member, bob: Member) -> None:
    for member in (alice, bob):
        keep(member)
    for _ in range(2):
        jobs.prune()
    assert [len(planned(member)) for member in (alice, bob)] == [1, 1]
    for _ in range(2):
        jobs.prune_household(**planned(alice)[0])
    assert (kept(alice), kept(bob)) == (0, 1)
