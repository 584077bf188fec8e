"""Who may hold an import: one at a time, and nobody while the worker has it. See test_later for what it protects."""

from uuid import UUID

import pytest

from mingus.core import jobs
from mingus.core.db import transaction
from mingus.core.errors import NotFound, Refused
from mingus.core.tenancy import Member
from mingus.ledger.models import SETTLE_JOB
from mingus.ledger.service import imports
from mingus.ledger.service.imports import holding
from tests.ledger.service.imports.files import csv, line, look_at


@pytest.fixture
def import_id(alice: Member) -> UUID:
    return look_at(alice, csv([line("2026-03-01", "-2.75", "MARTA FARE")]))


def put(member: Member, import_id: UUID, status: str, *, with_job: bool) -> None:
    with transaction(member.household_id) as db:
        row = imports.get(db, member, import_id)
        row.status = status
        if with_job:
            jobs.enqueue(db, SETTLE_JOB, key=holding.key_of(row), import_id=import_id)


@pytest.mark.parametrize(("status", "before"), [("confirming", "ready"), ("undoing", "confirmed")])
def test_an_import_at_work_is_held_by_nobody_until_its_job_is_gone(
    alice: Member, import_id: UUID, status: str, before: str
) -> None:
    put(alice, import_id, status, with_job=False)
    with transaction(alice.household_id) as db:
        assert holding.held(db, alice, import_id).status == before
    put(alice, import_id, status, with_job=True)
    with transaction(alice.household_id) as db:
        assert holding.status_of(db, imports.get(db, alice, import_id)) == status
        with pytest.raises(Refused):
            holding.held(db, alice, import_id)


def test_bob_holds_nothing_of_alices(bob: Member, import_id: UUID) -> None:
    with pytest.raises(NotFound), transaction(bob.household_id) as db:
        holding.held(db, bob, import_id)
