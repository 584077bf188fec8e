"""A person's word on rows that may be others, before the import is confirmed and after."""

from uuid import UUID

import pytest
from sqlalchemy import delete, event

from mingus.core.db import engine, transaction
from mingus.core.errors import NotFound, Refused
from mingus.core.tenancy import Member
from mingus.ledger.models import Transaction
from mingus.ledger.service import imports
from mingus.ledger.service.imports import queries
from mingus.ledger.service.imports.review import Decision
from tests.ledger.by_hand import books_are_right
from tests.ledger.service.imports.files import bring_in, csv, line, look_at, only_account, rows

PENDING = csv([line("2026-03-01", "-40.00", "BLUE", pending=True)])
POSTED = csv([line("2026-03-03", "-48.00", "GRAY"), line("2026-03-04", "-5.00", "BUS")])
AFTERWARDS = {
    "same": [("2026-03-03", -4800, "GRAY", "posted")],
    "add": [("2026-03-01", -4000, "BLUE", "pending"), ("2026-03-03", -4800, "GRAY", "posted")],
    "skip": [("2026-03-01", -4000, "BLUE", "pending")],
}
BUS = ("2026-03-04", -500, "BUS", "posted")


@pytest.fixture
def import_id(alice: Member) -> UUID:
    """An import whose first row may be the pending one that is there."""
    bring_in(alice, PENDING)
    return look_at(alice, POSTED, account_id=only_account(alice))


def decide(member: Member, import_id: UUID, number: int, decision: Decision) -> None:
    with transaction(member.household_id) as db:
        imports.decide(db, member, import_id, number, decision)


def confirm(member: Member, import_id: UUID) -> None:
    with transaction(member.household_id) as db:
        imports.confirm(db, member, import_id)


@pytest.mark.parametrize("decision", ["same", "add", "skip"])
def test_what_is_decided_before_happens_with_the_confirmation(
    alice: Member, import_id: UUID, decision: Decision
) -> None:
    before = rows(alice)
    decide(alice, import_id, 1, decision)
    assert rows(alice) == before
    confirm(alice, import_id)
    assert rows(alice) == [*AFTERWARDS[decision], BUS]
    assert books_are_right(alice)


@pytest.mark.parametrize("decision", ["same", "add", "skip"])
def test_what_is_decided_afterwards_happens_at_once(alice: Member, import_id: UUID, decision: Decision) -> None:
    confirm(alice, import_id)
    assert rows(alice) == [*AFTERWARDS["skip"], BUS]
    decide(alice, import_id, 1, decision)
    assert rows(alice) == [*AFTERWARDS[decision], BUS]
    assert books_are_right(alice)


@pytest.mark.parametrize("decision", ["same", "add", "skip"])
def test_one_word_for_all_that_wait_is_the_same_before_and_after(
    alice: Member, import_id: UUID, decision: Decision
) -> None:
    with transaction(alice.household_id) as db:
        assert imports.decide_all(db, alice, import_id, decision) == 1
        imports.confirm(db, alice, import_id)
        assert imports.decide_all(db, alice, import_id, decision) == 0
    assert rows(alice) == [*AFTERWARDS[decision], BUS]


def test_one_word_for_all_works_after_the_confirmation_too(alice: Member, import_id: UUID) -> None:
    confirm(alice, import_id)
    with transaction(alice.household_id) as db:
        assert imports.decide_all(db, alice, import_id, "same") == 1
        assert imports.queue(db, alice) == []
    assert rows(alice) == [*AFTERWARDS["same"], BUS]


def test_one_word_for_many_recomputes_each_month_once(alice: Member) -> None:
    holds = [line("2026-03-01", f"-{n}.00", f"BLUE {n}", pending=True) for n in (40, 400, 4000)]
    posted = [line("2026-03-03", f"-{n}.00", f"GRAY {n}") for n in (48, 480, 4800)]
    bring_in(alice, csv(holds))
    import_id, counts = bring_in(alice, csv(posted), account_id=only_account(alice))
    assert counts["review"] == 3
    said: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(engine(), "after_cursor_execute", hear)
    with transaction(alice.household_id) as db:
        assert imports.decide_all(db, alice, import_id, "add") == counts["review"]
    event.remove(engine(), "after_cursor_execute", hear)
    assert len([statement for statement in said if "INSERT INTO category_months" in statement]) == 1
    assert len(rows(alice)) == 6
    assert books_are_right(alice)


def test_a_row_deleted_for_good_does_not_come_back_with_a_word_on_others(alice: Member, import_id: UUID) -> None:
    confirm(alice, import_id)
    with transaction(alice.household_id) as db:
        db.execute(delete(Transaction).where(Transaction.bank_description == "BUS"))
        imports.decide_all(db, alice, import_id, "add")
    assert rows(alice) == AFTERWARDS["add"]


def test_minds_may_change_until_the_confirmation_and_not_after(alice: Member, import_id: UUID) -> None:
    decide(alice, import_id, 1, "skip")
    decide(alice, import_id, 1, "same")
    confirm(alice, import_id)
    assert rows(alice) == [*AFTERWARDS["same"], BUS]
    with pytest.raises(Refused, match="dealt with already"):
        decide(alice, import_id, 1, "add")


def test_a_new_row_may_be_left_out_and_taken_back_in(alice: Member, import_id: UUID) -> None:
    decide(alice, import_id, 2, "skip")
    decide(alice, import_id, 2, "add")
    decide(alice, import_id, 2, "skip")
    confirm(alice, import_id)
    assert BUS not in rows(alice)


def test_a_new_row_is_not_the_same_as_anything(alice: Member, import_id: UUID) -> None:
    with pytest.raises(Refused, match="nothing to decide"):
        decide(alice, import_id, 2, "same")


def test_what_an_undo_takes_back_includes_what_was_decided_afterwards(alice: Member, import_id: UUID) -> None:
    before = rows(alice)
    confirm(alice, import_id)
    decide(alice, import_id, 1, "same")
    with transaction(alice.household_id) as db:
        imports.undo(db, alice, import_id)
    assert rows(alice) == before
    assert books_are_right(alice)


def test_nothing_is_decided_about_an_import_that_was_undone(alice: Member, import_id: UUID) -> None:
    confirm(alice, import_id)
    with transaction(alice.household_id) as db:
        imports.undo(db, alice, import_id)
    for number in (1, 2):
        with pytest.raises(Refused):
            decide(alice, import_id, number, "add")


def test_a_row_cannot_be_the_same_as_one_that_has_gone(alice: Member) -> None:
    """It would vanish without a trace; it still waits, and can be added."""
    first, _ = bring_in(alice, csv([line("2026-03-01", "-40.00", "BLUE", pending=True)]))
    account_id = only_account(alice)
    bring_in(alice, csv([line("2026-02-01", "-1.00", "OLD")]), account_id=account_id)
    second, _ = bring_in(alice, POSTED, account_id=account_id)
    with transaction(alice.household_id) as db:
        imports.undo(db, alice, first)
    with pytest.raises(Refused, match="gone"):
        decide(alice, second, 1, "same")
    decide(alice, second, 1, "add")
    assert ("2026-03-03", -4800, "GRAY", "posted") in rows(alice)


def test_nobody_decides_for_someone_else_or_about_a_row_that_is_none(
    alice: Member, bob: Member, import_id: UUID
) -> None:
    for member, number in ((bob, 1), (alice, 99)):
        with pytest.raises(NotFound):
            decide(member, import_id, number, "add")
    with pytest.raises(NotFound), transaction(bob.household_id) as db:
        imports.decide_all(db, bob, import_id, "add")
    with transaction(alice.household_id, read_only=True) as db:
        assert queries.waiting(db, alice, import_id) == 1
