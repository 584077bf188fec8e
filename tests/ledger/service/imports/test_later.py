"""Large imports are confirmed and undone by the worker: all at once, once, and nobody changes them meanwhile."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from mingus.core.db import transaction
from mingus.core.errors import NotFound, Refused
from mingus.core.tenancy import Member
from mingus.ledger.schemas.imports import Target
from mingus.ledger.service import accounts, imports
from mingus.ledger.service.imports import later
from tests.ledger.by_hand import account, books_are_right
from tests.ledger.service.imports.files import csv, line, look_at, rows

SMALL = csv([line("2026-03-01", "-2.75", "MARTA FARE")])
LARGE = csv(line(f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}", f"-{n}.00", f"SHOP {n}") for n in range(1, 5001))
UNCLEAR = b"Date;Details;Value\n" + b"".join(b"03/04/2026;SHOP %d;-1,25\n" % n for n in range(5000))


@pytest.fixture
def import_id(alice: Member) -> UUID:
    """A large file that is ready to be confirmed."""
    return look_at(alice, LARGE, account_id=account(alice))


def ask(member: Member, import_id: UUID) -> str:
    with transaction(member.household_id) as db:
        return later.ask_to_confirm(db, member, import_id).status


def ask_back(member: Member, import_id: UUID) -> str:
    with transaction(member.household_id) as db:
        return later.ask_to_undo(db, member, import_id).status


def work(member: Member, import_id: UUID) -> str | None:
    with transaction(member.household_id) as db:
        return later.work(db, member, import_id)


def status(member: Member, import_id: UUID) -> tuple[str, str]:
    with transaction(member.household_id, read_only=True) as db:
        view = imports.preview(db, member, import_id)
        return view.status, view.refusal


def waiting_jobs(member: Member, import_id: UUID) -> int:
    found = text("SELECT count(*) FROM procrastinate_jobs WHERE args->>'import_id' = :id AND status = 'todo'")
    with transaction(member.household_id) as db:
        return int(db.scalar(found, {"id": str(import_id)}) or 0)


def give_up(member: Member, import_id: UUID) -> None:
    """What the worker does with a job that has failed five times."""
    failed = text("UPDATE procrastinate_jobs SET status = 'failed' WHERE args->>'import_id' = :id")
    with transaction(member.household_id) as db:
        db.execute(failed, {"id": str(import_id)})


def test_a_small_import_is_confirmed_and_undone_at_once(alice: Member) -> None:
    small = look_at(alice, SMALL, account_id=account(alice))
    assert (ask(alice, small), len(rows(alice))) == ("confirmed", 1)
    assert (ask_back(alice, small), rows(alice)) == ("undone", [])
    assert waiting_jobs(alice, small) == 0


def test_a_large_import_waits_for_the_worker_who_confirms_and_undoes_it_once(alice: Member, import_id: UUID) -> None:
    assert (ask(alice, import_id), rows(alice)) == ("confirming", [])
    assert [work(alice, import_id) for _ in range(2)] == ["confirmed", None]
    assert len(rows(alice)) == 5000
    assert books_are_right(alice)
    assert (ask_back(alice, import_id), len(rows(alice))) == ("undoing", 5000)
    assert [work(alice, import_id) for _ in range(2)] == ["undone", None]
    assert rows(alice) == []
    assert books_are_right(alice)


def test_asking_again_while_it_is_at_work_makes_no_second_job(alice: Member, import_id: UUID) -> None:
    assert [ask(alice, import_id) for _ in range(2)] == ["confirming"] * 2
    assert waiting_jobs(alice, import_id) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda db, member, import_id: imports.decide(db, member, import_id, 1, "skip"),
        lambda db, member, import_id: imports.decide_all(db, member, import_id, "skip"),
        lambda db, member, import_id: imports.retarget(db, member, import_id, 1, Target(name="Other")),
        lambda db, member, import_id: imports.correct(db, member, import_id, {"sign": "inverted"}),
        imports.discard,
        imports.confirm,
        imports.undo,
    ],
    ids=["decide", "decide_all", "retarget", "correct", "discard", "confirm", "undo"],
)
def test_nothing_changes_an_import_that_is_being_added_and_nobody_waits_to_hear_so(
    alice: Member, import_id: UUID, change: Callable[[Session, Member, UUID], object]
) -> None:
    ask(alice, import_id)
    with transaction(alice.household_id) as worker:
        later.work(worker, alice, import_id)  # it holds the import and the books until it commits
        with pytest.raises(Refused, match="are being added"), transaction(alice.household_id) as db:
            db.execute(text("SET LOCAL lock_timeout = '1s'"))
            change(db, alice, import_id)
    assert len(rows(alice)) == 5000


def test_nothing_changes_an_import_that_is_being_undone(alice: Member, import_id: UUID) -> None:
    ask(alice, import_id)
    work(alice, import_id)
    ask_back(alice, import_id)
    with pytest.raises(Refused, match="is being undone"), transaction(alice.household_id) as db:
        imports.decide_all(db, alice, import_id, "add")


def test_an_import_whose_job_was_given_up_is_as_before_and_can_be_asked_for_again(
    alice: Member, import_id: UUID
) -> None:
    ask(alice, import_id)
    give_up(alice, import_id)
    assert status(alice, import_id) == ("ready", "")
    with transaction(alice.household_id) as db:
        imports.decide(db, alice, import_id, 1, "skip")
    assert ask(alice, import_id) == "confirming"
    assert work(alice, import_id) == "confirmed"
    assert len(rows(alice)) == 4999
    ask_back(alice, import_id)
    give_up(alice, import_id)
    assert (status(alice, import_id)[0], ask_back(alice, import_id)) == ("confirmed", "undoing")


def test_what_cannot_be_done_is_given_back_with_the_reason(alice: Member) -> None:
    mine = account(alice)
    import_id = look_at(alice, LARGE, account_id=mine)
    ask(alice, import_id)
    with transaction(alice.household_id) as db:
        accounts.delete(db, alice, mine)
    with pytest.raises(NotFound) as told:
        work(alice, import_id)
    with transaction(alice.household_id) as db:
        later.give_back(db, alice, import_id, told.value)
    assert status(alice, import_id) == ("ready", "There is no such account.")


def test_open_questions_are_answered_before_the_worker_is_troubled(alice: Member) -> None:
    import_id = look_at(alice, UNCLEAR, account_id=account(alice))
    with pytest.raises(Refused, match="answer first"):
        ask(alice, import_id)
    assert waiting_jobs(alice, import_id) == 0


def test_only_a_confirmed_import_is_undone_and_only_a_ready_one_confirmed(alice: Member, import_id: UUID) -> None:
    with pytest.raises(Refused):
        ask_back(alice, import_id)
    ask(alice, import_id)
    work(alice, import_id)
    with pytest.raises(Refused):
        ask(alice, import_id)


def test_bob_asks_for_nothing_of_alices(alice: Member, bob: Member, import_id: UUID) -> None:
    for wanted in (ask, ask_back, work):
        with pytest.raises(NotFound):
            wanted(bob, import_id)
    assert status(alice, import_id) == ("ready", "")
